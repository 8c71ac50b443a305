"""What docs/spec/vectors/kind-visit.json says: a good step first, then what is refused."""

from tools.vectors.dossiers import Json, line, vector
from tools.vectors.kinds import LISBON, MADRID, MALLORY, NOTE, NOWHERE, POTSDAM, RABAT, walked

from mithaq.kinds.visit import VISIT

OPENING, SECOND, THIRD, FOURTH, FIFTH, SIXTH, SEVENTH, EIGHTH = (f"{number:064x}" for number in range(1, 9))
EDITION: Json = {"title": NOTE, "text": NOTE}
GERMAN: Json = {"language": "de", "text": "Übung: eine Notiz."}


def visits() -> list[Json]:
    """Return the vectors of docs/spec/visit.md."""
    return [*walked(VISIT), *_openings(), *_agendas(), *_minutes(), *_communiques()]


def _openings() -> list[Json]:
    faults: dict[str, Json] = {
        "host-is-guest": {"guests": [RABAT, MADRID]},
        "guest-is-a-stranger": {"guests": [MALLORY]},
        "not-the-host": {"host": MADRID, "guests": [RABAT]},
        "takes-no-part": {"host": MADRID, "guests": [POTSDAM]},
        "ends-before": {"end": "2030-01-27"},
    }
    invite = dict(VISIT.opens[0].example)
    corrections: list[Json] = [{"end": "2030-01-30"}, {"areas": ["firearms"]}, {"areas": ["drugs"]}]
    return [
        *(vector(VISIT, name, line(RABAT, "invite", **changes)) for name, changes in faults.items()),
        vector(VISIT, "beyond-the-pact", line(RABAT, "invite"), terms={"areas": ["cybercrime"]}),
        vector(
            VISIT,
            "opening-corrected",
            line(RABAT, "invite"),
            *(line(RABAT, "correct", entry=OPENING, body={**invite, **one}) for one in corrections),
            terms={"areas": ["terrorism", "drugs"]},
        ),
        vector(
            VISIT,
            "moved",
            line(RABAT, "invite"),
            line(MADRID, "confirm"),
            line(MADRID, "confirm"),
            line(POTSDAM, "decline"),
            line(POTSDAM, "confirm"),
            line(MADRID, "move"),
            line(RABAT, "move", end="2030-02-03"),
            line(RABAT, "move"),
            line(POTSDAM, "confirm"),
            line(MADRID, "confirm"),
            line(MALLORY, "confirm"),
        ),
        vector(
            VISIT,
            "guest-left-out",
            line(RABAT, "invite", guests=[MADRID]),
            line(POTSDAM, "confirm"),
            line(MADRID, "confirm"),
            line(LISBON, "meet"),
        ),
    ]


def _agendas() -> list[Json]:
    meet = dict(VISIT.table["meet"].body.example)
    return [
        vector(
            VISIT,
            "agenda",
            line(RABAT, "invite"),
            line(RABAT, "meet", agencies=[RABAT, LISBON]),
            line(RABAT, "meet", meeting="trilateral"),
            line(RABAT, "meet", meeting="thematic"),
            line(RABAT, "meet", end="2030-01-28T09:00:00.000Z"),
            line(RABAT, "meet", areas=["firearms"]),
            line(MADRID, "meet"),
            line(RABAT, "correct", entry=FOURTH, body={**meet, "agencies": [RABAT, POTSDAM]}),
            line(RABAT, "correct", entry=FOURTH, body={**meet, "meeting": "trilateral"}),
            line(RABAT, "correct", entry=FOURTH, body={**meet, "meeting": "multilateral"}),
            line(POTSDAM, "strike", entry=SEVENTH),
            line(MADRID, "strike", entry=FOURTH),
            line(MADRID, "strike", entry=NOWHERE),
            line(MADRID, "strike", entry=SEVENTH),
            line(RABAT, "strike", entry=SEVENTH),
            line(RABAT, "strike", entry=FOURTH),
            line(RABAT, "strike", entry=FOURTH),
            terms={"areas": ["terrorism", "drugs"]},
        ),
    ]


