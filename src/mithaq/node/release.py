"""From an officer's words to an entry that is durable here (docs/spec/kind.md, handling.md, record.md).

    intent -> permission -> second officer -> gate -> number, sign, seal -> the one door

An entry of ours that the law would refuse is not written at all: the officer gets the refusal.
"""

from collections.abc import Callable, Sequence
from typing import Any

from mithaq.kinds import KINDS, Kind, kind, law
from mithaq.kinds.agreement import Terms
from mithaq.node import audit, composing, gate, leaving, officers, parties, store, together
from mithaq.node.arrivals import Batch
from mithaq.node.composing import Intent, Opening
from mithaq.node.incoming import Arrival
from mithaq.node.models import DossierRow, Officer
from mithaq.record import bodies
from mithaq.record.entry import Entry
from mithaq.record.errors import Refusal
from mithaq.record.limits import ID

SECOND = "second-officer-needed"
"""No refusal to keep, but a wait."""

NODE = "node"
"""Who writes what no officer decides: acknowledgements, and that an entry cannot be opened."""

TAKEN_BACK = frozenset({"recall", "erase"})
"""Common bodies that officers write: they name entries by id and hold nothing for the gate to ask about."""

MEMBERSHIP = frozenset({"leave", "exclude", "resolve"})
"""Common bodies by which an agency leaves, or judges another: never one officer's act alone."""

_STOPS = frozenset(rule.body.type for known in KINDS for rule in known.rules if rule.body.at_once)
"""Types that stop something at once in some kind: whether in this one, its table says."""


def release(
    officer: Officer,
    intent: Intent,
    *,
    second: Officer | None = None,
    why: str = "",
    also: Callable[[Entry], None] | None = None,
) -> Entry:
    """Return the entry, durable here; Refusal says why it does not go, second-officer-needed among others.

    `also` runs in the same transaction: what it writes is durable with the entry, or not at all.
    """
    check_permission(officer, intent)

    def work(batch: Batch) -> Entry:
        entry = _release(batch, officer, intent, second, why)
        if also is not None:
            also(entry)
        return entry

    try:
        leaving.check_quoted(intent)
        return together.write(work, _dossiers(intent))
    except Refusal as refusal:
        # What was tried is part of what was done; a refused permission is kept where it is asked for.
        if refusal.code != SECOND:
            subject = f"{intent.type}: {refusal.code}"
            audit.record("refused", who=officer.email, subject=subject, dossier=intent.dossier, why=why)
        raise


def release_many(
    officer: Officer, intents: Sequence[Intent], *, second: Officer | None = None, why: str = ""
) -> list[Entry | Refusal]:
    """Return an entry or a refusal for each intent, in their order; all that go are durable together."""
    asked = {_subject(intent): intent for intent in intents}
    answers = {subject: _permitted(officer, intent) for subject, intent in asked.items()}
    permitted = [answers[_subject(intent)] or _quoted(intent) for intent in intents]
    going = [intent for intent, refusal in zip(intents, permitted, strict=True) if refusal is None]
    ids = sorted({one for intent in going for one in _dossiers(intent)})
    try:
        made = store.write(
            lambda batch: [_release(batch, officer, intent, second, why) for intent in going], ids
        )
    except Refusal:
        # One of them does not go: then each by itself, so that the others do.
        pairs = zip(intents, permitted, strict=True)
        return [refusal or _one(officer, intent, second, why) for intent, refusal in pairs]
    entries = iter(made)
    return [refusal or next(entries) for refusal in permitted]


def acknowledge(dossier: str) -> Entry | None:
    """Acknowledge all that is held of a dossier, if anything calls for it; the node does so by itself."""

    def work(batch: Batch) -> Entry | None:
        held = batch.held.get(dossier)
        if held is None or not held.dossier.wants_acknowledgement() or not _may_write(batch, dossier):
            return None
        return _take(batch, composing.acknowledgement(batch, dossier), strict=False)

    return store.write(work, [dossier])


def tell_unopened(dossier: str, entries: Sequence[str]) -> Entry | None:
    """Write that this node holds entries that it cannot open, so that a partner seals them anew."""
    return write_as_node(dossier, "cannot-open", {"entries": list(entries)})


def write_as_node(dossier: str, type_: str, body: dict[str, object]) -> Entry | None:
    """Write what no officer has to decide, such as a signed receipt; None where the node may not write."""

    def work(batch: Batch) -> Entry | None:
        if dossier not in batch.held or not _may_write(batch, dossier):
            return None
        entry = _take(batch, composing.compose(batch, Intent(type_, body, None, dossier)), strict=False)
        _audit(batch, NODE, entry, type_, "")
        return entry

    return store.write(work, [dossier])


def check_permission(officer: Officer, intent: Intent) -> None:
    """Refuse what the officer may not release."""
    if intent.opening is not None:
        officers.require(officer, "node.open_dossier")
        if intent.opening.pact is not None:
            officers.require_in(officer, intent.opening.pact, "node.release_entry")
    elif intent.type in parties.LETS_IN:
        officers.require_in(officer, intent.dossier or "", "node.admit_party")
    else:
        stops = goes_at_once(intent.type, intent.dossier or "")
        officers.require_in(
            officer, intent.dossier or "", "node.draft_entry" if stops else "node.release_entry"
        )


def goes_at_once(type_: str, dossier: str) -> bool:
    """Return whether an entry stops something, so that whoever may write it releases it (KND-53)."""
    if type_ not in _STOPS or not ID.fullmatch(dossier):
        return False
    row = DossierRow.objects.filter(id=dossier).values_list("kind", "rules").first()
    found = law(*row) if row else None
    model = found.body(type_) if found else None
    return model is not None and model.at_once


