"""One node's turn, on both engines: what it takes in, what it confirms, and what it sends to whom."""

from dataclasses import replace
from typing import Any

import pytest

from mithaq.node import release, store, waiting
from mithaq.node.exchange import outgoing, turn
from mithaq.node.exchange.contacts import CONTACTS, Peer
from mithaq.node.exchange.protocol import Message, Offered, Position, Want
from mithaq.node.home import Home
from mithaq.node.models import Contact, DossierRow, EntryRow, NodeRow, Officer, Party, Resync, WaitingRow
from mithaq.node.release import Intent, Opening
from mithaq.record.entry import Entry, decode
from mithaq.record.errors import Refusal
from partners import AGREE, Partner

EPOCH = "ee" * 16
NEXT = "dd" * 16


@pytest.fixture
def peer(node: Home, madrid: Partner) -> Peer:
    """Madrid as the exchange sees it, with nothing remembered of another test."""
    CONTACTS.__init__()  # type: ignore[misc]
    found = CONTACTS.find("es.policia")
    assert found is not None
    return found


def said(**parts: Any) -> Message:
    return Message("es.policia", "ma.dgsn", **{"epoch": EPOCH, **parts})


def offered(*entries: Entry, first: int = 1) -> tuple[Offered, ...]:
    return tuple(Offered(number, entry.encode()) for number, entry in enumerate(entries, first))


def called(peer: Peer, **parts: Any) -> Message:
    """Answer a call of Madrid's."""
    return turn.answer(peer, turn.absorb(peer, said(**parts)))


def confirmed(answer: Message) -> int:
    assert answer.got is not None
    return answer.got.cursor


def ids(message: Message | outgoing.Batch) -> list[str]:
    return [decode(offer.frame).id for offer in message.offers]


def at(cursor: int) -> Position:
    return Position(NodeRow.objects.get().epoch, cursor)


def pact(madrid: Partner, node: Home) -> Entry:
    return madrid.open([node.keys], "pact", {"type": "agree", **AGREE})


def own_pact(officer: Officer, *others: str) -> str:
    intent = Intent("agree", AGREE, opening=Opening("pact", ("ma.dgsn", *others)))
    return release.release(officer, intent).id


# ---------------------------------------------------------------- taking in


def test_what_is_durable_is_confirmed(peer: Peer, node: Home, madrid: Partner) -> None:
    first = pact(madrid, node)
    second = madrid.write(first.id, "sign", {})
    answer = called(peer, upto=9, offers=offered(first, second, first=8))
    assert answer.got == Position(EPOCH, 9)
    assert EntryRow.objects.count() == 2


def test_what_is_refused_is_confirmed_and_named(peer: Peer, node: Home, madrid: Partner) -> None:
    first = pact(madrid, node)
    forged = replace(madrid.write(first.id, "sign", {}), signature=bytes(64))
    answer = called(peer, upto=2, offers=offered(first, forged))
    assert confirmed(answer) == 2
    assert answer.refused == ((forged.id, "signature-invalid"),)


def test_what_waits_is_asked_for_and_confirmed_when_it_is_placed(
    peer: Peer, node: Home, madrid: Partner
) -> None:
    first = pact(madrid, node)
    second = madrid.write(first.id, "sign", {})
    third = madrid.acknowledge(first.id)
    answer = called(peer, upto=3, offers=offered(third, first=3))
    assert confirmed(answer) == 0
    assert answer.want == (Want(first.id, {}, (first.id,)),)
    answer = called(peer, after=3, upto=3, offers=(Offered(0, first.encode()),))
    assert confirmed(answer) == 0
    assert answer.want == (Want(first.id, {"es.policia": 1}, (second.id,)),)
    answer = called(peer, after=3, upto=3, offers=(Offered(0, second.encode()),))
    assert confirmed(answer) == 3
    assert answer.want == ()


