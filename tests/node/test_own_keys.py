"""This agency changes its keys: nothing is lost, partners follow, and a thief is left behind."""

import base64
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from mithaq.kinds import law
from mithaq.node import audit, backup, clock, dossiers, home, keyring, ownkeys, release, store
from mithaq.node.composing import Intent, Opening
from mithaq.node.home import Home
from mithaq.node.models import DossierRow, EntryRow, Officer
from mithaq.node.resealing import whole
from mithaq.record import bodies, jsonprofile
from mithaq.record.dossier import Dossier
from mithaq.record.entry import Entry, check_signature, decode
from mithaq.record.errors import Refusal
from mithaq.record.keys import SigningKey, key_id
from partners import AGREE, ASK, HANDLING, INFORM, Partner


@pytest.fixture
def own(node: Home, tmp_path: Path, settings: Settings) -> Home:
    """The node of Rabat in a folder of its own, so that its keys may be changed."""
    folder = tmp_path / "own"
    shutil.copytree(node.folder, folder, ignore=shutil.ignore_patterns("*.sock"))
    settings.MITHAQ_HOME = str(folder)
    return home.current()


@pytest.fixture
def pact(own: Home, madrid: Partner, salma: Officer) -> Entry:
    """A pact in force between Rabat and Madrid."""
    opening = Opening("pact", ("es.policia", "ma.dgsn"), exercise=True)
    made = release.release(salma, Intent("agree", AGREE, opening=opening))
    pass_on(madrid)
    send(madrid, madrid.write(made.id, "sign", {}))
    return made


@pytest.fixture
def request_(pact: Entry, madrid: Partner, salma: Officer) -> Entry:
    """A request of Rabat's under it, which Madrid holds."""
    made = ask(salma, pact)
    pass_on(madrid)
    return made


def ask(officer: Officer, pact: Entry) -> Entry:
    opening = Opening("request", ("es.policia", "ma.dgsn"), pact=pact.id)
    return release.release(officer, Intent("ask", ASK, HANDLING, opening=opening))


def inform(officer: Officer, dossier: str) -> Entry:
    return release.release(officer, Intent("inform", INFORM, HANDLING, dossier))


def pass_on(madrid: Partner) -> list[Entry]:
    """Give Madrid what it lacks, each entry verified by the key that its dossier has for the author."""
    had = {decode(frame).id for frame in madrid.frames}
    given = []
    for row in EntryRow.objects.order_by("serial"):
        if row.entry in had:
            continue
        entry = whole(row)
        held = madrid.dossiers.get(entry.dossier_id)
        public = held.key_for(entry.header.key, entry.header.author) if held else None
        if public is not None:
            check_signature(entry, public)
        assert public is not None or entry.header.dossier is None
        madrid.take([entry.encode()])
        given.append(entry)
    return given


def send(madrid: Partner, *entries: Entry) -> list[str]:
    """Let the node take in what Madrid wrote; return each one's status."""
    results = store.append([entry.encode() for entry in entries], source=madrid.agency)
    return [str(result.refusal) if result.refusal else result.status for result in results]


def refusal_of(entry: Entry) -> str | None:
    verdict = EntryRow.objects.get(entry=entry.id).verdict
    return verdict["refusal"][0] if verdict and verdict["refusal"] else None


def known_as(dossier: str) -> str:
    """Return the id of the key by which a dossier knows Rabat here."""
    with dossiers.reading(dossier) as held:
        assert held is not None
        return key_id(held.keys_of("ma.dgsn").sign)


def recovery_of(own: Home) -> SigningKey:
    return ownkeys.read_recovery_key((own.folder / "recovery" / "recovery.key").read_text())


# ---------------------------------------------------------------- rotation


