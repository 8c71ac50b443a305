"""The page on which the day begins, and that of a role with several."""

from django.http import HttpRequest, HttpResponse

from mithaq.node import audit
from mithaq.web import home as days
from mithaq.web import layout
from mithaq.web.page import officer_of, page, show


@page()
def home(request: HttpRequest) -> HttpResponse:
    """Show what is due, what came in, what changed, and what waits for whom."""
    officer = officer_of(request)
    frame = layout.counted_rows(officer), layout.newest()
    day, counts = days.day(officer, layout.own_agency(), *frame)
    setattr(request, layout.FRAME, counts)
    seen = sorted({row.row.id for row in (*day.pressing, *day.came, *day.changed)})
    audit.record("listed", who=officer.email, subject="home", entries=seen)
    return show(request, "home", day=day, exercise=None)
