"""Who may write what about evidence, when, and what then follows (docs/spec/evidence.md).

Handing over, taking over and seals are reports: what was done to a thing is never refused. Custody moves
only if nothing speaks against both the giving and the taking (EVI-7).
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from mithaq.kinds.evidence import bodies as b
from mithaq.kinds.evidence.register import Giving, Item, Passage, Seal, given, put, seal_digest
from mithaq.kinds.predicates import Act, Past, When, Who, names
from mithaq.kinds.rule import Rule
from mithaq.record.errors import Refusal
from mithaq.terms import DIGITAL_FILE

# ------------------------------------------------------------------ when


def item_of(state: Any, act: Act[Any]) -> Item | None:
    """Return the item that an act is about: by its member `item`, or by the handing over it answers."""
    if isinstance(act.body, b.TakeEvidence):
        return given(state, act.body.entry)
    found: Item | None = state.evidence.get(act.body.item)
    return found


def _of_item(test: Callable[[Item, Act[Any]], bool]) -> Callable[[Any, Act[Any], Past], bool]:
    """Return a test that lets pass what names no item: another condition says so."""

    def tested(state: Any, act: Act[Any], past: Past) -> bool:
        item = item_of(state, act)
        return item is None or test(item, act)

    return tested


def _when(name: str, code: str, test: Callable[[Item, Act[Any]], bool], field: str = "item") -> When:
    return When(name, code, _of_item(test), reads=True, fields=names(field))


def _is_digital(state: Any, act: Act[b.EnterEvidence], past: Past) -> bool:
    """EVI-3: a digital file is attached or has its hash."""
    body = act.body
    return body.item != DIGITAL_FILE or body.sha256 is not None or bool(body.attachments)


def _receiver(state: Any, act: Act[b.GiveEvidence], past: Past) -> bool:
    """EVI-6: another party, or else an authority with the reference of its receipt."""
    body = act.body
    if body.to is not None:
        return body.to in past.parties() and body.to != act.author and body.authority is None
    return body.authority is not None and body.document is not None


def _same_seal(item: Item, act: Act[Any]) -> bool:
    return seal_digest(act.body.seal) == item.seal


def _as_given(item: Item, act: Act[b.TakeEvidence]) -> bool:
    return item.giving is not None and seal_digest(act.body.seal) == item.giving.seal


def _same_file(item: Item, act: Act[b.TakeEvidence]) -> bool:
    return not item.file or act.body.sha256 == item.file


def _waits_for(state: Any, act: Act[b.TakeEvidence], past: Past) -> bool:
    """EVI-8: the newest handing over of an item, by its taker; from outside, by the holder itself."""
    item = given(state, act.body.entry)
    return item is not None and item.giving is not None and (item.giving.to or item.holder) == act.author


def _holds_any(state: Any, act: Act[Any], past: Past) -> bool:
    return any(one.holder == act.author and not one.ended for one in state.evidence.values())


DIGITAL = When("a digital file has its hash", "evidence-hash-missing", _is_digital, reads=True)
ITEM = When(
    "names an item", "evidence-unknown", lambda s, a, p: item_of(s, a) is not None, True, names("item")
)
STANDS = _when("in custody", "evidence-ended", lambda item, act: not item.ended)
HELD = _when("held by it", "evidence-not-held", lambda item, act: item.holder == act.author)
INSIDE = _when("not with an authority outside", "evidence-outside", lambda item, act: not item.outside)
RECEIVER = When("to another party or an authority", "evidence-receiver-unfit", _receiver, reads=True)
SEALED = _when("seal not broken", "evidence-seal-broken", lambda item, act: not item.broken)
SEAL = _when("the seal of the register", "evidence-seal-differs", _same_seal)
WAITS = When("waits for it", "evidence-not-given", _waits_for, reads=True, fields=names("entry"))
UNBROKEN = _when("seal not broken", "evidence-seal-broken", lambda item, act: not item.broken, "entry")
SEAL_FOUND = _when("the seal that was given", "evidence-seal-differs", _as_given, "entry")
FILE_FOUND = _when("the file that was entered", "evidence-hash-differs", _same_file, "entry")
HAS_ITEM = When("holds an item", "no-evidence-held", _holds_any)

# ------------------------------------------------------------------ what then


def _entered(state: Any, act: Act[b.EnterEvidence], past: Past) -> Any:
    """EVI-4: who enters an item holds it."""
    body = act.body
    digest = seal_digest(body.seal)
    item = Item(
        id=act.id,
        agency=act.author,
        holder=act.author,
        kind=body.item,
        seals=(Seal(act.id, digest),) if digest else (),
        file=body.sha256 or "",
        attached=tuple(one.sha256 for one in body.attachments),
        passages=(Passage(act.id, "", "", act.author, act.time),),
    )
    return put(state, item)


def _corrected(state: Any, act: Act[b.EnterEvidence], past: Past) -> Any:
    """EVI-12: a correction keeps what custody is judged by: kind, seal, file."""
    known: Item | None = state.evidence.get(act.id)
    body = act.body
    if known is None:
        return Refusal("correction-changes-evidence")
    entered = known.seals[0].digest if known.seals and known.seals[0].id == act.id else ""
    files = tuple(one.sha256 for one in body.attachments)
    same = (known.kind, entered, known.file) == (body.item, seal_digest(body.seal), body.sha256 or "")
    if not same or files not in ((), known.attached):
        return Refusal("correction-changes-evidence")
    return state


def _deviates(state: Any, act: Act[Any], past: Past, item: Item) -> Any:
    return put(state, replace(item, deviating=(*item.deviating, act.id)))


def _given(state: Any, act: Act[b.GiveEvidence], past: Past, item: Item) -> Any:
    """EVI-6: a newer handing over takes the place of the older one; the giver is the holder still."""
    to = act.body.to or ""
    passages = item.passages if to else (*item.passages, Passage(act.id, act.id, act.author, "", act.time))
    giving = Giving(act.id, to, item.seal, act.time)
    return put(state, replace(item, giving=giving, passages=passages))


def _taken(state: Any, act: Act[b.TakeEvidence], past: Past, item: Item) -> Any:
    """EVI-7: the two entries agree, and custody passes."""
    giver = item.holder if not item.outside else ""
    link = Passage(act.id, act.body.entry, giver, act.author, act.time)
    return put(state, replace(item, holder=act.author, giving=None, passages=(*item.passages, link)))


def _broken(state: Any, act: Act[b.SealBroken], past: Past, item: Item) -> Any:
    return put(state, replace(item, broken=act.id))


def _resealed(state: Any, act: Act[b.Reseal], past: Past, item: Item) -> Any:
    """EVI-10: what was handed over under another seal waits no more."""
    giving = item.giving if item.outside else None
    seals = (*item.seals, Seal(act.id, seal_digest(act.body.seal)))
    return put(state, replace(item, seals=seals, broken="", giving=giving))


def _ended(state: Any, act: Act[b.EndCustody], past: Past) -> Any:
    item = item_of(state, act)
    if item is None:  # never: ITEM was asked before
        return state
    return put(state, replace(item, giving=None, ended=act.id, end=act.body.how))


Then = Callable[[Any, Act[Any], Past, Item], Any]


def _report(body: Any, by: Who, when: tuple[When, ...], then: Then) -> Rule[Any, Any]:
    """Return the rule of a report that has its effect only if nothing speaks against it (EVI-7)."""
    return Rule(
        body, by=by, when=when, then=_of_its(then), report=True, aside=True, deviant=_of_its(_deviates)
    )


def _of_its(then: Then) -> Callable[[Any, Act[Any], Past], Any]:
    """Return what follows for the item that an act is about; of none, nothing."""

    def followed(state: Any, act: Act[Any], past: Past) -> Any:
        item = item_of(state, act)
        return state if item is None else then(state, act, past, item)

    return followed


def evidence_rules(
    by: Who, when: tuple[When, ...] = (), entering: tuple[When, ...] = ()
) -> tuple[Rule[Any, Any], ...]:
    """Return the rules of a register of evidence for a kind's table.

    `by` are the agencies that take part, `when` holds for all of the register, `entering` beside it for
    new items. The kind's state has the field `evidence: Ledger[Item]` (`HoldsEvidence`).
    """
    giving = (*when, ITEM, STANDS, HELD, INSIDE, RECEIVER, SEALED, SEAL)
    return (
        Rule(
            b.EnterEvidence,
            by=by,
            when=(*when, *entering, DIGITAL),
            then=_entered,
            amend=_corrected,
            aside=True,
        ),
        _report(b.GiveEvidence, by, giving, _given),
        _report(b.TakeEvidence, by, (*when, WAITS, UNBROKEN, SEAL_FOUND, FILE_FOUND), _taken),
        _report(b.SealBroken, by, (*when, ITEM, STANDS), _broken),
        _report(b.Reseal, by, (*when, ITEM, STANDS, HELD), _resealed),
        Rule(b.EndCustody, by=by, when=(*when, HAS_ITEM, ITEM, STANDS, HELD), then=_ended, aside=True),
    )