def test_new_keys_are_announced_in_every_dossier_and_used_from_then_on(
    own: Home, pact: Entry, request_: Entry, madrid: Partner, salma: Officer
) -> None:
    change = ownkeys.rotate(by="test", why="yearly")
    assert (set(change.written), change.left, change.lost) == ({pact.id, request_.id}, (), 0)
    assert change.written[0] == pact.id
    assert not change.resumed
    now = home.current()
    assert (now.keys, now.signer.public) == (change.keys, change.keys.sign)
    assert change.keys.recovery == own.keys.recovery
    assert not {change.keys.sign, change.keys.seal} & {own.keys.sign, own.keys.seal}
    for row in EntryRow.objects.filter(type="keys"):
        assert whole(row).header.key == own.signer.id
    after = inform(salma, request_.id)
    assert after.header.key == now.signer.id
    pass_on(madrid)
    assert madrid.dossiers[request_.id].keys_of("ma.dgsn") == change.keys
    assert madrid.dossiers[request_.id].verdict(after.id).refusal is None
    opened = ask(salma, pact)
    assert opened.header.key == now.signer.id
    assert EntryRow.objects.exclude(verdict=None).count() == 0
    assert audit.verify()


def test_what_was_sealed_to_an_old_key_is_still_opened(
    own: Home, pact: Entry, request_: Entry, madrid: Partner, salma: Officer
) -> None:
    before = madrid.write(request_.id, "inform", INFORM, HANDLING)
    ownkeys.rotate(by="test")
    pass_on(madrid)
    after = madrid.write(request_.id, "inform", INFORM, HANDLING)
    assert send(madrid, before, after) == ["new", "new"]
    for entry in (before, after):
        assert EntryRow.objects.get(entry=entry.id).type == "inform"
    ownkeys.rotate(by="test")
    assert len(home.current().openers) == 3


def test_a_rotation_that_was_cut_goes_on(
    own: Home, pact: Entry, request_: Entry, madrid: Partner, salma: Officer
) -> None:
    keys = keyring.renew(own.folder / "keys", revoked=False)
    assert home.current().keys == keys
    # Not announced: the old key goes on signing, and everything goes on.
    assert inform(salma, request_.id).header.key == own.signer.id
    change = ownkeys.rotate(by="test")
    assert (change.resumed, change.keys, len(change.written)) == (True, keys, 2)
    assert inform(salma, request_.id).header.key == key_id(keys.sign)
    again = ownkeys.rotate(by="test")
    assert not again.resumed
    assert again.keys != keys


def test_the_node_itself_ends_a_rotation_that_was_cut(own: Home, pact: Entry, request_: Entry) -> None:
    keys = keyring.renew(own.folder / "keys", revoked=False)
    ownkeys.follow_all()
    assert {known_as(pact.id), known_as(request_.id)} == {key_id(keys.sign)}
    ownkeys.follow_all()
    assert EntryRow.objects.filter(type="keys").count() == 2


@pytest.mark.parametrize("cut", ["sign-0002.key", "open-0002.key", "former.json", "parties.json"])
def test_a_change_that_is_cut_in_the_folder_has_not_happened(
    own: Home, pact: Entry, salma: Officer, monkeypatch: pytest.MonkeyPatch, cut: str
) -> None:
    write = keyring.write_private

    def fail(path: Path, text: str) -> None:
        if path.name == cut:
            raise OSError("cut")
        write(path, text)

    monkeypatch.setattr(keyring, "write_private", fail)
    with pytest.raises(OSError, match="cut"):
        ownkeys.rotate(by="test")
    again = home.load(own.folder)
    assert (again.keys, again.signer.id, again.former) == (own.keys, own.signer.id, ())
    monkeypatch.undo()
    change = ownkeys.rotate(by="test")
    files = [path for path in (own.folder / "keys").iterdir() if path.suffix in {".key", ".json"}]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert home.load(own.folder).keys == change.keys
    assert [one.keys for one in home.load(own.folder).former] == [own.keys]
    assert own.openers[0].id in {one.id for one in home.load(own.folder).openers}


def test_a_partner_that_did_not_know_opens_with_the_old_keys_and_is_told(
    own: Home, pact: Entry, madrid: Partner, salma: Officer
) -> None:
    ownkeys.rotate(by="test")
    body = {"type": "ask", **ASK, "asked": ["ma.dgsn"]}
    opened = madrid.open([own.keys], "request", body, pact=pact.id, handling=HANDLING)
    assert send(madrid, opened) == ["new"]
    assert known_as(opened.id) == own.signer.id
    ownkeys.follow([opened.id])
    assert known_as(opened.id) == home.current().signer.id
    assert pass_on(madrid)[-1].header.key == own.signer.id


def test_who_shares_no_pact_has_to_compare_again(own: Home, pact: Entry) -> None:
    Partner("de.bundespolizei").become_contact()
    assert ownkeys.rotate(by="test").apart == ("de.bundespolizei",)


