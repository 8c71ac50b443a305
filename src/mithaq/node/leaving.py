"""Where data leave the node: what the handling of other agencies' entries says to that (HAN-40 to HAN-43).

    check_file(dossier, rows)      a bundle, which can be handed on to anybody
    held_back(dossier, rows)       of those rows, what may not serve in proceedings yet
    check_download(officer, row)   an attachment, for an officer's own reading
    check_quoted(intent)           attachments that an entry of ours takes over from another dossier

An agency's own entries are its own to hand out.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from mithaq.kinds import law
from mithaq.node import blobs, home, officers
from mithaq.node.composing import Intent
from mithaq.node.dossiers import reading
from mithaq.node.models import Attachment, DossierRow, EntryRow, Officer
from mithaq.node.views import read_handling
from mithaq.record.dossier import Dossier
from mithaq.record.errors import Refusal

NAMED_ONLY = "TLP:RED"
"""TLP 2.0: for individual recipients only, so in no file that can be handed on."""

PROCEEDINGS, SPREADING = "H1", "H2"
"""The codes that hold back use in judicial proceedings, and dissemination (HAN-9)."""

USES: Mapping[str, str] = {PROCEEDINGS: "evidence", SPREADING: "pass-on"}
"""The use of `permission-uses` for which each waits."""


def check_file(dossier: Dossier | None, rows: Iterable[EntryRow]) -> None:
    """Refuse a file of these entries: handling-forbids (TLP:RED), or handling-needs-permission (H2)."""
    for row in rows:
        _check(dossier, row, "export-dossier")


def held_back(dossier: Dossier | None, rows: Iterable[EntryRow]) -> list[str]:
    """Return the entries with H1 whose author has not permitted their use as evidence."""
    return [row.entry for row in rows if _waits(dossier, row, PROCEEDINGS)]


def check_download(officer: Officer, dossier: DossierRow, row: EntryRow) -> None:
    """Refuse handling-named-only: what is TLP:RED goes to officers named on the dossier, and to no others."""
    if _handling(row).get("tlp") == NAMED_ONLY and not officers.is_named(officer, dossier):
        raise Refusal("handling-named-only", {"handling": NAMED_ONLY})


def check_quoted(intent: Intent) -> None:
    """Refuse to take another agency's attachment into another dossier, as `check_file` refuses it a file."""
    for reference in blobs.references(intent.body):
        for one in Attachment.objects.filter(blob_id=reference.sha256).exclude(dossier_id=intent.dossier):
            row = EntryRow.objects.filter(entry=one.entry).first()
            if row is not None and row.author != home.current().agency:
                with reading(str(one.dossier_id)) as held:
                    _check(held, row, "release-entry")


def _check(dossier: Dossier | None, row: EntryRow, act: str) -> None:
    if _handling(row).get("tlp") == NAMED_ONLY:
        raise Refusal("handling-forbids", {"handling": NAMED_ONLY, "act": act})
    if _waits(dossier, row, SPREADING):
        raise Refusal("handling-needs-permission", {"handling": SPREADING, "agency": row.author})


def _waits(dossier: Dossier | None, row: EntryRow, code: str) -> bool:
    """Return whether a code holds an entry back, and its author's permission is not there."""
    codes = _handling(row).get("codes")
    if not isinstance(codes, list) or code not in codes:
        return False
    kind = law(dossier.kind, dossier.rules) if dossier else None
    state = dossier.fold().state if dossier else None
    if kind is None or state is None or isinstance(state, Refusal):
        return True
    return not kind.permitted(state, row.entry, home.current().agency, USES[code])


def _handling(row: EntryRow) -> Mapping[str, Any]:
    """Return what another agency's entry carries; nothing for our own, and for one without a text."""
    if row.author == home.current().agency or row.body is None:
        return {}
    return read_handling(bytes(row.body)) or {}
