"""An officer's words become a signed and sealed entry: the node's half of what `record.entry` writes."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mithaq.kinds import kind
from mithaq.node import clock, parties
from mithaq.node.arrivals import PACT, Batch
from mithaq.node.dossiers import Held
from mithaq.node.incoming import Arrival
from mithaq.node.models import DossierRow
from mithaq.record import jsonprofile
from mithaq.record.dossier import Dossier
from mithaq.record.entry import Draft, write
from mithaq.record.errors import Refusal
from mithaq.record.keys import PartyKeys, SigningKey, key_id
from mithaq.record.limits import CONTENT_KEY_LENGTH, NONCE_LENGTH

SALT_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Opening:
    """What a new dossier is: its kind, its parties (this agency among them), and the pact it is under."""

    kind: str
    parties: tuple[str, ...]
    pact: str | None = None
    exercise: bool = False


@dataclass(frozen=True, slots=True)
class Intent:
    """What an officer wants to write: in a dossier, or as the opening of a new one.

    `type` and `body` are the kind's own; of an opening, those of its inner body.
    """

    type: str
    body: Mapping[str, Any]
    handling: Mapping[str, Any] | None = None
    dossier: str | None = None
    opening: Opening | None = None


def compose(batch: Batch, intent: Intent, signer: SigningKey | None = None) -> Arrival:
    """Return the entry, signed and sealed under the batch's lock; Refusal for unknown parties or keys.

    It is signed with this agency's key in that dossier, unless by another: the recovery key.
    """
    if intent.opening is not None:
        return _compose_opening(batch, intent, intent.opening)
    held = batch.held.get(intent.dossier or "")
    if held is None or intent.dossier is None:
        raise Refusal("dossier-unknown")
    dossier = held.dossier
    members = dossier.members()
    if batch.home.agency not in members:
        raise Refusal("not-a-member", {"agency": batch.home.agency})
    readers = {agency: dossier.keys_of(agency) for agency in members}
    body = intent.body
    if intent.type in parties.CHANGES:
        body, newcomers = parties.completed(batch, intent.dossier, intent.type, body)
        readers |= newcomers
    seq, parents = dossier.draft_parents()
    return _write(
        batch,
        intent.dossier,
        (seq, tuple(parents)),
        readers,
        {"type": intent.type, "handling": intent.handling, "body": body},
        signer or signer_in(batch, dossier),
    )


def acknowledgement(batch: Batch, dossier: str) -> Arrival:
    """Return an entry without a body, that covers all that is held here of the dossier."""
    held = batch.held[dossier].dossier
    seq, parents = held.draft_parents()
    return _write(batch, dossier, (seq, tuple(parents)), {}, None, signer_in(batch, held))


def signer_in(batch: Batch, dossier: Dossier) -> SigningKey:
    """Return the key that a dossier knows this agency by; Refusal own-key-unusable if it cannot sign with it.

    After a change of keys that is the new one only behind the entry there that says so.
    """
    found = batch.home.keyring.signer_for(key_id(dossier.keys_of(batch.home.agency).sign))
    if found is None:
        raise Refusal("own-key-unusable")
    return found


def may_sign(batch: Batch, dossier: Dossier) -> bool:
    """Return whether this node can sign in a dossier of which its agency is a member."""
    key = key_id(dossier.keys_of(batch.home.agency).sign)
    return batch.home.keyring.signer_for(key) is not None


def _compose_opening(batch: Batch, intent: Intent, opening: Opening) -> Arrival:
    if batch.home.agency not in opening.parties:
        raise Refusal("not-a-member", {"agency": batch.home.agency})
    pact = batch.held.get(opening.pact or "")
    keys = {agency: _keys(batch, agency, pact) for agency in sorted(opening.parties)}
    body = {
        "kind": opening.kind,
        "rules": kind(opening.kind).version,
        "pact": _pact_reference(opening, pact),
        "parties": [one.to_json() for one in keys.values()],
        "terms": _terms(pact),
        "exercise": opening.exercise,
        "body": {"type": intent.type, **intent.body},
    }
    content = {"type": "open", "handling": intent.handling, "body": body}
    return _write(batch, None, (1, ()), keys, content, batch.home.signer)


def _write(
    batch: Batch,
    dossier: str | None,
    place: tuple[int, tuple[str, ...]],
    keys: Mapping[str, PartyKeys],
    content: Mapping[str, Any] | None,
    signer: SigningKey,
) -> Arrival:
    handling = (content or {}).get("handling") or {}
    draft = Draft(
        dossier=dossier,
        author=batch.home.agency,
        seq=place[0],
        parents=place[1],
        time=clock.text(batch.now),
        to=tuple(sorted(keys)),
        handling="+".join(sorted(handling.get("codes", ()))),
    )
    # One question for all that is random: each is a call of the system.
    random = secrets.token_bytes(SALT_LENGTH + CONTENT_KEY_LENGTH + NONCE_LENGTH)
    salt, secret = random[:SALT_LENGTH], random[SALT_LENGTH:]
    plaintext = None if content is None else jsonprofile.dump({"salt": salt.hex(), **content})
    entry = write(
        draft,
        plaintext,
        signer,
        {agency: one.seal for agency, one in keys.items()},
        content_key=secret[:CONTENT_KEY_LENGTH],
        nonce=secret[CONTENT_KEY_LENGTH:],
    )
    return Arrival(entry.encode(), entry=entry, plaintext=plaintext, verified=True)


def _keys(batch: Batch, agency: str, pact: Held | None) -> PartyKeys:
    """Return an agency's keys: our own, as the pact has them, or as they were compared."""
    if agency == batch.home.agency:
        return batch.home.keys
    if pact is not None:
        if agency not in pact.dossier.members():
            raise Refusal("party-not-in-pact", {"agency": agency})
        return pact.dossier.keys_of(agency)
    if agency not in batch.contacts:
        raise Refusal("contact-unknown", {"agency": agency})
    return batch.contacts[agency]


def _pact_reference(opening: Opening, pact: Held | None) -> dict[str, str] | None:
    if opening.kind == PACT:
        return None
    if opening.pact is None:
        if len(opening.parties) > 1:
            raise Refusal("pact-absent", {"kind": opening.kind})
        return None
    row = DossierRow.objects.filter(id=opening.pact, kind=PACT).first()
    if row is None or pact is None:
        raise Refusal("dossier-unknown")
    return {"id": opening.pact, "at": row.stable_entry or opening.pact}


def _terms(pact: Held | None) -> dict[str, Any]:
    """Return the terms that the pact has in force now; Refusal pact-not-in-force."""
    if pact is None:
        return {}
    state = pact.dossier.fold().state
    if state is None or kind(PACT).stage(state) != "in-force":
        raise Refusal("pact-not-in-force")
    terms: dict[str, Any] = state.agreed.model_dump(mode="json")
    return terms