def test_a_dossier_that_waits_for_returns_is_told_later(own: Home, pact: Entry, request_: Entry) -> None:
    DossierRow.objects.filter(id=request_.id).update(locked_until_returned=["es.policia"])
    change = ownkeys.rotate(by="test")
    assert (change.written, change.left) == ((pact.id,), (request_.id,))
    store.returned("es.policia")
    change = ownkeys.rotate(by="test")
    assert (change.resumed, change.written, change.left) == (True, (request_.id,), ())


def test_a_backup_holds_the_keys_of_before(own: Home, pact: Entry, tmp_path: Path) -> None:
    ownkeys.rotate(by="test")
    backup.write_backup(tmp_path / "backup.tar")
    backup.restore_folder(tmp_path / "backup.tar", tmp_path / "again")
    again, now = home.load(tmp_path / "again"), home.current()
    assert (again.keys, again.former) == (now.keys, now.former)
    assert [key.id for key in again.openers] == [key.id for key in now.openers]
    assert len(again.openers) == 2


# ---------------------------------------------------------------- revocation


def thief(own: Home, madrid: Partner, dossier: str) -> Entry:
    """Return what a thief of Rabat's signing key writes to Madrid."""
    held = madrid.dossiers[dossier]
    last = held.graph.heads["ma.dgsn"][0]
    evil = Partner("ma.dgsn")
    evil.signer = own.signer
    seals = {agency: held.keys_of(agency).seal for agency in held.members()}
    return evil.sign(dossier, last.seq + 1, (last.id,), seals, "inform", INFORM, HANDLING)


def test_what_a_thief_signs_after_a_revocation_does_not_count(
    own: Home, pact: Entry, request_: Entry, madrid: Partner, salma: Officer
) -> None:
    good = inform(salma, request_.id)
    pass_on(madrid)
    stolen = thief(own, madrid, request_.id)
    # Madrid is deceived, and Rabat hears of it by what Madrid writes.
    madrid.take([stolen.encode()])
    assert store.append([stolen.encode()], source="es.policia")[0].status == "new"
    since = EntryRow.objects.get(entry=stolen.id).received_at
    change = ownkeys.revoke(recovery_of(own), by="test", since=since)
    assert (set(change.written), change.left, change.lost) == ({pact.id, request_.id}, (), 1)
    assert refusal_of(stolen) == "key-revoked"
    assert refusal_of(good) is None
    after = inform(salma, request_.id)
    assert after.header.key == key_id(change.keys.sign)
    pass_on(madrid)
    held = madrid.dossiers[request_.id]
    assert held.verdict(stolen.id).refusal == Refusal("key-revoked", {"number": good.header.seq})
    assert held.verdict(good.id).refusal is None
    assert held.verdict(after.id).refusal is None
    assert held.keys_of("ma.dgsn") == change.keys
    late = thief(own, madrid, request_.id)
    madrid.take([late.encode()])
    assert held.verdict(late.id).refusal == Refusal("key-revoked", {"number": good.header.seq})


def test_a_thief_that_has_put_its_own_key_in_our_place_is_left_behind_too(
    own: Home, pact: Entry, request_: Entry, madrid: Partner, salma: Officer
) -> None:
    good = inform(salma, request_.id)
    pass_on(madrid)
    held, last = madrid.dossiers[request_.id], good.header.seq
    thiefs = SigningKey.generate()
    keys = replace(own.keys, sign=thiefs.public)
    claim = bodies.rotation_claim(request_.id, "ma.dgsn", last + 1, keys)
    turned = {"keys": keys.to_json(), "proof": base64.b64encode(thiefs.sign(claim)).decode("ascii")}
    evil = Partner("ma.dgsn")
    evil.signer = own.signer
    seals = {agency: held.keys_of(agency).seal for agency in held.members()}
    rotation = evil.sign(request_.id, last + 1, (good.id,), seals, "keys", turned, None)
    evil.signer = thiefs
    next_ = evil.sign(request_.id, last + 2, (rotation.id,), seals, "inform", INFORM, HANDLING)
    stolen = [rotation, next_]
    madrid.take([one.encode() for one in stolen])
    results = store.append([one.encode() for one in stolen], source="es.policia")
    assert [result.status for result in results] == ["new", "new"]
    assert held.keys_of("ma.dgsn") == keys
    since = EntryRow.objects.get(entry=rotation.id).received_at
    change = ownkeys.revoke(recovery_of(own), by="test", since=since)
    assert (set(change.written), change.left, change.lost) == ({pact.id, request_.id}, (), 2)
    after = inform(salma, request_.id)
    pass_on(madrid)
    for one in stolen:
        assert refusal_of(one) == "key-revoked"
        assert held.verdict(one.id).refusal == Refusal("key-revoked", {"number": last})
    assert held.verdict(good.id).refusal is None
    assert held.verdict(after.id).refusal is None
    assert held.keys_of("ma.dgsn") == change.keys


