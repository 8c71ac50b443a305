"""The demo's folder: one a node, one for the public site; demo.json says how to sign in."""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mithaq import __version__
from mithaq.demo.cast import CAST

FORMAT = 2
"""Rises when a demo made before cannot be run any more."""

FACTS = "demo.json"
HALF = "half-made"

SITE = "press"
"""The folder of the public site of Rabat's agency."""

LOCK = "demo.lock"

ADDRESSES = "addresses.json"
"""In a node's folder: where its partners are now, if the demo has moved."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What demo.json says: the first port, each node with its officers, and the public site."""

    port: int
    nodes: tuple[dict[str, Any], ...]
    press: dict[str, Any]
    """The site's address, and its moderators."""


class FolderError(Exception):
    """Why the folder cannot be used: `code` is one of "foreign", "older", "unreadable" and "running"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def look(folder: Path) -> Facts | None:
    """Return the demo in this folder, None if there is none to be kept; FolderError if it is another thing.

    A folder that was being made when its maker died holds nothing that anybody has seen.
    """
    if (folder / HALF).exists() or _is_empty(folder):
        return None
    try:
        found = json.loads((folder / FACTS).read_text("utf-8"))
        if found["format"] != FORMAT:
            raise FolderError("older")
        facts = Facts(int(found["port"]), tuple(found["nodes"]), dict(found["press"]))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FolderError("foreign") from error
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise FolderError("unreadable") from error
    for cast in CAST:
        if not (folder / cast.agency / "node.toml").exists():
            raise FolderError("unreadable")
    if not (folder / SITE / "press.toml").exists():
        raise FolderError("unreadable")
    return facts


def clear(folder: Path) -> None:
    """Remove the demo in this folder; what else lies in it stays. FolderError if it is no demo's."""
    if _is_empty(folder):
        return
    if not ((folder / FACTS).exists() or (folder / HALF).exists()):
        raise FolderError("foreign")
    for name in (*(cast.agency for cast in CAST), SITE):
        shutil.rmtree(folder / name, ignore_errors=True)
    (folder / FACTS).unlink(missing_ok=True)
    (folder / HALF).unlink(missing_ok=True)


def _is_empty(folder: Path) -> bool:
    return not folder.exists() or (folder.is_dir() and {one.name for one in folder.iterdir()} <= {LOCK})


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep the folder for this process until its end; FolderError "running" if a demo runs in it."""
    if (
        folder.exists()
        and not _is_empty(folder)
        and not ((folder / FACTS).exists() or (folder / HALF).exists())
    ):
        raise FolderError("foreign")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise FolderError("running") from error
        yield


def begin(folder: Path) -> None:
    """Make the folder, marked as half made until `finish`."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / HALF).touch(mode=0o600)


def finish(folder: Path, facts: Facts) -> None:
    """Write demo.json for its owner alone, and with it the demo is made."""
    write(folder, facts)
    (folder / HALF).unlink()


def write(folder: Path, facts: Facts) -> None:
    """Write demo.json, whole or not at all."""
    text = json.dumps(
        {
            "format": FORMAT,
            "version": __version__,
            "exercise": True,
            "port": facts.port,
            "nodes": facts.nodes,
            "press": facts.press,
        },
        ensure_ascii=False,
        indent=2,
    )
    new = folder / f"{FACTS}.new"
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text + "\n")
    new.replace(folder / FACTS)


def move(node: Path, url: str, urls: Mapping[str, str], press: str) -> None:
    """Give a node and its public site another address, and note those of its partners for its next start."""
    settings = (node / "node.toml").read_text("utf-8").splitlines()
    port = url.rpartition(":")[2]
    changed = {"url": json.dumps(url), "port": port, "press": json.dumps(press)}
    lines = [
        f"{key} = {changed[key]}" if (key := line.partition(" =")[0]) in changed else line
        for line in settings
    ]
    (node / "node.toml").write_text("\n".join(lines) + "\n", "utf-8")
    (node / ADDRESSES).write_text(json.dumps(dict(urls)), "utf-8")
