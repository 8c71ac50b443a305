"""The ground of a dossier: all up to a stable place, from which folding starts (LAW-53, LAW-59 to LAW-63).

A node keeps one to read a large dossier quickly; an admission carries one to the newcomer. It holds
where every entry stands and what the common bodies came to, so that whatever follows is judged as
everywhere else; of what the kind's bodies said it holds the state alone. One past gives one ground,
byte for byte, so that its hash can be compared.
"""

import hashlib
import zlib
from bisect import bisect_right
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints, ValidationError

from mithaq.record import jsonprofile
from mithaq.record.bodies import Agency, Id, Number
from mithaq.record.errors import Refusal
from mithaq.record.fold import Fold
from mithaq.record.graph import NOWHERE, Key, Placed
from mithaq.record.held import Held
from mithaq.record.law import Laws, Opened
from mithaq.record.limits import MAX_GROUND, TIME_LENGTH
from mithaq.record.snapshots import Snapshot

VERSION = 1

_LEVEL = 6

Index = Annotated[int, Field(ge=0)]
Time = Annotated[str, StringConstraints(min_length=TIME_LENGTH, max_length=TIME_LENGTH)]
Row = tuple[Id, Index, Annotated[tuple[Index, ...], Field(strict=False)], Time, Index, bool, Index]
"""id, author, parents, time, signer, whether it has a body, how many entries are stable at it."""
Said = Annotated[tuple[str, dict[str, str | int]], Field(strict=False)]
Judged = tuple[Said | None, Annotated[tuple[Said, ...], Field(strict=False)]]


class Ground(BaseModel):
    """What a ground says. Numbers in rows point into `entries` (in order), `agencies` and `signers`."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")
    v: int
    kind: str
    version: Number
    agencies: list[Agency]
    signers: list[Id]
    entries: list[Annotated[Row, Field(strict=False)]]
    refused: dict[Id, Annotated[tuple[str, dict[str, str | int]], Field(strict=False)]]
    events: dict[Id, Annotated[tuple[str, dict[str, JsonValue]], Field(strict=False)]]
    gone: dict[Id, Index]
    orders: list[Index]
    times: list[Annotated[tuple[Index, Id, Agency, bool], Field(strict=False)]]
    state: str | None
    judged: dict[Id, Annotated[Judged, Field(strict=False)]] = {}
    """What was said of entries, on a node's own ground: refusal and deviations. A newcomer's has none."""


def cut_of(held: Held, fold: Fold, top: Key) -> Key:
    """Return the last place at or before `top` that can be a ground: no body before it is unknown here."""
    unknown = [held.graph.nodes[entry].key for entry in held.unopened if entry not in fold.refusals]
    first = min((key for key in unknown if key <= top), default=None)
    if first is None:
        return top
    index = held.order.index(first)
    return held.order.keys[index - 1] if index else NOWHERE


def dump(held: Held, fold: Fold, laws: Laws, cut: Key, within: Iterable[str] | None = None) -> bytes:
    """Return the ground at a stable place as JSON; of the past of these parents alone, if they are given."""
    return jsonprofile.dump(_members(held, fold, laws, cut, within))


def dump_own(held: Held, fold: Fold, laws: Laws, cut: Key) -> bytes:
    """Return the same for this node's own use: it is not read back, which costs as much as to write it."""
    members = _members(held, fold, laws, cut, None)
    judged = {
        entry: [_pair(fold.refusals.get(entry)), [_pair(one) for one in fold.deviations.get(entry, ())]]
        for _, entry in held.order.keys[: held.order.through(cut)]
        if entry in fold.refusals or fold.deviations.get(entry)
    }
    return jsonprofile.compact(members | {"judged": judged})


def _pair(refusal: Refusal | None) -> list[Any] | None:
    return None if refusal is None else [refusal.code, dict(refusal.fields)]


def _members(held: Held, fold: Fold, laws: Laws, cut: Key, within: Iterable[str] | None) -> dict[str, Any]:
    snapshot = fold.snapshot_at(cut)
    law = laws(fold.kind, snapshot.version)
    if law is None or snapshot.halted:
        raise Refusal("author-incomplete")
    keys = held.order.keys[: held.order.through(cut)]
    entries = [held.graph.nodes[entry] for _, entry in keys]
    if within is not None:
        ends = [held.graph.nodes[parent] for parent in within]
        entries = [one for one in entries if any(held.graph.covers(end, one) for end in ends)]
    places = {one.id: index for index, one in enumerate(entries)}
    agencies = sorted({one.author for one in entries})
    signers = sorted({one.signer for one in entries})
    order = [one.key for one in entries]
    return {
        "v": VERSION,
        "kind": fold.kind,
        "version": snapshot.version,
        "agencies": agencies,
        "signers": signers,
        "entries": [
            [
                one.id,
                agencies.index(one.author),
                [places[parent] for parent in one.parents],
                one.time,
                signers.index(one.signer),
                bool(one.to),
                bisect_right(order, held.tops[one.id]),
            ]
            for one in entries
        ],
        "refused": {
            one.id: [held.own[one.id].code, dict(held.own[one.id].fields)]
            for one in entries
            if one.id in held.own
        },
        "events": {one.id: _event(held, one.id) for one in entries if one.id in held.events},
        "gone": {entry: places[key[1]] for entry, key in sorted(fold.gone.items()) if key[1] in places},
        "orders": sorted(places[entry] for entry in fold.orders if entry in places),
        "times": [[places[key[1]], *said] for key, *said in fold.times if key[1] in places],
        "state": None if snapshot.state is None else law.dump(snapshot.state).decode("utf-8"),
    }


