"""The node's folder: who this node is, and its keys.

node.toml            agency, url, name, language, time zone, port, database
keys/                0600: sign.key, open.key, secret.key; and parties.json, the public keys
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

from mithaq.record import jsonprofile
from mithaq.record.keys import OpeningKey, PartyKeys, SigningKey

MAX_PARTY_FILE = 16 * 1024


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
    signer: SigningKey
    # The newest first; older ones still open what was sealed before a rotation.
    openers: tuple[OpeningKey, ...]
    keys: PartyKeys

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
    }
    # Last: a folder without it is no node's, so an interrupted init can be repeated.
    write_private(folder / "node.toml", "".join(f"{key} = {toml(value)}\n" for key, value in node.items()))
    return load(folder)


def load(folder: Path) -> Home:
    """Return the node of this folder; HomeError says what is missing."""
    try:
        node = tomllib.loads((folder / "node.toml").read_text("utf-8"))
        keys = PartyKeys.from_json(
            jsonprofile.parse((folder / "keys" / "parties.json").read_bytes(), most=MAX_PARTY_FILE)
        )
        return Home(
            folder=folder,
            agency=node["agency"],
            name=node["name"],
            url=node["url"],
            language=node["language"],
            time_zone=node["time_zone"],
            port=node["port"],
            database=node.get("database", ""),
            signer=SigningKey.from_seed(read_seed(folder / "keys" / "sign.key")),
            openers=tuple(OpeningKey.from_seed(read_seed(path)) for path in opening_files(folder)),
            keys=keys,
        )
    except FileNotFoundError as error:
        raise HomeError(f"{folder} is no node's folder: {error.filename} is missing.") from error
    except (KeyError, ValueError) as error:
        raise HomeError(f"{folder} is no node's folder: {error}.") from error


@lru_cache(maxsize=16)
def _loaded(folder: str) -> Home:
    return load(Path(folder))


def current() -> Home:
    """Return the node that this process runs (MITHAQ_HOME); HomeError if none."""
    if not settings.MITHAQ_HOME:
        raise HomeError("MITHAQ_HOME names no node's folder.")
    return _loaded(str(settings.MITHAQ_HOME))


def forget() -> None:
    """Read the folder again at the next use: its keys were changed."""
    _loaded.cache_clear()


def opening_files(folder: Path) -> list[Path]:
    """Return the files of the opening keys: the current one, then those before it, the newest first."""
    older = sorted((folder / "keys").glob("open-*.key"), reverse=True)
    return [folder / "keys" / "open.key", *older]


def read_seed(path: Path) -> bytes:
    """Return the secret bytes of a key file."""
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


def toml(value: str | int) -> str:
    """Return a TOML value: its basic strings have JSON's escapes."""
    return str(value) if isinstance(value, int) else json.dumps(value)
