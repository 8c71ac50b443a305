"""What a node can be asked to do with its own keys; see `nodes.acts`."""

import os
import signal
from pathlib import Path
from typing import Any

from mithaq.node import (
    home,
    keyring,
    ownkeys,
    store,
)
from mithaq.node.models import (
    Contact,
    EntryRow,
)
from mithaq.record.header import parse
from mithaq.record.keys import PartyKeys, key_id

EMAIL = "liaison@example.test"
HANDLING = {"codes": ["H1"], "purpose": "coordination", "legal_basis": "bilateral-agreement"}


def rotate(killed_after: int = 0) -> dict[str, Any]:
    """Take new keys into use; return where that was written. Killed after so many entries, if any."""
    if killed_after:
        left = iter(range(killed_after - 1))

        def kill(**_: Any) -> None:
            if next(left, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)

        store.appended.connect(kill, weak=False)
    return _changed(ownkeys.rotate(by="test"))


def revoke(recovery: str) -> dict[str, Any]:
    """Take this node's keys back with the recovery key of this file; return where that was written."""
    return _changed(ownkeys.revoke(ownkeys.read_recovery_key(Path(recovery).read_text()), by="test"))


def renew(revoked: bool) -> None:
    """Take new keys into use in the folder and go no further, as if the process had been killed there."""
    keyring.renew(home.current().folder / "keys", revoked=revoked)


def _changed(change: ownkeys.Change) -> dict[str, Any]:
    return {"written": change.written, "left": change.left, "resumed": change.resumed}


def key_in_use(agency: str = "") -> str:
    """Return the id of this node's signing key, or of a contact's as it is known here."""
    if not agency:
        return home.current().signer.id
    return key_id(PartyKeys.from_json(Contact.objects.get(agency=agency).keys).sign)


def signed_by(entry: str) -> str:
    """Return the id of the key that an entry is signed with."""
    return parse(bytes(EntryRow.objects.get(entry=entry).payload)).key