def _event(held: Held, entry: str) -> list[Any]:
    """Return a common body without what only the kind or a reader needs."""
    body = held.events[entry].body
    less: dict[str, Any] = {"terms": {}, "body": {}, "ground": None, "reason": None}
    members = body.model_dump(mode="json")
    return [body.type, members | {name: value for name, value in less.items() if name in members}]


def pack(ground: bytes) -> bytes:
    """Return a ground compressed."""
    return zlib.compress(ground, _LEVEL)


def unpack(packed: bytes) -> bytes:
    """Return what was packed; Refusal ground-form or ground-too-long."""
    opening = zlib.decompressobj()
    try:
        ground = opening.decompress(packed, MAX_GROUND)
    except zlib.error:
        raise Refusal("ground-form") from None
    if opening.unconsumed_tail:
        raise Refusal("ground-too-long", {"length": MAX_GROUND + 1, "most": MAX_GROUND})
    if not opening.eof or opening.unused_data:
        raise Refusal("ground-form")
    return ground


def digest(ground: bytes) -> str:
    """Return the hash that an admission and its acceptances carry."""
    return hashlib.sha256(ground).hexdigest()


# ---------------------------------------------------------------- standing on it


def load(laws: Laws, data: bytes) -> tuple[Held, Fold]:
    """Return what is held, and the fold, of a dossier that starts on this ground; Refusal ground-form."""
    try:
        ground = Ground.model_validate(jsonprofile.parse(data, most=MAX_GROUND))
        if ground.v != VERSION or not ground.entries:
            raise Refusal("ground-form")
        held = Held()
        _place_all(held, ground)
        return held, _fold(held, laws, ground)
    except (ValidationError, ValueError, KeyError, IndexError, TypeError, AttributeError):
        raise Refusal("ground-form") from None


def _place_all(held: Held, ground: Ground) -> None:
    placed: list[Placed] = []
    for index, row in enumerate(ground.entries):
        entry, _, parents, _, _, _, stable = row
        if index and not parents:
            raise Refusal("ground-form")
        one = _placed(ground, row, [placed[parent] for parent in parents])
        if placed and one.key <= placed[-1].key:
            raise Refusal("ground-form")
        placed.append(one)
        refused, event = ground.refused.get(entry), ground.events.get(entry)
        held.stand(
            one,
            Refusal(*refused) if refused else None,
            Opened(one, *event) if event else None,
            placed[stable - 1].key if stable else NOWHERE,
        )
    held.ground = placed[-1].key


def _placed(ground: Ground, row: Row, parents: list[Placed]) -> Placed:
    entry, author, _, time, signer, has_body, _ = row
    agency = ground.agencies[author]
    clock: dict[str, int] = {}
    for parent in parents:
        for writer, number in parent.clock.items():
            clock[writer] = max(number, clock.get(writer, 0))
    number = parents[0].seq + 1 if parents and parents[0].author == agency else 1
    clock[agency] = number
    return Placed(
        entry,
        agency,
        number,
        tuple(parent.id for parent in parents),
        1 + max((parent.depth for parent in parents), default=0),
        clock,
        time,
        max((time, *(parent.latest for parent in parents))),
        ground.signers[signer],
        # Whom it was sealed to no longer matters; that it was, does.
        (agency,) if has_body else (),
    )


def _fold(held: Held, laws: Laws, ground: Ground) -> Fold:
    fold = Fold(held, laws)
    fold.kind = ground.kind
    law = laws(ground.kind, ground.version)
    keys = [(held.graph.nodes[row[0]].depth, row[0]) for row in ground.entries]
    state = law.load(ground.state.encode("utf-8")) if law is not None and ground.state is not None else None
    fold.stand_on(Snapshot(keys[-1], state, ground.version, halted=law is None))
    fold.gone = {entry: keys[place] for entry, place in ground.gone.items()}
    fold.orders = {ground.entries[place][0]: keys[place] for place in ground.orders}
    for entry, (refusal, deviations) in ground.judged.items():
        if refusal is not None:
            fold.refusals[entry] = Refusal(*refusal)
        fold.deviations[entry] = tuple(Refusal(*one) for one in deviations)
    fold.times = [(keys[place], order, agency, doubt) for place, order, agency, doubt in ground.times]
    return fold
