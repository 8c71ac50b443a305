"""What goes to the public site: only what is given, signed, and sent until it is answered (press.md)."""

import base64
import json
from datetime import timedelta
from threading import Event
from typing import Any

import pytest

from mithaq.node import clock, publishing, release, store
from mithaq.node.home import Home
from mithaq.node.models import Publication
from mithaq.record.dsse import pae
from mithaq.record.entry import Entry
from mithaq.record.keys import verify
from partners import AGREE, TERMS, Partner, words

HANDLED = {"codes": ["H0"], "purpose": "coordination", "legal_basis": "pact"}
NOWHERE = "http://127.0.0.1:9"


class Visit:
    """A visit of Rabat to Madrid, whose communiqué Madrid drafts."""

    def __init__(self, node: Home, madrid: Partner) -> None:
        self.madrid = madrid
        terms = {**TERMS, "kinds": ["visit", *TERMS["kinds"]]}
        pact = madrid.open([node.keys], "pact", {"type": "agree", **AGREE, "terms": terms})
        self.receive(pact)
        self.send(release.write_as_node(pact.id, "sign", {}))
        self.receive(madrid.write(pact.id, "sign", {}))
        invite: Any = {
            "type": "invite",
            "host": "es.policia",
            "guests": ["ma.dgsn"],
            "start": "2030-01-28",
            "end": "2030-01-29",
            "aim": words("evaluate the partnership."),
        }
        opened = madrid.open([node.keys], "visit", invite, pact=pact.id, handling=HANDLED, terms=terms)
        self.receive(opened)
        self.id = opened.id
        self.ours("confirm", {})
        editions = [{"title": words("two days"), "text": words("the services met.")}]
        self.text = self.theirs("draft-communique", {"editions": editions}).id

    def receive(self, entry: Entry) -> Entry:
        (result,) = store.append([entry.encode()], source="es.policia")
        assert result.status == "new", result
        return entry

    def send(self, entry: Entry | None) -> Entry:
        assert entry is not None
        self.madrid.take([entry.encode()])
        return entry

    def ours(self, type_: str, body: Any) -> Entry:
        return self.send(release.write_as_node(self.id, type_, body))

    def theirs(self, type_: str, body: Any) -> Entry:
        return self.receive(self.madrid.write(self.id, type_, body, HANDLED))

    def all_hold_all(self) -> None:
        ours = release.acknowledge(self.id)
        if ours is not None:
            self.send(ours)
        self.receive(self.madrid.acknowledge(self.id))

    def released(self) -> str:
        self.ours("approve-communique", {"entry": self.text})
        self.all_hold_all()
        return self.theirs("publish", {"entry": self.text}).id


@pytest.fixture
def visit(node: Home, madrid: Partner, monkeypatch: pytest.MonkeyPatch) -> Visit:
    return Visit(node, madrid)


def test_nothing_leaves_before_the_release_is_given(visit: Visit) -> None:
    entry = visit.released()
    publishing.look()
    assert publishing.document(visit.id, entry) is None
    assert publishing.send(NOWHERE, Event()) == 0
    assert Publication.objects.get().tries == 0, "not even tried"
    visit.all_hold_all()
    document = json.loads(publishing.document(visit.id, entry) or b"null")
    assert list(document) == [
        "v", "agency", "act", "dossier", "communique", "entry", "time", "exercise", "approved_by", "corrects",
        "embargo", "place", "author", "editions", "pictures", "reason",
    ]  # fmt: skip
    assert document["approved_by"] == ["es.policia", "ma.dgsn"]
    assert document["editions"][0]["text"]["text"] == "Exercise: the services met."
    assert (document["act"], document["communique"], document["reason"]) == ("release", visit.text, None)


def test_the_envelope_is_signed_by_the_key_in_use(visit: Visit, node: Home) -> None:
    found = json.loads(publishing.envelope(b'{"v":1}'))
    payload = base64.b64decode(found["payload"])
    (signature,) = found["signatures"]
    assert signature["keyid"] == node.signer.id
    signed = pae(found["payloadType"].encode(), payload)
    assert verify(node.keys.sign, base64.b64decode(signature["sig"]), signed)


def test_a_site_that_does_not_answer_is_tried_again_later_and_later(visit: Visit) -> None:
    visit.released()
    visit.all_hold_all()
    publishing.look()
    pauses = []
    for _ in range(3):
        assert publishing.send(NOWHERE, Event()) == 0
        one = Publication.objects.get()
        assert one.state == Publication.State.WAITING
        assert one.next_try is not None
        pauses.append(one.next_try - clock.now())
        Publication.objects.update(next_try=clock.now() - timedelta(seconds=1))
    assert pauses == sorted(pauses)
    assert pauses[-1] > 2 * pauses[0] - timedelta(seconds=1)


def test_the_same_entries_are_looked_at_once(visit: Visit) -> None:
    visit.released()
    for _ in range(3):
        publishing.look()
    assert Publication.objects.count() == 1


def test_a_withdrawal_says_why(visit: Visit) -> None:
    visit.released()
    visit.all_hold_all()
    gone = visit.theirs("withdraw-communique", {"entry": visit.text, "text": words("a wrong place.")})
    publishing.look()
    document = json.loads(publishing.document(visit.id, gone.id) or b"null")
    assert (document["act"], document["communique"]) == ("withdraw", visit.text)
    assert document["reason"]["text"] == "Exercise: a wrong place."
    assert [one.act for one in Publication.objects.all()] == ["release", "withdraw"]


def test_what_others_call_publish_is_none_of_ours(visit: Visit) -> None:
    """A release that the law refused goes nowhere."""
    refused = visit.theirs("publish", {"entry": visit.text})
    visit.all_hold_all()
    publishing.look()
    assert publishing.document(visit.id, refused.id) is None
