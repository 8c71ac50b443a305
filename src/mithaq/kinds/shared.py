"""The entries that every kind has: translate, correct, read, refer, adopt (kind.md, KND-38 to KND-44)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar

from pydantic import Field, StringConstraints

from mithaq.kinds.agreement import Terms
from mithaq.kinds.body import Body, Json, read
from mithaq.kinds.fields import EntryId, Several, Short, Text, member
from mithaq.kinds.predicates import PARTY, Act, Past, When, reading
from mithaq.kinds.rule import Amend, Rule, unchanged
from mithaq.kinds.state import State, Translation
from mithaq.record.errors import Refusal
from mithaq.terms import CorrectionReason


class Translate(Body):
    """A party's signed translation of one free text; the text as written stays beside it."""

    type = "translate"
    title = "Translate a text"
    done = "translated"
    about = "Your agency signs the translation; the text as written stays beside it."
    example: ClassVar[Json] = {
        "entry": "@opening",
        "field": "title",
        "text": {"language": "de", "text": "Übung: Beispieltext"},
    }

    entry: EntryId = member("Entry", form="entry")
    field: Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}(\.([a-z_]{1,40}|[0-9]{1,3})){0,8}$")] = (
        member("Field", form="hidden")
    )
    text: Text = member("Translation")


class Correct(Body):
    """A whole new body in place of an entry of one's own."""

    type = "correct"
    title = "Correct an entry"
    done = "corrected"
    about = "The new text takes the place of the whole entry; what was written stays in the record."
    example: ClassVar[Json] = {"entry": "@opening", "reason": "inaccurate", "body": {}}

    entry: EntryId = member("Entry", form="entry")
    reason: CorrectionReason = member("Reason")
    body: Mapping[str, Any] = member("New text", form="body")


class Read(Body):
    """That an officer has read these entries; the node writes it."""

    type = "read"
    title = "Confirm that entries were read"
    done = "read"
    handled = False
    example: ClassVar[Json] = {"entries": ["@opening"]}

    entries: Annotated[Several[EntryId], Field(min_length=1)] = member("Entries", form="entry")


class Refer(Body):
    """The author's own reference number for this dossier."""

    type = "refer"
    title = "Give your reference number"
    done = "gave its reference number"
    handled = False
    example: ClassVar[Json] = {"reference": "EX-2030-0042"}

    reference: Short = member("Your reference number")


class Adopt(Body):
    """That the pact's changed terms shall hold here; they do when every party has written the same."""

    type = "adopt"
    title = "Adopt the pact's changed terms"
    done = "adopted the pact's changed terms"
    about = "They hold here when every party has adopted the same."
    handled = False
    example: ClassVar[Json] = {"at": "0" * 64, "terms": {}}

    at: EntryId = member("Entry of the pact", form="entry")
    terms: Terms = member("Terms")


@dataclass(frozen=True, slots=True)
class Correctable:
    """A type of entry, and what its correction changes; nothing, if it cannot be corrected."""

    body: type[Body]
    amend: Amend | None


def _is_known(state: State, act: Act[Any], past: Past) -> bool:
    return act.body.entry in state.entries


KNOWN = reading("names an entry that has effect", "entry-unknown", _is_known)


def _all_held(state: State, act: Act[Read], past: Past) -> bool:
    return all(past.has(entry) for entry in act.body.entries)


HELD = When("names entries of its past", "entry-not-in-past", _all_held, reads=True)


def _is_own(state: State, act: Act[Correct], past: Past) -> bool:
    mark = state.entries.get(act.body.entry)
    return mark is not None and mark.author == act.author


OWN = When("names an entry of its author", "correction-not-own", _is_own, reads=True)


def _translated(state: State, act: Act[Translate], past: Past) -> State:
    body = act.body
    mark = state.entries.get(body.entry)
    if mark is None:  # never: KNOWN was asked before
        return state
    others = tuple(
        known
        for known in mark.translations
        if (known.field, known.language) != (body.field, body.text.language)
    )
    newest = Translation(act.id, body.field, body.text.language)
    return replace(
        state, entries=state.entries.put(body.entry, replace(mark, translations=(*others, newest)))
    )


def _referred(state: State, act: Act[Refer], past: Past) -> State:
    return replace(state, references=state.references.put(act.author, act.id))


def _adopted(state: State, act: Act[Adopt], past: Past) -> State | Refusal:
    """KND-43: the newest proposal counts; KND-44: it holds when every party has adopted exactly it."""
    body = act.body
    same = state.adopting if body.at in set(state.adopting.values()) else type(state.adopting)()
    if len(same) and state.proposed != body.terms:
        return Refusal("terms-differ")
    adopting = same.put(act.author, body.at)
    if set(past.parties()) <= set(adopting):
        return replace(state, terms=body.terms, adopting=type(adopting)(), proposed=None)
    return replace(state, adopting=adopting, proposed=body.terms)


def shared_rules(own: Mapping[str, Correctable], under_terms: bool) -> tuple[Rule[Any, Any], ...]:
    """Return the rules that a kind with these bodies shares with all others."""

    def corrected(state: State, act: Act[Correct], past: Past) -> State | Refusal:
        """KND-40: the new body is read like the old, and changes what the table lets it change."""
        mark = state.entries.get(act.body.entry)
        found = own.get(mark.type) if mark else None
        if mark is None or found is None or found.amend is None:
            return Refusal("correction-not-possible", {"type": mark.type if mark else ""})
        new = read(found.body, act.body.body, mark.type)
        if isinstance(new, Refusal):
            return new
        after: State | Refusal = found.amend(
            state, Act(act.body.entry, act.author, act.time, new, act.handling), past
        )
        if isinstance(after, Refusal):
            return after
        newer = replace(mark, corrections=(*mark.corrections, act.id))
        return replace(after, entries=after.entries.put(act.body.entry, newer))

    adopt = (Rule(Adopt, by=PARTY, when=(), then=_adopted, kept=False),) if under_terms else ()
    return (
        Rule(Translate, by=PARTY, when=(KNOWN,), then=_translated),
        Rule(Correct, by=PARTY, when=(KNOWN, OWN), then=corrected),
        Rule(Read, by=PARTY, when=(HELD,), then=unchanged, kept=False),
        Rule(Refer, by=PARTY, when=(), then=_referred, kept=False),
        *adopt,
    )
