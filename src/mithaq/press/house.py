"""The site's folder: whose site it is, whose texts it takes, what it asks consent for.

press.toml     agency, url, port, language, time_zone, exercise, keys, purposes, scripts, conditions,
               email_days, imprint, proxy
keys/          0600: secret.key
words/         LANGUAGE.txt: what holds a comment for a closer look
conditions/    LANGUAGE.txt: the conditions of commenting in the lawyers' own words
press.db, log/
"""

import os
import secrets
import shutil
import sqlite3
import tomllib
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

PURPOSES = ("content", "social", "analysis")
"""What a site may ask consent for: fitting content and advertising, social media, analysis of visits."""

EMAIL_DAYS = 30


class HouseError(Exception):
    """A site's folder that is not as it must be; the sentence is for the administrator."""


@dataclass(frozen=True, slots=True)
class House:
    """A site's folder, read."""

    folder: Path
    agency: str
    url: str
    port: int
    language: str
    exercise: bool
    keys: Mapping[str, tuple[str, ...]]
    """Agency -> its public signing keys in hex: whose texts are taken."""
    purposes: tuple[str, ...] = ()
    """What the site asks consent for; none, unless its lawyers want it."""
    conditions: str = "general"
    """The profile of the conditions of commenting: templates/press/conditions/PROFILE.html."""
    email_days: int = EMAIL_DAYS
    """Days after which a commenter's e-mail address is erased."""
    imprint: Mapping[str, str] = field(default_factory=dict)
    """Language -> who answers for the site."""
    time_zone: str = "UTC"
    """The clock that its readers live by."""
    proxy: bool = False
    """Whether a proxy of the agency's own stands before it and names the reader's address."""
    scripts: Mapping[str, str] = field(default_factory=dict)
    """Purpose -> the address of the script that it loads with those who have consented."""


def read(folder: Path) -> House:
    """Return the site of this folder; HouseError says what is missing."""
    try:
        said = tomllib.loads((folder / "press.toml").read_text("utf-8"))
        purposes = tuple(said.get("purposes", ()))
        if strange := sorted({*purposes, *said.get("scripts", {})} - set(PURPOSES)):
            raise ValueError(f"{strange[0]} is no purpose; there are {', '.join(PURPOSES)}")
        if not set(said.get("scripts", {})) <= set(purposes):
            raise ValueError("a script belongs to a purpose that is asked for")
        if not all(str(one).startswith("https://") for one in said.get("scripts", {}).values()):
            raise ValueError("a script has an address that begins with https://")
        return House(
            folder,
            said["agency"],
            said["url"].rstrip("/"),
            int(said["port"]),
            said.get("language", "en"),
            bool(said.get("exercise", False)),
            {agency: tuple(keys) for agency, keys in said.get("keys", {}).items()},
            purposes,
            said.get("conditions", "general"),
            int(said.get("email_days", EMAIL_DAYS)),
            said.get("imprint", {}),
            ZoneInfo(said.get("time_zone", "UTC")).key,
            bool(said.get("proxy", False)),
            {one: said["scripts"][one] for one in purposes if one in said.get("scripts", {})},
        )
    except FileNotFoundError as error:
        raise HouseError(f"{folder} is no site's folder: {error.filename} is missing.") from error
    except (KeyError, ValueError, TypeError) as error:
        raise HouseError(f"{folder} is no site's folder: {error}.") from error


def make(folder: Path, said: Mapping[str, Any], keys: Mapping[str, str]) -> House:
    """Make a new site's folder and return it read; HouseError if there is one already."""
    if (folder / "press.toml").exists():
        raise HouseError(f"{folder} already is a site's folder.")
    for part in ("keys", "log"):
        (folder / part).mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(folder / "keys" / "secret.key", secrets.token_urlsafe(48))
    lines = [f"{name} = {_toml(value)}" for name, value in said.items()]
    lines += ["", "[keys]", *(f"{_toml(agency)} = [{_toml(key)}]" for agency, key in keys.items())]
    # Last: a folder without it is no site's, so an interrupted init can be repeated.
    _write(folder / "press.toml", "\n".join(lines) + "\n")
    return read(folder)


def trust(site: House, agency: str, key: str) -> None:
    """Take what this key of an agency signs as well; what the file says besides stays as it stands."""
    known = site.keys.get(agency, ())
    if key in known:
        return
    path = site.folder / "press.toml"
    lines = path.read_text("utf-8").splitlines()
    entry = f"{_toml(agency)} = {_toml([*known, key])}"
    start = lines.index("[keys]") + 1
    rest = [line for line in lines[start:] if line.partition("=")[0].strip().strip('"') != agency]
    _write(path, "\n".join([*lines[:start], entry, *rest]) + "\n")


def copy(site: House, target: Path) -> None:
    """Copy a site's folder while it is served; its database at one moment, if it is the folder's own."""
    half = target.with_name(f"{target.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True, mode=0o700)
    (half / "log").mkdir(mode=0o700)
    for part in ("keys", "words", "conditions"):
        if (site.folder / part).is_dir():
            shutil.copytree(site.folder / part, half / part)
    database = site.folder / "press.db"
    if database.exists():
        with (
            closing(sqlite3.connect(database)) as source,
            closing(sqlite3.connect(half / "press.db")) as copied,
        ):
            source.backup(copied)
        (half / "press.db").chmod(0o600)
    shutil.copy2(site.folder / "press.toml", half / "press.toml")
    half.rename(target)


def _write(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as target:
        target.write(text)
        target.flush()
        os.fsync(target.fileno())


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
