"""What a joint team reports, in words and figures (docs/spec/team.md, TEA-17 and TEA-18)."""

from typing import Annotated, ClassVar

from pydantic import Field

from mithaq.kinds.body import Body, Json, exercise
from mithaq.kinds.fields import Day, Many, Subject, Text, member
from mithaq.kinds.results import Result
from mithaq.terms import TeamReportKind


class Report(Body):
    """How the team stands, as an agency sees it."""

    type = "report"
    title = "Report on the joint team"
    done = "reported"
    about = (
        "Situation, progress or end. Figures are all that your own agency counts so far, not only what is"
        " new: newer ones take the place of older ones."
    )
    example: ClassVar[Json] = {
        "report": "progress",
        "text": exercise("four addresses are known, two vehicles were found."),
        "results": [
            {"category": "searches", "number": 2},
            {"category": "vehicles-seized", "number": 2},
        ],
    }

    report: TeamReportKind = member("Kind of report")
    start: Day | None = member("From", form="day", default=None)
    end: Day | None = member("To", form="day", default=None)
    text: Text = member("Report")
    results: Annotated[Many[Result], Field(max_length=60)] = member("Results in figures", default=())
    subjects: Annotated[Many[Subject], Field(max_length=20)] = member("Persons and things", default=())
