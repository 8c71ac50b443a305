"""An entry that a party could not open is sealed anew for it, and is the same text then."""

from dataclasses import replace

from mithaq.node import contentkeys, release, resealing, store
from mithaq.node.composing import Intent, Opening
from mithaq.node.home import Home
from mithaq.node.models import EntryRow, Officer, Party
from mithaq.record.entry import Entry, decode
from partners import AGREE, ASK, HANDLING, INFORM, Partner


def sealed_wrongly(madrid: Partner, node: Home, dossier: str) -> Entry:
    """Return an entry of Madrid that was sealed to another key than ours."""
    held = madrid.dossiers[dossier]
    seq, parents = held.draft_parents()
    seals = {
        "de.bundespolizei": Partner("de.bundespolizei").keys.seal,
        "es.policia": madrid.keys.seal,
        "ma.dgsn": Partner("xx.elsewhere").keys.seal,
    }
    entry = madrid.sign(dossier, seq, parents, seals, "inform", INFORM, HANDLING)
    madrid.take([entry.encode()])
    return entry


def opened(madrid: Partner, node: Home) -> tuple[Entry, Entry]:
    """Return a pact of three and a request under it: what only one of two cannot open has effect."""
    others = [node.keys, Partner("de.bundespolizei").keys]
    pact = madrid.open(others, "pact", {"type": "agree", **AGREE})
    asked = {"type": "ask", **ASK, "asked": ["ma.dgsn"]}
    return pact, madrid.open(others, "request", asked, pact=pact.id, handling=HANDLING)


def test_we_say_so_and_open_what_the_author_seals_anew(node: Home, madrid: Partner) -> None:
    pact, request = opened(madrid, node)
    closed = sealed_wrongly(madrid, node, request.id)
    store.append([one.encode() for one in (pact, request, closed)], source="es.policia")
    row = EntryRow.objects.get(entry=closed.id)
    assert (row.type, row.body) == ("unopened", None)
    told = release.tell_unopened(request.id, [closed.id])
    assert told is not None
    assert EntryRow.objects.get(entry=told.id).verdict is None
    madrid.take([told.encode()])
    own = replace(node, agency="es.policia", keyring=replace(node.keyring, openers=(madrid.opener,)))
    body = contentkeys.seal_anew(closed, "ma.dgsn", node.keys.seal, own)
    anew = madrid.write(request.id, "re-seal", body)
    assert store.append([anew.encode()], source="es.policia")[0].status == "new"
    row.refresh_from_db()
    assert (row.type, row.verdict) == ("inform", None)
    assert row.body is not None
    assert b"second container" in bytes(row.body)


def test_what_was_sealed_anew_wrongly_opens_nothing(node: Home, madrid: Partner) -> None:
    pact, request = opened(madrid, node)
    closed = sealed_wrongly(madrid, node, request.id)
    store.append([one.encode() for one in (pact, request, closed)], source="es.policia")
    junk = madrid.write(request.id, "re-seal", {"entry": closed.id, "to": "ma.dgsn", "sealed": "AAAA"})
    assert store.append([junk.encode()], source="es.policia")[0].status == "new"
    assert EntryRow.objects.get(entry=closed.id).type == "unopened"


def test_we_seal_anew_what_a_partner_could_not_open_and_once(
    node: Home, madrid: Partner, salma: Officer
) -> None:
    opening = Opening("pact", ("es.policia", "ma.dgsn"), exercise=True)
    pact = release.release(salma, Intent("agree", AGREE, opening=opening))
    madrid.take([pact.encode()])
    store.append([madrid.write(pact.id, "sign", {}).encode()], source="es.policia")
    suspend = release.release(salma, Intent("suspend", {}, None, pact.id))
    madrid.take([suspend.encode()])
    told = madrid.write(pact.id, "cannot-open", {"entries": [suspend.id]})
    store.append([told.encode()], source="es.policia")
    assert Party.objects.get(dossier_id=pact.id, agency="es.policia").cannot_open == [suspend.id]
    assert resealing.answer(pact.id) == 1
    assert resealing.answer(pact.id) == 0
    row = EntryRow.objects.get(type="re-seal")
    frame = resealing.whole(row).encode()
    madrid.take([frame])
    thanks = madrid.acknowledge(pact.id)
    store.append([thanks.encode()], source="es.policia")
    assert Party.objects.get(dossier_id=pact.id, agency="es.policia").cannot_open == []
    assert decode(frame).id == row.entry
