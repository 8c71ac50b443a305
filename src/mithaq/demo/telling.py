"""What a teller does in its node: enters officers and contacts, writes entries, takes its turns."""

import base64
import secrets
import threading
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import holidays

from mithaq.kinds.deadlines import calendar_of
from mithaq.node import blind, clock, home, introductions, officers, publishing, staff, tokens
from mithaq.node.acknowledging import acknowledge
from mithaq.node.exchange import protocol, turn
from mithaq.node.exchange.contacts import CONTACTS, Peer
from mithaq.node.models import DossierRow, Officer, PressText, Publication
from mithaq.node.release import Intent, Opening, release
from mithaq.record.errors import Refusal
from mithaq.record.keys import PartyKeys

Order = Mapping[str, Any]

DEMO = "demo"
"""Who does in the exercise what an administrator does elsewhere."""


def obey(order: Order) -> Any:
    """Return what comes of an order; a Refusal is the node's own."""
    if "at" in order:
        clock.set_ahead(datetime.fromisoformat(order["at"]) - datetime.now(UTC))
    return ORDERS[order["do"]](order)


def _officers(order: Order) -> list[str]:
    """Enter the officers and return a token of each."""
    made = []
    for one in order["officers"]:
        officer = staff.add(
            one["email"],
            one["name"],
            [one["role"]],
            password=one["password"],
            language=one["language"],
            time_zone=one["time_zone"],
            by=DEMO,
        )
        made.append(tokens.issue(officer, "demo", tokens.SCOPES, by=DEMO))
    return made


def _contacts(order: Order) -> None:
    for one in order["contacts"]:
        keys = PartyKeys.from_json(one["keys"])
        introductions.introduce(keys, keys.spoken, one["url"], name=one["name"], by=DEMO)
    CONTACTS.forget()


def _calendar(order: Order) -> dict[str, Any]:
    """Return the calendar that this node proposes for itself: its clock and days off in these years."""
    years = order["years"]
    free = holidays.country_holidays(order["country"], years=years)
    made = calendar_of(home.current().agency, ZoneInfo(order["time_zone"]), years, free)
    return made.model_dump(mode="json")


def _write(order: Order) -> str:
    """Write one entry by an officer, seconded by the supervisor where that is needed; return its id."""
    officer = staff.find(order["officer"])
    opening = order.get("opening")
    intent = Intent(
        order["type"],
        order["body"],
        order["handling"],
        order.get("dossier"),
        Opening(opening["kind"], tuple(opening["parties"]), opening["pact"], exercise=True)
        if opening
        else None,
    )
    try:
        entry = release(officer, intent)
    except Refusal as refusal:
        if refusal.code != "second-officer-needed":
            raise
        entry = release(officer, intent, second=_supervisor())
    return entry.id


def _give_scores(order: Order) -> str:
    """Seal what an officer gives blind; the node keeps it until all have given theirs."""
    scores = tuple((area, dimension, level) for area, dimension, level in order["scores"])
    salt = secrets.token_hex(32)
    return blind.give_scores(staff.find(order["officer"]), order["dossier"], order["entry"], scores, salt).id


def _open_scores(order: Order) -> int:
    """Open what all have given, as the node does by itself when it serves."""
    return blind.open_ready(threading.Event())


def _keep_text(order: Order) -> int:
    """Keep a press text that an officer has pasted, to be read beside its draft."""
    made = PressText.objects.create(
        officer=staff.find(order["officer"]),
        text=order["text"],
        published=date.fromisoformat(order["published"]),
    )
    return int(made.pk)


def _acknowledge(order: Order) -> int:
    """Acknowledge what is held of dossiers; return how many called for it."""
    return acknowledge(order["dossiers"])


def _envelopes(order: Order) -> list[str]:
    """Return what this node sends its public site, as it sends it."""
    publishing.look()
    found = (publishing.document(one.dossier_id, one.entry) for one in Publication.objects.all())
    return [publishing.envelope(payload).decode() for payload in found if payload is not None]


def _name(order: Order) -> None:
    """Name officers on a dossier, as the supervisor does where it has come in."""
    row = DossierRow.objects.get(id=order["dossier"])
    for email in order["officers"]:
        officers.name(staff.find(email), row, _supervisor())


def _request(order: Order) -> str | None:
    """Return the next message for a contact, or None if there is nothing to say."""
    message = turn.request(_peer(order), due=False)
    return None if message is None else _text(message)


def _answer(order: Order) -> str:
    """Take in a contact's message and return the answer."""
    peer = _peer(order)
    return _text(turn.answer(peer, turn.absorb(peer, _message(order))))


def _absorb(order: Order) -> str | None:
    """Take in a contact's answer, keep how far the exchange has come, and return what is to be said next."""
    peer = _peer(order)
    turn.absorb(peer, _message(order))
    turn.arrived(peer.link)
    turn.save(peer.link)
    return _request(order)


def _peer(order: Order) -> Peer:
    return CONTACTS.all()[order["peer"]]


def _message(order: Order) -> protocol.Message:
    return protocol.parse(base64.b64decode(order["message"]))


def _text(message: protocol.Message) -> str:
    return base64.b64encode(protocol.encode(message)).decode()


def _supervisor() -> Officer:
    return next(officer for officer in Officer.objects.all() if "supervisor" in officer.roles)


ORDERS = {
    "officers": _officers,
    "contacts": _contacts,
    "calendar": _calendar,
    "write": _write,
    "give-scores": _give_scores,
    "open-scores": _open_scores,
    "press-text": _keep_text,
    "acknowledge": _acknowledge,
    "envelopes": _envelopes,
    "name": _name,
    "request": _request,
    "answer": _answer,
    "absorb": _absorb,
}
