"""A full disk: refused with a code, nothing acknowledged is lost, and all goes on when there is room."""

import io
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from faults.conftest import making
from faults.desk import Desk
from faults.disk import LimitedFiles, SmallDisk, small_disk
from nodes import introduce, running, until

Disk = SmallDisk | LimitedFiles

LITTLE = """
import django
django.setup()
from mithaq.node.exchange import fetching
fetching.LEAST_FREE = 4 * 1024 * 1024
"""
"""The disk is smaller than what attachments leave free otherwise."""


@contextmanager
def limited(folder: Path) -> Iterator[Disk]:
    yield LimitedFiles(folder)


@pytest.mark.parametrize("disk_of", [small_disk, limited])
def test_a_full_disk_refuses_and_loses_nothing(
    tmp_path: Path, disk_of: Callable[[Path], AbstractContextManager[Disk]]
) -> None:
    with (
        disk_of(tmp_path) as disk,
        making(disk.folder, ("ma.dgsn",)) as own,
        making(tmp_path, ("es.policia",)) as other,
    ):
        (rabat, here), (madrid, there) = own[0], other[0]
        introduce(own[0], other[0])
        rabat.start(before=LITTLE)
        with running(madrid):
            pact = here.call("propose", parties=["es.policia"])
            until(lambda: there.call("count") >= 1)
            desk, theirs = Desk.at(rabat, here), Desk.at(madrid, there)
            first = desk.note(pact, "before")
            until(lambda: first in there.call("entries"))
            reference = there.call("attach", dossier=pact, data=bytes(3_000_000).hex())
            until(lambda: here.call("opened", reference=reference))

            disk.fill(rabat)
            refused = [desk.call("POST", f"/api/dossiers/{pact}/entries", entry(pact)) for _ in range(3)]
            assert {(status, answer["code"]) for status, answer in refused} == {(503, "storage-full")}
            # What Madrid writes meanwhile is not taken, and not confirmed.
            late = [theirs.note(pact, "meanwhile") for _ in range(5)]
            big = there.call("attach", dossier=pact, data=bytes(range(256)).hex() * 12_000)
            until(lambda: "storage-full" in there.call("contact", agency="ma.dgsn")["last_error"])
            calls = madrid.log.count("storage-full")
            time.sleep(2)
            # It is asked again, ever more rarely.
            assert madrid.log.count("storage-full") - calls < 12
            assert there.call("held", dossier=pact, entry=late[0])["ma.dgsn"] == "sent"
            assert not set(late) & set(here.call("entries"))
            assert set(desk.acknowledged[pact]) <= set(here.call("entries"))

            disk.free(rabat)
            until(lambda: set(late) <= set(here.call("entries")), seconds=30)
            again = until(lambda: desk.note(pact, "after"))
            until(lambda: there.call("held", dossier=pact, entry=late[0])["ma.dgsn"] == "held", seconds=20)
            until(lambda: again in there.call("entries"))
            opened = until(lambda: here.call("opened", reference=big), seconds=20)
            assert io.BytesIO(bytes.fromhex(opened)).read() == bytes(range(256)) * 12_000
            until(lambda: here.call("state", dossier=pact) == there.call("state", dossier=pact))
        rabat.stop()


def entry(pact: str) -> dict[str, object]:
    text = {"language": "de", "text": "Übung"}
    handling = {"codes": ["H1"], "purpose": "coordination", "legal_basis": "bilateral-agreement"}
    return {"type": "translate", "body": {"entry": pact, "field": "name", "text": text}, "handling": handling}
