"""An agreement between two or more agencies, under which everything else happens (docs/spec/pact.md).

Parties, keys, leaving and excluding belong to the record: membership here is what it says. This
kind keeps what the parties agreed on, who has signed it, what amendments are proposed, and who has
suspended it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from mithaq.kinds.agreement import Terms
from mithaq.kinds.body import Body, Json
from mithaq.kinds.cards import Card, Facets, View
from mithaq.kinds.contract import Kind, Stage
from mithaq.kinds.fields import Day, EntryId, Text, member
from mithaq.kinds.ledger import Ledger
from mithaq.kinds.predicates import PARTY, Act, Past, When, Who, reading
from mithaq.kinds.rule import Rule, texts_only
from mithaq.kinds.state import State
from mithaq.record.errors import Refusal

SIGN, CONSENT, RESUME = "Sign the pact", "Decide on an amendment of the pact", "The pact is suspended"

_TERMS = {
    "areas": ["terrorism", "drugs", "human-trafficking", "sports-security"],
    "purposes": ["prevention", "investigation", "coordination"],
    "kinds": ["programme", "request"],
    "handling": ["H0", "H1", "H2", "H3"],
    "tlp": "TLP:AMBER",
    "retention_months": 36,
    "legal_basis": "bilateral-agreement",
}


class Agree(Body):
    """What the parties agree on."""

    type = "agree"
    title = "Propose a pact"
    done = "proposed the pact"
    about = (
        "Areas, purposes, ceiling of handling, retention and deadlines; in force when every party has signed."
    )
    handled = False
    example: ClassVar[Json] = {
        "name": {"language": "en", "text": "Exercise: pact of Rabat, Madrid and Potsdam"},
        "terms": _TERMS,
    }

    name: Text = member("Name of the pact")
    terms: Terms = member("Terms")
    legal_reference: Text | None = member("Agreement or provision it rests on", default=None)
    until: Day | None = member("Agreed until", form="day", default=None)


class Sign(Body):
    """A party's consent to the pact as proposed."""

    type = "sign"
    title = "Sign the pact"
    done = "signed the pact"
    handled = False


class Decline(Body):
    """A party's refusal of the pact as proposed."""

    type = "decline"
    title = "Decline the pact"
    done = "declined the pact"
    handled = False

    text: Text | None = member("Reason", default=None)


class Amend(Body):
    """Whole new terms, in force when every party has consented."""

    type = "amend"
    title = "Propose an amendment"
    done = "proposed an amendment"
    about = "The new terms hold when every party has consented; until then the old ones do."
    handled = False
    example: ClassVar[Json] = {
        "terms": {**_TERMS, "retention_months": 24},
        "why": {"language": "en", "text": "Exercise: shorter retention was agreed."},
    }

    terms: Terms = member("New terms")
    why: Text = member("Reason")


class Consent(Body):
    """A party's consent to an amendment."""

    type = "consent"
    title = "Consent to an amendment"
    done = "consented to the amendment"
    handled = False
    example: ClassVar[Json] = {"entry": "@amend"}

    entry: EntryId = member("Amendment", form="entry", of="amend")


class Object(Body):
    """A party's refusal of an amendment, which ends it."""

    type = "object"
    title = "Object to an amendment"
    done = "objected to the amendment"
    handled = False
    example: ClassVar[Json] = {"entry": "@amend"}

    entry: EntryId = member("Amendment", form="entry", of="amend")
    text: Text | None = member("Reason", default=None)


class Suspend(Body):
    """That nothing new happens under the pact until its author lifts it."""

    type = "suspend"
    title = "Suspend the pact"
    done = "suspended the pact"
    about = "Nothing new is opened under the pact until you lift the suspension."
    handled = False

    text: Text | None = member("Reason", default=None)


class Resume(Body):
    """That a party lifts its own suspension."""

    type = "resume"
    title = "Lift your suspension"
    done = "lifted its suspension"
    handled = False


