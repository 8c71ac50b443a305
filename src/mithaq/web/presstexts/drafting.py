"""From what was read to drafts: the visit, a meeting of it, the minutes with what was agreed."""

from collections.abc import Iterable
from typing import Any

from mithaq.reader import Meeting, Reading
from mithaq.reader import Visit as ReadVisit
from mithaq.terms import AREAS, is_agency_id

Json = dict[str, Any]


def visit(reading: Reading, text: str, own: str, members: Iterable[str], areas: Iterable[str]) -> Json:
    """Return the body of a visit entered from a text: only what was read, and what the dossier can hold."""
    found, parties = reading.visit, list(members)
    named = [one for one in _agencies(reading) if one in parties]
    host = _host(found, named, own)
    guests = [one for one in (named or parties) if one != host]
    body: Json = {"type": "enter", "host": host, "guests": guests}
    if found.start:
        body |= {"start": found.start.isoformat(), "end": (found.end or found.start).isoformat()}
    language = reading.language or "en"
    if found.purpose:
        body["aim"] = {"language": language, "text": found.purpose}
    if found.place:
        body["place"] = {"language": language, "text": found.place}
    if found.invited_by and not is_agency_id(found.invited_by):
        body["invited_by"] = {"language": language, "text": found.invited_by}
    body["areas"] = _known(reading.areas, areas)
    title = reading.title or text.strip().splitlines()[0][:200]
    source = " · ".join(str(part) for part in (title, reading.source, reading.published) if part)
    body["source"] = {"language": language, "text": source}
    return body


def meeting(found: Meeting, reading: Reading, members: Iterable[str], areas: Iterable[str]) -> Json:
    """Return the body of a meeting on the agenda."""
    parties = list(members)
    agencies = [one.agency for one in found.participants if one.agency in parties]
    body: Json = {
        "meeting": found.kind,
        "agencies": list(dict.fromkeys(agencies)) if len(set(agencies)) > 1 else parties,
        "areas": _known(found.areas or reading.areas, areas),
    }
    if found.date:
        body["start"] = f"{found.date.isoformat()}T09:00:00.000Z"
    return body


def minutes(reading: Reading, members: Iterable[str], areas: Iterable[str]) -> Json:
    """Return the body of minutes with every commitment that was read as a decision."""
    parties, allowed = list(members), list(areas)
    language = reading.language or "en"
    decisions = []
    for one in reading.commitments:
        owners = [agency for agency in one.parties if agency in parties] or parties
        text = {"language": language, "text": one.text}
        decisions.append(
            {
                "commitment": one.kind,
                "text": text,
                "areas": _known([one.area] if one.area else [], allowed),
                "owners": owners,
            }
        )
    return {"decisions": decisions}


def _agencies(reading: Reading) -> Iterable[str]:
    """Return every agency that was named, in the order of the text's meetings."""
    named = [reading.visit.host, reading.visit.guest]
    named += [one.agency for found in reading.meetings for one in found.participants]
    named += [agency for one in reading.commitments for agency in one.parties]
    return list(dict.fromkeys(one for one in named if one and is_agency_id(one)))


def _host(found: ReadVisit, named: list[str], own: str) -> str:
    """Return the host that was read; else the first other agency that was named, or this one."""
    if found.host in named:
        return str(found.host)
    return next((one for one in named if one not in (own, found.guest)), own)


def _known(codes: Iterable[str | None], allowed: Iterable[str]) -> list[str]:
    wanted = set(allowed)
    return [code for code in dict.fromkeys(codes) if code in AREAS and code in wanted]
