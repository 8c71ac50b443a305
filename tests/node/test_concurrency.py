"""Many threads and several processes of one node write at once: no number twice, no serial out of order."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection

from mithaq.node import dossiers, release, store
from mithaq.node.composing import Intent, Opening
from mithaq.node.home import Home
from mithaq.node.models import DossierRow, EntryRow, Officer
from partners import AGREE, ASK, HANDLING, INFORM, Partner

ROOT = Path(__file__).resolve().parents[2]
RELEASING = """
import sys, django
django.setup()
from partners import HANDLING, INFORM
from mithaq.node import release
from mithaq.node.composing import Intent
from mithaq.node.models import Officer
officer = Officer.objects.get(email=sys.argv[2])
for _ in range(int(sys.argv[3])):
    release.release(officer, Intent("inform", INFORM, HANDLING, sys.argv[1]))
"""


@pytest.fixture
def request_id(node: Home, madrid: Partner, salma: Officer) -> str:
    opening = Opening("pact", ("es.policia", "ma.dgsn"), exercise=True)
    pact = release.release(salma, Intent("agree", AGREE, opening=opening))
    madrid.take([pact.encode()])
    store.append([madrid.write(pact.id, "sign", {}).encode()], source="es.policia")
    under = Opening("request", ("es.policia", "ma.dgsn"), pact.id, exercise=True)
    request = release.release(salma, Intent("ask", ASK, HANDLING, opening=under))
    madrid.take([request.encode()])
    return request.id


def check(dossier: str, count: int) -> None:
    """Own numbers have no gap and none stands twice; serials rise with depth; all have effect."""
    rows = EntryRow.objects.filter(dossier_id=dossier, author="ma.dgsn").order_by("serial")
    assert list(rows.values_list("seq", flat=True)) == list(range(1, count + 1))
    serials = list(EntryRow.objects.order_by("serial").values_list("serial", flat=True))
    assert serials == list(range(1, len(serials) + 1))
    assert not EntryRow.objects.exclude(verdict=None).exists()
    assert DossierRow.objects.get(id=dossier).count == EntryRow.objects.filter(dossier_id=dossier).count()


def test_threads_release_and_receive_at_once(
    node: Home, madrid: Partner, salma: Officer, request_id: str
) -> None:
    theirs = [madrid.write(request_id, "inform", INFORM, HANDLING).encode() for _ in range(10)]

    def write(_: int) -> None:
        release.release(salma, Intent("inform", INFORM, HANDLING, request_id))
        connection.close()

    def receive(frame: bytes) -> None:
        store.append([frame], source="es.policia")
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        done = [pool.submit(write, number) for number in range(20)]
        done += [pool.submit(receive, frame) for frame in theirs]
        for one in done:
            one.result()
    store.append(theirs, source="es.policia")
    check(request_id, 21)
    assert EntryRow.objects.filter(author="es.policia", dossier_id=request_id).count() == 10


def test_processes_release_at_once(node: Home, madrid: Partner, salma: Officer, request_id: str) -> None:
    database = connection.settings_dict
    url = f"sqlite:///{database['NAME']}"
    if connection.vendor == "postgresql":
        url = f"postgresql://{database['USER']}:@/{database['HOST']}/{database['NAME']}"
    environment = {
        **os.environ,
        "MITHAQ_HOME": str(django_settings.MITHAQ_HOME),
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "mithaq.node.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT / 'tests'}",
    }
    command = [sys.executable, "-c", RELEASING, request_id, salma.email, "15"]
    others = [subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) for _ in range(2)]
    for _ in range(15):
        release.release(salma, Intent("inform", INFORM, HANDLING, request_id))
    for other in others:
        _, said = other.communicate(timeout=60)
        assert other.returncode == 0, said.decode()
    release.release(salma, Intent("inform", INFORM, HANDLING, request_id))
    check(request_id, 47)
    with dossiers.reading(request_id) as held:
        assert held is not None
        rows = EntryRow.objects.filter(dossier_id=request_id, author="ma.dgsn").order_by("seq")
        madrid.take([_frame(row) for row in rows[1:]])
        assert held.fold().state == madrid.dossiers[request_id].fold().state


def test_what_another_process_took_in_meanwhile_is_known(
    node: Home, madrid: Partner, request_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = madrid.write(request_id, "inform", INFORM, HANDLING)
    monkeypatch.setattr("mithaq.node.waiting.mark_known", lambda batch, here: None)
    assert store.append([entry.encode()], source="es.policia")[0].status == "new"
    dossiers.forget_all()
    assert store.append([entry.encode()], source="es.policia")[0].status == "known"
    assert EntryRow.objects.filter(entry=entry.id).count() == 1


def test_nothing_is_written_while_a_dossier_is_read(node: Home, salma: Officer, request_id: str) -> None:
    with dossiers.reading(request_id), pytest.raises(RuntimeError, match="being read"):
        release.release(salma, Intent("inform", INFORM, HANDLING, request_id))
    release.release(salma, Intent("inform", INFORM, HANDLING, request_id))


def _frame(row: EntryRow) -> bytes:
    payload, sealed = bytes(row.payload), bytes(row.sealed or b"")
    head = len(payload).to_bytes(4, "big") + payload + bytes(row.signature)
    return head + len(sealed).to_bytes(4, "big") + sealed
