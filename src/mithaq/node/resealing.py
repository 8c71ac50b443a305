"""Seals anew, by itself, those entries of this agency that a party has said it could not open."""

from mithaq.node import composing, home, store
from mithaq.node.arrivals import Batch
from mithaq.node.contentkeys import TYPE, seal_anew
from mithaq.node.models import EntryRow, Party
from mithaq.node.views import read_body
from mithaq.record.entry import Entry
from mithaq.record.header import parse


def answer_all(dossiers: list[str]) -> int:
    """Do so in each of these dossiers in which a party has said that it cannot open something."""
    told = Party.objects.filter(dossier_id__in=dossiers).exclude(cannot_open=[])
    return sum(answer(one) for one in set(told.values_list("dossier_id", flat=True)))


def answer(dossier: str) -> int:
    """Write what parties need to open our entries of a dossier; return how many entries that took."""
    asked = wanted(dossier)
    return store.write(lambda batch: _write(batch, dossier, asked), [dossier]) if asked else 0


def wanted(dossier: str) -> list[tuple[str, str]]:
    """Return (entry, party) of entries of ours that a party could not open, and nothing was done yet."""
    own = home.current().agency
    lists = (
        Party.objects.filter(dossier_id=dossier).exclude(cannot_open=[]).values_list("agency", "cannot_open")
    )
    asked = [(entry, agency) for agency, entries in lists for entry in entries]
    if not asked:
        return []
    mine = set(
        EntryRow.objects.filter(entry__in=[entry for entry, _ in asked], author=own, gone=False).values_list(
            "entry", flat=True
        )
    )
    done = set()
    for body in EntryRow.objects.filter(dossier_id=dossier, author=own, type=TYPE).values_list(
        "body", flat=True
    ):
        said = read_body(None if body is None else bytes(body))
        if said is not None:
            done.add((said[1].get("entry"), said[1].get("to")))
    return [one for one in asked if one[0] in mine and one not in done]


def _write(batch: Batch, dossier: str, asked: list[tuple[str, str]]) -> int:
    held = batch.held[dossier]
    made = 0
    for entry, agency in asked:
        if held.awaits or agency not in held.dossier.members():
            continue
        row = EntryRow.objects.get(entry=entry)
        body = seal_anew(whole(row), agency, held.dossier.keys_of(agency).seal, batch.home)
        arrival = composing.compose(batch, composing.Intent(TYPE, body, None, dossier))
        made += batch.take([arrival])[0].status == "new"
    return made


def whole(row: EntryRow) -> Entry:
    """Return the entry of a row with its sealed part."""
    payload = bytes(row.payload)
    return Entry(row.entry, parse(payload), payload, bytes(row.signature), bytes(row.sealed or b""))
