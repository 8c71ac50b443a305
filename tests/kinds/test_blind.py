"""Blind scores stay blind: nothing is held of anybody before all fingerprints are (PRO-12 to PRO-15)."""

import json
from itertools import chain
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinds.agencies import CAST, Agency, opening
from mithaq.kinds.programme import PROGRAMME, fingerprint
from mithaq.record.entry import decode, open_body
from record.cast import OPENING

PAIRS = (("terrorism", "trust"), ("terrorism", "speed"), ("drugs", "trust"), ("drugs", "speed"))
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("seal", "open", "acknowledge", "send")),
        st.sampled_from(CAST),
        st.sampled_from(CAST),
        st.integers(min_value=0, max_value=3),
    ),
    min_size=12,
    max_size=60,
)


class Reviewer:
    """An agency that scores, and opens as soon as its node would."""

    def __init__(self, name: str, levels: tuple[int, ...]) -> None:
        self.agency = Agency(name)
        self.scores = tuple((*pair, level) for pair, level in zip(PAIRS, levels, strict=True))
        self.salt = name.encode().hex().ljust(64, "0")
        self.sealed = ""
        self.opened = ""

    @property
    def review(self) -> str:
        state = self.agency.folded().state if self.agency.dossier.id else None
        return next(iter(state.reviews), "") if state else ""

    def seal(self) -> None:
        if self.review and not self.sealed:
            digest = fingerprint(self.review, self.agency.name, self.salt, self.scores)
            self.sealed = self.agency.write(
                "seal-scores", {"entry": self.review, "digest": digest}, handling=None
            )

    def open(self) -> None:
        """Try to open: the law decides."""
        if not self.sealed or self.opened:
            return
        scores = [{"area": a, "dimension": d, "level": n} for a, d, n in self.scores]
        body = {"entry": self.review, "salt": self.salt, "scores": scores}
        if self.may_open(body):
            self.opened = self.agency.write("open-scores", body, handling=None)
            assert self.agency.verdict(self.opened) == ""

    def may_open(self, body: Any) -> bool:
        """Return whether the node would write it: what the law asks, of all that is held here."""
        dossier = self.agency.dossier
        review = self.agency.folded().state.reviews.get(self.review)
        read = PROGRAMME.read("open-scores", body)
        assert read.type == "open-scores"
        sealed = [one.id for one in review.sealed.values()]
        return set(review.reviewers) <= set(review.sealed) and all(dossier.stable(one) for one in sealed)

    def readable(self) -> list[tuple[str, Any]]:
        """Return (author, body) of every entry that this node holds: all that anybody could read here."""
        entries = [decode(frame) for frame in self.agency.held]
        return [
            (entry.header.author, json.loads(open_body(entry, self.agency.name, OPENING[self.agency.name])))
            for entry in entries
            if entry.header.sealed is not None
        ]


def begun(levels: list[tuple[int, ...]]) -> dict[str, Reviewer]:
    found = {name: Reviewer(name, one) for name, one in zip(CAST, levels, strict=True)}
    rabat = found["ma.dgsn"].agency
    rabat.write("open", opening(PROGRAMME))
    rabat.say("review", areas=["terrorism", "drugs"], dimensions=["trust", "speed"])
    for reviewer in found.values():
        for frame in rabat.held:
            reviewer.agency.take(frame)
    return found


def send(sender: Agency, taker: Agency, number: int) -> None:
    """Pass on some of what the taker lacks, parents first, as far as the line holds."""
    lacking = [frame for frame in sender.held if frame not in taker.held]
    for frame in lacking[: number + 1]:
        taker.take(frame)


def nothing_is_known_too_early(found: dict[str, Reviewer]) -> None:
    for holder in found.values():
        bodies = holder.readable()
        sealers = {author for author, body in bodies if body["type"] == "seal-scores"}
        for author, body in bodies:
            if body["type"] == "open-scores" and author != holder.agency.name:
                assert sealers == set(CAST), "scores are held where not all fingerprints are"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(*[st.integers(1, 5)] * 4), min_size=3, max_size=3), STEPS)
def test_no_order_of_arrival_shows_a_score_before_all_have_given_theirs(
    levels: list[tuple[int, ...]], steps: list[tuple[str, str, str, int]]
) -> None:
    found = begun(levels)
    for what, one, other, number in steps:
        reviewer = found[one]
        if what == "send" and one != other:
            send(reviewer.agency, found[other].agency, number)
        elif what == "acknowledge" and reviewer.agency.dossier.wants_acknowledgement():
            reviewer.agency.acknowledge()
        elif what == "seal":
            reviewer.seal()
        elif what == "open":
            reviewer.open()
        nothing_is_known_too_early(found)
    finish(found)
    for reviewer in found.values():
        review = reviewer.agency.folded().state.reviews.get(reviewer.review)
        opened = {agency: one.scores for agency, one in review.opened.items()}
        assert opened == {name: tuple(sorted(one.scores)) for name, one in found.items()}


def finish(found: dict[str, Reviewer]) -> None:
    """Let all give and open, with everybody in touch."""
    for _ in range(4):
        for reviewer in found.values():
            reviewer.seal()
            for one, other in chain.from_iterable(
                ((a, b), (b, a)) for a in found.values() for b in found.values() if a is not b
            ):
                send(one.agency, other.agency, 10_000)
            if reviewer.agency.dossier.wants_acknowledgement():
                reviewer.agency.acknowledge()
            reviewer.open()
    nothing_is_known_too_early(found)


def test_a_fingerprint_says_nothing_without_its_salt() -> None:
    """The same scores have another fingerprint with each salt, agency and review."""
    scores = tuple((*pair, 3) for pair in PAIRS)
    found = {
        fingerprint(review, agency, salt, scores)
        for review in ("a" * 64, "b" * 64)
        for agency in CAST
        for salt in ("0" * 64, "1" * 64)
    }
    assert len(found) == 12
    assert fingerprint("a" * 64, CAST[0], "0" * 64, scores) == fingerprint(
        "a" * 64, CAST[0], "0" * 64, scores[::-1]
    )


def test_an_impatient_node_that_opens_too_early_only_hurts_itself() -> None:
    """Its scores have no effect anywhere; the others' stay closed."""
    found = begun([(1, 2, 3, 4), (2, 2, 2, 2), (5, 5, 5, 5)])
    rabat = found["ma.dgsn"]
    rabat.seal()
    scores = [{"area": a, "dimension": d, "level": n} for a, d, n in rabat.scores]
    early = rabat.agency.write(
        "open-scores", {"entry": rabat.review, "salt": rabat.salt, "scores": scores}, handling=None
    )
    assert rabat.agency.verdict(early) == "scores-missing"
    finish(found)
    assert rabat.agency.verdict(early) == "scores-missing"
    assert found["es.policia"].opened
