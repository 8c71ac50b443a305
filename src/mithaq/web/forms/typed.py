"""What an officer typed, as the JSON of a body: nothing is lost, whatever it is (docs/guide: drafts).

Field names are paths: `body.subjects.0.identifiers.1.value`. A repeat says how many items it drew in
`body.subjects.count`. Blank fields are left out, so that the model says what is missing; what cannot be
right (letters for a number) stays as it was typed, and the model says that too.
"""

from typing import Any

from django.http import QueryDict

from mithaq.web import moments
from mithaq.web.shapes import Shape

MAX_DRAWN = 200
"""How many items of a repeat one form reads."""


def read(shape: Shape, data: QueryDict, name: str) -> Any:
    """Return the value of one field, with the blank items of repeats; None where nothing was typed."""
    if shape.kind in {"choices", "entries"}:
        return data.getlist(name)
    if shape.kind == "picks":
        return [_single("number", one) for one in data.getlist(name)]
    if shape.kind == "repeat" and shape.item:
        return [read(shape.item, data, f"{name}.{place}") for place in range(_count(data, name))]
    if shape.kind == "risks" and shape.item:
        return _read_risks(shape.item, data, name)
    if shape.parts:
        return {part: read(inner, data, f"{name}.{part}") for part, inner in shape.parts}
    if shape.kind == "flag":
        return name in data
    return _single(shape.kind, data.get(name, ""))


def clean(shape: Shape, value: Any) -> Any:
    """Return the value without anything blank: None where nothing is left.

    A draft may have been written by a program: what has not the shape's form stays for the model to refuse.
    """
    if isinstance(value, list) and shape.kind == "repeat" and shape.item:
        items = [clean(shape.item, item) for item in value]
        return [item for item in items if item is not None] or None
    if isinstance(value, list) and shape.kind == "risks":
        return [clean_risk(risk) for risk in value] or None
    if isinstance(value, dict) and shape.kind == "words":
        return value if value.get("text") else None
    if isinstance(value, dict) and shape.parts:
        found = {part: clean(inner, value.get(part)) for part, inner in shape.parts}
        left = {part: inner for part, inner in found.items() if inner is not None}
        return left if any(inner is not False for inner in left.values()) else None
    return value if value not in ("", [], (), {}) else None


def clean_risk(risk: Any) -> Any:
    """Return the answer to one question without a blank note."""
    return {key: part for key, part in risk.items() if part is not None} if isinstance(risk, dict) else risk


def add(shape: Shape, value: Any, path: list[str]) -> None:
    """Add a blank item to the repeat at `path` within the value, in place."""
    _find(shape, value, path)[1].append({} if _find(shape, value, path)[0].parts else None)


def remove(shape: Shape, value: Any, path: list[str]) -> None:
    """Take the item at `path` (its last step is its number) out of its repeat, in place."""
    items, place = _find(shape, value, path[:-1])[1], path[-1]
    if place.isdecimal() and int(place) < len(items):
        del items[int(place)]


def _find(shape: Shape, value: Any, path: list[str]) -> tuple[Shape, list[Any]]:
    """Return the item's shape and the items of the repeat at `path`; a list apart where there is none."""
    for step in path:
        if shape.kind == "repeat" and shape.item and step.isdecimal() and int(step) < len(value or ()):
            shape, value = shape.item, value[int(step)]
        elif step in dict(shape.parts) and isinstance(value, dict):
            shape = dict(shape.parts)[step]
            if shape.kind == "repeat" and not isinstance(value.get(step), list):
                value[step] = []
            value = value.get(step)
        else:
            return Shape("short"), []
    return (shape.item, value) if shape.kind == "repeat" and shape.item else (Shape("short"), [])


def _count(data: QueryDict, name: str) -> int:
    text = data.get(f"{name}.count", "")
    return min(int(text), MAX_DRAWN) if text.isdecimal() and len(text) < 5 else 0


def _single(kind: str, text: str) -> Any:
    if kind == "text":
        # Browsers send CRLF; an entry keeps the line ends of its author's text, which were LF.
        return text.replace("\r\n", "\n") if text.strip() else None
    text = text.strip()
    if kind in {"number", "pick"} and text.lstrip("-").isdecimal() and len(text) < 17:
        return int(text)
    if kind == "time" and text:
        return moments.from_input(text)
    return text or None


def _read_risks(item: Shape, data: QueryDict, name: str) -> list[dict[str, Any]]:
    """Return the risks that were answered; one that was not is left out (HAN-31)."""
    found = []
    for place in range(_count(data, name)):
        at = f"{name}.{place}"
        present = {"yes": True, "no": False}.get(data.get(f"{at}.present", ""))
        if present is not None:
            note = clean(dict(item.parts)["note"], read(dict(item.parts)["note"], data, f"{at}.note"))
            found.append({"risk": data.get(f"{at}.risk", ""), "present": present, "note": note})
    return found