def test_a_revocation_without_a_time_keeps_all_that_is_held(
    own: Home, pact: Entry, request_: Entry, salma: Officer
) -> None:
    good = inform(salma, request_.id)
    assert ownkeys.revoke(recovery_of(own), by="test").lost == 0
    assert refusal_of(good) is None


def test_a_revocation_never_reaches_below_what_is_stable(
    own: Home, pact: Entry, request_: Entry, madrid: Partner, salma: Officer
) -> None:
    good = inform(salma, request_.id)
    pass_on(madrid)
    send(madrid, madrid.acknowledge(request_.id))
    change = ownkeys.revoke(recovery_of(own), by="test", since=clock.now() - timedelta(days=1))
    assert change.left == ()
    assert refusal_of(good) is None


def test_only_the_own_recovery_key_revokes(own: Home, pact: Entry) -> None:
    with pytest.raises(Refusal, match="recovery-key-differs"):
        ownkeys.revoke(SigningKey.generate(), by="test")
    with pytest.raises(Refusal, match="keys-form"):
        ownkeys.read_recovery_key("no key")
    assert home.current().keys == own.keys


def test_a_revocation_that_was_cut_goes_on_and_the_revoked_key_signs_nothing(
    own: Home, pact: Entry, request_: Entry, salma: Officer
) -> None:
    keys = keyring.renew(own.folder / "keys", revoked=True)
    with pytest.raises(Refusal, match="own-key-unusable"):
        inform(salma, request_.id)
    assert release.acknowledge(request_.id) is None
    ownkeys.follow_all()
    assert known_as(pact.id) == own.signer.id
    change = ownkeys.revoke(recovery_of(own), by="test")
    assert (change.resumed, change.keys, len(change.written)) == (True, keys, 2)
    assert inform(salma, request_.id).header.key == key_id(keys.sign)


def test_a_key_that_was_lost_is_replaced_by_the_recovery_key(
    own: Home, pact: Entry, request_: Entry, salma: Officer
) -> None:
    """A backup from before a rotation lacks the keys that the dossiers know."""
    ownkeys.rotate(by="test")
    keys = own.folder / "keys"
    for path in [*keys.glob("*-0002.key"), keys / "former.json"]:
        path.unlink()
    home.write_private(keys / "parties.json", jsonprofile.dump(own.keys.to_json()).decode())
    assert home.current().keys == own.keys
    with pytest.raises(Refusal, match="own-key-unusable"):
        inform(salma, request_.id)
    change = ownkeys.revoke(recovery_of(own), by="test")
    assert (len(change.written), change.left, change.lost) == (2, (), 0)
    assert inform(salma, request_.id).header.key == key_id(change.keys.sign)


def test_a_dossier_that_is_read_from_its_base_knows_all_keys(
    own: Home, pact: Entry, request_: Entry, madrid: Partner
) -> None:
    change = ownkeys.revoke(recovery_of(own), by="test")
    for _ in range(3):
        pass_on(madrid)
        send(madrid, madrid.acknowledge(request_.id))
        release.acknowledge(request_.id)
    with dossiers.reading(request_.id) as held:
        assert held is not None
        assert held.stable(EntryRow.objects.get(type="revoke", dossier_id=request_.id).entry)
        again = Dossier.restore(law, "ma.dgsn", held.dump_base())
    assert again.revoked("ma.dgsn") == {own.signer.id}
    assert again.key_for(own.signer.id, "ma.dgsn") == own.signer.public
    assert again.keys_of("ma.dgsn") == change.keys
