"""What stands on the paper of a dossier: all words in the reader's language, ready to be set."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from mithaq.node import audit, clock, export, papers
from mithaq.node.models import DossierRow, EntryRow, Officer, Paper
from mithaq.record.errors import Refusal
from mithaq.web import acts, marking, matter, moments, timeline, words
from mithaq.web.layout import own_agency
from mithaq.web.matter import Matter
from mithaq.web.reading import Fact
from mithaq.web.sentences import sentence
from mithaq.web.timeline import Line

MOST = 500
"""Entries on one paper; of a longer dossier it says what is left out, and a range can be chosen."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Range:
    """Which entries, by their places in the dossier from its beginning, counted from 1, both included."""

    first: int
    last: int
    total: int


def chosen(row: DossierRow, first: str, last: str, *, quiet: bool) -> tuple[list[EntryRow], Range]:
    """Return the entries that were asked for, the oldest first; the newest ones if nothing was asked for."""
    rows = EntryRow.objects.filter(dossier=row.id).order_by("serial")
    if not quiet:
        rows = rows.exclude(type__in=acts.QUIET, verdict__isnull=True)
    total = rows.count()
    if first.isdecimal():
        begin = max(1, min(int(first[:9]), total))
        end = int(last[:9]) if last.isdecimal() else total
        end = max(begin, min(end, total, begin + MOST - 1))
    else:
        end = max(1, min(int(last[:9]), total)) if last.isdecimal() else total
        begin = max(1, end - MOST + 1)
    return list(rows.defer(*timeline.BIG)[begin - 1 : end]), Range(begin, end, total)


def content(
    officer: Officer, row: DossierRow, rows: list[EntryRow], span: Range, why: str
) -> tuple[Json, Paper]:
    """Return what is to be set, after it was written down that it is printed; Refusal as papers.record."""
    kept_off = export.kept_off_paper(row.id, rows)
    paper = papers.record(officer, row, rows, language=words.language(), why=why, left_out=len(kept_off))
    found = matter.load(row, own_agency(), rows=rows)
    audit.record("read", who=officer.email, dossier=row.id, entries=[one.entry for one in rows], why=why)
    return _sheet(officer, row, found, span, paper, kept_off), paper


def _sheet(
    officer: Officer,
    row: DossierRow,
    found: Matter,
    span: Range,
    paper: Paper,
    kept_off: Mapping[str, Refusal],
) -> Json:
    at = moments.moment(paper.at) or clock.now()
    return {
        "language": words.language(),
        "direction": words.direction(words.language()),
        "date": {name: getattr(at, name) for name in ("year", "month", "day", "hour", "minute", "second")},
        "title": found.said.text if found.said else words.kind(row.kind),
        "subtitle": found.translated.text if found.translated else "",
        "kind": words.kind(row.kind),
        "marking": " · ".join(
            filter(None, (_("EXERCISE · nothing here is real") if row.exercise else "", found.marking.short))
        ),
        "agency": words.agency(own_agency()),
        "code": paper.code,
        "code_line": _("Verification code: %(code)s") % {"code": paper.code},
        "page_line": _("Page {page} of {pages}"),
        "printed": _("Printed by %(name)s on %(time)s")
        % {"name": officer.name, "time": moments.in_words(at)},
        "facts": list(_facts(row, found)),
        "notices": list(_notices(span, kept_off)),
        "parties_title": _("Parties"),
        "parties": [_party(side) for side in found.sides],
        "entries_title": _("Entries"),
        "entries": [_entry(line, kept_off, span.first + at_) for at_, line in enumerate(found.lines)],
        "verify": _(
            "Whoever holds this paper can have it checked: enter the code in this agency's node, under "
            "“Printed papers”. The node says which state of the dossier was printed, by whom and when."
        ),
    }


def _facts(row: DossierRow, found: Matter) -> Iterable[Json]:
    opened = moments.moment(row.opened_at)
    reference = getattr(getattr(row, "ownreference", None), "text", "")
    yield {"name": _("Kind"), "text": words.kind(row.kind)}
    if found.state:
        yield {"name": _("State"), "text": found.state}
    if opened:
        yield {"name": _("Opened"), "text": moments.in_words(opened)}
    if reference:
        yield {"name": _("Our reference"), "text": reference}
    for agency, text in found.references:
        name = _("Reference of %(agency)s, as signed") % {"agency": words.agency_short(agency)}
        yield {"name": name, "text": text}
    for name, _note in found.marking.names:
        yield {"name": _("Handling"), "text": name}
    if found.due and (due := moments.moment(found.due.due)):
        yield {"name": found.due.title, "text": moments.in_words(due)}
    yield {"name": _("Identifier"), "text": row.id, "code": True}


