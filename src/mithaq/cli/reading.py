"""`mithaq read`: what a communiqué or press text says of a visit. Without a node, a key or a network."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import typer

from mithaq.cli.outcome import Exit, Failure
from mithaq.cli.words import _
from mithaq.reader import ListError, Meeting, Reading
from mithaq.reader import read as read_text
from mithaq.reader.meanings import NOTES

MOST_BYTES = 1024 * 1024


def read(
    file: Path = typer.Argument(help=_("The text, in UTF-8; - for standard input.")),
    as_json: bool = typer.Option(False, "--json", help=_("For programs: JSON.")),
    published: str = typer.Option(
        "", metavar="DATE", help=_("The day of publication, as YYYY-MM-DD, where the text does not say it.")
    ),
    lists: Path | None = typer.Option(
        None, metavar="FOLDER", help=_("A folder of lists of your own: agencies.txt, people.txt and others.")
    ),
) -> None:
    """Say who visited whom, when and where, what was talked about and what was agreed."""
    text = _text(file)
    try:
        reading = read_text(text, _day(published), _lists(lists))
    except ListError as error:
        raise Failure(Exit.REFUSED, _("A list cannot be read: {reason}.").format(reason=error)) from error
    if as_json:
        typer.echo(json.dumps(reading.to_json(), ensure_ascii=False))
    else:
        _tell(reading)


def _text(file: Path) -> str:
    try:
        if str(file) == "-":
            data = typer.get_binary_stream("stdin").read(MOST_BYTES + 1)
        else:
            with file.open("rb") as opened:
                data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise Failure(
            Exit.NOT_FOUND, _("{file} cannot be read: {reason}.").format(file=file, reason=error.strerror)
        ) from error
    if len(data) > MOST_BYTES:
        raise Failure(
            Exit.REFUSED,
            _("{file} is too long for a press text: over {most} KiB.").format(
                file=file, most=MOST_BYTES // 1024
            ),
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Failure(Exit.REFUSED, _("{file} is no text in UTF-8.").format(file=file)) from error
    if "\x00" in text:
        raise Failure(Exit.REFUSED, _("{file} is no text in UTF-8.").format(file=file))
    if not text.strip():
        raise Failure(Exit.REFUSED, _("{file} is empty.").format(file=file))
    return text


def _day(published: str) -> date | None:
    if not published:
        return None
    try:
        return date.fromisoformat(published)
    except ValueError as error:
        raise Failure(
            Exit.USAGE, _("{given} is no day; write it as 2025-01-29.").format(given=published)
        ) from error


def _lists(folder: Path | None) -> Mapping[str, str]:
    if folder is None:
        return {}
    if not folder.is_dir():
        raise Failure(Exit.NOT_FOUND, _("{file} is no folder of lists.").format(file=folder))
    try:
        return {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))}
    except UnicodeDecodeError as error:
        raise Failure(Exit.REFUSED, _("{file} is no text in UTF-8.").format(file=folder)) from error


def _tell(reading: Reading) -> None:
    visit = reading.visit
    rows = [
        (_("Title"), reading.title),
        (_("Published"), reading.published),
        (_("Updated"), reading.updated),
        (_("Author"), reading.author),
        (_("Source"), reading.source),
        (_("Visit"), _days(visit.start, visit.end)),
        (_("As written"), visit.as_written),
        (_("Place"), visit.place),
        (_("Hosted by"), visit.host),
        (_("Guest"), visit.guest),
        (_("Invited by"), visit.invited_by),
        (_("Areas"), ", ".join(reading.areas)),
        *((_("To be confirmed"), _note(note)) for note in visit.notes),
        *((_("Meeting"), _meeting(meeting)) for meeting in reading.meetings),
        *((_("Challenge"), challenge) for challenge in reading.challenges),
        *((f"{_('Commitment')}: {one.kind}", one.text) for one in reading.commitments),
    ]
    said = [(name, str(value)) for name, value in rows if value]
    if not said:
        typer.echo(_("The text tells of no visit and no meeting."))
    for name, value in said:
        typer.echo(f"{name}: {value}")


def _note(note: str) -> str:
    """Return a note in the reader's language, with the days or years that it names."""
    code, _colon, days = note.partition(":")
    return " ".join(filter(None, (_(NOTES.get(code, code)), days.strip())))


def _days(start: date | None, end: date | None) -> str:
    if start is None or end is None:
        return ""
    return f"{start}" if start == end else f"{start} - {end}"


def _meeting(meeting: Meeting) -> str:
    people = [" ".join(filter(None, (one.agency or one.country, one.name))) for one in meeting.participants]
    return "; ".join(
        filter(None, (meeting.kind, str(meeting.date or ""), ", ".join(people), ", ".join(meeting.areas)))
    )
