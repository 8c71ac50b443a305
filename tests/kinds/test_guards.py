"""Delete each guard of each table in turn: the vectors must notice (a mutation run in one process)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from kinds.paper import PaperPast
from kinds.test_vectors import FILES
from mithaq.kinds import KINDS, Kind
from mithaq.kinds.predicates import Who
from mithaq.record.errors import Refusal
from mithaq.record.graph import Placed
from mithaq.record.law import Deviating, Opened

ANYBODY = Who("anybody", "not-a-party", lambda state, act, past: True)


def verdicts(known: Kind[Any]) -> list[str]:
    """Return the codes of all verdicts that a kind gives on its vectors."""
    found: list[str] = []
    for vector in FILES[known.name]["vectors"]:
        state: Any = None
        receipts: dict[str, str] = {}
        ids: set[str] = set()
        for number, entry in enumerate(vector["entries"], 1):
            id_, author, moment = entry["id"], entry["author"], entry["time"]
            opened = Opened(
                Placed(id_, author, number, (), number, {}, moment, moment),
                entry["type"],
                entry["body"],
                entry["handling"],
            )
            held = {author: moment} | receipts
            members = tuple(vector["members"])
            seen = frozenset(ids) - set(entry.get("unseen", ()))
            unstable = frozenset(entry.get("unstable", ()))
            past = PaperPast(id_, author, number, moment, members, seen, unstable, held)
            verdict = known.start(opened, past) if number == 1 else known.apply(state, opened, past)
            ids.add(id_)
            found.append(code_of(verdict))
            if not isinstance(verdict, Refusal):
                state = verdict.state if isinstance(verdict, Deviating) else verdict
                if author != state.opener:
                    receipts.setdefault(author, moment)
            if state is None:
                break
    return found


def code_of(verdict: Any) -> str:
    """Return the code of a refusal, the codes of what a report breaks, or nothing."""
    if isinstance(verdict, Deviating):
        return " ".join(deviation.code for deviation in verdict.deviations)
    return verdict.code if isinstance(verdict, Refusal) else ""


def mutants(known: Kind[Any]) -> Iterator[tuple[str, str, Kind[Any]]]:
    """Yield the kind without one of its guards, for each of them, with the guard's body and code."""
    for place, rule in enumerate(known.rules):
        weaker = [(rule.by.code, replace(rule, by=ANYBODY))]
        for index, when in enumerate(rule.when):
            weaker.append((when.code, replace(rule, when=rule.when[:index] + rule.when[index + 1 :])))
        if rule.order:
            weaker.append(("order-not-stable", replace(rule, order=False)))
        for code, changed in weaker:
            rules = (*known.rules[:place], changed, *known.rules[place + 1 :])
            yield rule.body.type, code, replace(known, rules=rules)


@pytest.mark.parametrize("known", KINDS, ids=lambda known: known.name)
def test_no_guard_can_go_unnoticed(known: Kind[Any], capsys: pytest.CaptureFixture[str]) -> None:
    expected = verdicts(known)
    unnoticed = []
    total = 0
    for type_, code, mutant in mutants(known):
        total += 1
        try:
            noticed = verdicts(mutant) != expected
        except (AttributeError, KeyError, StopIteration, TypeError):
            noticed = True
        if not noticed:
            unnoticed.append((type_, code))
    with capsys.disabled():
        print(f"\n{known.name}: {total - len(unnoticed)} of {total} guards noticed when deleted")  # noqa: T201
    assert unnoticed == []
