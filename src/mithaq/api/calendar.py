"""GET /api/calendar/{token}.ics: an officer's deadlines and moments as a calendar (RFC 5545).

The address is the secret: calendars cannot sign in. What it says is little: the kind of dossier, the task,
its state and our own reference, or nothing but that something is due; never a text of a dossier.
"""

import hashlib
from datetime import UTC, date, datetime, timedelta, tzinfo
from email.utils import format_datetime, parsedate_to_datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard
from ninja import Router

from mithaq import __version__
from mithaq.kinds import law
from mithaq.node import agenda, audit, clock, feeds, hijri, home
from mithaq.node.agenda import Due
from mithaq.node.models import CalendarAddress, DossierRow, OwnReference
from mithaq.record.errors import Refusal
from mithaq.terms import KINDS, VOCABULARIES

router = Router(tags=["calendar"])

BACK, AHEAD = timedelta(days=31), timedelta(days=400)
"""What is shown of the past and of the future."""

MOST = 1000
REFRESH = timedelta(hours=1)


@router.get("/calendar/{token}.ics", operation_id="calendar", summary="An officer's calendar (iCalendar)")
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Return the calendar of the officer whose address this is; 304 where the asker has it already."""
    address = feeds.find(token)
    if address is None:
        raise Refusal("calendar-unknown")
    due = agenda.due_within(address.officer, [(clock.now() - BACK, clock.now() + AHEAD)], MOST)[0]
    dossiers = DossierRow.objects.in_bulk({one.dossier for one in due})
    body, changed = _written(address, due, dossiers)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    fresh = _has_it(request, tag, changed)
    answer = (
        HttpResponse(status=304) if fresh else HttpResponse(body, content_type="text/calendar; charset=utf-8")
    )
    answer.headers["ETag"] = tag
    answer.headers["Last-Modified"] = format_datetime(changed, usegmt=True)
    answer.headers["Cache-Control"] = "private, no-cache"
    if not fresh:
        answer.headers["Content-Disposition"] = 'inline; filename="mithaq.ics"'
        audit.record("calendar", who=address.officer.email, entries=sorted({one.entry for one in due}))
    return answer


def _has_it(request: HttpRequest, tag: str, changed: datetime) -> bool:
    """Return whether what the asker holds is still the same (RFC 9110, 13.2.2: a tag goes before a time)."""
    tags = request.headers.get("If-None-Match")
    if tags is not None:
        return tags.strip() == "*" or tag in [one.strip().removeprefix("W/") for one in tags.split(",")]
    try:
        since = parsedate_to_datetime(request.headers.get("If-Modified-Since", ""))
    except ValueError:
        return False
    return since.tzinfo is not None and changed <= since


def _written(
    address: CalendarAddress, due: list[Due], dossiers: dict[str, DossierRow]
) -> tuple[bytes, datetime]:
    """Return the calendar's bytes, and when anything in it changed last."""
    officer = address.officer
    zone = ZoneInfo(officer.time_zone)
    references = dict(OwnReference.objects.filter(dossier__in=dossiers).values_list("dossier_id", "text"))
    stamps = [_stamp(row) for row in dossiers.values()]
    changed = max([address.made_at.astimezone(UTC).replace(microsecond=0), *stamps])
    with translation.override(officer.language):
        made = Calendar()
        made.add("prodid", f"-//Mithaq//Mithaq {__version__}//{officer.language.upper()}")
        made.add("version", "2.0")
        made.add("calscale", "GREGORIAN")
        made.add("method", "PUBLISH")
        name = _("Mithaq: deadlines")
        made.add("name", name)
        made.add("x-wr-calname", name)
        made.add("x-wr-timezone", officer.time_zone)
        made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        made.add("x-published-ttl", "PT1H")
        made.add_component(time_zone(zone, clock.now() - BACK, clock.now() + AHEAD))
        for one in due:
            row = dossiers[one.dossier]
            plain = address.says == CalendarAddress.Says.NOTHING
            made.add_component(_event(one, row, references.get(row.id, ""), zone, plain=plain))
    return made.to_ical(), changed


