"""Attachments: sealed blobs in the node's folder, named by the hash of what is sealed (EXC-40 to EXC-46).

    put_blob      seals what an officer attaches and returns the reference that the entry will carry
    open_blob     yields the opened bytes of a reference
    piece         a range of a sealed blob, for a contact that shares a dossier with it
    note, forget  keep the rows in step with the entries
    claims        what entries say of a blob's size: some may be wrong

The content key stands in the entry's sealed body only: whoever holds the blob cannot read it without.
"""

import hashlib
import os
import re
import secrets
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from django.db import transaction

from mithaq.node import home
from mithaq.node.exchange.limits import MAX_BLOB
from mithaq.node.models import Attachment, Blob, EntryRow
from mithaq.node.sealing import CHUNK, Reference, opened, sealed, sealed_size
from mithaq.node.views import NOWHERE
from mithaq.record.errors import Refusal
from mithaq.record.law import read_plaintext

_NAME = re.compile(r"[0-9a-f]{64}")


def path(name: str) -> Path:
    """Return where a blob of this hash lies; Refusal blob-absent if it is no hash."""
    if not _NAME.fullmatch(name):
        raise Refusal("blob-absent")
    return home.current().blobs / name[:2] / name


def put_blob(source: BinaryIO, name: str, media_type: str) -> Reference:
    """Seal what is read, keep it, and return its reference; Refusal blob-too-long, and nothing is kept."""
    key = secrets.token_bytes(32)
    folder = home.current().blobs
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = folder / f"new-{secrets.token_hex(16)}"
    digest, size, length = hashlib.sha256(), 0, 0
    try:
        with create_private(part) as target:
            for count, chunk in sealed(source, key):
                size, length = size + count, length + len(chunk)
                if length > MAX_BLOB:
                    raise Refusal("blob-too-long", {"length": length, "most": MAX_BLOB})
                digest.update(chunk)
                target.write(chunk)
            _settle(target)
        keep(part, digest.hexdigest())
    finally:
        part.unlink(missing_ok=True)
    Blob.objects.update_or_create(
        hash=digest.hexdigest(), defaults={"size": length, "held": length, "complete": True}
    )
    return Reference(name, media_type, size, digest.hexdigest(), key, CHUNK)


def open_blob(reference: Reference) -> Iterator[bytes]:
    """Yield the bytes that were attached; Refusal blob-absent, or blob-differs where they were changed."""
    try:
        source = path(reference.sha256).open("rb")
    except FileNotFoundError:
        raise Refusal("blob-absent") from None
    with source:
        yield from opened(source, reference)


def is_here(name: str) -> bool:
    """Return whether a blob is here in full."""
    return Blob.objects.filter(hash=name, complete=True).exists()


def piece(name: str, agency: str, start: int, end: int) -> tuple[bytes, int]:
    """Return the sealed bytes of a range and the size of the whole, for a party of a dossier that has it.

    To anyone else the blob is as absent as one that does not exist (EXC-44).
    """
    file = path(name)
    shared = Attachment.objects.filter(
        blob_id=name, blob__complete=True, dossier__party__agency=agency, dossier__party__until=""
    )
    if not shared.exists():
        raise Refusal("blob-absent")
    try:
        with file.open("rb") as source:
            size = os.fstat(source.fileno()).st_size
            if start >= size:
                raise Refusal("blob-range")
            source.seek(start)
            return source.read(end - start), size
    except FileNotFoundError:
        raise Refusal("blob-absent") from None


def references(body: Any) -> tuple[Reference, ...]:
    """Return every reference to a blob within a body, wherever it stands."""
    found: list[Reference] = []
    rest: list[Any] = [body]
    while rest:
        value = rest.pop()
        if isinstance(value, Mapping):
            reference = Reference.read(value)
            if reference is not None:
                found.append(reference)
            else:
                rest += value.values()
        elif isinstance(value, list | tuple):
            rest += value
    return tuple(found)


def attached_to(entry: str) -> tuple[Reference, ...]:
    """Return the attachments that an entry's body names; none where its body is not here."""
    row = (
        EntryRow.objects.filter(entry=entry, locked=False, gone=False).values_list("body", flat=True).first()
    )
    opened_body = read_plaintext(NOWHERE, bytes(row)) if row is not None else None
    return references(opened_body.body) if opened_body is not None else ()


def note(dossier: str, entry: str, plaintext: bytes | None, body: Any, source: str) -> None:
    """Write down which blobs an entry names, to be fetched from its author or who has it; for the store.

    One that is longer than this node takes is not fetched: the entry stands without it.
    """
    if plaintext is None or b'"sha256"' not in plaintext:
        return  # nearly every entry: not worth a walk through its body
    for reference in references(body):
        size = sealed_size(reference.size, reference.chunk)
        if size <= MAX_BLOB:
            Blob.objects.get_or_create(hash=reference.sha256, defaults={"size": size, "source": source})
            Attachment.objects.get_or_create(dossier_id=dossier, entry=entry, blob_id=reference.sha256)


def claims(name: str) -> list[tuple[int, str]]:
    """Return what entries say of a blob's size, sealed, with their authors: of each author the first word.

    More would let one author keep a node trying for ever.
    """
    entries = Attachment.objects.filter(blob_id=name).values("entry")
    rows = EntryRow.objects.filter(entry__in=entries).order_by("serial").values_list("author", "body")
    found: dict[str, int] = {}
    for author, body in rows:
        for reference in references(read_plaintext(NOWHERE, bytes(body)).body if body else None):
            size = sealed_size(reference.size, reference.chunk)
            if reference.sha256 == name and size <= MAX_BLOB:
                found.setdefault(author, size)
    return [(size, author) for author, size in found.items()]


def forget(dossier: str, entries: list[str]) -> None:
    """Delete the blobs that only these entries name: the entries were erased."""
    gone = Attachment.objects.filter(dossier_id=dossier, entry__in=entries)
    names = list(gone.values_list("blob_id", flat=True))
    gone.delete()
    for name in names:
        if not Attachment.objects.filter(blob_id=name).exists():
            Blob.objects.filter(hash=name).delete()
            transaction.on_commit(partial(path(name).unlink, missing_ok=True))


def keep(part: Path, name: str) -> None:
    """Give a file that is complete and on disk its name, so that it is there whole or not at all."""
    target = path(name)
    target.parent.mkdir(exist_ok=True, mode=0o700)
    part.replace(target)
    for folder in (target.parent, target.parent.parent):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _settle(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def create_private(file: Path) -> BinaryIO:
    """Return a new file that only its owner reads, or one that is there to be written on."""
    return os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab")