def _minutes() -> list[Json]:
    decision = dict(VISIT.table["minutes"].body.example["decisions"][0])
    begun = [
        line(RABAT, "invite"),
        line(MADRID, "confirm"),
        line(POTSDAM, "confirm"),
        line(RABAT, "meet"),
    ]

    def decided(**changes: object) -> list[Json]:
        return [{**decision, **changes}]

    return [
        vector(
            VISIT,
            "minutes",
            *begun,
            line(RABAT, "minutes", entry=NOWHERE),
            line(POTSDAM, "minutes"),
            line(RABAT, "minutes", decisions=decided(owners=[POTSDAM])),
            line(RABAT, "minutes", decisions=decided(areas=["firearms"])),
            line(RABAT, "minutes", decisions=decided(measure=None)),
            line(RABAT, "minutes", decisions=decided(measure=None, commitment="strengthening")),
            line(RABAT, "strike"),
            line(MADRID, "send-back"),
            line(MADRID, "approve"),
            line(RABAT, "minutes"),
            line(RABAT, "approve"),
            line(MADRID, "approve", entry=NOWHERE),
            line(MADRID, "send-back", entry=NOWHERE),
            line(MADRID, "carry-over", number=2),
            line(RABAT, "conclude"),
            line(MADRID, "approve"),
            line(RABAT, "minutes"),
            line(POTSDAM, "carry-over"),
            line(POTSDAM, "carry-over"),
            line(MADRID, "conclude"),
            line(RABAT, "conclude"),
            line(RABAT, "minutes"),
            line(MADRID, "delegation"),
            line(MADRID, "meet"),
            line(MADRID, "strike"),
            line(MADRID, "approve"),
            line(MADRID, "send-back"),
            line(MADRID, "cancel"),
            line(RABAT, "move"),
            line(RABAT, "conclude"),
            line(MADRID, "confirm"),
            line(MADRID, "decline"),
            terms={"areas": ["terrorism", "drugs"]},
        ),
        vector(
            VISIT,
            "two-decisions",
            *begun,
            line(RABAT, "minutes", decisions=[decision, decision]),
            line(MADRID, "approve"),
            line(POTSDAM, "carry-over"),
            line(POTSDAM, "carry-over"),
            line(MALLORY, "carry-over", number=2),
            line(POTSDAM, "carry-over", number=2),
        ),
        vector(
            VISIT,
            "who-declined-takes-no-part",
            line(RABAT, "invite"),
            line(POTSDAM, "decline"),
            line(MADRID, "confirm"),
            line(RABAT, "meet", agencies=[RABAT, POTSDAM]),
            line(RABAT, "meet"),
            line(RABAT, "minutes"),
            line(POTSDAM, "delegation"),
        ),
        vector(
            VISIT,
            "two-meetings",
            *begun,
            line(RABAT, "meet", meeting="trilateral", agencies=[RABAT, MADRID, POTSDAM]),
            line(RABAT, "minutes", entry=FOURTH),
            line(POTSDAM, "minutes", entry=FIFTH),
            line(MADRID, "approve", entry=SIXTH),
            line(MADRID, "approve", entry=SIXTH),
            line(MADRID, "send-back", entry=SIXTH),
            line(RABAT, "conclude"),
            line(MADRID, "approve", entry=SEVENTH),
            line(RABAT, "approve", entry=SEVENTH),
            line(RABAT, "conclude"),
        ),
    ]


def _communiques() -> list[Json]:
    begun = [line(RABAT, "invite"), line(MADRID, "confirm"), line(POTSDAM, "confirm")]
    return [
        vector(
            VISIT,
            "communique",
            *begun,
            line(RABAT, "draft-communique", editions=[EDITION, EDITION]),
            line(RABAT, "draft-communique", editions=[{"title": GERMAN, "text": NOTE}]),
            line(RABAT, "draft-communique", corrects=NOWHERE),
            line(RABAT, "draft-communique"),
            line(RABAT, "approve-communique"),
            line(MADRID, "approve-communique", entry=NOWHERE),
            line(MADRID, "refuse-communique", entry=NOWHERE),
            line(MADRID, "approve-communique"),
            line(MADRID, "refuse-communique"),
            line(MADRID, "publish"),
            line(POTSDAM, "refuse-communique"),
            line(POTSDAM, "draft-communique"),
            line(MADRID, "approve-communique"),
            line(RABAT, "approve-communique"),
            line(MALLORY, "publish"),
            line(RABAT, "publish", entry=SEVENTH),
            line(RABAT, "publish", unstable=(f"{15:064x}",)),
            line(RABAT, "publish"),
            line(RABAT, "publish"),
            line(MADRID, "withdraw-communique", entry=SEVENTH),
            line(RABAT, "draft-communique", corrects=f"{15:064x}"),
            line(MADRID, "withdraw-communique", entry=f"{15:064x}"),
            line(MADRID, "withdraw-communique", entry=f"{15:064x}"),
            line(MALLORY, "withdraw-communique", entry=f"{15:064x}"),
        ),
        vector(
            VISIT,
            "no-words-before-all-agree",
            line(RABAT, "invite"),
            line(RABAT, "draft-communique"),
            line(MADRID, "cancel"),
            line(RABAT, "draft-communique"),
            line(MALLORY, "draft-communique"),
        ),
    ]
