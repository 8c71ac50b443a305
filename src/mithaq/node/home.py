"""The node's folder: who this node is, and its keys.

node.toml            agency, url, name, language, time zone, port, database
keys/                0600: sign.key, open.key, secret.key; parties.json, the public keys; see `keyring`
recovery/            0600: recovery.key, meant to be taken away to a safe (see SECURITY.md)
node.db, blobs/, log/
"""

import json
import os
import secrets
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from mithaq.node import keyring
from mithaq.node.keyring import Former, Keyring
from mithaq.node.keyring import read_seed as read_seed
from mithaq.node.keyring import write_private as write_private
from mithaq.record import jsonprofile
from mithaq.record.errors import Refusal
from mithaq.record.keys import OpeningKey, PartyKeys, SigningKey


class HomeError(Exception):
    """A node's folder that is not as it must be; the sentence is for the administrator."""


@dataclass(frozen=True, slots=True)
class Home:
    """A node's folder, read: its names, its keys and where its things lie."""

    folder: Path
    agency: str
    name: str
    url: str
    language: str
    time_zone: str
    port: int
    database: str
    keyring: Keyring
    press: str = ""
    """The address of the agency's public site; empty where it has none."""

    @property
    def keys(self) -> PartyKeys:
        """The public keys in use."""
        return self.keyring.keys

    @property
    def signer(self) -> SigningKey:
        """The signing key in use."""
        return self.keyring.signers[0]

    @property
    def openers(self) -> tuple[OpeningKey, ...]:
        """The opening keys, the one in use first; older ones open what was sealed before a change."""
        return self.keyring.openers

    @property
    def former(self) -> tuple[Former, ...]:
        """The public keys of before, the newest first."""
        return self.keyring.former

    @property
    def blobs(self) -> Path:
        """The folder of sealed attachments."""
        return self.folder / "blobs"

    @property
    def socket(self) -> Path:
        """The datagram socket by which the loops are woken."""
        return self.folder / "work.sock"


def init_node(
    folder: Path,
    agency: str,
    url: str,
    *,
    name: str = "",
    language: str = "en",
    time_zone: str = "UTC",
    port: int = 8000,
    database: str = "",
    press: str = "",
) -> Home:
    """Make a new node's folder and keys and return it read; HomeError if there is one already."""
    if (folder / "node.toml").exists():
        raise HomeError(f"{folder} already is a node's folder.")
    for part in ("keys", "recovery", "blobs", "log"):
        (folder / part).mkdir(parents=True, exist_ok=True, mode=0o700)
    signer, opener, recovery = SigningKey.generate(), OpeningKey.generate(), SigningKey.generate()
    keys = PartyKeys(agency=agency, sign=signer.public, seal=opener.public, recovery=recovery.public)
    write_private(folder / "keys" / "sign.key", signer.seed.hex())
    write_private(folder / "keys" / "open.key", opener.seed.hex())
    write_private(folder / "keys" / "secret.key", secrets.token_urlsafe(48))
    write_private(folder / "recovery" / "recovery.key", recovery.seed.hex())
    write_private(folder / "keys" / "parties.json", jsonprofile.dump(keys.to_json()).decode())
    node: dict[str, str | int] = {
        "agency": agency,
        "name": name or agency,
        "url": url,
        "language": language,
        "time_zone": time_zone,
        "port": port,
        "database": database,
        **({"press": press} if press else {}),
    }
    # Last: a folder without it is no node's, so an interrupted init can be repeated.
    write_private(folder / "node.toml", "".join(f"{key} = {toml(value)}\n" for key, value in node.items()))
    return load(folder)


def load(folder: Path) -> Home:
    """Return the node of this folder; HomeError says what is missing."""
    try:
        node = tomllib.loads((folder / "node.toml").read_text("utf-8"))
        return Home(
            folder=folder,
            agency=node["agency"],
            name=node["name"],
            url=node["url"],
            language=node["language"],
            time_zone=node["time_zone"],
            port=node["port"],
            database=node.get("database", ""),
            keyring=keyring.read(folder / "keys"),
            press=node.get("press", ""),
        )
    except FileNotFoundError as error:
        raise HomeError(f"{folder} is no node's folder: {error.filename} is missing.") from error
    except (KeyError, ValueError, Refusal) as error:
        raise HomeError(f"{folder} is no node's folder: {error}.") from error


@lru_cache(maxsize=16)
def _loaded(folder: str, _changed: tuple[int, int]) -> Home:
    return load(Path(folder))


def current() -> Home:
    """Return the node that this process runs (MITHAQ_HOME), with the keys in use now; HomeError if none."""
    if not settings.MITHAQ_HOME:
        raise HomeError("MITHAQ_HOME names no node's folder.")
    folder = str(settings.MITHAQ_HOME)
    try:
        # Another process may have changed the keys. By os, not pathlib: it is asked at every entry.
        parties = os.stat(f"{folder}/keys/parties.json")  # noqa: PTH116
    except FileNotFoundError:
        return load(Path(folder))
    return _loaded(folder, (parties.st_ino, parties.st_mtime_ns))


def forget() -> None:
    """Read the folder again at the next use: its keys were changed."""
    _loaded.cache_clear()


def toml(value: str | int) -> str:
    """Return a TOML value: its basic strings have JSON's escapes."""
    return str(value) if isinstance(value, int) else json.dumps(value)
