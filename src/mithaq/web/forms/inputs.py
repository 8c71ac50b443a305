"""A form as templates draw it: each shape with its name, its value, its choices and its faults."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from mithaq.terms import ASKED_BEFORE_TRANSFER, VOCABULARIES
from mithaq.web import identifiers, moments, words
from mithaq.web.forms import typed
from mithaq.web.forms.faults import Faults, beneath
from mithaq.web.shapes import Shape

CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
"""A time of day that the browser's own field can show."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a list."""

    code: str
    label: str
    note: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """What a form needs to know of the dossier around it: whom and what one may name."""

    agencies: tuple[str, ...] = ()
    entries: tuple[tuple[str, str], ...] = ()
    """Entry id and its words, the newest first."""
    dossiers: tuple[tuple[str, str], ...] = ()
    language: str = "en"
    allowed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What the pact allows of a vocabulary: the gate would refuse all else."""
    picks: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """Numbered parts of the dossier's state with their words, by what a field says in `of`."""
    types: Mapping[str, str] = field(default_factory=dict)
    """Of which type each entry is that has effect."""


@dataclass(frozen=True, slots=True)
class Input:
    """One field of a form, or a group of them."""

    name: str
    shape: Shape
    value: Any = None
    title: str = ""
    about: str = ""
    faults: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    parts: "tuple[Input, ...]" = ()
    template: str = ""
    open: bool = False
    required: bool = True
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The field's id in the page: a name without dots, so that a link can point at it."""
        return self.name.replace(".", "-")

    @property
    def notes(self) -> tuple[Choice, ...]:
        """The choices that need an explanation."""
        return tuple(choice for choice in self.choices if choice.note)

    @property
    def wrong(self) -> bool:
        """Whether something is wrong with the field itself."""
        return bool(self.faults)


def draw(
    shape: Shape,
    name: str,
    value: Any,
    faults: Faults,
    around: Around,
    *,
    title: str = "",
    required: bool = True,
) -> Input:
    """Return a field ready to be drawn, with all that is in it; `required`: its group has to be there."""
    required = required and shape.required
    made = {
        "title": title or words.message(shape.title),
        "about": words.message(shape.about),
        "faults": tuple(faults.get(name, ())),
        "required": required,
        "template": f"web/form/{_TEMPLATES.get(shape.kind, shape.kind)}.html",
    }
    if shape.kind == "repeat" and shape.item:
        made |= _repeat(shape.item, name, [None] if required and value is None else value, faults, around)
    elif shape.kind == "risks" and shape.item:
        made |= _risks(shape.item, name, value, faults, around)
    elif shape.parts:
        made["more"] = _advised(shape, value)
        given = value if isinstance(value, dict) else {}
        made["parts"] = tuple(
            draw(inner, f"{name}.{part}", given.get(part), faults, around, required=required)
            for part, inner in shape.parts
        )
        made["open"] = required or said(shape, value) or beneath(faults, name)
    else:
        made |= _single(shape, value, around)
    return Input(name, shape, **{"value": value} | made)


_TEMPLATES = {
    "evaluation": "group",
    "quantity": "group",
    "entries": "choices",
    "dossier": "choice",
    "entry": "choice",
    "pick": "choice",
    "picks": "choices",
}


def _advised(shape: Shape, value: Any) -> dict[str, Any]:
    """Return what there is to say of an identifier; nothing for other groups."""
    if shape.kind != "identifier" or not isinstance(value, dict):
        return {}
    return {"advice": identifiers.advice(str(value.get("type") or ""), str(value.get("value") or ""))}


def _repeat(item: Shape, name: str, value: Any, faults: Faults, around: Around) -> dict[str, Any]:
    items = value if isinstance(value, list) else []
    parts = tuple(
        draw(item, f"{name}.{place}", one, faults, around, title=str(place + 1))
        for place, one in enumerate(items)
    )
    return {"parts": parts, "open": True, "more": {"count": len(parts)}}


def _risks(item: Shape, name: str, value: Any, faults: Faults, around: Around) -> dict[str, Any]:
    """Return one question a risk: each must be answered, so none has an answer by default (HAN-31)."""
    given = value if isinstance(value, list) else []
    answered = {str(risk.get("risk")): risk for risk in given if isinstance(risk, dict)}
    parts = []
    for place, code in enumerate(ASKED_BEFORE_TRANSFER):
        at, answer = f"{name}.{place}", answered.get(code, {})
        note = draw(
            dict(item.parts)["note"], f"{at}.note", answer.get("note"), faults, around, required=False
        )
        present = answer.get("present")
        choices = (
            Choice("no", _("There are none"), chosen=present is False),
            Choice("yes", _("There are grounds to fear it"), chosen=present is True),
        )
        parts.append(
            Input(
                at,
                item,
                code,
                words.name("refusal-grounds", code),
                words.note("refusal-grounds", code),
                tuple(faults.get(at, ())),
                choices,
                (note,),
                "web/form/risk.html",
                more={"note": note, "note_open": bool(answer.get("note"))},
            )
        )
    return {"parts": tuple(parts), "more": {"count": len(parts)}}


