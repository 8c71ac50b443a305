"""Agencies that hold a dossier each and exchange real entries: signed, sealed, placed and folded."""

from typing import Any

from mithaq.kinds import Kind, law
from mithaq.kinds.deadlines import later
from mithaq.kinds.diagram import CONDITIONS, TERMS, example
from mithaq.record import jsonprofile
from mithaq.record.dossier import Dossier
from mithaq.record.entry import Draft, Entry, check_signature, decode, open_body, write
from mithaq.record.law import Folded, read_plaintext
from record.cast import OPENING, SEALING, SIGNING, keys, seed

NINE = "2030-01-07T09:00:00.000Z"
CAST = ("de.bundespolizei", "es.policia", "ma.dgsn")


class Agency:
    """One agency with its dossier and what it has not yet passed on."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.dossier = Dossier.begin(law, name)
        self.held: list[bytes] = []
        self.written = 0

    def take(self, frame: bytes) -> None:
        """Take one frame as a door does: form, signature, place, body."""
        if frame in self.held:
            return
        entry = decode(frame)
        author = SIGNING[entry.header.author].public
        public = self.dossier.key_for(entry.header.key, entry.header.author) if self.dossier.id else author
        assert public is not None
        check_signature(entry, public)
        placed = self.dossier.place(entry)
        silent = entry.header.sealed is None
        plaintext = None if silent else open_body(entry, self.name, OPENING[self.name])
        self.dossier.put(placed, read_plaintext(placed, plaintext, acknowledgement=silent))
        self.held.append(frame)

    def write(self, type_: str, body: Any, minute: int = 0, handling: Any = CONDITIONS) -> str:
        """Write an entry of any type here; return its id."""
        plaintext = {
            "salt": seed(f"{self.name}{self.written}").hex()[:32],
            "type": type_,
            "handling": handling,
        }
        return self._sign(jsonprofile.dump({**plaintext, "body": body}), minute).id

    def say(self, type_: str, minute: int = 0, handling: Any = CONDITIONS, **changes: Any) -> str:
        """Write a body of the dossier's kind from its example; return the entry's id."""
        model = self.kind.table[type_].body
        return self.write(
            type_, {**example(model, self.folded().state, self.name), **changes}, minute, handling
        )

    def acknowledge(self, minute: int = 0) -> None:
        """Write an acknowledgement."""
        self._sign(None, minute)

    def _sign(self, plaintext: bytes | None, minute: int) -> Entry:
        seq, parents = self.dossier.draft_parents() if self.dossier.id else (1, ())
        members = self.dossier.members() if self.dossier.id else CAST
        moment = later(NINE, minute * 60_000)
        self.written += 1
        draft = Draft(
            self.dossier.id or None, self.name, seq, parents, moment, members if plaintext else (), ""
        )
        label = f"{self.name} {self.written}"
        entry = write(
            draft,
            plaintext,
            SIGNING[self.name],
            SEALING,
            content_key=seed(f"content {label}"),
            nonce=seed(f"nonce {label}")[:12],
        )
        self.take(entry.encode())
        return entry

    def folded(self) -> Folded:
        return self.dossier.fold()

    @property
    def kind(self) -> Kind[Any]:
        found = law(self.dossier.kind, 1)
        assert found is not None
        return found

    def verdict(self, entry: str) -> str:
        """Return the code of an entry's refusal, "" if it has effect."""
        refusal = self.folded().verdicts[entry].refusal
        return refusal.code if refusal else ""


def exchange(*agencies: Agency) -> None:
    """Bring agencies up to date with each other, twice each way, parents first."""
    for _ in range(2):
        for one in agencies:
            for other in agencies:
                for frame in list(one.held):
                    other.take(frame)


def opening(kind: Kind[Any], type_: str = "", **changes: Any) -> Any:
    """Return the body of an opening by ma.dgsn."""
    model = kind.opening(type_ or kind.opens[0].type)
    assert model is not None
    return {
        "kind": kind.name,
        "rules": kind.version,
        "pact": None,
        "parties": [keys(agency).to_json() for agency in CAST],
        "terms": TERMS if kind.under_terms else {},
        "exercise": True,
        "body": {"type": model.type, **model.example, **changes},
    }


def begin(kind: Kind[Any], type_: str = "", **changes: Any) -> tuple[Agency, Agency, Agency]:
    """Return Rabat, Madrid and Potsdam, who hold the opening that Rabat wrote."""
    potsdam, madrid, rabat = (Agency(name) for name in CAST)
    rabat.write("open", opening(kind, type_, **changes))
    exchange(rabat, madrid, potsdam)
    return rabat, madrid, potsdam