@dataclass(frozen=True, slots=True)
class Amendment:
    """Terms that are proposed, and who has consented."""

    id: str
    terms: Terms
    consents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pact(State):
    """The terms in force or proposed, and each party's word on them."""

    agreed: Terms
    signed: tuple[str, ...]
    declined: str = ""
    in_force: str = ""
    """The entry with which the last party signed."""
    amended: str = ""
    """The entry with which the last amendment came into force."""
    amendments: Ledger[Amendment] = field(default_factory=Ledger[Amendment])
    suspended: tuple[str, ...] = ()


def begin(act: Act[Agree], terms: Terms | None, past: Past) -> Pact | Refusal:
    """PAC-1 to PAC-3: a pact has an area, a purpose, a kind and a handling code; its author has signed it."""
    agreed = act.body.terms
    for name in ("areas", "purposes", "handling", "kinds"):
        if not getattr(agreed, name):
            return Refusal("pact-terms-empty", {"field": name})
    return Pact(
        opening=act.id,
        opener=act.author,
        opened_as=Agree.type,
        agreed=agreed,
        signed=(act.author,),
        in_force=act.id if past.parties() == (act.author,) else "",
    )


def stage(state: Pact) -> str:
    """Return "proposed", "declined", "in-force" or "suspended" (PAC-4)."""
    if state.suspended and state.in_force:
        return "suspended"
    if state.in_force:
        return "in-force"
    return "declined" if state.declined else "proposed"


def _is_proposed(state: Pact, act: Act[Any], past: Past) -> bool:
    return not state.declined


def _has_not_signed(state: Pact, act: Act[Any], past: Past) -> bool:
    """PAC-4: where the last one to sign has left, one of the others signs again to bring it into force."""
    complete = not state.in_force and set(past.parties()) <= set(state.signed)
    return act.author not in state.signed or complete


def _is_in_force(state: Pact, act: Act[Any], past: Past) -> bool:
    return bool(state.in_force)


def _has_signed(state: Pact, act: Act[Any], past: Past) -> bool:
    return act.author in state.signed and act.author in past.parties()


def _has_open(state: Pact, act: Act[Any], past: Past) -> bool:
    left = set(past.parties())
    waiting = (one.consents for one in state.amendments.values())
    return any(act.author not in consents or left <= set(consents) for consents in waiting)


def _names_open(state: Pact, act: Act[Any], past: Past) -> bool:
    return act.body.entry in state.amendments


def _has_not_consented(state: Pact, act: Act[Any], past: Past) -> bool:
    amendment = state.amendments.get(act.body.entry)
    if amendment is None:
        return False
    return act.author not in amendment.consents or set(past.parties()) <= set(amendment.consents)


SIGNATORY = Who("party that has signed", "pact-not-signed", _has_signed)
NOT_DECLINED = When("not declined", "pact-declined", _is_proposed)
UNSIGNED = When("not signed by it", "pact-already-signed", _has_not_signed)
NOT_IN_FORCE = When("not in force", "pact-in-force", lambda s, a, p: not s.in_force)
IN_FORCE = When("in force", "pact-not-in-force", _is_in_force)
HAS_OPEN = When("an amendment waits for it", "no-amendment-open", _has_open)
HAS_ANY = When("an amendment is open", "no-amendment-open", lambda s, a, p: len(s.amendments) > 0)
NAMES_OPEN = reading("names an open amendment", "amendment-unknown", _names_open)
UNDECIDED = reading("not consented by it", "amendment-consented", _has_not_consented)
NOT_SUSPENDED = When(
    "not suspended by it", "pact-suspended-by-you", lambda s, a, p: a.author not in s.suspended
)
SUSPENDED = When("suspended by it", "pact-not-suspended-by-you", lambda s, a, p: a.author in s.suspended)


def _signed(state: Pact, act: Act[Sign], past: Past) -> Pact:
    """PAC-4: in force when every party of its past has signed; a newcomer signs for itself (PAC-8)."""
    signed = tuple(sorted({*state.signed, act.author}))
    complete = not state.in_force and set(past.parties()) <= set(signed)
    return replace(state, signed=signed, in_force=act.id if complete else state.in_force)


