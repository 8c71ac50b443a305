"""What is found for an officer: hits that they may read, and whom to ask about those that they may not.

Every page costs the same however much is stored: hits come by serial, the newest first, and no more is
read than is shown. What is shown is read from the entry itself at that moment: an entry that was erased,
recalled or locked meanwhile is not found, whatever the index still says.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.cache import cache

from mithaq.node import audit, rows
from mithaq.node.models import DossierRow, EntryRow, Officer
from mithaq.node.officers import WRITERS, has_role, protects_data, readable, require, supervises
from mithaq.node.search.asking import MOST_CANDIDATES, Asked, Question, token
from mithaq.node.search.content import Content, content_of
from mithaq.node.search.indexing import is_hidden
from mithaq.node.search.statements import MOST_SCANNED, PAGE, Sight, both, marks, newest, run, scanned
from mithaq.node.search.tokens import WINDOW, of_dossier
from mithaq.record.errors import Refusal

FEW_DOSSIERS = 300
"""Up to so many dossiers are asked for by their tokens: an officer is named on few of all."""

MOST_ELSEWHERE, MOST_ASKED = 5, 6

HITS_LISTED = 200
"""Hits, the newest, from which a list takes its dossiers; older ones when it is asked to go on."""

_TOP, TOP_KEPT = "mithaq-search-top", 5


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found, with all that it says."""

    row: EntryRow
    content: Content
    exact: bool


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """That something was found in dossiers that the officer may not see: in how many, and whom to ask."""

    dossiers: int
    more: bool
    ask: tuple[str, ...]
    """Officers named on them; where nobody is, a supervisor is to be asked."""


@dataclass(frozen=True, slots=True)
class Found:
    """One page of hits; `older` is the serial before which it goes on, None at the end."""

    hits: tuple[Hit, ...]
    older: int | None
    question: Question
    dossiers: tuple[DossierRow, ...] = ()
    """Dossiers of which this is our own reference number."""
    elsewhere: Elsewhere | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """Dossiers with words; `older` is the serial before which none was looked through, None at the end."""

    dossiers: tuple[str, ...] = ()
    older: int | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """What has to be known before it is searched, read in one query."""

    dossiers: tuple[str, ...]
    """Those that the officer is named on, one more than FEW_DOSSIERS at most."""
    references: tuple[str, ...]
    """Those of which the words are our own reference number."""
    names: Mapping[str, Sequence[str]]
    """By key: the words here that may be other spellings of the names asked for."""
    newest: int
    """The serial of the newest entry that can be found."""


def search(officer: Officer, asked: Asked, *, why: str = "", before: int | None = None) -> Found:
    """Return a page of what is found, and keep in the log who looked for what, and what was shown.

    Refusal officer-may-not; search-empty or search-short; reason-missing for who only controls.
    """
    all_of_it = _sees_all(officer, why)
    known = _known(officer, asked)
    sight = Sight() if all_of_it else _sight(officer, known)
    question = Question.of(asked, known.names)
    exact = question.exact if before is None else None
    first, found, older = both(exact, question.rest, sight, asked, known.newest + 1, before)
    hits = _hits([*first, *found], {serial for serial, _ in first})
    shown = [hit.row.entry for hit in hits]
    acts = [audit.Act("searched", officer.email, asked.spoken(), None, shown, why)]
    dossiers: tuple[DossierRow, ...] = ()
    elsewhere = None
    if before is None:
        dossiers = _referenced(officer, known, sight)
        elsewhere, where = _elsewhere(officer, question, sight, known)
        if elsewhere:
            acts.append(audit.Act("found-elsewhere", officer.email, asked.spoken(), None, where))
    audit.record_all(acts)
    return Found(tuple(hits), older, question, dossiers, elsewhere)


def dossiers_with(officer: Officer, words: str, before: int | None = None) -> Listed:
    """Return the dossiers of the newest entries, before a serial, that have all these words.

    Only of those whose texts the officer may read. Whoever lists keeps in the log what was listed. Names are
    found as they are written: other spellings are for `search`.
    """
    if not has_role(*WRITERS, "press")(officer):
        return Listed()
    asked = Asked.read({"words": words})
    try:
        question = Question.of(asked, {})
    except Refusal:  # nothing that could be looked for
        return Listed()
    sight = Sight() if supervises(officer) else Sight(officer.pk)
    place, most = _top() if before is None else before, HITS_LISTED
    statement, values = newest(question.either, sight, asked, most, place, rough=True)
    hits = sorted(run(_as_they_stand(statement), values), key=lambda hit: -hit[0])
    cut = next((int(serial) for serial, dossier, *_ in hits if dossier is None), None)
    hits = [hit for hit in hits if hit[1] is not None]
    if len(hits) > most:
        hits, cut = hits[:most], int(hits[most - 1][0])
    elif cut is None and place > MOST_SCANNED:
        cut = scanned(question.either, sight, asked, place)
    found = [
        bytes(one).hex()
        for _, one, verdict, stands in hits
        if stands and not is_hidden(verdict, False, False)
    ]
    return Listed(tuple(dict.fromkeys(found)), cut)


def _top() -> int:
    """Return a serial after all that can be found; it is asked for every few seconds only."""
    known: int | None = cache.get(_TOP)
    if known is None:
        known = run("SELECT max(serial) FROM node_searchrow", [])[0][0] or 0
        cache.set(_TOP, known, TOP_KEPT)
    return known + WINDOW


def _as_they_stand(statement: str) -> str:
    """Return the statement for (serial, dossier, verdict, whether its text is here) of those hits.

    In no order: told to sort them, SQLite would go through all hits there are.
    """
    entry = "FROM node_entryrow e WHERE e.serial = f.serial"
    return (
        f"SELECT f.serial, f.dossier, (SELECT e.verdict {entry}), (SELECT NOT (e.gone OR e.locked) {entry})"
        f" FROM ({statement}) f"
    )


