"""The register of what the parties of a pact have committed themselves to (docs/spec/programme.md)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, ClassVar

from pydantic import Field

from mithaq.kinds.agreement import Terms
from mithaq.kinds.body import Body, Json
from mithaq.kinds.cards import Card, View
from mithaq.kinds.contract import Kind, Stage
from mithaq.kinds.fields import Day, EntryId, Link, Many, Several, Text, member
from mithaq.kinds.ledger import Ledger
from mithaq.kinds.predicates import PARTY, Act, Past, Test, When, names
from mithaq.kinds.rule import Rule, texts_only
from mithaq.kinds.state import State
from mithaq.record.errors import Refusal
from mithaq.terms import COMMITMENT_STATES, AgencyId, AreaCode, CommitmentCode

TAKE_ON, DUE, COUNT = "Take on a commitment", "A commitment is due", "Commitment"

GENERAL = "strengthening"
"""A general promise, with no measure of its own."""


def _text(text: str) -> dict[str, str]:
    return {"language": "en", "text": f"Exercise: {text}"}


class Register(Body):
    """The opening of a pact's register."""

    type = "register"
    title = "Open the register of commitments"
    done = "opened the register"
    handled = False
    example: ClassVar[Json] = {"name": _text("commitments of Rabat and Madrid")}

    name: Text = member("Name")


class Commit(Body):
    """One commitment: of whom, to what, and how one will know."""

    type = "commit"
    title = "Add a commitment"
    done = "added a commitment"
    about = "It is open until every owner has taken it on."
    example: ClassVar[Json] = {
        "commitment": "controlled-deliveries",
        "text": _text("carry out two controlled deliveries."),
        "areas": ["drugs"],
        "owners": ["ma.dgsn", "es.policia"],
        "measure": _text("two deliveries closed with a report."),
        "due": "2030-06-30",
    }

    commitment: CommitmentCode = member("Kind of commitment")
    text: Text = member("Commitment")
    areas: Several[AreaCode] = member("Areas of cooperation")
    owners: Annotated[Several[AgencyId], Field(min_length=1, max_length=16)] = member("Owners", form="agency")
    measure: Text | None = member(
        "Measure of success", "Required, but for a general promise to strengthen cooperation.", default=None
    )
    due: Day | None = member("Due date", form="day", default=None)
    source: Link | None = member("Where it was decided", default=None)


class _OnOne(Body):
    entry: EntryId = member("Commitment", form="entry")


class TakeOn(_OnOne):
    """An owner's consent to a commitment."""

    type = "take-on"
    title = "Take on a commitment"
    done = "took on the commitment"
    handled = False
    example: ClassVar[Json] = {"entry": "@commit"}


class Start(_OnOne):
    """That work is under way, or back on track."""

    type = "start"
    title = "Report that it is under way"
    done = "reported that it is under way"
    example: ClassVar[Json] = {"entry": "@commit"}

    text: Text | None = member("Remarks", default=None)


class Endanger(_OnOne):
    """That a commitment is at risk, and why."""

    type = "endanger"
    title = "Report that it is at risk"
    done = "reported that it is at risk"
    example: ClassVar[Json] = {"entry": "@commit", "text": _text("the ship is late.")}

    text: Text = member("Reason")


class Attach(_OnOne):
    """A dossier that serves a commitment."""

    type = "attach"
    title = "Link a dossier to it"
    done = "linked a dossier"
    handled = False
    example: ClassVar[Json] = {"entry": "@commit", "links": [{"dossier": "@commit"}]}

    links: Annotated[Many[Link], Field(min_length=1)] = member("Dossiers that serve it")


class Fulfil(_OnOne):
    """That a commitment is fulfilled, with the evidence."""

    type = "fulfil"
    title = "Report that it is fulfilled"
    done = "reported that it is fulfilled"
    example: ClassVar[Json] = {"entry": "@commit", "evidence": _text("two reports were approved.")}

    evidence: Text = member("Evidence")
    links: Many[Link] = member("Dossiers that fulfil it", default=())


class Drop(_OnOne):
    """That a commitment is given up, and why."""

    type = "drop"
    title = "Drop it"
    done = "dropped the commitment"
    example: ClassVar[Json] = {"entry": "@commit", "text": _text("replaced by a joint operation.")}

    text: Text = member("Reason")


