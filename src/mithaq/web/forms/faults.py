"""What is wrong with what was typed, as sentences at the field they belong to."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pydantic import BaseModel, ValidationError

Faults = Mapping[str, tuple[str, ...]]
"""Sentences by the path of their field."""


def faults_of(model: type[BaseModel], value: Any, name: str) -> dict[str, tuple[str, ...]]:
    """Return what the model says against a value, by the names of the form's fields; empty if it is sound."""
    try:
        model.model_validate(value if value is not None else {})
    except ValidationError as error:
        found: dict[str, tuple[str, ...]] = {}
        for one in error.errors(include_url=False, include_input=False):
            path = ".".join([name, *(str(step) for step in one["loc"])])
            found[path] = (*found.get(path, ()), sentence(one["type"], one.get("ctx", {})))
        return found
    return {}


def sentence(type_: str, context: Mapping[str, Any]) -> str:
    """Return the sentence for one of pydantic's error types."""
    if type_ in {"missing", "string_too_short", "too_short"}:
        return _("Please fill this in.")
    if type_ in {"unknown-code", "literal_error"}:
        return _("Please choose one of the list.")
    if type_ in {"int_type", "int_parsing", "int_from_float"}:
        return _("Please write a whole number, in digits.")
    if type_ in {"greater_than_equal", "greater_than"}:
        return _("This must be at least %(least)s.") % {"least": context.get("ge", context.get("gt"))}
    if type_ in {"less_than_equal", "less_than"}:
        return _("This must be at most %(most)s.") % {"most": context.get("le", context.get("lt"))}
    if type_ == "string_too_long":
        most = int(context["max_length"])
        return ngettext(
            "This may have at most %(most)d character.", "This may have at most %(most)d characters.", most
        ) % {"most": most}
    if type_ == "too_long":
        most = int(context["max_length"])
        return ngettext(
            "There may be at most %(most)d of these.", "There may be at most %(most)d of these.", most
        ) % {"most": most}
    return _("This does not have the right form.")


def merged(*some: Faults) -> dict[str, tuple[str, ...]]:
    """Return all faults together."""
    found: dict[str, tuple[str, ...]] = {}
    for faults in some:
        for path, sentences in faults.items():
            found[path] = (*found.get(path, ()), *sentences)
    return found


def beneath(faults: Faults, name: str) -> bool:
    """Return whether anything in or under a field is wrong."""
    return any(path == name or path.startswith(f"{name}.") for path in faults)


def elsewhere(faults: Faults, drawn: Iterable[str]) -> list[str]:
    """Return the sentences whose fields the form does not draw: the summary must say them all the same."""
    names = set(drawn)
    return [sentence for path, some in faults.items() if path not in names for sentence in some]
