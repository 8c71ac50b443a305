"""What an agent does in its node; imported when Django is set up. Arguments and results are JSON."""

import hashlib
import io
import json
import time
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db.models import Count

from mithaq.kinds import law
from mithaq.kinds.pact.bodies import Agree
from mithaq.node import (
    audit,
    blobs,
    database,
    delivery,
    dossiers,
    home,
    introductions,
    news,
    parties,
    staff,
    store,
    tokens,
    writing,
)
from mithaq.node.models import (
    Audit,
    AuditNode,
    AuditTree,
    CheckpointRow,
    Contact,
    DossierRow,
    EntryRow,
    Notice,
    WaitingRow,
)
from mithaq.node.release import Intent, Opening, release, release_many
from mithaq.node.sealing import Reference
from mithaq.record import merkle
from mithaq.record.dossier import Dossier
from mithaq.record.entry import Entry
from mithaq.record.errors import Refusal
from mithaq.record.header import parse
from mithaq.record.keys import PartyKeys
from mithaq.record.law import read_plaintext

EMAIL = "liaison@example.test"
HANDLING = {"codes": ["H1"], "purpose": "coordination", "legal_basis": "bilateral-agreement"}


def tables(agency: str) -> None:
    """Make the tables and the officer."""
    database.prepare(agency)
    staff.add(EMAIL, "Exercise Officer", ["liaison", "supervisor"], password=None, by="test")


def card() -> dict[str, str]:
    """Return this node's public keys."""
    return home.current().keys.to_json()


def introduce(card: dict[str, str], url: str) -> None:
    """Enter a contact; its fingerprint counts as compared."""
    keys = PartyKeys.from_json(card)
    introductions.introduce(keys, keys.fingerprint, url, by="test")


def propose(parties: list[str]) -> str:
    """Open a pact with these agencies and this one; return its id."""
    members = (home.current().agency, *parties)
    intent = Intent("agree", Agree.example, opening=Opening("pact", members, exercise=True))
    return release(_officer(), intent).id


def write(dossier: str, type: str, body: dict[str, Any]) -> str:  # noqa: A002 - the entry's own word
    """Release one entry; return its id."""
    return release(_officer(), Intent(type, body, dossier=dossier)).id


def fill(dossier: str, count: int, size: int = 1000, at_once: int = 100) -> list[str]:
    """Release many translations of the opening's name, of this many characters each; return their ids."""
    ids: list[str] = []
    for at in range(0, count, at_once):
        intents = [
            Intent(
                "translate",
                {"entry": dossier, "field": "name", "text": {"language": "de", "text": f"{number:0{size}}"}},
                HANDLING,
                dossier,
            )
            for number in range(at, min(count, at + at_once))
        ]
        made = release_many(_officer(), intents)
        assert all(isinstance(one, Entry) for one in made), made
        ids += [one.id for one in made if isinstance(one, Entry)]
    return ids


def released_at(dossier: str, size: int = 1000) -> tuple[str, float]:
    """Release one entry; return its id and when, by the machine's clock, its release was asked for."""
    began = time.time()
    return fill(dossier, 1, size)[0], began


def arrived_at(entry: str, seconds: float = 20.0) -> float:
    """Wait until an entry is here; return the time at which it was seen."""
    end = time.monotonic() + seconds
    while not EntryRow.objects.filter(entry=entry).exists():
        assert time.monotonic() < end, "it has not come"
        time.sleep(0.0005)
    return time.time()


def entries(dossier: str | None = None) -> list[str]:
    """Return the ids of all entries, or of a dossier's, sorted."""
    rows = EntryRow.objects.filter(dossier_id=dossier) if dossier else EntryRow.objects.all()
    return sorted(rows.values_list("entry", flat=True))


def count() -> int:
    """Return how many entries are here."""
    return EntryRow.objects.count()


def verdicts(dossier: str) -> list[Any]:
    """Return (id, type, author, verdict) in the order of arrival-independent keys."""
    rows = EntryRow.objects.filter(dossier_id=dossier).order_by("depth", "entry")
    return [list(row) for row in rows.values_list("entry", "type", "author", "verdict")]


def types(dossier: str) -> dict[str, int]:
    """Return how many entries of each type a dossier has."""
    rows = (
        EntryRow.objects.filter(dossier_id=dossier).order_by().values_list("type").annotate(Count("serial"))
    )
    return dict(rows)


def held(dossier: str, entry: str) -> dict[str, str]:
    """Return how far an entry has come with each other party."""
    rows = EntryRow.objects.filter(dossier_id=dossier, entry=entry)
    return {one.agency: one.state for one in delivery.of_entries(dossier, rows)[entry]}


