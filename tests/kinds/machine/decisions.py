"""What the referee says of decisions: refused for one reason, or what then follows (DEL-5 to DEL-22)."""

from typing import Any

from kinds.machine.sheet import Leg, Sheet, country
from kinds.machine.trace import Line


class Decisions(Sheet):
    """The rules of what agencies decide."""

    def on_reroute(self, line: Line) -> None:
        foreign = self.opener in line.parties and line.author != self.opener
        if self.refuse(line, (foreign, "not-for-you"), self.finished()):
            return
        gone = [leg for leg in self.legs if leg.departed]
        raw = line.body["legs"]
        fault = self._route_fault(raw, line, gone[-1].end if gone else raw[0]["start"]["place"])
        if fault:
            self.verdicts[line.id] = [fault]
            return
        for leg in self.legs:
            if not leg.departed:
                leg.order = ""
                self.replaced.append(leg)
        if self.giving and self.leg(self.giving["leg"]) not in gone:
            self.giving = None
        self.legs = gone + self.legs_of(raw)

    def _route_fault(self, raw: list[Any], line: Line, place: str) -> str:
        for leg in raw:
            if leg["agency"] not in line.parties:
                return "leg-agency-not-a-party"
            if country(leg["agency"]) not in leg["countries"]:
                return "leg-agency-foreign"
            if leg["departs"] > leg["arrives"]:
                return "leg-arrives-before"
        for leg in raw:
            if leg["start"]["place"] != place:
                return "route-broken"
            place = leg["end"]["place"]
        times = [leg["departs"] for leg in raw[1:]]
        late = any(one["arrives"] > then for one, then in zip(raw, times, strict=False))
        return "leg-departs-before" if late else ""

    def on_authorise(self, line: Line) -> None:
        unknown, off, legs = self.about(line)
        own = country(line.author) == line.body["country"]
        backwards = line.body["since"] >= line.body["until"]
        unseen = (self.unseen(line, line.body["country"], legs), "refusal-not-seen")
        rest = ((not own, "country-not-yours"), off, unseen, (backwards, "validity-ends-before"))
        if not self.refuse(line, self.stranger(line), self.finished(), unknown, *rest):
            self._say_yes(line, line.body["country"], legs)

    def _say_yes(self, line: Line, by: str, legs: list[Leg]) -> None:
        for leg in legs:
            leg.yes[by] = line
            leg.no = [one for one in leg.no if one[0] != by]
            if not leg.departed:
                leg.order = ""
        self.cross_out()

    def _say_no(self, line: Line, by: str, legs: list[Leg]) -> None:
        for leg in legs:
            leg.yes.pop(by, None)
            leg.no = [one for one in leg.no if one[:2] != (by, line.author)] + [(by, line.author, line.id)]
        self.cross_out()

    def on_refuse(self, line: Line) -> None:
        unknown, off, legs = self.about(line)
        foreign = (country(line.author) != line.body["country"], "country-not-yours")
        if not self.refuse(line, self.stranger(line), self.finished(), unknown, foreign, off):
            self._say_no(line, line.body["country"], legs)

    def on_require(self, line: Line) -> None:
        unknown, off, legs = self.about(line)
        if self.refuse(line, self.stranger(line), self.finished(), unknown, off):
            return
        for leg in legs:
            leg.needs[line.id] = line.body["country"]
        self.cross_out()

    def on_consent(self, line: Line) -> None:
        unknown, off, legs = self.about(line)
        need, land = line.body.get("entry"), line.body["country"]
        spoken_for = need is None and land in [country(one) for one in line.parties]
        unmet = need is not None and any(leg.needs.get(need) != land for leg in legs)
        by = land if need is None else need
        objections = (
            (spoken_for, "country-is-a-party"),
            (unmet, "requirement-unknown"),
            (self.unseen(line, by, legs), "refusal-not-seen"),
            (line.body["since"] >= line.body["until"], "validity-ends-before"),
        )
        if not self.refuse(line, self.stranger(line), self.finished(), unknown, off, *objections):
            self._say_yes(line, by, legs)

    def on_withdraw_consent(self, line: Line) -> None:
        here = [country(one) for one in line.parties]
        open_to_all = [
            (leg, by, yes)
            for leg in [*self.legs, *self.replaced]
            for by, yes in leg.yes.items()
            if yes.type == "consent" or country(yes.author) not in here
        ]
        named = [(leg, by) for leg, by, yes in open_to_all if yes.id == line.body["entry"]]
        nothing = ((not open_to_all, "no-consent"), (not named, "consent-unknown"))
        if not self.refuse(line, self.stranger(line), self.finished(), *nothing):
            for leg, by in named:
                self._say_no(line, by, [leg])

    # ------------------------------------------------------------------ teams, safety, orders

    def of_leg(self, line: Line) -> tuple[Leg | None, list[Any]]:
        leg = self.leg(line.body["leg"])
        mine = leg is not None and leg.agency == line.author
        return leg, [
            (line.author not in [one.agency for one in self.legs], "no-leg-of-yours"),
            self.finished(),
            (leg is None, "leg-unknown"),
            (leg is not None and not mine, "leg-not-yours"),
            (leg is not None and bool(leg.departed), "leg-departed"),
        ]

    def on_confirm_team(self, line: Line) -> None:
        leg, objections = self.of_leg(line)
        if not self.refuse(line, *objections) and leg:
            leg.team = line.id

    def on_stand_down(self, line: Line) -> None:
        leg, objections = self.of_leg(line)
        if not self.refuse(line, *objections, (leg and not leg.team, "team-not-confirmed")) and leg:
            leg.team = ""
            self.cross_out()

    def on_assess_safety(self, line: Line) -> None:
        leg, safe = self.leg(line.body["leg"]), line.body["safe"]
        foreign = leg is not None and safe and leg.agency != line.author
        said = [*self.alarms, *([leg.safety[0]] if leg and leg.safety and not leg.safety[1] else [])]
        blind = safe and any(not line.has(entry) for entry in said)
        objections = ((leg is None, "leg-unknown"), (foreign, "leg-not-yours"), (blind, "danger-not-seen"))
        if self.refuse(line, self.stranger(line), self.finished(), *objections) or leg is None:
            return
        leg.safety = (line.id, safe)
        self.endangered = self.endangered or not safe
        self.cross_out()

    def on_order_leg(self, line: Line) -> None:
        leg, objections = self.of_leg(line)
        before = self.legs[self.legs.index(leg) - 1] if leg and leg is not self.legs[0] else None
        yes = [leg.yes[by] for by in leg.wanted() if by in leg.yes] if leg else []
        late = any(not one.body["since"] <= line.time <= one.body["until"] for one in yes)
        other = any(self.form not in one.body["forms"] for one in yes)
        uncleared = leg and self.endangered and not (leg.safety and leg.safety[1])
        basis = [one.id for one in yes]
        basis += [leg.team] if leg and leg.team else []
        basis += [leg.safety[0]] if leg and leg.safety and self.endangered else []
        basis += [before.order] if before and before.order else []
        refused = self.refuse(
            line,
            *objections,
            (leg and leg.order, "leg-ordered"),
            (before and not before.order, "leg-out-of-sequence"),
            (leg and len(yes) < len(leg.wanted()), "leg-not-authorised"),
            (late, "authorisation-not-valid"),
            (other, "form-not-authorised"),
            (leg and not leg.team, "team-not-confirmed"),
            (uncleared, "safety-not-cleared"),
            (self.lost, "contact-is-lost"),
            (not line.body["met"], "conditions-not-met"),
            (any(not line.stable(entry) for entry in basis), "order-not-stable"),
        )
        if not refused and leg:
            leg.order = line.id
            self.basis[line.id] = basis

    def on_note(self, line: Line) -> None:
        self.refuse(line, self.stranger(line), (self.concluded, "delivery-closed"))

    def on_conclude(self, line: Line) -> None:
        foreign = self.opener in line.parties and line.author != self.opener
        waiting = {leg.agency for leg in self.legs} & set(line.parties) - set(self.outcomes)
        objections = (
            (foreign, "not-for-you"),
            (self.concluded, "delivery-closed"),
            (not self.over and not self.legs[-1].arrived, "delivery-not-over"),
            (bool(waiting), "outcome-missing"),
            (self.shadow.goods.way or self.shadow.substitute.way, "goods-under-way"),
        )
        if not self.refuse(line, *objections):
            self.concluded = True