def _standing(statement: str) -> str:
    """Return the statement for (dossier, verdict) of those hits that are neither gone nor locked by now.

    Asked of each hit: of a join PostgreSQL may make a reading of all entries.
    """
    entry = "FROM node_entryrow e WHERE e.serial = f.serial"
    return (
        f"SELECT f.dossier, (SELECT e.verdict {entry}) FROM ({statement}) f"
        f" WHERE (SELECT e.serial {entry} AND NOT e.gone AND NOT e.locked) IS NOT NULL ORDER BY f.serial DESC"
    )


def count_new(officer: Officer, asked: Asked, after: int, most: int) -> int:
    """Return how many hits have come after a serial, at most so many. The node asks: it is not logged."""
    known = _known(officer, asked)
    sight = Sight() if _sees_all(officer, "") else _sight(officer, known)
    question = Question.of(asked, known.names)
    statement, values = newest(question.either, sight, asked, most, known.newest + 1, after=after)
    return len(_hits(run(statement, values), set()))


def _sees_all(officer: Officer, why: str) -> bool:
    """Return whether nothing is hidden from the officer; Refusal officer-may-not or reason-missing."""
    require(officer, "node.search")
    if supervises(officer) or (protects_data(officer) and why.strip()):
        return True
    if protects_data(officer) and not has_role(*WRITERS, "press")(officer):
        raise Refusal("reason-missing")
    return False


def _sight(officer: Officer, known: _Known) -> Sight:
    if len(known.dossiers) > FEW_DOSSIERS:
        return Sight(officer.pk)
    # A token that nothing has: who is named nowhere finds nothing.
    return Sight(officer.pk, tuple(token(of_dossier(one)) for one in known.dossiers) or (token("#d"),))


def _known(officer: Officer, asked: Asked) -> _Known:
    keys = asked.keys()
    spellings = sorted({asked.words, asked.words.upper(), asked.words.lower()})
    # Nothing but marks and numbers is put into the statements here.
    statement = (
        "SELECT 1, dossier_id, CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS bigint)"
        " FROM (SELECT dossier_id FROM node_dossierofficer"
        f" WHERE officer_id = %s LIMIT {FEW_DOSSIERS + 1}) a UNION ALL "
        "SELECT 2, dossier_id, NULL, NULL, NULL FROM (SELECT dossier_id FROM node_ownreference"
        f" WHERE text IN ({marks(spellings)}) LIMIT {PAGE}) b"
        " UNION ALL SELECT 4, NULL, NULL, NULL, max(serial) FROM node_searchrow"
    )
    if keys:
        statement += (
            " UNION ALL SELECT 3, NULL, key, word, NULL FROM (SELECT key, word FROM node_searchname"
            f" WHERE key IN ({marks(keys)}) LIMIT {MOST_CANDIDATES}) c"
        )
    found = run(statement, [officer.pk, *spellings, *keys])
    ids = {what: tuple(bytes(row[1]).hex() for row in found if row[0] == what) for what in (1, 2)}
    names: dict[str, list[str]] = {}
    for what, _, key, word, _ in found:
        if what == 3:
            names.setdefault(key, []).append(word)
    newest_serial = next((row[4] for row in found if row[0] == 4), None) or 0
    return _Known(ids[1], ids[2], names, newest_serial)


def _hits(found: Iterable[rows.Row], exact: set[int]) -> list[Hit]:
    """Return the entries as they are now, the exact ones first, each of the newest first."""
    serials = [row[0] for row in found]
    entries = EntryRow.objects.filter(serial__in=serials, gone=False, locked=False).order_by("-serial")
    hits = []
    for row in entries.select_related("dossier__ownreference").defer(*_BIG):
        content = content_of(row.type, row.body)
        if content is not None and not is_hidden(row.verdict, row.gone, row.locked):
            hits.append(Hit(row, content, row.serial in exact))
    return sorted(hits, key=lambda hit: not hit.exact)


_BIG = ("payload", "signature", "sealed")


def _referenced(officer: Officer, known: _Known, sight: Sight) -> tuple[DossierRow, ...]:
    """Return the dossiers that have these words as our own reference number, if the officer may read them."""
    ids = [one for one in known.references if sight.tokens is None or one in known.dossiers]
    return tuple(readable(officer).filter(id__in=ids).select_related("ownreference")) if ids else ()


def _elsewhere(
    officer: Officer, question: Question, sight: Sight, known: _Known
) -> tuple[Elsewhere | None, list[str]]:
    """Return whom to ask about hits that the officer may not read; and, for the log, where these are."""
    if sight.officer is None or not has_role(*WRITERS)(officer):
        return None, []
    statement, values = newest(
        question.either, sight, question.asked, 10 * MOST_ELSEWHERE, known.newest + 1, beyond=True
    )
    hits = run(_standing(statement), values)
    found = [bytes(one).hex() for one, verdict in hits if not is_hidden(verdict, False, False)]
    ids = list(dict.fromkeys(found))
    if not ids:
        return None, []
    named = Officer.objects.filter(dossierofficer__dossier__in=ids[:MOST_ELSEWHERE], is_active=True)
    ask = tuple(named.distinct().order_by("name").values_list("name", flat=True)[:MOST_ASKED])
    more = len(ids) > MOST_ELSEWHERE or len(found) > 10 * MOST_ELSEWHERE
    return Elsewhere(min(len(ids), MOST_ELSEWHERE), more, ask), ids[:MOST_ELSEWHERE]
