"""Who holds what, whatever is written and forgotten (docs/spec/evidence.md)."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinds.paper import CAST, MADRID, MALLORY, NOTE, NOWHERE, POTSDAM, RABAT, Paper
from mithaq.kinds.body import Body, Json
from mithaq.kinds.contract import Kind, Stage
from mithaq.kinds.evidence import (
    WORDS,
    Item,
    chain,
    evidence_cards,
    evidence_rules,
    seal_digest,
    settle_evidence,
)
from mithaq.kinds.ledger import Ledger
from mithaq.kinds.predicates import PARTY
from mithaq.kinds.state import State
from mithaq.record.errors import Refusal
from mithaq.record.law import Deviating

HASH, OTHER = "a" * 64, "b" * 64


class Found(Body):
    """The opening of a dossier that has nothing but evidence."""

    type = "found"
    title = "Open a store"
    done = "opened a store"
    example: ClassVar[Json] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Store(State):
    """Nothing but a register of evidence."""

    evidence: Ledger[Item] = field(default_factory=Ledger[Item])


STORE = Kind[Store](
    name="store",
    version=1,
    title="Store",
    about="Nothing but evidence.",
    opens=(Found,),
    state=Store,
    begin=lambda act, terms, past: Store(opening=act.id, opener=act.author, opened_as="found"),
    rules=evidence_rules(by=PARTY),
    stages=(Stage("open", "Open"),),
    stage=lambda state: "open",
    cards=lambda state, view: tuple(evidence_cards(state, view)),
    words=WORDS,
    under_terms=False,
    settle=settle_evidence,
)


def store() -> tuple[Paper, str]:
    paper = Paper(STORE).open()
    return paper, paper.ok(RABAT, "enter-evidence")


def item(paper: Paper, entry: str) -> Item:
    return known(paper.state, entry)


def known(state: Store, entry: str) -> Item:
    found = state.evidence.get(entry)
    assert found is not None
    return found


def deviation(paper: Paper, author: str, type_: str, **changes: Any) -> tuple[str, ...]:
    """Write a report that must deviate; return the codes of what it breaks."""
    entry, verdict = paper.verdict(author, type_, **changes)
    assert isinstance(verdict, Deviating), verdict
    paper.state = verdict.state
    paper._keep(entry, entry.body)
    return tuple(one.code for one in verdict.deviations)


def tasks(paper: Paper) -> set[tuple[str, str]]:
    return {(card.key.split("/")[0], card.owner) for card in paper.cards() if card.kind == "task"}


def test_custody_passes_by_two_entries_that_agree() -> None:
    paper, entry = store()
    assert item(paper, entry).holder == RABAT
    giving = paper.ok(RABAT, "give-evidence")
    assert item(paper, entry).holder == RABAT
    assert tasks(paper) == {("take", MADRID)}
    taking = paper.ok(MADRID, "take-evidence", seal="a004711")
    assert item(paper, entry).holder == MADRID
    assert tasks(paper) == set()
    links = [(one.entry, one.giver, one.taker) for one in chain(paper.state, entry)]
    assert links == [(entry, "", RABAT), (taking, RABAT, MADRID)]
    assert chain(paper.state, giving) == ()


def test_another_seal_is_on_record_and_moves_nothing() -> None:
    paper, entry = store()
    paper.ok(RABAT, "give-evidence")
    assert deviation(paper, MADRID, "take-evidence", seal="A 004799") == ("evidence-seal-differs",)
    assert item(paper, entry).holder == RABAT
    assert len(item(paper, entry).deviating) == 1
    assert tasks(paper) == {("take", MADRID)}
    paper.ok(MADRID, "take-evidence")
    assert item(paper, entry).holder == MADRID


def test_a_seal_that_is_not_in_the_register_cannot_be_given() -> None:
    paper, entry = store()
    assert deviation(paper, RABAT, "give-evidence", seal="B 1") == ("evidence-seal-differs",)
    assert deviation(paper, RABAT, "give-evidence", seal=...) == ("evidence-seal-differs",)
    assert item(paper, entry).giving is None
    assert deviation(paper, MADRID, "take-evidence") == ("evidence-not-given",)


def test_only_the_holder_gives_and_only_to_another_party_or_with_a_document() -> None:
    paper, entry = store()
    assert deviation(paper, POTSDAM, "give-evidence") == ("evidence-not-held",)
    for unfit in (
        {"to": RABAT},
        {"to": MALLORY},
        {"to": None},
        {"to": None, "authority": NOTE},
        {"to": MADRID, "authority": NOTE},
    ):
        assert deviation(paper, RABAT, "give-evidence", **unfit) == ("evidence-receiver-unfit",), unfit
    assert deviation(paper, RABAT, "give-evidence", item=NOWHERE) == ("evidence-unknown",)
    assert item(paper, entry).giving is None
    assert len(item(paper, entry).deviating) == 6


def test_a_newer_handing_over_takes_the_place_of_the_older() -> None:
    paper, entry = store()
    first = paper.ok(RABAT, "give-evidence")
    paper.ok(RABAT, "give-evidence", to=POTSDAM)
    assert deviation(paper, MADRID, "take-evidence", entry=first) == ("evidence-not-given",)
    assert deviation(paper, MADRID, "take-evidence") == ("evidence-not-given",)
    paper.ok(POTSDAM, "take-evidence")
    assert item(paper, entry).holder == POTSDAM


def test_a_digital_file_is_compared_by_its_hash() -> None:
    paper = Paper(STORE).open()
    paper.no("evidence-hash-missing", RABAT, "enter-evidence", item="digital-file", seal=...)
    entry = paper.ok(RABAT, "enter-evidence", item="digital-file", seal=..., sha256=HASH)
    paper.ok(RABAT, "give-evidence", seal=...)
    for wrong in (OTHER, ...):
        found = deviation(paper, MADRID, "take-evidence", seal=..., sha256=wrong)
        assert found == ("evidence-hash-differs",)
    assert item(paper, entry).holder == RABAT
    paper.ok(MADRID, "take-evidence", seal=..., sha256=HASH)
    assert item(paper, entry).holder == MADRID


def test_an_attachment_is_kept_by_the_hash_of_what_is_sealed() -> None:
    attached = {"name": "x", "media_type": "y", "size": 1, "sha256": HASH, "key": "k", "chunk": 1}
    paper = Paper(STORE).open()
    entry = paper.ok(RABAT, "enter-evidence", item="digital-file", seal=..., attachments=[attached])
    assert item(paper, entry).attached == (HASH,)
    paper.ok(RABAT, "give-evidence", seal=...)
    paper.ok(MADRID, "take-evidence", seal=...)
    assert item(paper, entry).holder == MADRID


def test_a_broken_seal_stops_the_passing_until_the_holder_seals_anew() -> None:
    paper, entry = store()
    paper.ok(RABAT, "give-evidence")
    paper.ok(MADRID, "seal-broken")
    assert deviation(paper, MADRID, "take-evidence") == ("evidence-seal-broken",)
    assert tasks(paper) == {("take", MADRID), ("re-seal", RABAT)}
    assert deviation(paper, RABAT, "give-evidence") == ("evidence-seal-broken",)
    assert deviation(paper, MADRID, "re-seal") == ("evidence-not-held",)
    paper.ok(RABAT, "re-seal")
    assert tasks(paper) == set(), "what was given under the old seal waits no more"
    assert deviation(paper, RABAT, "give-evidence") == ("evidence-seal-differs",)
    paper.ok(RABAT, "give-evidence", seal="A-004712")
    paper.ok(MADRID, "take-evidence", seal="A-004712")
    assert item(paper, entry).holder == MADRID


def test_an_authority_outside_has_the_item_and_the_holder_answers_for_it() -> None:
    paper, entry = store()
    outside = paper.ok(RABAT, "give-evidence", to=None, authority=NOTE, document="EX-1")
    assert item(paper, entry).outside
    assert item(paper, entry).holder == RABAT
    assert deviation(paper, RABAT, "give-evidence") == ("evidence-outside",)
    assert deviation(paper, MADRID, "take-evidence") == ("evidence-not-given",)
    assert deviation(paper, RABAT, "take-evidence", entry=outside, seal="L 1") == ("evidence-seal-differs",)
    paper.ok(RABAT, "take-evidence", entry=outside)
    assert not item(paper, entry).outside
    ways = [(one.giver, one.taker) for one in chain(paper.state, entry)]
    assert ways == [("", RABAT), (RABAT, ""), ("", RABAT)]


def test_custody_ends_once_and_by_its_holder() -> None:
    paper, entry = store()
    paper.no("no-evidence-held", MADRID, "end-custody")
    paper.ok(MADRID, "enter-evidence")
    paper.no("evidence-not-held", MADRID, "end-custody", item=entry)
    paper.no("evidence-unknown", RABAT, "end-custody", item=NOWHERE)
    ending = paper.ok(RABAT, "end-custody", item=entry)
    assert item(paper, entry).holder == RABAT
    assert deviation(paper, RABAT, "give-evidence", item=entry) == ("evidence-ended",)
    for type_ in ("seal-broken", "re-seal"):
        assert deviation(paper, RABAT, type_, item=entry) == ("evidence-ended",)
    paper.no("no-evidence-held", RABAT, "end-custody", item=entry)
    paper.ok(RABAT, "enter-evidence")
    paper.no("evidence-ended", RABAT, "end-custody", item=entry)
    state = STORE.forget(paper.state, frozenset({ending}))
    assert (known(state, entry).ended, known(state, entry).end) == ("", "")


@pytest.mark.parametrize(
    "changed, refused",
    [
        ({"description": NOTE}, False),
        ({"seal": "B 1"}, True),
        ({"item": "weapon"}, True),
        ({"sha256": HASH}, True),
        ({"attachments": [{"sha256": HASH}]}, True),
    ],
)
def test_a_correction_keeps_what_custody_is_judged_by(changed: Json, refused: bool) -> None:
    paper, entry = store()
    new = {**paper.body("enter-evidence", {}), **changed}
    if refused:
        paper.no("correction-changes-evidence", RABAT, "correct", entry=entry, body=new)
    else:
        paper.ok(RABAT, "correct", entry=entry, body=new)


def test_a_recalled_giving_is_none_and_a_recalled_passage_stays() -> None:
    paper, entry = store()
    giving = paper.ok(RABAT, "give-evidence")
    state = STORE.forget(paper.state, frozenset({giving}))
    assert known(state, entry).giving is None
    assert known(state, entry).holder == RABAT
    taking = paper.ok(MADRID, "take-evidence")
    state = STORE.forget(paper.state, frozenset({giving, taking}))
    assert known(state, entry).holder == MADRID
    assert [(one.entry, one.giver, one.taker) for one in chain(state, entry)] == [
        (entry, "", RABAT),
        ("", RABAT, MADRID),
    ]


def test_a_recalled_seal_leaves_the_one_before() -> None:
    paper, entry = store()
    broken = paper.ok(RABAT, "seal-broken")
    seal = paper.ok(RABAT, "re-seal")
    assert item(paper, entry).seal == seal_digest("A004712")
    state = STORE.forget(paper.state, frozenset({seal, broken}))
    assert known(state, entry).seal == seal_digest("A-004711")


def test_seals_are_compared_by_letters_and_digits_and_never_kept() -> None:
    assert seal_digest("a 00\t47-11") == seal_digest("A004711") != seal_digest("A004712")
    assert seal_digest(None) == ""
    paper, _ = store()
    assert b"004711" not in STORE.dump(paper.state)


WHO, SEALS = (*CAST, MALLORY), ("A-004711", "A-004712", None)
TYPES = (*(rule.body.type for rule in STORE.rules), "give-evidence", "take-evidence")
MOVES = st.lists(
    st.tuples(
        st.sampled_from(TYPES),
        st.integers(0, 2),  # about which item or handing over, from the last
        st.sampled_from(["", "", *WHO]),  # by whom; "": who may
        st.sampled_from([*CAST, *CAST, MALLORY, None]),  # to whom
        st.sampled_from(["", "", "", *SEALS]),  # under which seal; "": the right one
        st.sampled_from([HASH, HASH, HASH, OTHER, None]),  # which file
        st.integers(0, 9).map(lambda chance: chance == 0),  # and is it recalled at once
    ),
    min_size=10,
    max_size=24,
)


@dataclass
class Story:
    """What was written, as one who was there remembers it."""

    paper: Paper
    items: list[str] = field(default_factory=list)
    givings: dict[str, Json] = field(default_factory=dict)
    seals: dict[str, str | None] = field(default_factory=dict)

    def write(
        self, type_: str, which: int, by: str, to: str | None, seal: str | None, file: str | None
    ) -> Any:
        """Write an entry; return (its author, its changes, what the law says)."""
        taking = type_ == "take-evidence"
        named = (list(self.givings) if taking else self.items) or [NOWHERE]
        target = named[-1 - which % len(named)]
        about = self.givings[target]["item"] if taking and target in self.givings else target
        known = self.paper.state.evidence.get(about)
        fits = self.givings[target]["to"] if taking and known else known.holder if known else RABAT
        author = by or fits or (known.holder if known else RABAT)
        shown = self.seals.get(about) if seal == "" else seal
        changes = self.changes(type_, target, to, shown, file)
        entry, verdict = self.paper.verdict(author, type_, **changes)
        if not isinstance(verdict, Refusal):
            self.paper.state = verdict.state if isinstance(verdict, Deviating) else verdict
            self.paper._keep(entry, entry.body)
            self.remember(entry.placed.id, type_, author, about, changes, isinstance(verdict, Deviating))
        return author, entry.placed.id, target, changes, verdict

    def changes(self, type_: str, target: str, to: Any, seal: Any, file: Any) -> Json:
        outside = {"authority": None if to else NOTE, "document": "EX-1"}
        return {
            "enter-evidence": {"seal": seal, "sha256": file},
            "give-evidence": {"item": target, "to": to, "seal": seal, **outside},
            "take-evidence": {"entry": target, "seal": seal, "sha256": file},
            "re-seal": {"item": target, "seal": seal or "A 004713"},
        }.get(type_, {"item": target})

    def remember(self, id_: str, type_: str, by: str, about: str, changes: Json, deviates: bool) -> None:
        if type_ == "enter-evidence":
            self.items.append(id_)
            self.seals[id_] = changes["seal"]
        elif type_ == "give-evidence":
            self.givings[id_] = {**changes, "giver": by}
        elif type_ == "re-seal" and not deviates:
            self.seals[about] = changes["seal"]


@settings(max_examples=400, deadline=None)
@given(moves=MOVES)
def test_every_item_has_one_holder_and_moves_only_by_two_entries_that_agree(moves: Any) -> None:
    """EVI-4, EVI-7, EVI-13: whoever writes what, and whatever is recalled."""
    story = Story(Paper(STORE).open())
    paper = story.paper
    story.write("enter-evidence", 0, RABAT, None, "A-004711", HASH)
    for type_, which, by, to, seal, file, recalled in moves:
        before = {one.id: one for one in paper.state.evidence.values()}
        author, entry, target, changes, verdict = story.write(type_, which, by, to, seal, file)
        if recalled and type_ != "enter-evidence":
            paper.state = STORE.forget(paper.state, frozenset({entry}))
        assert set(story.items) == set(paper.state.evidence)
        for one in paper.state.evidence.values():
            assert one.holder in CAST
            assert one.giving is None or one.giving.id in story.givings
            assert [link.taker for link in one.passages if link.taker][-1] == one.holder
            old = before.get(one.id)
            if old is None or old.holder == one.holder:
                continue
            giving = story.givings[target]
            assert type_ == "take-evidence"
            assert not isinstance(verdict, Deviating)
            assert (old.holder, giving["item"]) == (giving["giver"], one.id)
            assert (one.holder, giving["to"]) == (author, author)
            assert seal_digest(changes["seal"]) == seal_digest(giving["seal"])
            assert old.file in ("", changes["sha256"])
    assert STORE.load(STORE.dump(paper.state)) == paper.state