def contact(agency: str) -> dict[str, Any]:
    """Return what is remembered of a contact."""
    fields = ("in_cursor", "out_cursor", "epoch", "failures", "last_error", "returned", "log_broken_at")
    row = Contact.objects.values(*fields).get(agency=agency)
    return {**row, "log_broken_at": str(row["log_broken_at"] or "")}


def cosigned() -> list[str]:
    """Return the agencies that have cosigned a checkpoint of this node's log."""
    rows = CheckpointRow.objects.filter(origin=home.current().agency)
    return sorted({agency for row in rows for agency in row.cosignatures})


def waiting() -> int:
    """Return how many entries wait."""
    return WaitingRow.objects.count()


def frames(dossier: str) -> list[str]:
    """Return the frames of a dossier's entries in hex, in the order of arrival."""
    rows = EntryRow.objects.filter(dossier_id=dossier).order_by("serial")
    return [
        Entry(
            row.entry,
            parse(bytes(row.payload)),
            bytes(row.payload),
            bytes(row.signature),
            bytes(row.sealed or b""),
        )
        .encode()
        .hex()
        for row in rows
    ]


def append(frames: list[str], source: str) -> list[list[str | None]]:
    """Put frames through the door as if a contact had offered them; return status and code of each."""
    results = store.append([bytes.fromhex(frame) for frame in frames], source=source)
    return [[one.status, one.refusal.code if one.refusal else None] for one in results]


def restored() -> str:
    """Do what a restore does after it has put the tables back; return the new epoch."""
    for row in DossierRow.objects.all():
        others = [agency for agency in row.members if agency != home.current().agency]
        DossierRow.objects.filter(id=row.id).update(locked_until_returned=others)
    return database.begin_epoch()


def locked(dossier: str) -> list[str]:
    """Return the partners that have not yet returned our own entries."""
    return list(DossierRow.objects.values_list("locked_until_returned", flat=True).get(id=dossier))


def attach(dossier: str, data: str) -> dict[str, Any]:
    """Attach these bytes (hex) to an entry; return the reference."""
    reference = blobs.put_blob(io.BytesIO(bytes.fromhex(data)), "exercise.bin", "application/octet-stream")
    text = {"language": "de", "text": "Übung: mit Anlage"}
    body = {"entry": dossier, "field": "name", "text": text, "attachment": reference.to_json()}
    release(_officer(), Intent("translate", body, HANDLING, dossier))
    return reference.to_json()


def opened(reference: dict[str, Any]) -> str | None:
    """Return the bytes (hex) of an attachment, or None if it is not here yet."""
    found = Reference.read(reference)
    assert found is not None
    return b"".join(blobs.open_blob(found)).hex() if blobs.is_here(found.sha256) else None


def rewrite_log() -> None:
    """Do what an administrator with the database in hand might: change the audit log and its tree."""
    frontier = merkle.Frontier()
    for row in Audit.objects.order_by("number"):
        row.who = "nobody"
        row.leaf = merkle.leaf_hash(audit.leaf_of(row)).hex()
        row.save()
        frontier, _ = frontier.extend([bytes.fromhex(row.leaf)])
    AuditNode.objects.all().delete()
    AuditTree.objects.update(size=frontier.size, edge=b"".join(frontier.hashes))
    CheckpointRow.objects.filter(origin=home.current().agency).delete()


def refused(dossier: str, type: str, body: dict[str, Any]) -> str:  # noqa: A002 - the entry's own word
    """Try to release an entry; return the code of the refusal."""
    try:
        write(dossier, type, body)
    except Refusal as refusal:
        return refusal.code
    raise AssertionError("it was not refused")


def token() -> str:
    """Return a key to the API for the officer."""
    return tokens.issue(_officer(), "exercise", ["read", "write", "release"], by="test")


def state(dossier: str) -> str:
    """Return one hash of what a dossier comes to here: folded state, members, order and every verdict.

    AssertionError if what is stored of it is not what folding all its entries from the first gives.
    """
    with dossiers.reading(dossier) as held:
        assert held is not None, "it is not here"
        mine, here = _summary(held), set(held.order)
        stored = dict(EntryRow.objects.filter(dossier_id=dossier).values_list("entry", "verdict"))
        for entry in held.order:
            said = writing.spoken(held.verdict(entry))
            assert stored[entry] == (json.loads(said) if said else None), (entry, stored[entry], said)
    fresh = Dossier.begin(law, home.current().agency)
    for row in EntryRow.objects.filter(dossier_id=dossier).order_by("serial"):
        if row.entry not in here:  # it has come since
            continue
        header = parse(bytes(row.payload))
        placed = fresh.place_header(row.entry, header)
        body = None if row.body is None else bytes(row.body)
        fresh.put(placed, read_plaintext(placed, body, acknowledgement=header.commitment is None))
    assert _summary(fresh) == mine, "it is folded otherwise from the first entry on"
    return hashlib.sha256(mine.encode()).hexdigest()


