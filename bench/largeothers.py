"""What stands a few times in the large node beside its requests: other kinds, scores to give, recalls.

A dossier of a kind is written by the examples of its bodies, along the longest way on which the kind's own
walk (mithaq.kinds.diagram) has found each entry accepted: a new kind is entered in OTHER_KINDS, no more.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from bench.largeprogramme import AREAS, DIMENSIONS, Chain, _text
from bench.stock import ASKER, RECEIVER

OTHER_KINDS = ("visit", "expertise", "operation", "delivery", "team")
LONG_AGO = "2020-01-01T00:00:00.000Z"
RECALLS = 60
"""Requests of which a partner has taken an entry back: more than are decided at a time."""


def add(maker: Any, terms: dict[str, Any], ask: dict[str, Any]) -> dict[str, Any]:
    """Append all of it to a node that has its pact; return the ids by which pages ask for it."""
    kinds = {name: _example(maker, terms, name) for name in OTHER_KINDS}
    own = [_recalled(maker, terms, ask) for _ in range(RECALLS)][-1]
    return {"kinds": kinds, **_scoring(maker, terms), **own}


def _example(maker: Any, terms: dict[str, Any], name: str) -> str:
    """Append a dossier of a kind, in which every entry is held by all parties before the next."""
    from mithaq.kinds import kind
    from mithaq.kinds.diagram import example, walk

    law = kind(name)
    path = max((step.path for step in walk(law)), key=len)
    chain = Chain(maker, datetime.now(UTC) - timedelta(days=30), terms)
    state: Any = SimpleNamespace(entries={}, opening="")
    for author, type_, changes in path:
        model: Any = law.body(type_)
        body = {**example(model, state, author), **json.loads(changes or "{}")}
        if "since" in body:  # what an example allows from 2030 on is to hold now
            body["since"] = LONG_AGO
        if state.opening:
            entry = chain.write(author, type_, body)
        else:
            entry = state.opening = chain.open(name, maker.pact, {"type": type_, **body}, author)
        state.entries[entry] = SimpleNamespace(type=type_)
        chain.hold()
    _keep(maker, chain)
    return chain.dossier


def _recalled(maker: Any, terms: dict[str, Any], ask: dict[str, Any]) -> dict[str, str]:
    """Append a request in which the asker has taken back what it wrote; return an own entry of it."""
    chain = Chain(maker, datetime.now(UTC) - timedelta(days=20), terms)
    chain.parties = {agency: chain.parties[agency] for agency in (ASKER, RECEIVER)}
    dossier = chain.open("request", maker.pact, ask)
    chain.write(RECEIVER, "acknowledge", {})
    inform = {"text": _text("more of it"), "area": "drugs", "purpose": "investigation"}
    own = chain.write(RECEIVER, "inform", inform)
    wrong = chain.write(ASKER, "inform", inform)
    chain.write(ASKER, "recall", {"entries": [wrong], "reason": "Exercise: of another case"})
    _keep(maker, chain)
    return {"recalled": dossier, "own_entry": own}


def _scoring(maker: Any, terms: dict[str, Any]) -> dict[str, str]:
    """Append a programme whose review waits for the scores of all."""
    chain = Chain(maker, datetime.now(UTC) - timedelta(days=10), terms)
    scoring = chain.open("programme", maker.pact, {"type": "register", "name": _text("register")})
    asked = {
        "areas": list(AREAS),
        "dimensions": list(DIMENSIONS),
        "start": "2026-01-01",
        "end": "2026-06-30",
    }
    review = chain.write(ASKER, "review", asked)
    _keep(maker, chain)
    return {"scoring": scoring, "open_review": review}


def _keep(maker: Any, chain: Chain) -> None:
    """Append a dossier as received; every entry of it must have its effect."""
    from mithaq.node import store
    from mithaq.node.models import EntryRow

    maker._append(store, ASKER, [chain.frames])
    for type_, verdict in EntryRow.objects.filter(dossier=chain.dossier).values_list("type", "verdict"):
        if verdict and verdict.get("refusal"):
            raise SystemExit(f"{type_} has no effect: {verdict['refusal']}")
