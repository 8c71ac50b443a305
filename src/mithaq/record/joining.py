"""How a newcomer joins: what admits it, what the others compare, what is sealed anew (LAW-59 to LAW-62)."""

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from mithaq.record import bodies, ground
from mithaq.record.errors import Refusal
from mithaq.record.fold import Fold
from mithaq.record.graph import NOWHERE, Placed
from mithaq.record.held import Held
from mithaq.record.keys import PartyKeys
from mithaq.record.law import Laws
from mithaq.record.limits import KIB

MAX_INSIDE = 160 * KIB
"""A packed ground that still fits into the body of an admission, in base64 and beside the rest."""


def admission(
    held: Held, fold: Fold, laws: Laws, parents: tuple[str, ...], keys: PartyKeys
) -> tuple[dict[str, Any], bytes]:
    """Return the body of an admission written on top of these parents, and its ground packed (LAW-59).

    The body carries the ground, or None where it is too large and has to travel beside the entry.
    """
    data = _ground_within(held, fold, laws, parents)
    packed = ground.pack(data)
    inside = base64.b64encode(packed).decode("ascii") if len(packed) <= MAX_INSIDE else None
    return {
        "agency": keys.agency,
        "keys": keys.to_json(),
        "hash": ground.digest(data),
        "ground": inside,
    }, packed


def agrees(held: Held, fold: Fold, laws: Laws, entry: str) -> bool:
    """Return whether this node comes to the ground that an admission names (LAW-60)."""
    event = held.events.get(entry)
    if event is None or not isinstance(event.body, bodies.Admit):
        return False
    try:
        return ground.digest(_ground_within(held, fold, laws, event.placed.parents)) == event.body.hash
    except Refusal:
        return False


def ground_of(admitting: Mapping[str, Any], packed: bytes | None) -> bytes:
    """Return the ground of the body that admits a newcomer; Refusal ground-..., body-invalid (LAW-61)."""
    body = bodies.read("admit", admitting)
    if isinstance(body, Refusal):
        raise body
    if not isinstance(body, bodies.Admit):
        raise TypeError("the model of an admission reads admissions")
    data = ground.unpack(packed if packed is not None else _decoded(body.ground or ""))
    if ground.digest(data) != body.hash:
        raise Refusal("ground-differs")
    return data


def admissions(held: Held) -> dict[str, str]:
    """Return by agency that was proposed for admission the last entry that proposes it."""
    found: dict[str, Placed] = {}
    for event in held.events.values():
        if isinstance(event.body, bodies.Admit):
            known = found.get(event.body.agency)
            if known is None or known.key < event.placed.key:
                found[event.body.agency] = event.placed
    return {agency: placed.id for agency, placed in found.items()}


def behind_ground(held: Held, newcomer: str) -> tuple[str, ...]:
    """Return the entries that are not in the ground of a newcomer's last admission, in order."""
    last = admissions(held).get(newcomer)
    if last is None:
        return ()
    cut = max(held.tops[parent] for parent in held.graph.nodes[last].parents)
    return tuple(entry for _, entry in held.order.keys[held.order.through(cut) :])


def unsealed_for(held: Held, newcomer: str) -> tuple[str, ...]:
    """Return the entries behind a newcomer's ground that were never sealed to it, in order (LAW-62)."""
    resealed = {
        event.body.entry
        for event in (*held.events.values(), *held.notes.values())
        if isinstance(event.body, bodies.Reseal) and event.body.to == newcomer
    }
    nodes = held.graph.nodes
    return tuple(
        entry
        for entry in behind_ground(held, newcomer)
        if nodes[entry].to and newcomer not in nodes[entry].to and entry not in resealed
    )


def _ground_within(held: Held, fold: Fold, laws: Laws, parents: tuple[str, ...]) -> bytes:
    """Return the ground at what is stable in the past that these parents make."""
    top = max(held.tops[parent] for parent in parents)
    if top == NOWHERE:
        raise Refusal("nothing-stable")
    if top < fold.snapshots.ground.key:
        # What stood there was erased, with every state from before it.
        raise Refusal("place-settled")
    if ground.cut_of(held, fold, top) != top:
        raise Refusal("author-incomplete")
    return ground.dump(held, fold, laws, top, parents)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Refusal("ground-form") from None
