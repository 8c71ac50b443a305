"""Verify a bundle without a node, a key or a network (REC-43; docs/spec/record.md, The bundle).

Everything that the door checks is checked again for every entry: form, signature, key, chain, parents, and
the commitment of each body. Then all is folded by the rules of its kind. What is found false is a finding
with its code; what the law refuses is no fault of the bundle, and is told beside it.
"""

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from mithaq.record.bundle import Bundle, Item, read_bundle
from mithaq.record.checkpoint import open_checkpoint
from mithaq.record.dossier import Dossier
from mithaq.record.entry import Entry, check_signature, decode
from mithaq.record.errors import Refusal
from mithaq.record.graph import Placed
from mithaq.record.law import Laws, read_plaintext
from mithaq.record.rules import RULES


@dataclass(frozen=True, slots=True)
class Finding:
    """What is false, and where: an entry's id, its place in the file (from 1; 0 is the file itself)."""

    place: int
    entry: str
    refusal: Refusal

    @property
    def rule(self) -> str:
        """Return the number of the rule that fails; empty for a code that no page names."""
        return RULES.get(self.refusal.code, "")


@dataclass(frozen=True, slots=True)
class Report:
    """What a bundle is, and what is false in it; sound if there are no findings.

    `closed` entries came without their body: they verify, and nobody can read them here. `refused` are
    entries that have no effect, each with the law's reason.
    """

    bundle: Bundle | None
    kind: str
    members: tuple[str, ...]
    authors: Mapping[str, int]
    closed: tuple[str, ...]
    refused: tuple[tuple[str, Refusal], ...]
    incomplete: bool
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Return whether nothing false was found."""
        return not self.findings


def verify(data: bytes, laws: Laws) -> Report:
    """Return what a file is and what is false in it; never raises for what the file holds."""
    try:
        bundle = read_bundle(data)
    except Refusal as refusal:
        return Report(None, "", (), {}, (), (), False, (Finding(0, "", refusal),))
    return _Verifying(bundle, laws).report()


class _Verifying:
    """One verification: the dossier as it grows, and what was found."""

    def __init__(self, bundle: Bundle, laws: Laws) -> None:
        self.bundle = bundle
        self.dossier = _begun(bundle, laws)
        self.findings: list[Finding] = []
        self.closed: list[str] = []
        self.authors: dict[str, int] = {}
        opening = self.dossier.opening
        self.openings = {self.dossier.id: opening.exercise} if opening else dict[str, bool]()

    def report(self) -> Report:
        """Return the report of the whole file."""
        for place, item in enumerate(self.bundle.items, 1):
            self._take(place, item)
        if not self.dossier.id:
            self._find(0, "", Refusal("bundle-manifest", {"field": "dossier"}))
            return self._made((), False)
        if self.openings.get(self.bundle.dossier) != self.bundle.exercise:
            self._find(0, "", Refusal("bundle-manifest", {"field": "exercise"}))
        self._check_checkpoint()
        verdicts = self.dossier.fold().verdicts
        refusals = ((entry, verdicts[entry].refusal) for entry in self.dossier.order)
        refused = tuple((entry, refusal) for entry, refusal in refusals if refusal is not None)
        unread = set(self.closed)
        return self._made(
            tuple(one for one in refused if one[0] not in unread),
            self.dossier.incomplete or bool(self.closed),
        )

    def _take(self, place: int, item: Item) -> None:
        """Check one entry and let it into the dossier, as a node's door does."""
        name = ""
        try:
            entry = decode(item.frame)
            name = entry.id
            self._check(entry, item.plaintext)
            placed = self.dossier.place(entry)
        except Refusal as refusal:
            self._find(place, name, refusal)
            return
        acknowledgement = entry.header.commitment is None
        opened = read_plaintext(placed, item.plaintext, acknowledgement=acknowledgement)
        self.dossier.put(placed, opened)
        if entry.header.dossier is None:
            self.openings[entry.id] = opened.body.get("exercise") is True
        self.authors[entry.header.author] = self.authors.get(entry.header.author, 0) + 1
        if item.plaintext is None and not acknowledgement:
            self.closed.append(entry.id)

    def _check(self, entry: Entry, plaintext: bytes | None) -> None:
        """Refuse what does not belong here, is not signed by a key of its author, or says another thing."""
        header = entry.header
        if entry.dossier_id != self.bundle.dossier:
            raise Refusal("dossier-differs")
        key, author = header.key, header.author
        public = self.dossier.key_for(key, author) if self.dossier.id else self.bundle.keys.get(key)
        if public is None:
            raise Refusal("key-unknown", {"key": header.key})
        check_signature(entry, public)
        if plaintext is not None and hashlib.sha256(plaintext).hexdigest() != header.commitment:
            raise Refusal("commitment-differs")
        missing = self.dossier.missing(header)
        if missing:
            raise Refusal("parents-missing", {"count": len(missing)})

    def _check_checkpoint(self) -> None:
        """Check that the exporter has signed the state of its audit log that stands in the file."""
        if self.bundle.checkpoint is None:
            return
        try:
            sign = self.dossier.keys_of(self.bundle.agency).sign
            open_checkpoint(self.bundle.checkpoint.encode(), self.bundle.agency, sign)
        except KeyError:
            self._find(0, "", Refusal("bundle-manifest", {"field": "agency"}))
        except Refusal as refusal:
            self._find(0, "", refusal)

    def _find(self, place: int, entry: str, refusal: Refusal) -> None:
        self.findings.append(Finding(place, entry, refusal))

    def _made(self, refused: tuple[tuple[str, Refusal], ...], incomplete: bool) -> Report:
        begun = bool(self.dossier.id)
        return Report(
            bundle=self.bundle,
            kind=self.dossier.kind if begun else "",
            members=self.dossier.members() if begun else (),
            authors=self.authors,
            closed=tuple(self.closed),
            refused=refused,
            incomplete=incomplete,
            findings=tuple(self.findings),
        )


def _begun(bundle: Bundle, laws: Laws) -> Dossier:
    """Return the dossier before its first entry: a newcomer's stands on the ground that it was admitted with.

    That ground is what the parties have accepted by its hash; the entries in it are not in the file.
    """
    if bundle.items and _header_of(bundle.items[0]) is not None:
        for item in bundle.items:
            admission = _admission_in(item, bundle.agency)
            if admission is not None:
                with suppress(Refusal):
                    found = Dossier.join(laws, bundle.agency, admission)
                    if found.id == bundle.dossier:
                        return found
    return Dossier.begin(laws, bundle.agency)


def _header_of(item: Item) -> str | None:
    """Return the dossier that an entry names; None for an opening, or for bytes that are no entry."""
    try:
        return decode(item.frame).header.dossier
    except Refusal:
        return None


def _admission_in(item: Item, agency: str) -> Mapping[str, Any] | None:
    if item.plaintext is None or b'"admit"' not in item.plaintext:
        return None
    opened = read_plaintext(_NOWHERE, item.plaintext)
    admits = opened.type == "admit" and opened.body.get("agency") == agency
    return opened.body if admits else None


_NOWHERE = Placed("", "", 1, (), 1, {}, "", "")
"""For reading a body before its entry has a place."""