def _event(one: Due, row: DossierRow, reference: str, zone: ZoneInfo, *, plain: bool) -> Event:
    when = clock.moment(one.due)
    event = Event()
    event.add("uid", f"{_name(one)}@{home.current().agency}")
    event.add("dtstamp", _stamp(row))
    event.add("last-modified", _stamp(row))
    day = whole_day(when)
    event.add("dtstart", day or when.astimezone(zone))
    if day:
        event.add("dtend", day + timedelta(days=1))
    event.add("summary", _("Mithaq: something is due") if plain else _summary(one, row, reference))
    description = _description(day or when.astimezone(zone).date(), one, plain=plain)
    if description:
        event.add("description", description)
    event.add("class", "CONFIDENTIAL")
    event.add("transp", "TRANSPARENT")
    event.add("status", "CONFIRMED")
    if not plain:
        event.add("categories", [_kind_name(row.kind)])
        event.add("url", f"{home.current().url}/dossiers/{row.id}/")
    return event


def _name(one: Due) -> str:
    """Return what an event is known by, whatever becomes of its time."""
    return hashlib.sha256(f"{one.dossier} {one.key}".encode()).hexdigest()[:40]


def _stamp(row: DossierRow) -> datetime:
    """Return when a dossier changed last: the same at every fetch, so that nothing seems new that is not."""
    return (row.last_entry_at or clock.moment(row.opened_at)).astimezone(UTC).replace(microsecond=0)


def whole_day(when: datetime) -> date | None:
    """Return the day whose end a deadline is: at midnight by this agency's clock it is the day before."""
    local = when.astimezone(ZoneInfo(home.current().time_zone))
    at_midnight = (local.hour, local.minute, local.second) == (0, 0, 0)
    return (local - timedelta(days=1)).date() if at_midnight else None


def _summary(one: Due, row: DossierRow, reference: str) -> str:
    parts = [_(str(one.title[0])), _kind_name(row.kind), _state(row, one.state), reference]
    if row.exercise:
        parts.insert(0, _("EXERCISE"))
    return " · ".join(part for part in parts if part)


def _description(day: date, one: Due, *, plain: bool) -> str:
    lines = []
    if translation.get_language() == "ar":
        found = hijri.in_words(day)
        said = f"{found[0]} {found[1]} {found[2]} هـ" if found else ""
        lines += [_("%(day)s (calculated)") % {"day": said}] if said else []
    if not plain and one.owner:
        lines.append(_("To be done by: %(agency)s") % {"agency": one.owner})
    return "\n".join(lines)


def _kind_name(kind: str) -> str:
    return KINDS.label(kind, translation.get_language() or "en")


def _state(row: DossierRow, code: str) -> str:
    found = law(row.kind, row.rules)
    if found is None or not code:
        return ""
    known = VOCABULARIES.get(found.vocabulary) if found.vocabulary else None
    if known is not None:
        return known.label(code, translation.get_language() or "en") if code in known else code
    return next((_(stage.title) for stage in found.stages if stage.code == code), code)


def time_zone(zone: ZoneInfo, since: datetime, until: datetime) -> Timezone:
    """Return the VTIMEZONE of a zone between two times: one part for each change of its clock.

    Each change is written by itself (Morocco's follow Ramadan, and no rule says when); its DTSTART is on the
    clock from before it (RFC 5545, 3.6.5).
    """
    made = Timezone()
    made.add("tzid", zone.key)
    begin = since.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    made.add_component(_observance(zone, begin, _ahead(zone, begin)))
    at = begin
    while at < until:
        later = at + timedelta(days=1)
        if _ahead(zone, later) != _ahead(zone, at):
            made.add_component(_observance(zone, _change(zone, at, later), _ahead(zone, at)))
        at = later
    return made


def _change(zone: tzinfo, before: datetime, after: datetime) -> datetime:
    """Return the minute of the change that lies between two times."""
    while after - before > timedelta(minutes=1):
        half = before + timedelta(minutes=(after - before) // timedelta(minutes=2))
        if _ahead(zone, half) == _ahead(zone, before):
            before = half
        else:
            after = half
    return after


def _observance(zone: tzinfo, at: datetime, before: timedelta) -> TimezoneStandard | TimezoneDaylight:
    local = at.astimezone(zone)
    part = TimezoneDaylight() if local.dst() else TimezoneStandard()
    part.add("dtstart", (at + before).replace(tzinfo=None))
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", _ahead(zone, at))
    part.add("tzname", local.tzname() or "")
    return part


def _ahead(zone: tzinfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()
