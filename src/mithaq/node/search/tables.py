"""The words of entries, as each engine keeps them: an FTS5 table in SQLite, a tsvector in PostgreSQL.

Both are given the same tokens, made in Python, and split nothing further: so both find the same.
A trigger notes every entry of which body, verdict or lock has changed, whoever changes it.
"""

from collections.abc import Sequence

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from mithaq.node import rows

# The ascii tokenizer takes every character beyond ASCII as part of a token.
_FTS5 = """CREATE VIRTUAL TABLE IF NOT EXISTS node_searchwords
    USING fts5 (words, tokenize="ascii tokenchars '=~#.-'")"""
_TRIGGER = """CREATE TRIGGER IF NOT EXISTS node_search_due
    AFTER UPDATE OF verdict, body, gone, locked ON node_entryrow
    BEGIN INSERT OR IGNORE INTO node_searchdue (serial) VALUES (NEW.serial); END"""
_COLUMN = "ALTER TABLE node_searchrow ADD COLUMN IF NOT EXISTS words tsvector"
_INDEX = """CREATE INDEX IF NOT EXISTS node_searchrow_words ON node_searchrow
    USING gin (words) WITH (fastupdate = off)"""
# Long ones out of the row, uncompressed: going through hits does not read them.
_STORED = """ALTER TABLE node_searchrow SET (toast_tuple_target = 128),
    ALTER COLUMN words SET STORAGE EXTERNAL"""
# A function of its own, so that hits always come from the index: what the planner would save by going
# through rows it loses by unpacking the words of each.
_MATCHES = """CREATE OR REPLACE FUNCTION node_search_matches(asked tsquery)
    RETURNS TABLE (serial bigint, dossier bytea, "time" varchar) LANGUAGE sql STABLE
    SET enable_seqscan = off SET enable_indexscan = off
    AS $$ SELECT r.serial, r.dossier, r.time FROM node_searchrow r WHERE r.words @@ asked $$"""
_NOTE = """CREATE OR REPLACE FUNCTION node_search_due() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO node_searchdue (serial) VALUES (NEW.serial) ON CONFLICT DO NOTHING; RETURN NULL; END $$"""
_NOTED = """CREATE OR REPLACE TRIGGER node_search_due
    AFTER UPDATE OF verdict, body, gone, locked ON node_entryrow
    FOR EACH ROW EXECUTE FUNCTION node_search_due()"""

SPACE = "."
"""A token that no search asks for: it parts fields, so that no phrase reaches from one into the next."""

MOST_IN_ORDER = 16_000
"""Words of an entry whose order is kept for phrases: a tsvector has no places beyond 16,383."""

MOST_OF_ONE = 255
"""Places of one word that are kept: a tsvector has no more."""


def lay(to: BaseDatabaseWrapper) -> None:
    """Make what the models do not: the words and the trigger. Safe to repeat.

    SQLite drops a trigger when its table is made anew by a later migration.
    """
    with to.cursor() as cursor:
        for statement in (
            (_COLUMN, _INDEX, _STORED, _MATCHES, _NOTE, _NOTED)
            if to.vendor == "postgresql"
            else (_FTS5, _TRIGGER)
        ):
            cursor.execute(statement)


def write(found: Sequence[tuple[int, Sequence[str], Sequence[str]]]) -> None:
    """Write the words of entries: serial, tokens in order, and tokens without one. They have none so far."""
    if not found:
        return
    with connection.cursor() as cursor:
        if rows.is_postgresql():
            vectors = [_vector(ordered, loose) for _, ordered, loose in found]
            cursor.execute(_WORDS, [[serial for serial, _, _ in found], vectors])
        else:
            cursor.executemany(
                "INSERT INTO node_searchwords (rowid, words) VALUES (%s, %s)",
                [(serial, " ".join((*_kept(ordered), SPACE, *loose))) for serial, ordered, loose in found],
            )


_WORDS = """UPDATE node_searchrow r SET words = made.words::tsvector
    FROM unnest(%s::bigint[], %s::text[]) AS made (serial, words) WHERE r.serial = made.serial"""


def words_of(serials: Sequence[int]) -> set[str]:
    """Return the tokens of entries, all together."""
    if rows.is_postgresql():
        found = rows.select(
            "SELECT unnest(tsvector_to_array(words)) FROM node_searchrow WHERE serial IN {}", serials
        )
        return {word for (word,) in found}
    lines = rows.select("SELECT words FROM node_searchwords WHERE rowid IN {}", serials)
    return {word for (line,) in lines for word in line.split(" ")}


def remove(serials: Sequence[int]) -> None:
    """Take the words of entries out; their rows remain."""
    if rows.is_postgresql():
        statement = "UPDATE node_searchrow SET words = NULL WHERE serial = %s"
    else:
        statement = "DELETE FROM node_searchwords WHERE rowid = %s"
    if serials:
        with connection.cursor() as cursor:
            cursor.executemany(statement, [(one,) for one in serials])


def purge() -> None:
    """Let go of what was taken out of the index and is still in its files: after an erasure.

    FTS5 keeps a removed word in older parts of the index, not to be found, until they are merged.
    """
    if not rows.is_postgresql():
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO node_searchwords (node_searchwords) VALUES ('optimize')")


def clear() -> None:
    """Take out all words of all entries."""
    if not rows.is_postgresql():
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM node_searchwords")


def _kept(ordered: Sequence[str]) -> list[str]:
    """Return the tokens in order as far as both engines keep their places; the others without them."""
    counts: dict[str, int] = {}
    kept: list[str] = []
    for token in ordered[:MOST_IN_ORDER]:
        counts[token] = counts.get(token, 0) + 1
        kept.append(token if counts[token] <= MOST_OF_ONE else SPACE)
    for token in dict.fromkeys(ordered[MOST_IN_ORDER:]):
        kept += [SPACE, token] if token not in counts else []
    return kept


def _vector(ordered: Sequence[str], loose: Sequence[str]) -> str:
    places: dict[str, list[int]] = {token: [] for token in loose}
    for place, token in enumerate(_kept(ordered), 1):
        if token != SPACE:
            places.setdefault(token, []).append(place)
    return " ".join(
        quoted(token) + (f":{','.join(map(str, at))}" if at and at[-1] < 16_384 else "")
        for token, at in places.items()
    )


def quoted(token: str) -> str:
    """Return a token as a tsvector or a tsquery takes it."""
    escaped = token.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
