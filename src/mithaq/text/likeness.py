"""How like two words of a name sound: the least cost of making one of the other, against what is allowed."""

from functools import lru_cache

from mithaq.text.costs import ARABIC, CROSS, LATIN, LEFT_OUT, OMISSION, OTHER_SOUND, SUBSTITUTION
from mithaq.text.phones import VOWELS

ALLOWED, ALLOWED_EACH = 0.2, 0.1
"""What may differ before two words of a name are two names: so much, and so much for each consonant."""

THRESHOLD = 0.8
"""From this likeness on two names are taken for one: there the cost is just what is allowed."""

_ARABIC_ONLY = frozenset("AWY^@3'ṣḍṭẓḥ")


@lru_cache(maxsize=100_000)
def likeness(one: str, other: str, arabic: tuple[bool, bool], extra: float = 0.0) -> float:
    """Return how like two words sound, 0 to 1, from their phones and whether each was written in Arabic.

    `extra` is a cost to be added, for what was taken off the words before.
    """
    if one == other and not extra:
        return 1.0
    mode = CROSS if arabic[0] != arabic[1] else ARABIC if arabic[0] else LATIN
    consonants = (_consonants(one) + _consonants(other)) / 2
    allowed = ALLOWED + ALLOWED_EACH * max(1.0, consonants)
    cost = extra + distance(one, other, mode, most=4 * allowed)
    return 1.0 / (1.0 + (1.0 / THRESHOLD - 1.0) * cost / allowed)


def distance(one: str, other: str, mode: str, *, most: float = 100.0) -> float:
    """Return the least cost of making one row of sounds of the other; what is above `most` is `most`."""
    same, omitted = SUBSTITUTION[mode], OMISSION[mode]
    row = [0.0]
    for sound in other:
        row.append(row[-1] + omitted.get(sound, LEFT_OUT))
    for sound in one:
        gone = omitted.get(sound, LEFT_OUT)
        before, row = row, [row[0] + gone]
        for at, its in enumerate(other):
            swap = before[at] + (0.0 if sound == its else same.get(sound + its, OTHER_SOUND))
            row.append(min(swap, before[at + 1] + gone, row[at] + omitted.get(its, LEFT_OUT)))
        if min(row) > most:
            return most
    return min(row[-1], most)


def _consonants(sounds: str) -> int:
    return sum(sound not in VOWELS for sound in sounds)
