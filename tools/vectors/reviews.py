"""What docs/spec/vectors/kind-programme.json says of challenges and reviews."""

from tools.vectors.dossiers import Json, line, vector
from tools.vectors.kinds import FIFTH, FOURTH, MADRID, MALLORY, NOWHERE, POTSDAM, RABAT, SECOND, THIRD

from mithaq.kinds.programme import PROGRAMME, fingerprint

SALT = "0" * 64
SCORES = [dict(one) for one in PROGRAMME.table["open-scores"].body.example["scores"]]


def reviews() -> list[Json]:
    """Return the vectors of challenges and reviews."""
    return [*_challenges(), *_blind(), *_limits()]


def _challenges() -> list[Json]:
    challenge = dict(PROGRAMME.table["challenge"].body.example)
    commit = dict(PROGRAMME.table["commit"].body.example)
    return [
        vector(
            PROGRAMME,
            "challenges",
            line(RABAT, "register"),
            line(RABAT, "reassess"),
            line(RABAT, "challenge", areas=["firearms"]),
            line(RABAT, "challenge"),
            line(RABAT, "commit", answers=NOWHERE),
            line(RABAT, "commit", answers=FOURTH),
            line(RABAT, "correct", entry=f"{6:064x}", body={**commit, "answers": NOWHERE}),
            line(RABAT, "correct", entry=FOURTH, body={**challenge, "areas": ["firearms"]}),
            line(RABAT, "correct", entry=FOURTH, body={**challenge, "likelihood": 2}),
            line(MADRID, "reassess", entry=NOWHERE),
            line(MADRID, "reassess"),
            line(RABAT, "correct", entry=FOURTH, body={**challenge, "likelihood": 1}),
            line(POTSDAM, "challenge"),
            line(POTSDAM, "retire", entry=NOWHERE),
            line(POTSDAM, "retire", entry=FOURTH),
            line(POTSDAM, "retire", entry=FOURTH),
            line(MADRID, "reassess", entry=FOURTH),
            line(MALLORY, "reassess"),
            line(MALLORY, "retire"),
            line(MALLORY, "challenge"),
            terms={"areas": ["terrorism", "drugs"]},
        )
    ]


def _blind() -> list[Json]:
    begun = [line(RABAT, "register"), line(RABAT, "review")]
    another = [{**SCORES[0], "level": 5}, *SCORES[1:]]
    copied = fingerprint(SECOND, RABAT, SALT, tuple((s["area"], s["dimension"], s["level"]) for s in SCORES))
    return [
        vector(
            PROGRAMME,
            "blind-review",
            *begun,
            line(MADRID, "review"),
            line(RABAT, "open-scores"),
            line(RABAT, "seal-scores"),
            line(RABAT, "seal-scores"),
            line(MADRID, "seal-scores", entry=NOWHERE),
            line(MADRID, "seal-scores"),
            line(RABAT, "open-scores"),
            line(POTSDAM, "seal-scores"),
            line(RABAT, "open-scores", unstable=(f"{10:064x}",)),
            line(RABAT, "open-scores", entry=NOWHERE),
            line(RABAT, "open-scores", scores=SCORES[1:]),
            line(RABAT, "open-scores", scores=[*SCORES, SCORES[0]]),
            line(RABAT, "open-scores", scores=another),
            line(RABAT, "open-scores", salt="1" * 64),
            line(RABAT, "open-scores"),
            line(RABAT, "open-scores"),
            line(MADRID, "close-review"),
            line(MADRID, "open-scores"),
            line(MADRID, "figures", entry=NOWHERE),
            line(MADRID, "figures"),
            line(POTSDAM, "open-scores"),
            line(MALLORY, "close-review"),
            line(MALLORY, "figures"),
            line(POTSDAM, "close-review", entry=NOWHERE),
            line(POTSDAM, "close-review"),
            line(POTSDAM, "close-review"),
            line(MADRID, "figures"),
            line(MADRID, "seal-scores"),
            line(MADRID, "open-scores"),
            line(MADRID, "review"),
        ),
        vector(
            PROGRAMME,
            "a-copied-fingerprint-opens-nothing",
            *begun,
            line(RABAT, "seal-scores"),
            line(MADRID, "seal-scores", digest=copied),
            line(POTSDAM, "seal-scores"),
            line(RABAT, "open-scores"),
            line(MADRID, "open-scores"),
        ),
    ]


def _limits() -> list[Json]:
    return [
        vector(
            PROGRAMME,
            "reviews-beyond-the-pact",
            line(RABAT, "register"),
            line(RABAT, "review", areas=["firearms"]),
            line(RABAT, "review", end="2028-12-31"),
            line(MALLORY, "review"),
            line(RABAT, "review"),
            line(MALLORY, "seal-scores", entry=FIFTH),
            line(MALLORY, "open-scores", entry=FIFTH),
            terms={"areas": ["terrorism", "drugs"]},
        ),
        vector(
            PROGRAMME,
            "a-party-that-joins-later-does-not-review",
            line(RABAT, "register"),
            line(RABAT, "review"),
            line("pt.psp", "seal-scores"),
            line("pt.psp", "figures", entry=SECOND),
            line("pt.psp", "reassess", entry=THIRD),
        ),
    ]
