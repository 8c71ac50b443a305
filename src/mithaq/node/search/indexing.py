"""Entries made findable, behind the door: by serial as they come, and again when something of them changes.

A worker goes on from where it was, in small batches, so that an append never waits for it; an entry can
be found within a second. What is erased, recalled or locked is not shown from that moment on (`finding`
asks the entry itself), and its words are taken out by the next batch.
"""

import threading
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from mithaq.node import rows
from mithaq.node.models import SearchDue, SearchName, SearchRow, SearchState
from mithaq.node.search import tables
from mithaq.node.search.content import content_of
from mithaq.node.search.tokens import Tokens, tokens_of
from mithaq.text.folding import fold
from mithaq.text.names import keys
from mithaq.text.parts import part_of
from mithaq.text.words import LONGEST

BATCH = 200
"""Entries in one transaction: on SQLite an append waits meanwhile, some 20 ms."""

_NEXT = "serial, entry, dossier, author, type, time, verdict, gone, locked, body"
_ENTRIES = f"SELECT {_NEXT}, d.kind FROM node_entryrow e JOIN node_dossierrow d ON d.id = e.dossier"  # noqa: S608
_ROW = ("serial", "entry", "dossier", "time", "corrects")
_laid: set[str] = set()


def run(stop: threading.Event) -> None:
    """Make findable what has come or changed since the last time, until `stop` is set.

    What comes during the last batch, which is no full one, is for the next time: in a steady flow a
    transaction for every few entries cost the node half as much as to write them.
    """
    name = str(connection.settings_dict["NAME"])
    if name not in _laid:
        tables.lay(connection)
        _laid.add(name)
    while not stop.is_set() and (follow_changes() == BATCH or follow() == BATCH):
        stop.wait(0.01)


def catch_up() -> int:
    """Make all findable that is not yet; return how many entries were looked at."""
    looked = 0
    while done := follow_changes() or follow():
        looked += done
    return looked


def rebuild() -> int:
    """Forget all words and make every entry findable anew; return how many were looked at."""
    with transaction.atomic():
        rows.lock_appends()
        tables.lay(connection)
        tables.clear()
        for model in (SearchRow, SearchName, SearchDue, SearchState):
            model.objects.all().delete()
    return catch_up()


def follow() -> int:
    """Make the next entries findable; return how many were looked at."""
    newest = rows.one("SELECT max(serial) FROM node_entryrow")[0] or 0
    if SearchState.objects.filter(serial__gte=newest).exists():
        return 0
    with transaction.atomic():
        state, _ = SearchState.objects.select_for_update().get_or_create(pk=1)
        with connection.cursor() as cursor:
            cursor.execute(f"{_ENTRIES} WHERE serial > %s ORDER BY serial LIMIT {BATCH}", [state.serial])
            found = cursor.fetchall()
        if found:
            _write(found)
            state.serial = found[-1][0]
            state.save(update_fields=["serial"])
    return len(found)


def follow_changes() -> int:
    """Look again at entries of which something has changed; return at how many."""
    if not SearchDue.objects.exists():
        return 0
    with transaction.atomic():
        state, _ = SearchState.objects.select_for_update().get_or_create(pk=1)
        due = list(SearchDue.objects.order_by("serial").values_list("serial", flat=True)[:BATCH])
        SearchDue.objects.filter(serial__in=due).delete()
        known = [one for one in due if one <= state.serial]
        before = SearchRow.objects.filter(serial__in=known)
        # What a correction stood in place of may have to come back.
        targets = list(before.exclude(corrects=None).values_list("corrects", flat=True))
        family = SearchRow.objects.filter(Q(entry__in=targets) | Q(corrects__in=targets))
        again = sorted({*known, *family.values_list("serial", flat=True)})
        there = set(before.values_list("serial", flat=True))
        _take_words(again)
        SearchRow.objects.filter(serial__in=again).delete()
        _write(rows.select(f"{_ENTRIES} WHERE serial IN {{}} ORDER BY serial", again))
        if there - set(SearchRow.objects.filter(serial__in=there).values_list("serial", flat=True)):
            tables.purge()
    return len(due)


def _take_words(serials: list[int]) -> None:
    """Take the words of entries out, and every name that no other entry has."""
    old = tables.words_of(serials)
    tables.remove(serials)
    folded = {token[1:] for token in old if token[:1] in "=~"}
    for word in set(SearchName.objects.filter(folded__in=folded).values_list("folded", flat=True)):
        if not is_said(word):
            SearchName.objects.filter(folded=word).delete()


def is_said(word: str) -> bool:
    """Return whether any entry still says a folded word or names somebody so."""
    with connection.cursor() as cursor:
        if rows.is_postgresql():
            query = " | ".join(tables.quoted(one) for one in (f"={word}", f"~{word}"))
            cursor.execute("SELECT 1 FROM node_searchrow WHERE words @@ %s::tsquery LIMIT 1", [query])
        else:
            query = f'"={word}" OR "~{word}"'
            cursor.execute("SELECT 1 FROM node_searchwords WHERE node_searchwords MATCH %s LIMIT 1", [query])
        return cursor.fetchone() is not None


def _write(found: Iterable[rows.Row]) -> None:
    made: list[rows.Row] = []
    tokens: dict[int, Tokens] = {}
    for row in found:
        serial, entry, dossier, author, type_, time, verdict, _gone, _locked, body, kind = row
        content = None if is_gone(row) else content_of(type_, body)
        if content is not None:
            corrects = bytes.fromhex(content.corrects) if content.corrects and verdict is None else None
            made.append((serial, bytes(entry), bytes(dossier), time, corrects))
            one = bytes(dossier).hex()
            tokens[serial] = tokens_of(content, kind=kind, author=author, dossier=one, serial=serial)
    rows.insert(SearchRow, _ROW, made)
    replaced = _replaced(made)
    _take_words(sorted(replaced - tokens.keys()))
    kept = {serial: some for serial, some in tokens.items() if serial not in replaced}
    tables.write([(serial, some.ordered, some.loose) for serial, some in kept.items()])
    _write_names({name for some in kept.values() for name in some.names})


def _replaced(made: Sequence[rows.Row]) -> set[int]:
    """Return the entries in whose place a correction stands, of these entries and those that they correct."""
    targets = {row[4].hex() for row in made if row[4]}
    concerned = [*targets, *(row[1].hex() for row in made)]
    newest: dict[str, int] = {}
    replaced: set[int] = set()
    corrections = SearchRow.objects.filter(corrects__in=concerned).order_by("serial")
    for corrected, serial in corrections.values_list("corrects", "serial"):
        target = str(corrected)
        if target in newest:
            replaced.add(newest[target])
        newest[target] = serial
    return replaced | set(SearchRow.objects.filter(entry__in=list(newest)).values_list("serial", flat=True))


def _write_names(names: set[str]) -> None:
    made = sorted(
        (key, name, fold(name)) for name in names if len(name) <= LONGEST for key in keys(part_of(name))
    )
    rows.insert(SearchName, ("key", "word", "folded"), made, "DO NOTHING")


def is_gone(row: rows.Row) -> bool:
    """Return whether nothing of an entry may be shown: recalled, erased or locked."""
    return is_hidden(row[6], row[7], row[8])


def is_hidden(verdict: Any, gone: Any, locked: Any) -> bool:
    """Return the same, from what the entry's row says of it."""
    return bool(gone or locked or (verdict is not None and '"gone":true' in rows.json_text(verdict)))
