"""`mithaq verify`: is a bundle what it claims to be? Without a node, a key or a network."""

import json
from pathlib import Path
from typing import Any

import typer

from mithaq.cli.outcome import Exit, Failure
from mithaq.cli.words import _, plural
from mithaq.kinds import law
from mithaq.node.problems import sentence
from mithaq.record.limits import MAX_BUNDLE
from mithaq.record.verify import Finding, Report
from mithaq.record.verify import verify as verify_bundle


def verify(
    file: Path = typer.Argument(help=_("The bundle, as mithaq export writes it.")),
    as_json: bool = typer.Option(False, "--json", help=_("For programs: JSON.")),
) -> None:
    """Say what the bundle is, and which rule fails where; exit 6 if any does."""
    report = verify_bundle(_read(file), law)
    if as_json:
        typer.echo(json.dumps(_plain(report), ensure_ascii=False))
    else:
        _tell(report)
    if not report.sound:
        raise typer.Exit(Exit.NOT_VERIFIED)


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MAX_BUNDLE + 1)
    except OSError as error:
        raise Failure(
            Exit.NOT_FOUND, _("{file} cannot be read: {reason}.").format(file=file, reason=error.strerror)
        ) from error


def _tell(report: Report) -> None:
    bundle = report.bundle
    if bundle is not None:
        mark = f"  [{_('exercise')}]" if bundle.exercise else ""
        typer.echo(f"{report.kind} {bundle.dossier}{mark}")
        typer.echo(_("Exported by {agency} at {time}.").format(agency=bundle.agency, time=bundle.time))
        for author, count in sorted(report.authors.items()):
            entries = plural("{count} entry", "{count} entries", count).format(count=count)
            typer.echo(f"  {author:<20} {entries}")
    if report.closed:
        typer.echo(
            plural(
                "{count} entry came without its text; it verifies and cannot be read.",
                "{count} entries came without their texts; they verify and cannot be read.",
                len(report.closed),
            ).format(count=len(report.closed))
        )
    for entry, refusal in report.refused:
        why = sentence(refusal, _)
        typer.echo(
            _("Without effect: {entry}: {why}").format(entry=entry[:12], why=f"{why} ({refusal.code})")
        )
    for finding in report.findings:
        typer.echo(_("False: {what}").format(what=_finding(finding)), err=True)
    typer.echo(
        _("The bundle is sound.") if report.sound else _("The bundle is not sound."), err=not report.sound
    )


def _finding(finding: Finding) -> str:
    where = [f"#{finding.place}" if finding.place else "", finding.entry[:12], finding.rule]
    told = f"{sentence(finding.refusal, _)} ({finding.refusal.code})"
    return " ".join(filter(None, (*where, told)))


def _plain(report: Report) -> dict[str, Any]:
    bundle = report.bundle
    return {
        "sound": report.sound,
        "dossier": bundle.dossier if bundle else None,
        "kind": report.kind,
        "agency": bundle.agency if bundle else None,
        "time": bundle.time if bundle else None,
        "exercise": bundle.exercise if bundle else None,
        "members": report.members,
        "entries": report.authors,
        "closed": report.closed,
        "incomplete": report.incomplete,
        "refused": [{"entry": entry, "code": refusal.code} for entry, refusal in report.refused],
        "findings": [
            {
                "place": one.place,
                "entry": one.entry,
                "rule": one.rule,
                "code": one.refusal.code,
                "fields": dict(one.refusal.fields),
            }
            for one in report.findings
        ],
    }
