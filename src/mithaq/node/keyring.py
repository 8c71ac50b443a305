"""The keys in a node's folder, those of before included: read, and changed without a moment in between.

sign.key, open.key             the first ones, made by init_node
sign-0002.key, open-0002.key   those of the first change, and so on; none is ever written over
parties.json                   the public keys in use: replacing it is the moment of a change
former.json                    the public keys of before, the newest first, and whether they were revoked
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mithaq.record import jsonprofile
from mithaq.record.errors import Refusal
from mithaq.record.keys import OpeningKey, PartyKeys, SigningKey, key_id

MAX_PARTY_FILE = 16 * 1024
MAX_FORMER_FILE = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Former:
    """Public keys that this agency had before, and whether they were revoked rather than rotated."""

    keys: PartyKeys
    revoked: bool

    @property
    def id(self) -> str:
        """Return the id of the signing key."""
        return key_id(self.keys.sign)


@dataclass(frozen=True, slots=True)
class Keyring:
    """A node's keys: the public ones in use, the secret ones, the newest first, and those of before."""

    keys: PartyKeys
    signers: tuple[SigningKey, ...]
    openers: tuple[OpeningKey, ...]
    former: tuple[Former, ...]

    def signer_for(self, key: str) -> SigningKey | None:
        """Return the secret signing key with this id; None for one that is not here or was revoked."""
        if any(one.revoked and one.id == key for one in self.former):
            return None
        return next((signer for signer in self.signers if signer.id == key), None)

    def speaking_with(self, key: str | None) -> SigningKey:
        """Return the signing key by which a contact knows this agency, else the newest; for calls alone.

        A contact has to be told of a revocation by a call that is signed with the key that it knows.
        """
        return next((signer for signer in self.signers if signer.id == key), self.signers[0])


def read(folder: Path) -> Keyring:
    """Return the keys of this folder; FileNotFoundError names what is missing, ValueError what is wrong."""
    keys = PartyKeys.from_json(_json(folder / "parties.json", MAX_PARTY_FILE))
    former = tuple(one for one in _former(folder) if one.keys.sign != keys.sign)
    order = {public: place for place, public in enumerate((keys.sign, *(one.keys.sign for one in former)))}
    signers = [SigningKey.from_seed(read_seed(path)) for path in _files(folder, "sign")]
    # What a change has made that did not come about is nobody's key.
    known = sorted((one for one in signers if one.public in order), key=lambda one: order[one.public])
    if not known or known[0].public != keys.sign:
        raise ValueError("the signing key in use is not there")
    openers = [OpeningKey.from_seed(read_seed(path)) for path in _files(folder, "open")]
    openers.sort(key=lambda one: one.public != keys.seal)
    return Keyring(keys, tuple(known), tuple(openers), former)


def renew(folder: Path, *, revoked: bool) -> PartyKeys:
    """Make new signing and opening keys, durable before they are in use, and return the public ones.

    The recovery key stays; `revoked` says how those end that were in use until now.
    """
    with _alone(folder) as handle:
        old = read(folder)
        signer, opener = SigningKey.generate(), OpeningKey.generate()
        number = 1 + max(int(path.stem.partition("-")[2] or 1) for path in _files(folder, "sign"))
        write_private(folder / f"sign-{number:04}.key", signer.seed.hex())
        write_private(folder / f"open-{number:04}.key", opener.seed.hex())
        former = [Former(old.keys, revoked), *old.former]
        listed = [{"keys": one.keys.to_json(), "revoked": one.revoked} for one in former]
        write_private(folder / "former.json", jsonprofile.dump(listed).decode())
        os.fsync(handle)
        keys = PartyKeys(old.keys.agency, signer.public, opener.public, old.keys.recovery)
        write_private(folder / "parties.json", jsonprofile.dump(keys.to_json()).decode())
        os.fsync(handle)
        return keys


def read_seed(path: Path) -> bytes:
    """Return the secret bytes of a key file; ValueError if it holds something else."""
    return bytes.fromhex(path.read_text("ascii").strip())


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner reads, whole or not at all."""
    half = path.with_name(f"{path.name}.new")
    with os.fdopen(
        os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)


@contextmanager
def _alone(folder: Path) -> Iterator[int]:
    """Let one change at a time go on in a folder; yield a handle by which its names become durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle
    finally:
        os.close(handle)


def _files(folder: Path, name: str) -> list[Path]:
    """Return the files of the secret keys, the newest first; the first one is always there."""
    return [*sorted(folder.glob(f"{name}-*.key"), reverse=True), folder / f"{name}.key"]


def _former(folder: Path) -> list[Former]:
    path = folder / "former.json"
    if not path.exists():
        return []
    try:
        return [
            Former(PartyKeys.from_json(one["keys"]), one["revoked"] is True)
            for one in _json(path, MAX_FORMER_FILE)
        ]
    except (KeyError, TypeError, Refusal) as error:
        raise ValueError(f"{path} is damaged") from error


def _json(path: Path, most: int) -> Any:
    return jsonprofile.parse(path.read_bytes(), most=most)
