"""The other agencies, without a node: pure writers and readers of the record, in this process."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from mithaq.kinds import kind, law
from mithaq.node import clock
from mithaq.node.models import Contact, Officer
from mithaq.record import jsonprofile
from mithaq.record.dossier import Dossier
from mithaq.record.entry import Draft, Entry, decode, open_body, write
from mithaq.record.keys import OpeningKey, PartyKeys, SigningKey
from mithaq.record.law import read_plaintext

TERMS = {
    "areas": ["drugs", "terrorism"],
    "purposes": ["prevention", "investigation", "coordination"],
    "kinds": ["programme", "request"],
    "handling": ["H0", "H1", "H2", "H3"],
    "tlp": "TLP:AMBER",
    "retention_months": 36,
    "legal_basis": "bilateral-agreement",
}
HANDLING = {"codes": ["H1"], "purpose": "investigation", "legal_basis": "pact"}


def words(text: str) -> dict[str, str]:
    """Return a free text in English."""
    return {"language": "en", "text": f"Exercise: {text}"}


AGREE = {"name": words("a pact"), "terms": TERMS}
ASK = {
    "asked": ["es.policia"],
    "question": words("where did this container go?"),
    "area": "drugs",
    "purpose": "investigation",
    "legal_basis": "pact",
    "urgency": "routine",
    "circumstances": words("a container was seen."),
    "offence": words("illicit traffic in drugs."),
    "why_here": words("the ship calls there."),
    "necessity": words("no milder means."),
    "subjects": [{"person": False, "identifiers": [{"type": "container", "value": "CSQU3054383"}]}],
}
INFORM = {"text": words("a second container left."), "area": "drugs", "purpose": "investigation"}


def seed(label: str) -> bytes:
    """Return 32 bytes that are the same in every run."""
    return hashlib.sha256(label.encode()).digest()


class Partner:
    """One agency with real keys, that holds what it was given and writes what it is told."""

    def __init__(self, agency: str) -> None:
        self.agency = agency
        self.signer = SigningKey.from_seed(seed(f"{agency} sign"))
        self.opener = OpeningKey.from_seed(seed(f"{agency} seal"))
        recovery = SigningKey.from_seed(seed(f"{agency} recovery"))
        self.keys = PartyKeys(agency, self.signer.public, self.opener.public, recovery.public)
        self.dossiers: dict[str, Dossier] = {}
        self.frames: list[bytes] = []
        self._drawn = 0
        self.now = datetime.now(UTC) - timedelta(seconds=2)

    def become_contact(self) -> Contact:
        """Let the node know this agency, as `mithaq peer add` does."""
        return Contact.objects.create(
            agency=self.agency,
            url="http://127.0.0.1:1",
            keys=self.keys.to_json(),
            fingerprint=self.keys.fingerprint,
        )

    # ------------------------------------------------------------------ writing

    def open(
        self,
        others: Iterable[PartyKeys],
        kind_name: str,
        body: Mapping[str, Any],
        *,
        pact: str | None = None,
        handling: Mapping[str, Any] | None = None,
        terms: Mapping[str, Any] = TERMS,
    ) -> Entry:
        """Open a dossier with others and hold it."""
        parties = sorted((self.keys, *others), key=lambda keys: keys.agency)
        common = {
            "kind": kind_name,
            "rules": kind(kind_name).version,
            "pact": {"id": pact, "at": pact} if pact else None,
            "parties": [keys.to_json() for keys in parties],
            "terms": terms if pact else {},
            "exercise": True,
            "body": body,
        }
        entry = self.sign(None, 1, (), {keys.agency: keys.seal for keys in parties}, "open", common, handling)
        self.take([entry.encode()])
        return entry

    def write(
        self, dossier: str, type_: str, body: Mapping[str, Any], handling: Mapping[str, Any] | None = None
    ) -> Entry:
        """Write the next entry of a dossier and hold it."""
        held = self.dossiers[dossier]
        seq, parents = held.draft_parents()
        seals = {agency: held.keys_of(agency).seal for agency in held.members()}
        entry = self.sign(dossier, seq, tuple(parents), seals, type_, body, handling)
        self.take([entry.encode()])
        return entry

    def acknowledge(self, dossier: str) -> Entry:
        """Acknowledge all that is held of a dossier."""
        seq, parents = self.dossiers[dossier].draft_parents()
        entry = self.sign(dossier, seq, tuple(parents), {}, None, {}, None)
        self.take([entry.encode()])
        return entry

    def sign(
        self,
        dossier: str | None,
        seq: int,
        parents: tuple[str, ...],
        seals: Mapping[str, bytes],
        type_: str | None,
        body: Mapping[str, Any],
        handling: Mapping[str, Any] | None,
        *,
        time: str = "",
    ) -> Entry:
        """Return any entry, sound or not; nothing is held."""
        self._drawn += 1
        self.now += timedelta(milliseconds=1)
        codes = (handling or {}).get("codes")
        codes = [one for one in codes if isinstance(one, str)] if isinstance(codes, list) else []
        draft = Draft(
            dossier=dossier,
            author=self.agency,
            seq=seq,
            parents=parents,
            time=time or clock.text(self.now),
            to=tuple(sorted(seals)),
            handling="+".join(one for one in codes if one in {"H0", "H1", "H2", "H3"}),
        )
        label = f"{self.agency} {self._drawn} {datetime.now(UTC)}"
        plaintext = None
        if type_ is not None:
            salt = seed(label)[:16].hex()
            plaintext = jsonprofile.dump({"salt": salt, "type": type_, "handling": handling, "body": body})
        return write(
            draft, plaintext, self.signer, seals, content_key=seed(label), nonce=seed(label + "nonce")[:12]
        )

    # ------------------------------------------------------------------ reading

    def take(self, frames: Iterable[bytes]) -> None:
        """Hold entries that are in order."""
        for frame in frames:
            entry = decode(frame)
            one = entry.dossier_id
            held = self.dossiers.get(one) or self.dossiers.setdefault(one, Dossier.begin(law, self.agency))
            placed = held.place(entry)
            plaintext = open_body(entry, self.agency, self.opener) if entry.header.commitment else None
            held.put(
                placed, read_plaintext(placed, plaintext, acknowledgement=entry.header.commitment is None)
            )
            held.fold()
            self.frames.append(frame)


def officer(name: str, *roles: str) -> Officer:
    """Return an officer of the node."""
    email = f"{name.lower()}@ma.example"
    made: Officer = Officer.objects.create_user(email, "pass", name=name, roles=list(roles))
    return made
