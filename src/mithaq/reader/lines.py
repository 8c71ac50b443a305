"""Where a new line means nothing: the text was broken into lines of one width, and the sentence goes on."""

import re

NARROWEST, WIDEST = 55, 170
"""Characters between which lines of one width are taken for such."""

_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_STOP = re.compile(r"[.!?:][\"')\]]*\s*$")
_ITEM = re.compile(r"\s*(?:[-*]|\d{1,2}[.)])\s")


def soft_newlines(text: str) -> frozenset[int]:
    """Return the places of the new lines of a folded text that are no more than a space.

    A line was full if the first word of the next would not have fitted into the longest line of its block.
    Full lines run on up to one that ends as a sentence does; two full lines need no such end.
    """
    found: set[int] = set()
    for block in _BLOCK.finditer(text):
        lines = block.group().split("\n")
        width = max(len(line.rstrip()) for line in lines)
        if not NARROWEST <= width <= WIDEST:
            continue
        place = block.start() - 1
        run: list[int] = []
        for line, following in zip(lines, [*lines[1:], ""], strict=True):
            place += len(line) + 1
            if _full(line, following, width):
                run.append(place)
                continue
            if len(run) > 1 or _STOP.search(line):
                found.update(run)
            run = []
    return frozenset(found)


def _full(line: str, following: str, width: int) -> bool:
    """Whether a line ends within a sentence, for want of room."""
    word = following.split(maxsplit=1)[0] if following.strip() else ""
    long = len(line.rstrip()) >= NARROWEST and len(line.rstrip()) + 1 + len(word) > width
    return bool(word) and long and not _STOP.search(line) and not _ITEM.match(following)
