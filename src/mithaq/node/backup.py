"""One file with all of a node: database, keys, attachments; and a node made from it again.

The rows are written as JSON, the same from either engine: so a backup of SQLite can be restored
into PostgreSQL. The file holds the node's secret keys and is for its owner alone. The recovery key
is not in it.
"""

import base64
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from mithaq.node import clock, database, dossiers, home
from mithaq.node.models import DossierRow, NodeRow
from mithaq.record.errors import Refusal

VERSION = 1
CHUNK = 500
FOLDERS = ("keys", "blobs")
# Made anew at the other end, or of this process alone.
_LEFT_OUT = frozenset({"contenttypes", "sessions", "axes"})


def write_backup(target: Path) -> int:
    """Write the backup and return how many rows it holds. Others may go on writing meanwhile."""
    own = home.current()
    half = target.with_name(f"{target.name}.part")
    # Made anew: one that is there already may be somebody else's to read.
    half.unlink(missing_ok=True)
    descriptor = os.open(half, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file, tarfile.open(fileobj=file, mode="w") as tar, _snapshot():
        counts = {model._meta.label: _add_table(tar, model) for model in _models()}
        manifest = {
            "v": VERSION,
            "agency": own.agency,
            "epoch": NodeRow.objects.get(pk=1).epoch,
            "at": clock.text(clock.now()),
            "schema": _schema(),
            "rows": counts,
        }
        # Blobs after the rows: one that a row names is never missing, one that none names does no harm.
        tar.add(own.folder / "node.toml", "node.toml")
        for folder in FOLDERS:
            if (own.folder / folder).is_dir():
                tar.add(own.folder / folder, folder, filter=_without_halves)
        _add(tar, "manifest.json", json.dumps(manifest).encode())
        tar.close()
        file.flush()
        os.fsync(file.fileno())
    half.replace(target)
    return sum(counts.values())


def read_manifest(source: Path) -> dict[str, Any]:
    """Return what a backup says of itself; Refusal backup-form if it is none of ours."""
    try:
        with tarfile.open(source) as tar:
            member = tar.extractfile("manifest.json")
            manifest = json.load(member) if member else {}
    except (tarfile.TarError, KeyError, ValueError, OSError):
        raise Refusal("backup-form") from None
    if not isinstance(manifest, dict) or manifest.get("v") != VERSION:
        raise Refusal("backup-form")
    if not isinstance(manifest.get("agency"), str) or not isinstance(manifest.get("schema"), list):
        raise Refusal("backup-form")
    return manifest


def restore_folder(source: Path, folder: Path) -> None:
    """Make a node's folder from a backup, without its database; the folder must be no node's yet."""
    read_manifest(source)
    if (folder / "node.toml").exists():
        raise home.HomeError(f"{folder} already is a node's folder.")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tarfile.open(source) as tar:
        wanted = [one for one in tar.getmembers() if one.name.split("/")[0] in {*FOLDERS, "node.toml"}]
        tar.extractall(folder, members=wanted, filter="data")
    for path in (folder / "keys").iterdir():
        path.chmod(0o600)
    (folder / "log").mkdir(exist_ok=True, mode=0o700)


def restore_database(source: Path) -> int:
    """Fill the empty database of the current node from a backup; return how many rows.

    The node has a new epoch from then on, and writes nothing in a dossier until its partners have
    returned its own entries: its backup may be older than what they hold of it.
    """
    manifest = read_manifest(source)
    database.prepare(manifest["agency"])
    if manifest["schema"] != _schema():
        raise Refusal("backup-version")
    with transaction.atomic(), tarfile.open(source) as tar:
        if DossierRow.objects.exists():
            raise Refusal("backup-not-empty")
        for model in reversed(_models()):
            model._default_manager.all().delete()
        found = sum(_read_table(tar, model) for model in _models())
        _move_sequences()
        lock_all(manifest["agency"])
        database.begin_epoch()
    dossiers.forget_all()
    return found


def lock_all(agency: str) -> None:
    """Let every dossier wait for all its other members to return what they hold of ours."""
    for row in DossierRow.objects.all().iterator(CHUNK):
        others = [one for one in row.members if one != agency]
        DossierRow.objects.filter(id=row.id).update(locked_until_returned=others)


@contextmanager
def _snapshot() -> Iterator[None]:
    """Read one state of the database throughout, and keep nobody from writing."""
    level = " ISOLATION LEVEL REPEATABLE READ READ ONLY" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"BEGIN{level}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")


def _models() -> list[type[models.Model]]:
    """Return all models, each after those that it refers to."""
    left = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in _LEFT_OUT and not model._meta.proxy and model._meta.managed
    ]
    done: list[type[models.Model]] = []
    while left:
        for model in left:
            needs = {
                field.remote_field.model
                for field in model._meta.concrete_fields
                if field.remote_field and field.remote_field.model is not model
            }
            if not needs & set(left):
                done.append(model)
                left.remove(model)
                break
        else:
            raise RuntimeError(f"tables refer to each other: {left}")
    return done


def _add_table(tar: tarfile.TarFile, model: type[models.Model]) -> int:
    names = [field.attname for field in model._meta.concrete_fields]
    count = 0
    with tempfile.TemporaryFile() as file:
        for values in model._default_manager.order_by("pk").values_list(*names).iterator(CHUNK):
            file.write(
                json.dumps(values, default=_plain, ensure_ascii=False).encode("utf-8", "surrogatepass")
            )
            file.write(b"\n")
            count += 1
        info = tarfile.TarInfo(f"rows/{model._meta.label}")
        info.size = file.tell()
        file.seek(0)
        tar.addfile(info, file)
    return count


def _read_table(tar: tarfile.TarFile, model: type[models.Model]) -> int:
    fields = model._meta.concrete_fields
    member = tar.extractfile(f"rows/{model._meta.label}")
    rows, count = [], 0
    for line in member or ():
        values = json.loads(line.decode("utf-8", "surrogatepass"))
        pairs = zip(fields, values, strict=True)
        rows.append(model(**{field.attname: _value(field, value) for field, value in pairs}))
        count += 1
        if len(rows) == CHUNK:
            model._default_manager.bulk_create(rows)
            rows.clear()
    model._default_manager.bulk_create(rows)
    return count


def _plain(value: object) -> Any:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)


def _value(field: Any, value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField):
        return value
    if type(field) is models.BinaryField:
        return base64.b64decode(value)
    return field.to_python(value)


def _move_sequences() -> None:
    """Let PostgreSQL give numbers after those that were restored; SQLite does so by itself."""
    statements = connection.ops.sequence_reset_sql(no_style(), _models())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _schema() -> list[str]:
    recorder = MigrationRecorder(connection)
    return sorted(f"{app}.{name}" for app, name in recorder.applied_migrations())


def _add(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(data)
    tar.addfile(info, io.BytesIO(data))


def _without_halves(info: tarfile.TarInfo) -> tarfile.TarInfo | None:
    return None if info.name.endswith((".part", ".new")) else info