def _notices(span: Range, kept_off: Mapping[str, Refusal]) -> Iterable[str]:
    if span.first > 1 or span.last < span.total:
        told = {"first": span.first, "last": span.last, "total": span.total}
        yield (
            _("This paper shows entries %(first)s to %(last)s of %(total)s; the others are left out.") % told
        )
    if kept_off:
        yield _("Entries that their author's handling keeps off paper are named and not shown.")


def _party(side: Any) -> Json:
    parts = [*side.parts, *([_("has left")] if side.left else [])]
    if side.waits:
        parts.append(_("has not confirmed the newest entry"))
    return {"name": words.agency(side.agency), "text": " · ".join(parts)}


def _entry(line: Line, kept_off: Mapping[str, Refusal], number: int) -> Json:
    written = moments.moment(line.time)
    agency = words.agency_short(line.row.author)
    shown = not line.gone and line.id not in kept_off
    return {
        "number": number,
        "title": _("%(agency)s %(done)s") % {"agency": agency, "done": line.done},
        "written": _("written %(time)s") % {"time": moments.in_words(written)} if written else line.time,
        "here": _("here %(time)s") % {"time": moments.in_words(line.here)} if line.row.source else "",
        "id": line.id,
        "place": _("place is final") if line.stable else _("place not yet final"),
        "doubt": _("time in doubt") if line.row.doubtful_time else "",
        "notes": list(_notes(line, kept_off)),
        "deliveries": [_delivery(one) for one in line.deliveries] if not line.quiet else [],
        "marking": marking.marking_of([line.marking]).short,
        "facts": list(_drawn(line.facts, 0)) if shown else [],
        "files": [one.name for one in line.attachments] if shown else [],
    }


def _notes(line: Line, kept_off: Mapping[str, Refusal]) -> Iterable[str]:
    """Yield what has become of an entry, and why its text is not there."""
    if line.refusal:
        yield sentence(line.refusal)
    yield from map(sentence, line.deviations)
    if line.gone:
        yield _("taken back or erased")
    elif line.id in kept_off:
        yield sentence(kept_off[line.id])
    if line.corrected_by:
        yield _("Corrected by the entry %(id)s.") % {"id": line.corrected_by[:10]}


def _delivery(one: Any) -> str:
    state = "unopenable" if one.state == "cannot-open" else one.state
    told = {
        "agency": words.agency_short(one.agency),
        "state": words.name("delivery-states", state),
        "reason": words.name("refusal-grounds", one.reason) if one.reason else "",
    }
    if one.reason:
        return _("%(agency)s: %(state)s (%(reason)s)") % told
    return _("%(agency)s: %(state)s") % told


def _drawn(facts: Iterable[Fact], depth: int) -> Iterable[Json]:
    """Yield each fact as one line: depth, name and text; of a free text its language and translations."""
    for fact in facts:
        line: Json = {"depth": depth, "name": fact.title, "text": fact.text, "said": []}
        if fact.said:
            line["text"] = ""
            line["said"] = [_said(fact.said.text, fact.said.language, ""), *(
                _said(one.text, one.language, one.by) for one in fact.translations
            )]  # fmt: skip
        elif fact.facts:
            yield {**line, "text": ""}
            yield from _drawn(fact.facts, depth + 1)
            continue
        elif fact.lines:
            line["text"] = "\n".join(one[:10] if fact.kind == "entries" else one for one in fact.lines)
        elif fact.kind in {"entry", "dossier"}:
            line["text"] = fact.text[:10]
        yield line


def _said(text: str, language: str, by: str) -> Json:
    name = words.name("languages", language)
    source = (
        _("Translation into %(language)s, signed by %(agency)s")
        % {"language": name, "agency": words.agency_short(by)}
        if by
        else _("As written, in %(language)s") % {"language": name}
    )
    return {"text": text, "language": language, "direction": words.direction(language), "source": source}
