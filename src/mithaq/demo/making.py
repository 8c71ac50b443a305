"""Makes the demo's data: three tellers, one a node, tell each other the stories in their order."""

import json
import re
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from mithaq.demo import site
from mithaq.demo.cast import CAST, RABAT, Cast, officer
from mithaq.demo.folder import SITE, Facts
from mithaq.demo.stories import STORIES, Line, Story
from mithaq.demo.stories.scores import GIVE, KEEP, OPEN
from mithaq.record.keys import PartyKeys

SETTLING = timedelta(minutes=2)
"""After this each node has acknowledged what it received."""

BREATH = 0.3
"""Hours: what follows in a story within this time is acknowledged with it, after a quiet moment."""

_RELATIVE = re.compile(r"(?P<number>[+-][0-9]+)(?P<unit>[hd])")

Progress = Callable[[int, int], None]
"""Told how many of how many entries are written."""


class TellerError(Exception):
    """A teller that refused or fell silent: the stories and the rules do not fit."""


class Teller:
    """The process in which one node's part is told."""

    def __init__(self, folder: Path, cast: Cast) -> None:
        self.cast, self.folder = cast, folder / cast.agency
        self._process = subprocess.Popen(
            [sys.executable, "-m", "mithaq.demo.teller", str(self.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def ask(self, do: str, **order: Any) -> Any:
        """Give an order and return what came of it; TellerError."""
        assert self._process.stdin is not None  # noqa: S101 - it is a pipe
        assert self._process.stdout is not None  # noqa: S101
        self._process.stdin.write(json.dumps({"do": do, **order}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        answer = json.loads(line) if line else {"refused": "silence", "fields": {}}
        if "refused" in answer:
            told = f"{self.cast.agency}: {do} {order.get('type', '')}: {answer['refused']} {answer['fields']}"
            raise TellerError(told)
        return answer["done"]

    def end(self) -> None:
        """End the process."""
        assert self._process.stdin is not None  # noqa: S101
        self._process.stdin.close()
        self._process.wait()
        assert self._process.stdout is not None  # noqa: S101
        self._process.stdout.close()


def make(folder: Path, port: int, progress: Progress) -> Facts:
    """Make all nodes and the site in this folder and tell the stories; return what demo.json is to say."""
    tellers = {cast.agency: Teller(folder, cast) for cast in CAST}
    url = f"http://127.0.0.1:{port + len(CAST)}"
    try:
        with ThreadPoolExecutor(len(tellers)) as pool:
            nodes, key = _introduce(tellers, port, url, pool, progress)
            keys = {RABAT.agency: key}
            site.begin(folder / SITE, RABAT.agency, url, keys, RABAT.language, RABAT.time_zone)
            with _SiteMaker(folder / SITE) as maker:
                _Telling(tellers, pool).tell(progress)
                moderators = maker.finish(tellers[RABAT.agency].ask("envelopes"))
    finally:
        for teller in tellers.values():
            teller.end()
    return Facts(port, nodes, {"url": url, "moderators": moderators})


class _SiteMaker:
    """The process in which the site's database is made, while the stories are told."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "mithaq.demo.site", str(folder)],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_why: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.communicate()

    def finish(self, envelopes: list[str]) -> list[dict[str, str]]:
        """Let the site take what was released, and a comment that waits; return its moderators."""
        moderators = [
            {"name": one.name, "email": one.email, "password": secrets.token_urlsafe(12)}
            for one in RABAT.officers
            if one.role == "press"
        ]
        order = {"envelopes": envelopes, "moderators": moderators, "comment": site.COMMENT}
        _out, told = self._process.communicate(json.dumps(order))
        if self._process.returncode:
            raise TellerError(f"{SITE}: {told.strip().splitlines()[-1]}")
        return moderators


def _introduce(
    tellers: Mapping[str, Teller], port: int, press: str, pool: ThreadPoolExecutor, progress: Progress
) -> tuple[tuple[dict[str, Any], ...], str]:
    """Make folders, keys, databases and officers, and let each node know the other two.

    Returns what demo.json is to say of each, and the key whose signature the public site takes.
    """
    urls = {agency: f"http://127.0.0.1:{port + place}" for place, agency in enumerate(tellers)}

    def begin(teller: Teller) -> dict[str, str]:
        cast = teller.cast
        node = {
            "agency": cast.agency,
            "name": cast.name,
            "url": urls[cast.agency],
            "language": cast.language,
            "time_zone": cast.time_zone,
            "port": int(urls[cast.agency].rpartition(":")[2]),
            "press": press if cast is RABAT else "",
        }
        keys: dict[str, str] = teller.ask("begin", node=node)
        return keys

    def settle(teller: Teller) -> dict[str, Any]:
        cast = teller.cast
        if teller is not first:
            teller.ask("migrate", agency=cast.agency, like=str(first.folder))
        others = [
            {"keys": keys[other.agency], "url": urls[other.agency], "name": other.name}
            for other in CAST
            if other is not cast
        ]
        teller.ask("contacts", contacts=others)
        people = [
            {
                "name": person.name,
                "role": person.role,
                "email": person.email,
                "password": secrets.token_urlsafe(12),
                "language": person.language,
                "time_zone": cast.time_zone,
            }
            for person in cast.officers
        ]
        given = teller.ask("officers", officers=people)
        signed = [
            {name: person[name] for name in ("name", "role", "email", "password")} | {"token": token}
            for person, token in zip(people, given, strict=True)
        ]
        return {"agency": cast.agency, "url": urls[cast.agency], "officers": signed}

    keys = dict(zip(tellers, pool.map(begin, tellers.values()), strict=True))
    progress(0, 1)
    first = next(iter(tellers.values()))
    first.ask("migrate", agency=first.cast.agency)
    progress(0, 1)
    return tuple(pool.map(settle, tellers.values())), PartyKeys.from_json(keys[RABAT.agency]).sign.hex()


@dataclass(slots=True)
class _Telling:
    """The telling itself: what has been written so far, by story and by the entry's name in it."""

    tellers: Mapping[str, Teller]
    pool: ThreadPoolExecutor
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    ids: dict[str, dict[str, str]] = field(default_factory=dict)
    profile: dict[str, Any] = field(default_factory=dict)

    def tell(self, progress: Progress) -> None:
        """Write every line at its time, exchange it, and let the others acknowledge it."""
        self.profile = {"calendars": list(self.pool.map(self._calendar, self.tellers.values()))}
        lines = list(in_order())
        for place, (story, line) in enumerate(lines):
            progress(place, len(lines))
            following = _following(story, line)
            self._write(story, line, following)
            if following is None or line.hours - following.hours > BREATH:
                self._settle(story, self.now - timedelta(hours=line.hours) + SETTLING)
        progress(len(lines), len(lines))

    def _calendar(self, teller: Teller) -> Any:
        years = [self.now.year, self.now.year + 1]
        return teller.ask(
            "calendar", years=years, country=teller.cast.country, time_zone=teller.cast.time_zone
        )

    def _write(self, story: Story, line: Line, following: Line | None) -> None:
        author = officer(line.officer)
        known = self.ids.setdefault(story.name, {})
        if line.type in (GIVE, OPEN, KEEP):
            self._blind(story, line, known)
            return
        order: dict[str, Any] = {
            "at": _stamp(self.now - timedelta(hours=line.hours)),
            "officer": author.email,
            "type": line.type,
            "body": self._filled(line.body, known),
            "handling": self._filled(line.handling, known),
        }
        if known:
            order["dossier"] = known["opening"]
        else:
            pact = self.ids[story.pact]["opening"] if story.pact else None
            order["opening"] = {"kind": story.kind, "parties": story.parties, "pact": pact}
        made = self.tellers[author.agency].ask("write", **order)
        first = not known
        known[line.name or ("opening" if first else f"{line.type} {len(known)}")] = made
        if first or not _goes_on(line, following):
            self._spread(author.agency, story.parties, order["at"])
        if first:
            self._name(story, made)

    def _blind(self, story: Story, line: Line, known: Mapping[str, str]) -> None:
        """Let a node seal what is given, or open it: no entry that an officer writes as it stands."""
        author, at = officer(line.officer), _stamp(self.now - timedelta(hours=line.hours))
        order = {"at": at, "officer": author.email, "dossier": known["opening"]}
        self.tellers[author.agency].ask(line.type, **order, **self._filled(line.body, known))
        self._spread(author.agency, story.parties, at)

    def _name(self, story: Story, dossier: str) -> None:
        """Name the liaison and the analyst of each party; whoever opened it is named already."""
        for agency in story.parties:
            teller = self.tellers[agency]
            named = [one.email for one in teller.cast.officers if one.role in ("liaison", "analyst")]
            teller.ask("name", dossier=dossier, officers=named)

    def _settle(self, story: Story, at: datetime) -> None:
        """Let the parties acknowledge what they hold of the dossier, one after the other.

        The last one's acknowledgement descends from those of the others: in its past all hold everything.
        """
        stamp, dossiers = _stamp(min(at, self.now)), [self.ids[story.name]["opening"]]
        for agency in story.parties:
            if self.tellers[agency].ask("acknowledge", dossiers=dossiers, at=stamp):
                self._spread(agency, story.parties, stamp)

    def _spread(self, agency: str, parties: tuple[str, ...], at: str) -> None:
        """Exchange between one node and the others until neither has more to tell."""
        for other in parties:
            if other != agency:
                self._exchange(self.tellers[agency], self.tellers[other], at)

    def _exchange(self, calling: Teller, called: Teller, at: str) -> None:
        """Call until there is nothing more to say."""
        message = calling.ask("request", peer=called.cast.agency, at=at)
        while message is not None:
            answer = called.ask("answer", peer=calling.cast.agency, message=message, at=at)
            message = calling.ask("absorb", peer=called.cast.agency, message=answer, at=at)

    def _filled(self, value: Any, known: Mapping[str, str]) -> Any:
        """Return a body with ids, times and the deadlines' profile in their places."""
        if isinstance(value, Mapping):
            return {key: self._filled(item, known) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [self._filled(item, known) for item in value]
        if value == "@profile":
            return self.profile
        if isinstance(value, str) and value.startswith("@"):
            story, _, name = value[1:].rpartition("/")
            return (self.ids[story] if story else known)[name]
        if isinstance(value, str) and (found := _RELATIVE.fullmatch(value)):
            number = int(found["number"])
            if found["unit"] == "d":
                return (self.now + timedelta(days=number)).date().isoformat()
            return _stamp(self.now + timedelta(hours=number))
        return value


def _following(story: Story, line: Line) -> Line | None:
    """Return the line of a story after this one."""
    place = story.lines.index(line) + 1
    return story.lines[place] if place < len(story.lines) else None


def _goes_on(line: Line, following: Line | None) -> bool:
    """Return whether the same agency writes on at once: then both entries travel together."""
    if following is None or line.hours - following.hours > BREATH:
        return False
    return officer(line.officer).agency == officer(following.officer).agency


def in_order() -> Iterator[tuple[Story, Line]]:
    """Yield every line of every story in the order of their times."""
    lines = [(story, line) for story in STORIES for line in story.lines]
    yield from sorted(lines, key=lambda told: -told[1].hours)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