def _single(shape: Shape, value: Any, around: Around) -> dict[str, Any]:
    if shape.kind == "time":
        shown = moments.for_input(str(value or ""))
        # What is no time stays in sight as it was typed; a date field of the browser would hide it.
        return {"value": shown or value or "", "more": {"plain": bool(value) and not shown}}
    if shape.kind == "clock":
        return {"value": value or "", "more": {"plain": bool(value) and not CLOCK.fullmatch(str(value))}}
    if shape.kind == "flag":
        return {"value": shape.default if value is None else bool(value)}
    if shape.kind in {"pick", "picks"}:
        chosen = [str(one) for one in (value if isinstance(value, list) else [value]) if one is not None]
        return {"choices": tuple(choices(shape, chosen, around))}
    if shape.kind in {"choice", "choices", "entry", "entries", "dossier"}:
        chosen = value if isinstance(value, list) else [value]
        return {"choices": tuple(choices(shape, chosen, around))}
    return {"value": "" if value is None else value}


def choices(shape: Shape, chosen: list[Any], around: Around) -> Iterator[Choice]:
    """Yield the choices of a field; a chosen one that is unknown here stays, so that nothing is lost."""
    known: list[tuple[str, str, str]] = []
    if shape.kind in {"entry", "entries"}:
        fits = {entry for entry, type_ in around.types.items() if type_ in shape.of}
        known = [(entry, label, "") for entry, label in around.entries if not shape.of or entry in fits]
    elif shape.kind in {"pick", "picks"}:
        known = [(number, label, "") for of in shape.of for number, label in around.picks.get(of, ())]
    elif shape.kind == "dossier":
        known = [(dossier, label, "") for dossier, label in around.dossiers]
    elif shape.vocabularies == ("agencies",):
        known = [(agency, words.agency(agency), "") for agency in around.agencies]
    else:
        known = list(_codes(shape.vocabularies))
    if shape.kind == "choice":
        known, chosen = _allowed(shape, known, chosen, around)
    for code in chosen:
        if code and str(code) not in {one[0] for one in known}:
            known.append((str(code), str(code), ""))
    if shape.kind == "choice" and shape.vocabularies == ("languages",) and not any(chosen):
        chosen = [around.language]
    for code, label, note in known:
        yield Choice(code, label, note, code in chosen)


def _allowed(
    shape: Shape, known: list[tuple[str, str, str]], chosen: list[Any], around: Around
) -> tuple[list[tuple[str, str, str]], list[Any]]:
    """Return what the pact allows, and what is chosen of it: where it allows one only, that one."""
    allowed = around.allowed.get(shape.vocabularies[0] if shape.vocabularies else "")
    if not allowed:
        return known, chosen
    left = [one for one in known if one[0] in allowed]
    only = [left[0][0]] if len(left) == 1 and shape.required and not any(chosen) else chosen
    return left, only


def _codes(vocabularies: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Yield code, name and note; a grade that both grids have gets both its names."""
    language = words.language()
    if len(vocabularies) == 1:
        for term in VOCABULARIES[vocabularies[0]]:
            yield term.code, words.name(vocabularies[0], term.code), term.note(language)
        return
    found: dict[str, tuple[list[str], str]] = {}
    for vocabulary in vocabularies:
        for term in VOCABULARIES[vocabulary]:
            labels, _note = found.setdefault(term.code, ([], term.note(language)))
            if term.name(language) not in labels:
                labels.append(term.name(language))
    for code, (labels, note) in found.items():
        yield code, f"{code} · {' / '.join(labels)}", note


def said(shape: Shape, value: Any) -> bool:
    """Return whether anything was written in a field or in its parts."""
    return typed.clean(shape, value) is not None


def titles(drawn: Input) -> Iterator[tuple[str, str]]:
    """Yield name and title of every field that is drawn; the halves of a text have the title of the text."""
    yield drawn.name, drawn.title
    for part in drawn.parts:
        for name, title in titles(part):
            yield name, drawn.title if drawn.shape.kind == "words" else title
