"""A referee that knows the rules of a delivery by heart and nothing of the code that carries them out.

It reads a trace from its first line to its last and notes on paper, in plain lists, what the page
docs/spec/delivery.md says must follow. Whatever it finds otherwise at a node is a fault of one of both.
"""

from kinds.machine.decisions import Decisions
from kinds.machine.facts import Facts
from kinds.machine.shadow import Shadow
from kinds.machine.sheet import Leg
from kinds.machine.trace import Line

UNJUDGED = ("translate", "read", "refer", "adopt", "correct")
REPORTS = (
    "report",
    "hand-over",
    "take-over",
    "substitute",
    "sample",
    "seize",
    "missing",
    "intercept",
    "abort",
    "outcome",
)
EVIDENCE = ("enter-evidence", "give-evidence", "take-evidence", "seal-broken", "re-seal", "end-custody")


class Referee(Decisions, Facts):
    """What must have come of a trace: verdicts, and the sheet."""

    def __init__(self, lines: list[Line]) -> None:
        super().__init__()
        for line in lines:
            self.read(line)

    def read(self, line: Line) -> None:
        if line.type == "open":
            self.opened(line)
        elif line.type in ("recall", "erase"):
            self.forget(set(line.body["entries"]))
        elif line.formless or line.type in UNJUDGED or line.type in EVIDENCE:
            return
        else:
            self.types[line.id] = line.type
            name = line.type.replace("-", "_")
            getattr(self, f"on_{name}")(line)

    def opened(self, line: Line) -> None:
        body = line.body
        self.opener, self.unit, self.form = line.author, body["quantity"]["unit"], body["form"]
        self.tolerance = body.get("tolerance", 5)
        self.endangered = body.get("endangered", False)
        self.shadow = Shadow(body["quantity"]["value"])
        self.legs = self.legs_of(body["legs"])
        self.holder = self.legs[0].agency

    def forget(self, gone: set[str]) -> None:
        """DEL-40: what was recalled entitles to nothing and has moved nothing; what has happened stays."""
        for leg in [*self.legs, *self.replaced]:
            leg.yes = {by: one for by, one in leg.yes.items() if one.id not in gone and by not in gone}
            leg.no = [one for one in leg.no if one[2] not in gone and one[0] not in gone]
            leg.needs = {entry: land for entry, land in leg.needs.items() if entry not in gone}
            leg.team = "" if leg.team in gone else leg.team
            leg.order = "" if leg.order in gone else leg.order
            leg.safety = None if leg.safety and leg.safety[0] in gone else leg.safety
        self.alarms = [entry for entry in self.alarms if entry not in gone]
        self.outcomes = {agency: entry for agency, entry in self.outcomes.items() if entry not in gone}
        if self.giving and self.giving["id"] in gone:
            self.giving = None
        self.shadow.forget(gone)
        self.cross_out()


__all__ = ["REPORTS", "Leg", "Referee"]
