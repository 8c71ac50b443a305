"""The referee's paper: what it has noted of a delivery, and what it asks of every entry alike."""

from dataclasses import dataclass, field
from typing import Any

from kinds.machine.shadow import Shadow
from kinds.machine.trace import Line


def country(agency: str) -> str:
    return agency.split(".", maxsplit=1)[0].upper()


@dataclass
class Leg:
    """What the referee has on its paper about one leg."""

    number: int
    agency: str
    countries: list[str]
    start: str
    end: str
    departs: str
    order: str = ""
    departed: str = ""
    arrived: str = ""
    yes: dict[str, Line] = field(default_factory=dict)
    """By country, or by the entry of a requirement: the line that consents."""
    no: list[tuple[str, str, str]] = field(default_factory=list)
    """(by, agency, entry)."""
    needs: dict[str, str] = field(default_factory=dict)
    """Entry of a requirement -> country."""
    team: str = ""
    safety: tuple[str, bool] | None = None

    def wanted(self) -> list[str]:
        return [*self.countries, *self.needs]


class Sheet:
    """What is noted: verdicts, legs, control, ends, and the shadow ledger."""

    def __init__(self) -> None:
        self.verdicts: dict[str, list[str]] = {}
        """By judged entry: why it has no effect or, of a report, what stands beside it."""
        self.types: dict[str, str] = {}
        self.basis: dict[str, list[str]] = {}
        """By order that had effect: what it rested on."""
        self.legs: list[Leg] = []
        self.replaced: list[Leg] = []
        self.ends: list[tuple[str, str]] = []
        self.outcomes: dict[str, str] = {}
        self.alarms: list[str] = []
        self.giving: dict[str, Any] | None = None
        self.shadow = Shadow(0)
        self.opener = self.holder = self.unit = self.form = ""
        self.tolerance, self.endangered = 0, False
        self.lost, self.heard, self.concluded, self.last = "", "", False, 0

    def legs_of(self, raw: list[Any]) -> list[Leg]:
        legs = []
        for one in raw:
            self.last += 1
            places = one["start"]["place"], one["end"]["place"]
            legs.append(Leg(self.last, one["agency"], list(one["countries"]), *places, one["departs"]))
        return legs

    def leg(self, number: int) -> Leg | None:
        return next((leg for leg in self.legs if leg.number == number), None)

    @property
    def over(self) -> bool:
        return bool(self.ends)

    def responsible(self, parties: tuple[str, ...]) -> str:
        """DEL-30: who holds it; else the opener; else the first of the route; else anybody."""
        if self.holder in parties:
            return self.holder
        if self.opener in parties:
            return self.opener
        on_route = [leg.agency for leg in self.legs if leg.agency in parties]
        return on_route[0] if on_route else min(parties)

    # ------------------------------------------------------------------ judging

    def refuse(self, line: Line, *objections: Any) -> bool:
        """Note the first objection that holds; return whether there is one."""
        found = [code for holds, code in objections if holds]
        self.verdicts[line.id] = found[:1]
        return bool(found)

    def note(self, line: Line, *objections: Any) -> bool:
        """Note everything that speaks against a report; return whether anything does."""
        self.verdicts[line.id] = sorted(code for holds, code in objections if holds)
        return bool(self.verdicts[line.id])

    def stranger(self, line: Line) -> tuple[bool, str]:
        return (line.author not in line.parties, "not-a-party")

    def finished(self) -> tuple[bool, str]:
        return (self.over or self.concluded, "delivery-over")

    def about(self, line: Line) -> list[Any]:
        """DEL-7: the legs that a decision names, and whether they are all there."""
        named = [self.leg(number) for number in line.body["legs"]]
        known = [leg for leg in named if leg]
        touch = all(line.body["country"] in leg.countries for leg in known)
        return [(len(known) < len(named), "legs-unknown"), (not touch, "country-not-on-leg"), known]

    def unseen(self, line: Line, by: str, legs: list[Leg]) -> bool:
        """DEL-11: somebody has said no without this author knowing."""
        return any(at == by and not line.has(entry) for leg in legs for at, _, entry in leg.no)

    def cross_out(self) -> None:
        """DEL-20: strike every order for what has not departed that lacks something now."""
        for index, leg in enumerate(self.legs):
            if leg.departed:
                continue
            whole = all(by in leg.yes and self.form in leg.yes[by].body["forms"] for by in leg.wanted())
            safe = not self.endangered or bool(leg.safety and leg.safety[1])
            first = index == 0 or self.legs[index - 1].order or self.legs[index - 1].departed
            if not (whole and safe and leg.team and first) or self.over:
                leg.order = ""
