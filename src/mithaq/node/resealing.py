"""Seals anew, by itself, what a party says it cannot open, and what a newcomer was not sealed.

What stands behind a newcomer's ground and was not sealed to it is sealed anew by who proposed it, whoever
wrote it (LAW-62); what that one cannot open, by its author, when the newcomer says so.
"""

from functools import partial

from mithaq.node import composing, dossiers, home, store
from mithaq.node.arrivals import Batch
from mithaq.node.contentkeys import TYPE, seal_anew
from mithaq.node.dossiers import Held
from mithaq.node.models import EntryRow, Party
from mithaq.node.views import read_body
from mithaq.record.entry import Entry
from mithaq.record.errors import Refusal
from mithaq.record.header import parse


def answer_all(some: list[str]) -> int:
    """Do so in each of these dossiers that has a newcomer, or a party that says it cannot open something."""
    made = 0
    for one, asked in unsealed(some).items():
        made += store.write(partial(_write, dossier=one, asked=asked), [one])
    told = Party.objects.filter(dossier_id__in=some).exclude(cannot_open=[])
    return made + sum(answer(one) for one in set(told.values_list("dossier_id", flat=True)))


def unsealed(some: list[str]) -> dict[str, list[tuple[str, str]]]:
    """Return by dossier (entry, newcomer) of what was never sealed to a newcomer that we have proposed."""
    found: dict[str, list[tuple[str, str]]] = {}
    with dossiers.taken(some) as taken:
        for one, held in taken.items():
            if held.seal_anew:
                found[one] = [
                    (entry, agency) for agency in _ours(held) for entry in held.dossier.unsealed_for(agency)
                ]
                held.seal_anew = False
    return {one: asked for one, asked in found.items() if asked}


def _ours(held: Held) -> list[str]:
    """Return the parties that joined by a proposal of ours."""
    members, nodes = held.dossier.members(), held.dossier.graph.nodes
    proposed = held.dossier.admissions().items()
    return [
        agency
        for agency, entry in proposed
        if agency in members and nodes[entry].author == held.dossier.agency
    ]


def answer(dossier: str) -> int:
    """Write what parties need to open our entries of a dossier; return how many entries that took."""
    asked = wanted(dossier)
    return store.write(partial(_write, dossier=dossier, asked=asked), [dossier]) if asked else 0


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
        members = held.dossier.members()
        if held.awaits or batch.home.agency not in members or agency not in members:
            continue
        row = EntryRow.objects.filter(entry=entry, gone=False).first()
        try:
            body = (
                seal_anew(whole(row), agency, held.dossier.keys_of(agency).seal, batch.home) if row else None
            )
        except Refusal:  # it was sealed anew for us, too: its author can
            body = None
        if body is not None:
            arrival = composing.compose(batch, composing.Intent(TYPE, body, None, dossier))
            made += batch.take([arrival])[0].status == "new"
    return made


def whole(row: EntryRow) -> Entry:
    """Return the entry of a row with its sealed part."""
    payload = bytes(row.payload)
    return Entry(row.entry, parse(payload), payload, bytes(row.signature), bytes(row.sealed or b""))