def _declined(state: Pact, act: Act[Decline], past: Past) -> Pact:
    return replace(state, declined=act.id)


def _proposed(state: Pact, act: Act[Amend], past: Past) -> Pact:
    return _decide(state, Amendment(act.id, act.body.terms, (act.author,)), act.id, past)


def _consented(state: Pact, act: Act[Consent], past: Past) -> Pact:
    amendment = state.amendments.get(act.body.entry)
    if amendment is None:  # never: NAMES_OPEN was asked before
        return state
    return _decide(
        state, replace(amendment, consents=tuple(sorted({*amendment.consents, act.author}))), act.id, past
    )


def _decide(state: Pact, amendment: Amendment, by: str, past: Past) -> Pact:
    """PAC-6: an amendment holds when all have consented; proposals to change the old terms end with it."""
    if set(past.parties()) <= set(amendment.consents):
        return replace(state, agreed=amendment.terms, amended=by, amendments=type(state.amendments)())
    return replace(state, amendments=state.amendments.put(amendment.id, amendment))


def _objected(state: Pact, act: Act[Object], past: Past) -> Pact:
    return replace(state, amendments=state.amendments.without((act.body.entry,)))


def _suspended(state: Pact, act: Act[Suspend], past: Past) -> Pact:
    return replace(state, suspended=tuple(sorted((*state.suspended, act.author))))


def _resumed(state: Pact, act: Act[Resume], past: Past) -> Pact:
    return replace(state, suspended=tuple(agency for agency in state.suspended if agency != act.author))


RULES: tuple[Rule[Pact, Any], ...] = (
    Rule(Sign, by=PARTY, when=(NOT_DECLINED, UNSIGNED), then=_signed),
    Rule(Decline, by=PARTY, when=(NOT_IN_FORCE, NOT_DECLINED, UNSIGNED), then=_declined, amend=texts_only),
    Rule(Amend, by=SIGNATORY, when=(IN_FORCE,), then=_proposed),
    Rule(Consent, by=SIGNATORY, when=(HAS_OPEN, NAMES_OPEN, UNDECIDED), then=_consented),
    Rule(Object, by=SIGNATORY, when=(HAS_ANY, NAMES_OPEN), then=_objected, amend=texts_only),
    Rule(Suspend, by=PARTY, when=(IN_FORCE, NOT_SUSPENDED), then=_suspended, amend=texts_only),
    Rule(Resume, by=PARTY, when=(SUSPENDED,), then=_resumed),
)


def cards(state: Pact, view: View) -> tuple[Card, ...]:
    """Return who has still to sign, to decide on an amendment, or to know of a suspension (PAC-10)."""
    return tuple(_cards(state, view))


def _cards(state: Pact, view: View) -> Iterator[Card]:
    if not state.declined:
        for agency in view.parties():
            if agency not in state.signed:
                yield Card("task", state.opening, f"sign/{agency}", SIGN, owner=agency, state=stage(state))
    for amendment in state.amendments.values():
        for agency in view.parties():
            if agency not in amendment.consents:
                key = f"consent/{amendment.id}/{agency}"
                yield Card("task", amendment.id, key, CONSENT, owner=agency, state="proposed")
    for agency in state.suspended:
        yield Card("task", state.opening, f"resume/{agency}", RESUME, owner=agency, state="suspended")


PACT = Kind[Pact](
    name="pact",
    version=1,
    title="Pact",
    about="An agreement under which everything else happens: parties, areas, purposes, handling, retention.",
    opens=(Agree,),
    state=Pact,
    begin=begin,
    rules=RULES,
    stages=(
        Stage("proposed", "Proposed"),
        Stage("declined", "Declined"),
        Stage("in-force", "In force"),
        Stage("suspended", "Suspended"),
    ),
    stage=stage,
    cards=cards,
    words=(SIGN, CONSENT, RESUME),
    facets=lambda state: Facets(state.agreed.areas),
    under_terms=False,
)