@dataclass(frozen=True, slots=True)
class Commitment:
    """One commitment: codes, owners, and the entry of its last change."""

    id: str
    kind: str
    areas: tuple[str, ...]
    owners: tuple[str, ...]
    taken: tuple[str, ...] = ()
    due: str = ""
    status: str = "open"
    by: str = ""
    links: tuple[str, ...] = ()
    """Dossiers that serve it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(State):
    """All commitments of one pact, in the order in which they were added."""

    commitments: Ledger[Commitment] = field(default_factory=Ledger[Commitment])


def begin(act: Act[Any], terms: Terms | None, past: Past) -> Programme | Refusal:
    """PRO-1: a register begins empty."""
    return Programme(opening=act.id, opener=act.author, opened_as=Register.type, terms=terms)


def stage(state: Programme) -> str:
    """Return the status of the newest commitment, or "empty": the diagram follows one (PRO-3)."""
    newest = None
    for newest in state.commitments.values():  # noqa: B007 - the last one is wanted
        pass
    return newest.status if newest else "empty"


LIVE = ("open", "under-way", "at-risk")


def _one(state: Programme, act: Act[Any]) -> Commitment | None:
    return state.commitments.get(act.body.entry)


def _any_mine(*statuses: str) -> Test:
    def test(state: Programme, act: Act[Any], past: Past) -> bool:
        return any(
            act.author in known.owners and known.status in statuses for known in state.commitments.values()
        )

    return test


def _this_is(*statuses: str) -> Test:
    def test(state: Programme, act: Act[Any], past: Past) -> bool:
        known = _one(state, act)
        return known is not None and known.status in statuses

    return test


def _is_owner(state: Programme, act: Act[Any], past: Past) -> bool:
    known = _one(state, act)
    return known is not None and act.author in known.owners


def _is_taken(state: Programme, act: Act[Any], past: Past) -> bool:
    known = _one(state, act)
    return known is not None and set(known.owners) & set(past.parties()) <= set(known.taken)


def _is_not_taken(state: Programme, act: Act[Any], past: Past) -> bool:
    known = _one(state, act)
    return known is not None and act.author not in known.taken


def _owners_are_parties(state: Programme, act: Act[Commit], past: Past) -> bool:
    return set(act.body.owners) <= set(past.parties())


def _areas_are_agreed(state: Programme, act: Act[Commit], past: Past) -> bool:
    return state.terms is None or set(act.body.areas) <= set(state.terms.areas)


def _is_measured(state: Programme, act: Act[Commit], past: Past) -> bool:
    return act.body.measure is not None or act.body.commitment == GENERAL


def _reading(name: str, code: str, test: Test) -> When:
    return When(name, code, test, reads=True, fields=names("entry"))


OWNERS = When("owners are parties", "owner-not-a-party", _owners_are_parties, reads=True)
AREAS = When("areas are agreed", "areas-not-in-pact", _areas_are_agreed, reads=True)
MEASURED = When("has a measure", "measure-missing", _is_measured, reads=True)
HAS_OPEN = When("owns an open commitment", "no-commitment-open", _any_mine("open"))
HAS_LIVE = When("owns a commitment that is not done", "no-commitment-live", _any_mine(*LIVE))
OWNER = _reading("by an owner", "commitment-not-owner", _is_owner)
TAKEN = _reading("taken on by all owners", "commitment-not-taken-on", _is_taken)
NOT_TAKEN = _reading("not taken on by it", "commitment-taken-on", _is_not_taken)
IS_LIVE = _reading("not done", "commitment-done", _this_is(*LIVE))
NOT_UNDER_WAY = _reading("not under way", "commitment-under-way", _this_is("open", "at-risk"))
NOT_AT_RISK = _reading("not at risk", "commitment-at-risk", _this_is("open", "under-way"))


def _added(state: Programme, act: Act[Commit], past: Past) -> Programme:
    """PRO-4: its author has taken it on, if it is an owner."""
    body = act.body
    taken = (act.author,) if act.author in body.owners else ()
    known = Commitment(act.id, body.commitment, body.areas, body.owners, taken, body.due or "", by=act.id)
    return replace(state, commitments=state.commitments.put(act.id, known))


def _amended(state: Programme, act: Act[Commit], past: Past) -> Programme | Refusal:
    """PRO-5: a correction keeps the owners and their consent; other owners are another commitment."""
    known, body = state.commitments.get(act.id), act.body
    if known is None or sorted(known.owners) != sorted(body.owners):
        return Refusal("correction-changes-owners")
    if not _areas_are_agreed(state, act, past):
        return Refusal("areas-not-in-pact")
    if not _is_measured(state, act, past):
        return Refusal("measure-missing")
    changed = replace(known, kind=body.commitment, areas=body.areas, due=body.due or "")
    return replace(state, commitments=state.commitments.put(act.id, changed))


def _change(state: Programme, act: Act[Any], **changes: Any) -> Programme:
    known = _one(state, act)
    if known is None:  # never: OWNER was asked before
        return state
    changed = replace(known, by=act.id, **changes)
    return replace(state, commitments=state.commitments.put(known.id, changed))


def _took_on(state: Programme, act: Act[TakeOn], past: Past) -> Programme:
    known = _one(state, act)
    return _change(state, act, taken=(*(known.taken if known else ()), act.author))


def _becomes(status: str) -> Callable[[Programme, Act[Any], Past], Programme]:
    return lambda state, act, past: _change(state, act, status=status)


def _linked(state: Programme, act: Act[Attach], past: Past) -> Programme:
    return _change(state, act, links=_links(state, act))


def _links(state: Programme, act: Act[Any]) -> tuple[str, ...]:
    known = _one(state, act)
    before = known.links if known else ()
    return tuple(dict.fromkeys((*before, *(link.dossier for link in act.body.links))))


def _fulfilled(state: Programme, act: Act[Fulfil], past: Past) -> Programme:
    return _change(state, act, status="fulfilled", links=_links(state, act))


RULES: tuple[Rule[Programme, Any], ...] = (
    Rule(Commit, by=PARTY, when=(OWNERS, AREAS, MEASURED), then=_added, amend=_amended),
    Rule(TakeOn, by=PARTY, when=(HAS_OPEN, OWNER, IS_LIVE, NOT_TAKEN), then=_took_on),
    Rule(
        Start,
        by=PARTY,
        when=(HAS_LIVE, OWNER, IS_LIVE, TAKEN, NOT_UNDER_WAY),
        then=_becomes("under-way"),
        amend=texts_only,
    ),
    Rule(
        Endanger,
        by=PARTY,
        when=(HAS_LIVE, OWNER, IS_LIVE, TAKEN, NOT_AT_RISK),
        then=_becomes("at-risk"),
        amend=texts_only,
    ),
    Rule(Attach, by=PARTY, when=(HAS_LIVE, OWNER, IS_LIVE), then=_linked),
    Rule(Fulfil, by=PARTY, when=(HAS_LIVE, OWNER, IS_LIVE, TAKEN), then=_fulfilled, amend=texts_only),
    Rule(Drop, by=PARTY, when=(HAS_LIVE, OWNER, IS_LIVE), then=_becomes("dropped"), amend=texts_only),
)


def cards(state: Programme, view: View) -> tuple[Card, ...]:
    """Return what owners have to take on, what is due when, and one figure a commitment (PRO-8)."""
    return tuple(card for known in state.commitments.values() for card in _cards(known))


def _cards(known: Commitment) -> Iterator[Card]:
    due = f"{known.due}T23:59:59.999Z" if known.due else ""
    args = (("commitment", known.kind),)
    if known.status in LIVE:
        for owner in known.owners:
            if owner not in known.taken:
                key = f"take-on/{known.id}/{owner}"
                yield Card("task", known.id, key, TAKE_ON, args, owner=owner, state=known.status)
            if due:
                yield Card("moment", known.id, f"due/{known.id}/{owner}", DUE, args, due, owner, known.status)
    for owner in known.owners:
        yield Card("figure", known.id, f"figure/{known.id}/{owner}", COUNT, args, due, owner, known.status, 1)


PROGRAMME = Kind[Programme](
    name="programme",
    version=1,
    title="Programme",
    about="The register of commitments under a pact: who does what, by when, and how one will know.",
    opens=(Register,),
    state=Programme,
    begin=begin,
    rules=RULES,
    stages=(Stage("empty", "No commitment yet"), *(Stage(t.code, t.name("en")) for t in COMMITMENT_STATES)),
    stage=stage,
    vocabulary=COMMITMENT_STATES.name,
    cards=cards,
    words=("No commitment yet", TAKE_ON, DUE, COUNT),
)