def _release(batch: Batch, officer: Officer, intent: Intent, second: Officer | None, why: str) -> Entry:
    arrival = composing.compose(batch, intent)
    entry = arrival.entry
    assert entry is not None  # noqa: S101 - compose has just made it
    needed = _check(batch, intent, entry.header.to)
    # What the law refuses is said at once, and not when a second officer has looked at it in vain.
    _take(batch, arrival, strict=True)
    _check_second(officer, second, needed=needed)
    _audit(batch, officer.email, entry, intent.type, why, second)
    if intent.opening is not None:
        batch.names.append((entry.id, officer))
    return entry


def _check(batch: Batch, intent: Intent, to: tuple[str, ...]) -> bool:
    """Refuse what the gate refuses; return whether a second officer has to look at it."""
    if intent.type in TAKEN_BACK | MEMBERSHIP | parties.CHANGES and intent.dossier is not None:
        gate.check_dossier(batch.held[intent.dossier], is_order=False)
        if intent.type not in parties.CHANGES:  # those were completed by `composing`
            common = bodies.read(intent.type, intent.body)
            if isinstance(common, Refusal):
                raise common
        return intent.type in MEMBERSHIP
    found, terms, area, type_of = _surroundings(batch, intent)
    body = gate.read_body(found, intent.type, intent.body)
    said = gate.read_said(found, body, type_of)
    handling = gate.read_handling(intent.handling)
    author = batch.home.agency
    is_order = found.is_order(intent.type)
    if intent.dossier is not None:
        gate.check_dossier(batch.held[intent.dossier], is_order=is_order)
    # The first reason is the one to see to first.
    for refusal in gate.refusals(body, said, handling, author=author, to=to, terms=terms, area=area):
        raise refusal
    if body.at_once:
        return False
    return gate.needs_second(said, handling, author=author, to=to, is_order=is_order)


def _check_second(officer: Officer, second: Officer | None, *, needed: bool) -> None:
    if second is None and needed:
        raise Refusal(SECOND)
    if second is not None and second.pk == officer.pk:
        raise Refusal("second-officer-same")


def _surroundings(
    batch: Batch, intent: Intent
) -> tuple[Kind[Any], Terms | None, str, Callable[[str], str | None]]:
    """Return the kind whose rules hold, the terms, the dossier's area, and each of its entries' type."""
    if intent.opening is not None:
        pact = batch.held.get(intent.opening.pact or "")
        terms = pact.dossier.fold().state.agreed if pact else None
        return kind(intent.opening.kind), terms, "", lambda _entry: None
    dossier = batch.held[intent.dossier or ""].dossier
    found = law(dossier.kind, dossier.rules)
    if found is None:
        raise Refusal("dossier-incomplete")
    state = batch.fold(intent.dossier or "").state
    entries = getattr(state, "entries", {})
    return (
        found,
        gate.ceiling(state),
        getattr(state, "area", ""),
        lambda entry: getattr(entries.get(entry), "type", None),
    )


def _take(batch: Batch, arrival: Arrival, *, strict: bool) -> Entry:
    """Put our own entry through the door; Refusal if the door or the law does not take it."""
    result = batch.take([arrival])[0]
    entry = arrival.entry
    assert entry is not None  # noqa: S101 - it was made by us
    if result.status != "new":
        raise result.refusal or Refusal("parents-missing", {"count": len(result.wanted)})
    verdict = batch.fold(entry.dossier_id).verdicts[entry.id]
    if strict and verdict.refusal is not None:
        raise verdict.refusal
    return entry


def _may_write(batch: Batch, dossier: str) -> bool:
    held = batch.held[dossier]
    known = law(held.dossier.kind, held.dossier.rules) is not None
    member = batch.home.agency in held.dossier.members()
    return not held.awaits and known and member and composing.may_sign(batch, held.dossier)


def _audit(batch: Batch, who: str, entry: Entry, type_: str, why: str, second: Officer | None = None) -> None:
    subject = f"{type_} seconded by {second.email}" if second else type_
    batch.acts.append(
        audit.Act("release", who, subject, entry.dossier_id, [entry.id], why, list(entry.header.to))
    )


def _dossiers(intent: Intent) -> list[str]:
    """Return the dossiers that are needed: also the pact, which says who may be a party and by which keys."""
    pact = intent.opening.pact if intent.opening else None
    if intent.type in parties.CHANGES and intent.dossier:
        pact = DossierRow.objects.filter(id=intent.dossier).values_list("pact", flat=True).first()
    return [one for one in (intent.dossier, pact) if one]


def _subject(intent: Intent) -> tuple[bool, bool, tuple[str, ...]]:
    """Return what the officer's permission depends on."""
    return intent.opening is not None, intent.type in parties.LETS_IN, tuple(_dossiers(intent))


def _permitted(officer: Officer, intent: Intent) -> Refusal | None:
    try:
        check_permission(officer, intent)
        return None
    except Refusal as refusal:
        return refusal


def _quoted(intent: Intent) -> Refusal | None:
    try:
        leaving.check_quoted(intent)
        return None
    except Refusal as refusal:
        return refusal


def _one(officer: Officer, intent: Intent, second: Officer | None, why: str) -> Entry | Refusal:
    try:
        return release(officer, intent, second=second, why=why)
    except Refusal as refusal:
        return refusal


__all__ = ["Intent", "Opening", "acknowledge", "release", "release_many", "tell_unopened", "write_as_node"]