def test_what_was_thrown_out_while_it_waited_is_not_confirmed(
    peer: Peer, node: Home, madrid: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "MAX_WAITING", 1)
    first = pact(madrid, node)
    second = madrid.write(first.id, "sign", {})
    third, fourth = madrid.acknowledge(first.id), madrid.acknowledge(first.id)
    called(peer, upto=4, offers=offered(third, fourth, first=3))
    assert WaitingRow.objects.count() == 1
    answer = called(peer, after=4, upto=5, offers=())
    assert confirmed(answer) == 0
    # They send again from what is confirmed, as they must.
    answer = called(peer, after=0, upto=5, offers=offered(first, second, third, fourth))
    assert confirmed(answer) == 5
    assert EntryRow.objects.count() == 4


def test_an_entry_that_breaks_our_own_code_is_not_confirmed_and_holds_up_no_other(
    peer: Peer, node: Home, madrid: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = pact(madrid, node)
    second, third = madrid.write(first.id, "sign", {}), madrid.acknowledge(first.id)
    append = store.append

    def breaks(frames: list[bytes], *, source: str | None) -> list[store.Result]:
        if second.encode() in frames:
            raise ZeroDivisionError
        return append(frames, source=source)

    monkeypatch.setattr(store, "append", breaks)
    answer = called(peer, upto=3, offers=offered(first, second, third))
    assert confirmed(answer) == 0
    assert EntryRow.objects.count() == 1
    monkeypatch.undo()
    answer = called(peer, upto=3, offers=offered(first, second, third))
    assert confirmed(answer) == 3


def test_cursors_are_kept_and_survive_the_process(peer: Peer, node: Home, madrid: Partner) -> None:
    called(peer, upto=5, offers=offered(pact(madrid, node), first=5))
    turn.save(peer.link)
    CONTACTS.__init__()  # type: ignore[misc]
    again = CONTACTS.find("es.policia")
    assert again is not None
    assert again.link is not peer.link
    assert confirmed(called(again, after=5, upto=5)) == 5


def test_a_message_of_somebody_else_is_refused(peer: Peer) -> None:
    for message in (replace(said(), sender="de.bundespolizei"), replace(said(), receiver="pt.psp")):
        with pytest.raises(Refusal, match="exchange-agency"):
            turn.absorb(peer, message)


# ---------------------------------------------------------------- sending


def test_own_entries_go_to_the_parties_of_their_dossiers_only(
    peer: Peer, node: Home, madrid: Partner, salma: Officer
) -> None:
    Partner("de.bundespolizei").become_contact()
    ours = own_pact(salma, "es.policia")
    own_pact(salma, "de.bundespolizei")
    answer = called(peer, got=at(0))
    assert ids(answer) == [ours]
    assert (answer.after, answer.upto) == (0, 2)
    # Confirmed: never again.
    assert ids(called(peer, got=at(2))) == []
    assert turn.request(peer, due=False) is None


def test_a_request_says_hello_first_and_then_what_there_is(
    peer: Peer, node: Home, madrid: Partner, salma: Officer
) -> None:
    ours = own_pact(salma, "es.policia")
    hello = turn.request(peer, due=True)
    assert hello is not None
    assert hello.offers == ()
    turn.absorb(peer, said(got=at(0), log_seen=0))
    news = turn.request(peer, due=False)
    assert news is not None
    assert ids(news) == [ours]
    assert news.log is not None


def test_what_is_asked_for_is_supplied_parents_first_to_a_party(
    peer: Peer, node: Home, madrid: Partner, salma: Officer
) -> None:
    first = pact(madrid, node)
    called(peer, upto=1, offers=offered(first))
    sign = release.release(salma, Intent("sign", {}, dossier=first.id))
    answer = called(peer, got=at(9), want=(Want(first.id, {}),))
    assert [offer.serial for offer in answer.offers] == [0, 0]
    assert ids(answer) == [first.id, sign.id]
    answer = called(peer, got=at(9), want=(Want(first.id, {"es.policia": 1}),))
    assert ids(answer) == [sign.id]
    answer = called(peer, got=at(9), want=(Want(first.id, {"es.policia": 1, "ma.dgsn": 1}, (first.id,)),))
    assert ids(answer) == [first.id]


def test_to_a_stranger_a_dossier_does_not_exist(
    peer: Peer, node: Home, madrid: Partner, salma: Officer
) -> None:
    Partner("de.bundespolizei").become_contact()
    foreign = own_pact(salma, "de.bundespolizei")
    assert ids(called(peer, got=at(9), want=(Want(foreign, {}, (foreign,)),))) == []


def test_a_former_party_gets_what_was_addressed_to_it_and_no_more(
    peer: Peer, node: Home, madrid: Partner, salma: Officer
) -> None:
    ours = own_pact(salma, "es.policia")
    Party.objects.filter(agency="es.policia").update(until="2030-01-01T00:00:00.000Z")
    release.acknowledge(ours)
    EntryRow.objects.update(author="ma.dgsn")
    batch = outgoing.ordinary("es.policia", 0, outgoing.Room())
    assert ids(batch) == [ours]


def test_an_erased_entry_is_passed_over(peer: Peer, node: Home, madrid: Partner, salma: Officer) -> None:
    own_pact(salma, "es.policia")
    EntryRow.objects.update(gone=True, sealed=None, body=None)
    batch = outgoing.ordinary("es.policia", 0, outgoing.Room())
    assert (batch.offers, batch.upto, batch.more) == ((), 1, False)


def test_a_message_is_filled_and_no_further(peer: Peer, node: Home, madrid: Partner, salma: Officer) -> None:
    made = [own_pact(salma, "es.policia") for _ in range(5)]
    first = outgoing.ordinary("es.policia", 0, outgoing.Room(frames=3))
    assert (ids(first), first.upto, first.more) == (made[:3], 3, True)
    rest = outgoing.ordinary("es.policia", first.upto, outgoing.Room())
    assert (ids(rest), rest.upto, rest.more) == (made[3:], 5, False)
    little = outgoing.ordinary("es.policia", 0, outgoing.Room(size=1))
    assert ids(little) == made[:1]


# ---------------------------------------------------------------- restored and admitted


def test_a_restored_partner_is_returned_entries_of_all_authors_and_told_so(
    peer: Peer, node: Home, madrid: Partner, salma: Officer
) -> None:
    first = pact(madrid, node)
    theirs = madrid.write(first.id, "sign", {})
    called(peer, upto=2, offers=offered(first, theirs))
    ours = release.release(salma, Intent("sign", {}, dossier=first.id)).id
    called(peer, upto=2, got=at(3))
    # Their backup is from when they held nothing of ours.
    answer = called(peer, epoch=NEXT, got=at(0), resync=True)
    assert ids(answer) == [first.id, theirs.id, ours]
    assert answer.returned is None
    answer = called(peer, epoch=NEXT, got=at(3), resync=True)
    assert answer.returned == NEXT
    assert called(peer, epoch=NEXT, got=at(3)).offers == ()


def test_after_a_restore_here_dossiers_are_free_when_the_partner_has_returned_all(
    peer: Peer, node: Home, madrid: Partner
) -> None:
    first = pact(madrid, node)
    called(peer, upto=1, offers=offered(first))
    NodeRow.objects.update(epoch=NEXT, restored_at="2030-01-01T00:00:00Z")
    DossierRow.objects.update(locked_until_returned=["es.policia"])
    CONTACTS.forget()
    assert called(peer, upto=1).resync
    called(peer, upto=1, returned="ab" * 16)
    assert DossierRow.objects.get().locked_until_returned == ["es.policia"]
    answer = called(peer, upto=1, returned=NEXT)
    assert DossierRow.objects.get().locked_until_returned == []
    assert not answer.resync
    assert Contact.objects.get().returned == NEXT


def test_a_dossier_is_sent_from_the_beginning_where_it_must_be_and_once(
    peer: Peer, node: Home, madrid: Partner
) -> None:
    first = pact(madrid, node)
    called(peer, upto=1, offers=offered(first))
    Resync.objects.create(contact_id="es.policia", dossier=first.id)
    request = turn.request(peer, due=False)
    assert request is not None
    assert ids(request) == [first.id]
    turn.arrived(peer.link)
    assert not Resync.objects.exists()
