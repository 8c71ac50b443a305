"""What the referee says of reports: what stands beside each, and what follows (DEL-23 to DEL-39)."""

from typing import Any

from kinds.machine.sheet import Leg, Sheet
from kinds.machine.trace import Line

MOVING = ("departed", "crossed", "arrived")


class Facts(Sheet):
    """The rules of what agencies report."""

    def closed(self) -> tuple[bool, str]:
        return (self.concluded, "delivery-closed")

    def given(self, leg: Leg | None, line: Line) -> bool:
        return bool(leg and leg.order and line.stable(leg.order) and leg.agency in line.parties)

    def on_report(self, line: Line) -> None:
        body, leg = line.body, self.leg(line.body["leg"])
        event, at = body["event"], body["at"]
        moves = event in MOVING
        yes = [leg.yes.get(by) for by in leg.wanted()] if leg else []
        valid = all(one and one.body["since"] <= at <= one.body["until"] for one in yes)
        self.note(
            line,
            self.stranger(line),
            self.closed(),
            (leg is None, "leg-unknown"),
            (leg and moves and not self.given(leg, line), "leg-not-given"),
            (leg and moves and not valid, "authorisation-not-valid"),
        )
        if line.author == self.responsible(line.parties):
            self.heard = line.time
        if moves:
            self._moved(leg or self._back(body["leg"]), event, at)
        if event == "contact-lost" and not self.lost:
            self.lost = at
        if event == "contact-regained":
            self.lost = ""
        if event == "danger":
            self.alarms.append(line.id)
            self.endangered = True
            for leg in [*self.legs, *self.replaced]:
                leg.safety = None
            self.cross_out()

    def _moved(self, leg: Leg | None, event: str, at: str) -> None:
        if leg:
            leg.departed = leg.departed or at
            leg.arrived = at if event == "arrived" else leg.arrived

    def _back(self, number: int) -> Leg | None:
        """DEL-5: what another route took the place of has moved all the same."""
        leg = next((one for one in self.replaced if one.number == number), None)
        if leg:
            self.replaced.remove(leg)
            for one in self.legs:
                one.order = one.order if one.departed else ""
            place = len([one for one in self.legs if one.departed])
            moved = [one for one in self.legs if one.departed]
            self.legs = [*moved, leg, *[one for one in self.legs if not one.departed]]
            assert self.legs[place] is leg
        return leg

    def amounts(self, line: Line) -> list[Any]:
        """Return what is said of goods and substitute; members that a body does not have mean nothing."""
        return [line.body.get("quantity"), line.body.get("substitute") if line.type != "sample" else None]

    def wrong_unit(self, line: Line) -> bool:
        of_it = [line.body.get("removed"), line.body.get("put")]
        named = of_it if line.type == "substitute" else self.amounts(line)
        return any(one and one["unit"] != self.unit for one in named)

    def differs(self, line: Line) -> bool:
        ways = (self.shadow.goods.way, self.shadow.substitute.way)
        return any(one and one["value"] != way for one, way in zip(self.amounts(line), ways, strict=True))

    def too_much(self, line: Line, *, found: bool = False) -> bool:
        removed = line.body.get("removed") if line.type == "substitute" else None
        said = [removed, None] if removed else self.amounts(line)
        for one, place in zip(said, (self.shadow.goods, self.shadow.substitute), strict=True):
            if one and one["value"] > place.way + (place.missing if found else 0):
                return True
        return False

    def book(self, line: Line, what: str) -> None:
        if not self.wrong_unit(line):
            for of, one in zip(("goods", "substitute"), self.amounts(line), strict=True):
                if one:
                    self.shadow.say(line.id, of, what, one["value"])

    def on_hand_over(self, line: Line) -> None:
        body, leg = line.body, self.leg(line.body["leg"])
        deviates = self.note(
            line,
            (line.author != self.responsible(line.parties), "not-responsible"),
            self.closed(),
            (leg is None, "leg-unknown"),
            (leg and leg.agency == line.author, "handed-to-oneself"),
            (leg and not self.over and not self.given(leg, line), "leg-not-given"),
            (self.wrong_unit(line), "unit-differs"),
            (self.differs(line), "quantity-differs"),
        )
        if deviates:
            self.book(line, "counted")
            return
        assert leg
        self.heard = line.time
        self.giving = {"id": line.id, "to": leg.agency, "leg": leg.number, "body": body}

    def on_take_over(self, line: Line) -> None:
        body, giving = line.body, self.giving
        left = giving["body"] if giving and giving["body"]["held"] else None
        mine = giving and giving["id"] == body["entry"] and giving["to"] == line.author
        deviates = self.note(
            line,
            self.stranger(line),
            self.closed(),
            (not mine, "nothing-handed-over"),
            (left and _seals(left) != _seals(body), "seals-differ"),
            (left and not self._weighs(left.get("weight"), body.get("weight")), "weights-differ"),
            (self.wrong_unit(line), "unit-differs"),
            (self.differs(line), "quantity-differs"),
        )
        if deviates:
            self.book(line, "counted")
            return
        self.holder, self.giving, self.heard = line.author, None, line.time

    def _weighs(self, left: int | None, found: int | None) -> bool:
        if left is None or found is None:
            return left == found
        return bool(1000 * max(left - found, found - left) <= self.tolerance * left)

    def on_substitute(self, line: Line) -> None:
        removed, put = line.body["removed"]["value"], line.body["put"]["value"]
        after = "replaced" if removed >= self.shadow.goods.way else "partly-replaced"
        ahead = [leg for leg in self.legs if not leg.arrived]
        forbidden = any(
            by in leg.yes and after not in leg.yes[by].body["forms"] for leg in ahead for by in leg.wanted()
        )
        self.note(
            line,
            (line.author != self.responsible(line.parties), "not-responsible"),
            self.closed(),
            (self.wrong_unit(line), "unit-differs"),
            (self.too_much(line), "quantity-exceeds"),
            (forbidden, "replacement-not-authorised"),
        )
        if not self.wrong_unit(line):
            self.shadow.say(line.id, "goods", "removed", removed)
            self.shadow.say(line.id, "substitute", "put", put)
            self.form = after
            self.cross_out()

    def _taken(self, line: Line, what: str, *, found: bool = False) -> None:
        self.note(
            line,
            self.stranger(line),
            self.closed(),
            (self.wrong_unit(line), "unit-differs"),
            (self.too_much(line, found=found), "quantity-exceeds"),
        )
        self.book(line, what)

    def on_sample(self, line: Line) -> None:
        self._taken(line, "sampled")

    def on_seize(self, line: Line) -> None:
        self._taken(line, "seized", found=True)

    def on_missing(self, line: Line) -> None:
        self._taken(line, "missing")

    def on_intercept(self, line: Line) -> None:
        self._taken(line, "seized", found=True)
        self._end("intercepted", line.author)

    def on_abort(self, line: Line) -> None:
        self.note(line, self.stranger(line))
        self._end("aborted", line.author)

    def _end(self, code: str, agency: str) -> None:
        if (code, agency) not in self.ends:
            self.ends.append((code, agency))
        self.cross_out()

    def on_outcome(self, line: Line) -> None:
        early = not self.over and not self.legs[-1].arrived
        self.note(line, self.stranger(line), self.closed(), (early, "delivery-not-over"))
        self.outcomes[line.author] = line.id


def _seals(body: Any) -> list[str]:
    return sorted(seal.replace(" ", "").upper() for seal in body.get("seals", ()))
