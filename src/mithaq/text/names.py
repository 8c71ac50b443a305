"""Whether two spellings are of one name: `alike`, and the keys under which candidates are found."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from mithaq.text.likeness import THRESHOLD, likeness
from mithaq.text.parts import Part, part_of, parts_of
from mithaq.text.phones import VOWELS

__all__ = ["THRESHOLD", "alike", "keys", "part_likeness"]

MOST_KEYS = 12
"""Keys of one part: a letter that stands for several sounds makes several."""

LONGEST = 10
"""Sounds of a key: what comes after so many is left to the comparison."""

INITIAL = 0.85
"""How like a name its first letter is."""

EACH_MORE, ONE_OF_SEVERAL = 0.05, 0.35
"""What it costs that one spelling has more parts: each, and if but one part of several is the same."""


@lru_cache(maxsize=20_000)
def alike(one: str, other: str) -> float:
    """Return how likely two spellings are of one name, 0 to 1; from THRESHOLD on they are taken for it.

    The order of the parts does not matter. Each part must be like one of the other's: a family name in
    common makes no two persons one.
    """
    first, second = parts_of(one), parts_of(other)
    if not first or not second:
        return 0.0
    best = _aligned(first, second)
    if len(first) != len(second) and best < THRESHOLD:
        fewer, more = sorted((first, second), key=len)
        best = max(best, *(_aligned(fewer, one) for one in _merged(more, len(fewer))), 0.0)
    return best


@lru_cache(maxsize=200_000)
def part_likeness(one: Part, other: Part) -> float:
    """Return how like two parts are, by their best readings; an initial is like what begins with it."""
    if one.initial or other.initial:
        return _initial_likeness(one, other)
    return max(
        likeness(sounds, its, (one.arabic, other.arabic), cost + its_cost)
        for (sounds, cost), (its, its_cost) in product(one.readings, other.readings)
        if not (cost and its_cost)
    )


@lru_cache(maxsize=50_000)
def keys(part: Part) -> frozenset[str]:
    """Return the keys of a part: two that are alike have one in common, nearly always."""
    found: set[str] = set()
    for sounds, _cost in part.readings:
        found |= _keys(sounds)
    return frozenset(found)


def _aligned(first: tuple[Part, ...], second: tuple[Part, ...]) -> float:
    fewer, more = sorted((first, second), key=len)
    scores = sorted(
        (
            (part_likeness(one, its), at, place)
            for at, one in enumerate(fewer)
            for place, its in enumerate(more)
        ),
        reverse=True,
    )
    taken: dict[int, float] = {}
    used: set[int] = set()
    for score, at, place in scores:
        if at not in taken and place not in used:
            taken[at] = score
            used.add(place)
    least = min(taken.values())
    left = len(more) - len(fewer)
    if not left:
        return least
    whole = sum(not fewer[at].initial for at in taken)
    return least - EACH_MORE * left - (ONE_OF_SEVERAL if whole < 2 else 0.0)


def _merged(parts: tuple[Part, ...], count: int) -> Iterator[tuple[Part, ...]]:
    """Yield the parts as so many, neighbours written as one word: where the spaces stand is an accident."""
    if len(parts) == count:
        yield parts
        return
    for at in range(len(parts) - 1 if len(parts) - count <= 2 else 0):
        left, right = parts[at : at + 2]
        if not left.initial and not right.initial and left.arabic == right.arabic:
            yield from _merged((*parts[:at], part_of(left.text + right.text), *parts[at + 2 :]), count)


def _initial_likeness(one: Part, other: Part) -> float:
    initial, name = (one, other) if one.initial else (other, one)
    begins = initial.readings[0][0][:1]
    if name.initial:
        return 1.0 if begins == name.readings[0][0][:1] else 0.0
    arabic = (initial.arabic, name.arabic)
    first = {sounds[:1] for sounds, _ in name.readings}
    return INITIAL if any(likeness(begins, its, arabic) >= INITIAL for its in first) else 0.0


_CLASSES = {
    **dict.fromkeys("pb", "b"), **dict.fromkeys("fv", "f"), **dict.fromkeys("tṭdḍ", "t"),
    **dict.fromkeys("TDẓ", "ts"), **dict.fromkeys("szṣSXcç", "s"), **dict.fromkeys("Jĝ", "sk"),
    **dict.fromkeys("jC", "sk-"), **dict.fromkeys("kqg", "k"), "x": "k-", "G": "kr", "r": "r", "l": "l",
    **dict.fromkeys("mn", "n"),
}  # fmt: skip
"""By sound: the letters that it may have in a key; "-" for none."""

_WEAK = frozenset("hḥwyňĥ")
"""Sounds that a spelling may leave out, as it may vowels."""


def _keys(sounds: str) -> set[str]:
    found = {""}
    for sound in sounds:
        silent = sound in VOWELS or sound in _WEAK
        choices = "-" if silent else _CLASSES.get(sound, sound)
        found = {_longer(one, choice) for one in sorted(found)[:MOST_KEYS] for choice in choices}
    return {one or "-" for one in sorted(found)[:MOST_KEYS]}


def _longer(key: str, choice: str) -> str:
    return key if choice == "-" or key.endswith(choice) or len(key) == LONGEST else key + choice
