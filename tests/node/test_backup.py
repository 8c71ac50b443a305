"""A backup is one file from which a node is made again, on either engine; and it is no forker."""

import io
import json
import tarfile
from pathlib import Path

import pytest
from pytest_django import Settings

from engines import Engines
from mithaq.node import audit, backup, dossiers, home, release, store
from mithaq.node.composing import Intent, Opening
from mithaq.node.home import Home
from mithaq.node.models import DossierRow, EntryRow, NodeRow, Officer
from mithaq.record.errors import Refusal
from partners import AGREE, ASK, HANDLING, INFORM, Partner


@pytest.mark.parametrize("to", ["sqlite", "postgresql"])
def test_a_node_is_restored_from_its_backup(
    node: Home, madrid: Partner, salma: Officer, engines: Engines, tmp_path: Path, settings: Settings, to: str
) -> None:
    opening = Opening("pact", ("es.policia", "ma.dgsn"), exercise=True)
    pact = release.release(salma, Intent("agree", AGREE, opening=opening))
    madrid.take([pact.encode()])
    store.append([madrid.write(pact.id, "sign", {}).encode()], source="es.policia")
    request = release.release(
        salma,
        Intent("ask", ASK, HANDLING, opening=Opening("request", ("es.policia", "ma.dgsn"), pact=pact.id)),
    )
    epoch = NodeRow.objects.get().epoch
    entries = list(EntryRow.objects.values())
    rows = audit.verify()
    (node.blobs / "half.part").write_bytes(b"half")
    (node.blobs / "whole").write_bytes(b"sealed")
    target = tmp_path / "backup.tar"
    assert backup.write_backup(target) > 5
    assert target.stat().st_mode & 0o777 == 0o600

    folder, elsewhere = tmp_path / "again", tmp_path / "other"
    elsewhere.mkdir()
    backup.restore_folder(target, folder)
    settings.MITHAQ_HOME = str(folder)
    with engines.database(to, elsewhere):
        NodeRow.objects.all().delete()
        dossiers.forget_all()
        backup.restore_database(target)
        assert list(EntryRow.objects.values()) == entries
        assert home.current().keys == node.keys
        assert (folder / "blobs" / "whole").read_bytes() == b"sealed"
        assert not (folder / "blobs" / "half.part").exists()
        assert not (folder / "recovery").exists()
        assert NodeRow.objects.get().epoch != epoch
        assert audit.verify() == rows
        again = Officer.objects.get(email=salma.email)
        intent = Intent("inform", INFORM, HANDLING, request.id)
        with pytest.raises(Refusal, match="dossier-awaits-return"):
            release.release(again, intent)
        store.returned("es.policia", request.id)
        assert release.release(again, intent).header.seq == 2
        assert DossierRow.objects.get(id=pact.id).locked_until_returned == ["es.policia"]
        with pytest.raises(Refusal, match="backup-not-empty"):
            backup.restore_database(target)
        dossiers.forget_all()


def test_what_is_no_backup_is_refused(node: Home, tmp_path: Path) -> None:
    junk = tmp_path / "junk"
    junk.write_bytes(b"junk" * 1000)
    with pytest.raises(Refusal, match="backup-form"):
        backup.read_manifest(junk)
    with pytest.raises(Refusal, match="backup-form"):
        backup.restore_folder(junk, tmp_path / "folder")
    assert not (tmp_path / "folder").exists()


@pytest.mark.parametrize(
    "manifest",
    [{}, {"agency": "ma.dgsn"}, {"schema": []}, {"agency": 3, "schema": []}, {"agency": "x", "schema": {}}],
)
def test_a_manifest_that_lacks_something_is_refused(
    node: Home, tmp_path: Path, manifest: dict[str, object]
) -> None:
    file = tmp_path / "backup.tar"
    data = json.dumps({"v": backup.VERSION, **manifest}).encode()
    with tarfile.open(file, "w") as tar:
        info = tarfile.TarInfo("manifest.json")
        info.size = len(data)
        tar.addfile(info, io.BytesIO(data))
    for restore in (backup.restore_database, lambda one: backup.restore_folder(one, tmp_path / "folder")):
        with pytest.raises(Refusal, match="backup-form"):
            restore(file)
    assert not (tmp_path / "folder").exists()
