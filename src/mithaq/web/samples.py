"""What the examples on the page of parts show: figures and a route that are nobody's."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from mithaq.web import charts, maps, moments, words
from mithaq.web.charts import Bar, Chart, Level, Mark, Risk, Series, Share
from mithaq.web.maps import Leg, Place, State

STYLES = Path(__file__).parent / "styles"


SCORES = (("trust", 3, 4), ("speed", 4, 3.5), ("results", 2, 4), ("training", None, 3))
CHALLENGES = (("major-events", 4, 5), ("cyber-threats", 4, 3), ("drugs", 5, 3), ("firearms", 2, 4))
AGENCIES = ("ma.dgsn", "es.policia", "de.bundespolizei")
HOURS = (18, 26.5, 44)
ANSWERS = ((31, 4, 2, 1, 3), (22, 6, 0, 2, 1), (12, 1, 3, 0, 2))
ENDS = ("answered", "partly-answered", "refused", "withdrawn", "clarification-asked")
ASKED, TOLD = (4, 6, 5, 9, 12, 11, 15, 14), (2, 2, 3, None, 5, 7, 6, 8)
ROUTE = (
    ({"ar": "طنجة", "es": "Tánger", "de": "Tanger", "fr": "Tanger", "en": "Tangier"}, -5.81, 35.77),
    ({"ar": "الجزيرة الخضراء", "fr": "Algésiras", "en": "Algeciras"}, -5.45, 36.13),
    ({"ar": "مدريد", "en": "Madrid"}, -3.70, 40.42),
    ({"ar": "ليون", "en": "Lyon"}, 4.84, 45.76),
    ({"ar": "كولونيا", "es": "Colonia", "de": "Köln", "en": "Cologne"}, 6.96, 50.94),
)


def charts_words() -> dict[str, Any]:
    """Return what the template of charts shows: one chart of each sort."""
    agencies = [words.agency_short(code) for code in AGENCIES]
    return {"charts": [_hours(agencies), _answers(agencies), _scores(), _challenges(), _months(agencies)]}


def _hours(agencies: list[str]) -> Chart:
    rows = [
        Bar(name, hours, "soon" if hours > 30 else "") for name, hours in zip(agencies, HOURS, strict=True)
    ]
    return charts.bars(_("Median time to answer"), _("h"), rows, of=_("Partner"), mark=Mark(_("Agreed"), 30))


def _answers(agencies: list[str]) -> Chart:
    parts = [words.name("request-states", code) for code in ENDS]
    rows = [Share(name, part) for name, part in zip(agencies, ANSWERS, strict=True)]
    return charts.stacked(_("Requests"), parts, rows, of=_("Partner"))


def _scores() -> Chart:
    rows = [Level(words.name("dimensions", code), before, now) for code, before, now in SCORES]
    return charts.levels(_("Review of the partnership"), rows, of=_("Dimension"))


def _challenges() -> Chart:
    risks = [Risk(words.name("areas", code), likely, grave) for code, likely, grave in CHALLENGES]
    return charts.matrix(
        _("Challenges"), risks, of=_("Challenge"), likelihood=_("Likelihood"), impact=_("Impact")
    )


def _months(agencies: list[str]) -> Chart:
    months = [moments.month_name(date(2030, month, 1)) for month in range(1, 9)]
    series = [Series(agencies[0], ASKED), Series(agencies[2], TOLD)]
    return charts.trend(_("Requests a month"), "", months, series, of=_("Month"))


def route() -> dict[str, Any]:
    """Return what the template of maps shows: a controlled delivery half way."""
    states = (State.DONE, State.DONE, State.UNDER_WAY, State.TO_DO, State.TO_DO)
    places = [
        Place(names.get(words.language(), names["en"]), lon, lat, state)
        for (names, lon, lat), state in zip(ROUTE, states, strict=True)
    ]
    holders = ("ma.dgsn", "es.policia", "es.policia", "de.bundespolizei")
    ways = (_("sea"), _("road"), _("road"), _("road"))
    legs = [
        Leg(at, at + 1, states[at + 1], by, words.agency_short(holder))
        for at, (by, holder) in enumerate(zip(ways, holders, strict=True))
    ]
    return {"map": maps.draw(words.name("commitments", "controlled-deliveries"), places, legs)}


def icons() -> list[str]:
    """Return the names of all icons, as the stylesheet has them."""
    return re.findall(r"\.icon\.([a-z-]+) \{", (STYLES / "35-icons.css").read_text("utf-8"))


def spaces() -> list[tuple[str, str]]:
    """Return the distances and sizes by their names."""
    sheet = (STYLES / "20-tokens.css").read_text("utf-8")
    return re.findall(r"--((?:space|text|target|round|measure|leading)[a-z0-9-]*): ([0-9.]+(?:rem)?);", sheet)
