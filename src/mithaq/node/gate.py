"""The send gate: why an entry of this agency may not leave, before it is signed.

The kinds' own gate knows purposes, persons and ceilings; what is asked here is what only a node
knows: its locks, its clock, its contacts, and whose handling stands on what is quoted.
"""

from collections.abc import Callable, Mapping
from typing import Any

from mithaq.kinds import Body, Handling, Kind, gate, law
from mithaq.kinds.agreement import Terms
from mithaq.kinds.body import read
from mithaq.kinds.gate import persons, third_countries
from mithaq.node import clock
from mithaq.node.dossiers import Held
from mithaq.node.views import latest
from mithaq.record.errors import Refusal

# What is sent on to others only with care: a second officer looks at it when there are persons in it.
CAREFUL = frozenset({"H2", "H3"})


def ceiling(state: object) -> Terms | None:
    """Return the terms that bound what is written: a dossier's own, or those agreed in a pact (PAC-14)."""
    found = getattr(state, "terms", None) or getattr(state, "agreed", None)
    return found if isinstance(found, Terms) else None


def read_body(kind: Kind[Any], type_: str, body: object) -> Body:
    """Return the body of an entry; Refusal body-invalid or type-unknown."""
    found = kind.read(type_, body)
    if isinstance(found, Refusal):
        raise found
    return found


def read_handling(handling: Mapping[str, Any] | None) -> Handling | None:
    """Return the handling of an entry; Refusal body-invalid."""
    if handling is None:
        return None
    found = read(Handling, handling, "handling")
    if isinstance(found, Refusal):
        raise found
    return found


def refusals(
    body: Body,
    said: Body,
    handling: Handling | None,
    *,
    author: str,
    to: tuple[str, ...],
    terms: Terms | None,
    area: str,
) -> tuple[Refusal, ...]:
    """Return all that the kinds' gate refuses; `said` is what `read_said` returns of the body."""
    found = gate(body, handling, author=author, to=to, terms=terms, area=area)
    if said is body:
        return found
    return tuple(dict.fromkeys((*found, *gate(said, handling, author=author, to=to, terms=terms, area=area))))


def read_said(kind: Kind[Any], body: Body, type_of: Callable[[str], str | None]) -> Body:
    """Return what a body says in the end, as `Kind.said` does; Refusal body-invalid or entry-unknown."""
    found = kind.said(body, type_of)
    if isinstance(found, Refusal):
        raise found
    return found


def check_dossier(held: Held, *, is_order: bool) -> None:
    """Refuse to write in a locked or incomplete dossier, or an order by a clock that is behind."""
    dossier = held.dossier
    for agency in held.awaits:
        raise Refusal("dossier-awaits-return", {"agency": agency})
    if law(dossier.kind, dossier.rules) is None or (is_order and dossier.incomplete):
        raise Refusal("dossier-incomplete")
    if is_order and clock.moment(latest(dossier)) > clock.now() + clock.TOLERANCE:
        raise Refusal("clock-doubtful", {"time": latest(dossier)})


def needs_second(
    body: Body, handling: Handling | None, *, author: str, to: tuple[str, ...], is_order: bool
) -> bool:
    """Return whether a second officer has to look at it: orders, and persons' data that go far."""
    return bool(second_reasons(body, handling, author=author, to=to, is_order=is_order))


def second_reasons(
    body: Body, handling: Handling | None, *, author: str, to: tuple[str, ...], is_order: bool
) -> tuple[str, ...]:
    """Return why a second officer has to look at it: order; of persons' data, careful and abroad."""
    found = ["order"] if is_order else []
    if persons(body):
        found += ["careful"] if handling and CAREFUL & set(handling.codes) else []
        found += ["abroad"] if third_countries(author, to) else []
    return tuple(found)