def _summary(held: Dossier) -> str:
    folded = held.fold()
    kind = law(held.kind, held.rules)
    assert kind is not None
    verdicts = [
        [entry, verdict.stable, verdict.gone, verdict.awaiting, writing.spoken(verdict)]
        for entry, verdict in ((entry, folded.verdicts[entry]) for entry in held.order)
    ]
    return json.dumps([kind.dump(folded.state).decode(), folded.members, verdicts])


def add_officer(email: str) -> None:
    """Enter a second supervisor."""
    staff.add(email, "Second Exercise Officer", ["supervisor"], password=None, by="test")


def account(dossier: str) -> str:
    """Return what a dossier comes to here: state, members, order and refusals, the same for a newcomer."""
    with dossiers.reading(dossier) as held:
        if held is None:
            return ""
        folded = held.fold()
        kind = law(held.kind, held.rules)
        assert kind is not None
        refused = {
            one: str(folded.verdicts[one].refusal) for one in held.order if folded.verdicts[one].refusal
        }
        return json.dumps([kind.dump(folded.state).decode(), folded.members, held.order, refused])


def members(dossier: str) -> list[str]:
    """Return the parties of a dossier by what is held here; none, if it is not here."""
    return list(DossierRow.objects.filter(id=dossier).values_list("members", flat=True).first() or ())


def proposed(dossier: str) -> dict[str, str]:
    """Return the admissions that wait for acceptances, by entry the agency."""
    with dossiers.reading(dossier) as held:
        return parties.proposed(held) if held else {}


def readable(dossier: str) -> dict[str, str]:
    """Return by entry with a body that is here its type, "unopened" where the body is not."""
    rows = EntryRow.objects.filter(dossier_id=dossier).exclude(type="acknowledgement")
    return dict(rows.values_list("entry", "type"))


def is_stable(dossier: str, entry: str) -> bool:
    """Return whether every party is known here to hold an entry."""
    with dossiers.reading(dossier) as held:
        return held is not None and entry in held.graph.nodes and held.stable(entry)


def ask(pact: str, parties: list[str], body: dict[str, Any]) -> str:
    """Open a request under a pact; return its id."""
    opening = Opening("request", (home.current().agency, *parties), pact, exercise=True)
    return release(_officer(), Intent("ask", body, HANDLING, opening=opening)).id


def inform(dossier: str, body: dict[str, Any]) -> str:
    """Release an information in a request; return its id."""
    return release(_officer(), Intent("inform", body, HANDLING, dossier)).id


def rival_numbers(dossier: str) -> int:
    """Return how many forks have come to light in a dossier."""
    with dossiers.reading(dossier) as held:
        return len(held.forks()) if held else 0


def doubtful(dossier: str) -> list[str]:
    """Return the entries whose time disagreed with this node's clock."""
    return sorted(
        EntryRow.objects.filter(dossier_id=dossier, doubtful_time=True).values_list("entry", flat=True)
    )


def newest() -> int:
    """Return the serial of the newest entry."""
    return EntryRow.objects.order_by("-serial").values_list("serial", flat=True)[0]


def waiting_of(source: str) -> tuple[int, int]:
    """Return how many entries of a contact wait, and their bytes."""
    sizes = WaitingRow.objects.filter(source=source).values_list("size", flat=True)
    return len(sizes), sum(sizes)


def session() -> list[str]:
    """Sign the officer in; return the name of the cookie and the session's key."""
    officer = _officer()
    made = SessionStore()
    made[SESSION_KEY] = str(officer.pk)
    made[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    made[HASH_SESSION_KEY] = officer.get_session_auth_hash()
    made.create()
    return [settings.SESSION_COOKIE_NAME, str(made.session_key)]


def end_session(key: str) -> None:
    """Sign the officer out."""
    SessionStore(key).delete()


def new_password() -> None:
    """Give the officer another password, which ends what was signed in by the one before."""
    officer = _officer()
    officer.set_password("another exercise of a node")
    officer.save()


def tell(what: str) -> None:
    """Let the officer know of something."""
    news.tell(_officer(), what)


def notices() -> list[list[Any]]:
    """Return what the officer was told: what, and how often."""
    return [list(row) for row in Notice.objects.order_by("id").values_list("what", "count")]


def _officer() -> Any:
    return staff.find(EMAIL)


def unopened() -> int:
    """Return how many entries with a body this node could not open."""
    return EntryRow.objects.filter(type="unopened").count()
