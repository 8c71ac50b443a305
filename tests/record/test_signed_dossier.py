"""A dossier whose entries are signed and sealed for real, from the bytes to the state."""

import pytest

from mithaq.record import jsonprofile
from mithaq.record.dossier import Dossier
from mithaq.record.entry import Draft, Entry, check_signature, decode, open_body, write
from mithaq.record.errors import Refusal
from mithaq.record.law import read_plaintext
from record import cast
from record.world import laws

MA, ES, DE = "ma.dgsn", "es.policia", "de.bundespolizei"


def _write(author: str, dossier: Dossier, type_: str | None, body: dict[str, object] | None = None) -> Entry:
    seq, parents = dossier.draft_parents() if dossier.id else (1, ())
    plaintext = None
    if type_ is not None:
        plaintext = jsonprofile.dump({"salt": "0" * 32, "type": type_, "handling": None, "body": body})
    to = cast.AGENCIES if type_ is not None else ()
    draft = Draft(dossier.id or None, author, seq, parents, "2030-06-08T18:00:00.000Z", to, "")
    return write(
        draft,
        plaintext,
        cast.SIGNING[author],
        cast.SEALING,
        content_key=cast.seed("content"),
        nonce=cast.seed("nonce")[:12],
    )


def _receive(agency: str, dossier: Dossier, frame: bytes) -> None:
    entry = decode(frame)
    public = dossier.key_for(entry.header.key, entry.header.author) if dossier.id else cast.SIGNING[MA].public
    assert public is not None
    check_signature(entry, public)
    placed = dossier.place(entry)
    acknowledgement = entry.header.commitment is None
    plaintext = None if acknowledgement else open_body(entry, agency, cast.OPENING[agency])
    dossier.put(placed, read_plaintext(placed, plaintext, acknowledgement=acknowledgement))


def test_three_agencies_come_to_one_state_from_frames_alone() -> None:
    dossiers = {agency: Dossier.begin(laws, agency) for agency in cast.AGENCIES}
    opening = {
        "kind": "tally",
        "rules": 1,
        "pact": {"id": "0" * 64, "at": "1" * 64},
        "parties": [cast.keys(agency).to_json() for agency in cast.AGENCIES],
        "terms": {},
        "exercise": True,
        "body": {},
    }
    says: list[tuple[str, str | None, dict[str, object] | None]] = [
        (MA, "open", opening),
        (MA, "add", {"amount": 7}),
        (ES, "take", {"amount": 3}),
        (DE, None, None),
        (MA, None, None),
    ]
    for author, type_, body in says:
        frame = _write(author, dossiers[author], type_, body).encode()
        for agency, dossier in dossiers.items():
            _receive(agency, dossier, frame)
    for dossier in dossiers.values():
        folded = dossier.fold()
        assert folded.state.total == 4
        assert dossier.stable_through >= 1
        assert not dossier.incomplete
        assert dossier.pact == {"id": "0" * 64, "at": "1" * 64}
        assert {author: dossier.keys_of(author) for author in cast.AGENCIES} == {
            author: cast.keys(author) for author in cast.AGENCIES
        }


def test_a_forged_author_is_found_before_the_door() -> None:
    dossier = Dossier.begin(laws, MA)
    forged = _write(MA, dossier, "open", {})
    with pytest.raises(Refusal, match="key-differs"):
        check_signature(forged, cast.SIGNING[ES].public)
