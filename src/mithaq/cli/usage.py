"""Wrong usage in one sentence of the reader's language."""

import typer

from mithaq.cli.words import _


def usage_sentence(fault: typer.TyperException) -> str:
    """Return what is wrong with the words of a command."""
    # The classes are private to typer; their names and members are those of Click, documented there.
    kind = type(fault).__name__
    if kind == "NoSuchOption":
        return _("There is no option {name}; --help lists them.").format(
            name=getattr(fault, "option_name", "")
        )
    name = _parameter(fault)
    if kind == "MissingParameter" and name:
        return _("{name} is missing; --help tells what it is.").format(name=name)
    if kind == "BadParameter" and name:
        return _("{name} cannot be what was given; --help tells what it is.").format(name=name)
    if kind == "BadOptionUsage":
        return _("{option} needs a value.").format(option=getattr(fault, "option_name", ""))
    return _("This is not how the command is called; --help tells how.")


def _parameter(fault: typer.TyperException) -> str:
    parameter = getattr(fault, "param", None)
    if parameter is None:
        return ""
    options: list[str] = getattr(parameter, "opts", [])
    longest = max(options, key=len, default="")
    return longest if longest.startswith("-") else longest.upper()
