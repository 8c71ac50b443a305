"""Who joins a dossier and who goes: what an officer decides becomes a common body (LAW-32 to LAW-42).

admit     {agency}            a newcomer, with its keys and the ground that it starts from
accept    {entry}             the admission that an entry proposes, if this node comes to the same ground
leave     {reason}
exclude   {agency, reason}    with the party's last number that counts
"""

import io
from collections.abc import Mapping
from typing import Any

from mithaq.node import blobs, clock
from mithaq.node.arrivals import Batch
from mithaq.node.newcomer import BESIDE
from mithaq.record import bodies
from mithaq.record.dossier import Dossier
from mithaq.record.errors import Refusal
from mithaq.record.keys import PartyKeys
from mithaq.record.stability import speaks

LETS_IN = frozenset({bodies.Admit.type, bodies.Accept.type})
"""Common bodies that open a dossier to another agency: for a supervisor to decide."""

CHANGES = LETS_IN | {bodies.Leave.type, bodies.Exclude.type}
"""Common bodies by which an officer changes who is a party."""

MEDIA_TYPE = "application/zlib"


def completed(
    batch: Batch, dossier: str, type_: str, body: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, PartyKeys]]:
    """Return the whole body of what an officer decided, and who is to read it beside the members.

    Refusal contact-unknown, party-not-in-pact, keys-differ, ground-differs, proposal-unknown, or what the
    record says.
    """
    held = batch.held[dossier].dossier
    match type_:
        case "admit":
            return _admission(batch, dossier, held, str(body.get("agency")))
        case "accept":
            return _acceptance(batch, dossier, held, str(body.get("entry")))
        case "exclude":
            return _exclusion(batch, held, body), {}
        case _:
            return {"reason": body.get("reason")}, {}


def proposed(dossier: Dossier) -> dict[str, str]:
    """Return the admissions that wait for acceptances, by entry the agency; Refusal for who is no member."""
    standing = dossier.past_now("").standing
    found = {entry: one.event.body for entry, one in standing.proposals.items()}
    return {entry: body.agency for entry, body in found.items() if isinstance(body, bodies.Admit)}


def _admission(
    batch: Batch, one: str, held: Dossier, agency: str
) -> tuple[dict[str, Any], dict[str, PartyKeys]]:
    if agency in held.members():
        raise Refusal("already-a-member", {"agency": agency})
    keys = _known(batch, one, agency)
    body, packed = held.admission(keys)
    if body["ground"] is None:
        # It lies in this node's folder before the entry names it, and travels as any attachment.
        body[BESIDE] = blobs.put_blob(io.BytesIO(packed), "ground", MEDIA_TYPE).to_json()
    return body, {agency: keys}


def _acceptance(
    batch: Batch, one: str, held: Dossier, entry: str
) -> tuple[dict[str, Any], dict[str, PartyKeys]]:
    proposal = held.past_now(clock.text(batch.now)).standing.proposals.get(entry)
    if proposal is None or not isinstance(proposal.event.body, bodies.Admit):
        raise Refusal("proposal-unknown", {"entry": entry})
    body, keys = proposal.event.body, proposal.event.keys[0]
    # Each party vouches for whom it lets in: by the keys that it has compared, or that the pact has.
    if keys != _known(batch, one, body.agency):
        raise Refusal("keys-differ", {"agency": body.agency})
    if not held.agrees(entry):
        raise Refusal("ground-differs")
    return {"entry": entry, "hash": body.hash}, {body.agency: keys}


def _exclusion(batch: Batch, held: Dossier, body: Mapping[str, Any]) -> dict[str, Any]:
    agency = str(body.get("agency"))
    past = held.past_now(clock.text(batch.now))
    last = speaks(held.graph, past.standing, agency, past.placed)
    return {"agency": agency, "last": last.seq if last else 0, "reason": body.get("reason")}


def _known(batch: Batch, one: str, agency: str) -> PartyKeys:
    """Return a newcomer's keys as the pact has them; for a pact, as they were compared."""
    pact = batch.row(one).pact
    if pact is not None:
        held = batch.held.get(pact)
        if held is None or agency not in held.dossier.members():
            raise Refusal("party-not-in-pact", {"agency": agency})
        return held.dossier.keys_of(agency)
    if agency not in batch.contacts:
        raise Refusal("contact-unknown", {"agency": agency})
    return batch.contacts[agency]
