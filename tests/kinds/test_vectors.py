"""The vectors of docs/spec/vectors/kind-*.json, read as a second implementation would."""

import json
from pathlib import Path
from typing import Any

import pytest

from kinds.paper import PaperPast
from mithaq.kinds import KINDS, Handling, Terms, gate, kind
from mithaq.kinds.deadlines import Profile, due
from mithaq.record.errors import Refusal
from mithaq.record.graph import Placed
from mithaq.record.kindcodes import OF_KINDS
from mithaq.record.law import Deviating, Opened

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "spec" / "vectors"
FILES = {
    path.stem.removeprefix("kind-"): json.loads(path.read_text("utf-8"))
    for path in FOLDER.glob("kind-*.json")
}
DOSSIERS = [
    pytest.param(name, vector, id=f"{name}-{vector['name']}")
    for name in (known.name for known in KINDS)
    for vector in FILES[name]["vectors"]
]
GATES = [pytest.param(vector, id=vector["name"]) for vector in FILES["gate"]["vectors"]]


@pytest.mark.parametrize("name, vector", DOSSIERS)
def test_a_dossier(name: str, vector: dict[str, Any]) -> None:
    known = kind(name)
    state: Any = None
    receipts: dict[str, str] = {}
    ids: set[str] = set()
    for number, entry in enumerate(vector["entries"], 1):
        id_, author, moment = entry["id"], entry["author"], entry["time"]
        placed = Placed(id_, author, number, (), number, {}, moment, moment)
        opened = Opened(placed, entry["type"], entry["body"], entry["handling"])
        members = tuple(vector["members"])
        held = {author: moment} | receipts
        seen = frozenset(ids) - set(entry.get("unseen", ()))
        unstable = frozenset(entry.get("unstable", ()))
        past = PaperPast(id_, author, number, moment, members, seen, unstable, held)
        verdict = known.start(opened, past) if number == 1 else known.apply(state, opened, past)
        ids.add(id_)
        deviations = [one.code for one in verdict.deviations] if isinstance(verdict, Deviating) else []
        assert deviations == entry.get("deviations", [])
        if entry["refusal"] is None:
            assert not isinstance(verdict, Refusal), verdict
            state = verdict.state if isinstance(verdict, Deviating) else verdict
            if author != state.opener:
                receipts.setdefault(author, moment)
        else:
            assert verdict == Refusal(entry["refusal"]["code"], entry["refusal"]["fields"])
    assert (known.stage(state) if state else None) == vector["stage"]


@pytest.mark.parametrize("vector", GATES)
def test_the_gate(vector: dict[str, Any]) -> None:
    body = kind(vector["kind"]).read(vector["type"], vector["body"])
    handling = vector["handling"] and Handling.model_validate(vector["handling"])
    terms = Terms.model_validate(FILES["gate"]["terms"])
    to = tuple(vector["to"])
    assert not isinstance(body, Refusal)
    found = gate(body, handling, author=vector["author"], to=to, terms=terms, area=vector["area"])
    assert found == tuple(Refusal(each["code"], each["fields"]) for each in vector["refusals"])


@pytest.mark.parametrize("vector", FILES["deadlines"]["vectors"])
def test_a_deadline(vector: dict[str, Any]) -> None:
    profile = Profile.model_validate(vector["profile"])
    asked = (vector["urgency"], vector["agency"], vector["received"], vector["agreed"], vector["paused"])
    assert due(profile, *asked) == vector["due"]


def test_every_code_of_the_kinds_is_provoked() -> None:
    listed = set(OF_KINDS)
    found = {
        each["code"]
        for file in FILES.values()
        for vector in file["vectors"]
        for each in [
            *vector.get("refusals", ()),
            *(e["refusal"] for e in vector.get("entries", ()) if e["refusal"]),
            *({"code": code} for e in vector.get("entries", ()) for code in e.get("deviations", ())),
        ]
    }
    assert len(listed) > 70
    assert listed - found == set()
