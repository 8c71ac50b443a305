"""A shadow ledger: every unit is moved from one heap to another, and none is made or lost."""

from dataclasses import dataclass

GONE = ("removed", "sampled", "seized", "missing")


@dataclass
class Heaps:
    """Where the units of one thing lie. `declared` and `surplus` are where they came from."""

    declared: int
    surplus: int = 0
    way: int = 0
    removed: int = 0
    sampled: int = 0
    seized: int = 0
    missing: int = 0

    def bring(self, amount: int) -> None:
        """Units that nobody knew of have come to light on the way."""
        self.surplus += amount
        self.way += amount

    def move(self, one: str, other: str, amount: int) -> None:
        assert 0 <= amount <= getattr(self, one), "nobody moves what is not there"
        setattr(self, one, getattr(self, one) - amount)
        setattr(self, other, getattr(self, other) + amount)

    def sound(self) -> bool:
        away: int = sum(getattr(self, name) for name in GONE)
        return self.declared + self.surplus == self.way + away

    def play(self, what: str, amount: int) -> None:
        if what == "put":
            self.declared += amount
            self.way += amount
        elif what == "counted":
            if amount < self.way:
                self.move("way", "missing", self.way - amount)
            else:
                self.move("missing", "way", min(self.missing, amount - self.way))
                self.bring(amount - self.way)
        else:
            if what == "seized" and amount > self.way:
                self.move("missing", "way", min(self.missing, amount - self.way))
            self.bring(max(0, amount - self.way))
            self.move("way", what, amount)
        assert self.sound()


class Shadow:
    """The heaps of the goods and of what replaces them, played anew from what was said."""

    def __init__(self, declared: int) -> None:
        self.declared = declared
        self.said: list[tuple[str, str, str, int]] = []
        self._play()

    def say(self, entry: str, of: str, what: str, amount: int) -> None:
        self.said.append((entry, of, what, amount))
        getattr(self, of).play(what, amount)

    def forget(self, gone: set[str]) -> None:
        self.said = [one for one in self.said if one[0] not in gone]
        self._play()

    def _play(self) -> None:
        self.goods, self.substitute = Heaps(self.declared, way=self.declared), Heaps(0)
        for _, of, what, amount in self.said:
            getattr(self, of).play(what, amount)
