"""First contact: another agency is entered with keys that people have compared (`mithaq peer add`)."""

import hmac
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from mithaq.node import audit, bell, home
from mithaq.node.arrivals import KEY_CHANGES, PACT
from mithaq.node.models import Contact, DossierRow, EntryRow
from mithaq.record import bodies, jsonprofile
from mithaq.record.errors import Refusal
from mithaq.record.keys import PartyKeys

MAX_CARD = 16 * 1024
"""Bytes of the file in which an agency's public keys stand."""


def read_card(data: bytes) -> PartyKeys:
    """Return the keys of a card; Refusal json-... or keys-form."""
    return PartyKeys.from_json(jsonprofile.parse(data, most=MAX_CARD))


def introduce(
    keys: PartyKeys, fingerprint: str, url: str, *, name: str = "", telephone: str = "", by: str
) -> Contact:
    """Enter a contact; `fingerprint` is what was compared out of band, spaces and case do not matter.

    A known contact is brought up to date, its keys only by those that it has now. Refusal
    fingerprint-differs, contact-oneself, or contact-known with other keys than these.
    """
    compared = "".join(fingerprint.split()).lower()
    if not hmac.compare_digest(compared.encode(), keys.fingerprint.encode()):
        raise Refusal("fingerprint-differs", {"agency": keys.agency})
    own = home.current()
    if keys.agency == own.agency:
        raise Refusal("contact-oneself")
    with transaction.atomic():
        known = Contact.objects.filter(agency=keys.agency).first()
        values: dict[str, Any] = {"url": url, "name": name, "telephone": telephone, "added_by": by}
        if known is None or PartyKeys.from_json(known.keys) == keys:
            values |= {"keys": keys.to_json(), "fingerprint": keys.fingerprint}
        elif known.fingerprint != keys.fingerprint:
            raise Refusal("contact-known", {"agency": keys.agency})
        # Else it is the card of before: the keys that the contact has taken since stay.
        contact, _ = Contact.objects.update_or_create(agency=keys.agency, defaults=values)
        audit.record("contact-added", who=by, subject=f"{keys.agency} {keys.fingerprint}")
    bell.ring(own.socket)
    return contact


@dataclass(frozen=True, slots=True)
class NewKeys:
    """The keys that a contact has taken since its own were compared, and how they changed."""

    spoken: str
    revoked: bool


def new_keys(contact: Contact) -> NewKeys | None:
    """Return the keys that a contact has taken by an entry in a pact, or None if it has those compared."""
    keys = PartyKeys.from_json(contact.keys)
    if keys.fingerprint == contact.fingerprint:
        return None
    pacts = DossierRow.objects.filter(kind=PACT).values("id")
    changes = EntryRow.objects.filter(dossier_id__in=pacts, author=contact.agency, type__in=KEY_CHANGES)
    last = changes.filter(verdict__isnull=True).order_by("-serial").values_list("type", flat=True).first()
    return NewKeys(keys.spoken, last == bodies.Revoke.type)


def part(agency: str, *, by: str) -> None:
    """Remove a contact; Refusal contact-unknown, or contact-in-use while it is a party of a dossier."""
    contact = Contact.objects.filter(agency=agency).first()
    if contact is None:
        raise Refusal("contact-unknown", {"agency": agency})
    with transaction.atomic():
        if DossierRow.objects.filter(party__agency=agency, party__until="").exists():
            raise Refusal("contact-in-use", {"agency": agency})
        contact.delete()
        audit.record("contact-removed", who=by, subject=agency)
