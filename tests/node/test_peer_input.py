"""Whatever a contact signs and seals, the door answers with a result and never raises."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mithaq.kinds import KINDS
from mithaq.node import dossiers, store
from mithaq.node.home import Home
from mithaq.node.models import EntryRow
from mithaq.record.bodies import COMMON
from mithaq.record.errors import Refusal
from partners import AGREE, ASK, HANDLING, Partner

TYPES = sorted({*COMMON, *(name for kind in KINDS for name in kind.table), "no-such-type"})
TIMES = ["0001-01-01T00:00:00.000Z", "0001-01-01T00:01:00.000Z", "9999-12-31T23:59:59.999Z", ""]
TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
LEAVES = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS
FIELDS = st.sampled_from(
    ["entry", "entries", "to", "sealed", "ground", "reason", "keys", "agency", "last", "subjects"]
)


def values(known: list[str]) -> st.SearchStrategy[Any]:
    """Return any JSON value in the profile, with the ids of real entries among its texts."""
    leaves = LEAVES | st.sampled_from([*known, "ma.dgsn", "es.policia"])
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELDS | TEXTS, inner, max_size=4),
        max_leaves=8,
    )


def test_any_body_of_any_type_ends_as_a_result(node: Home, madrid: Partner) -> None:
    pact = madrid.open([node.keys], "pact", {"type": "agree", **AGREE})
    asked = {"type": "ask", **ASK, "asked": ["ma.dgsn"]}
    request = madrid.open([node.keys], "request", asked, pact=pact.id, handling=HANDLING)
    store.append([pact.encode(), request.encode()], source="es.policia")
    known = [pact.id, request.id]
    seals = {"es.policia": madrid.keys.seal, "ma.dgsn": node.keys.seal}
    bodies = st.dictionaries(FIELDS | TEXTS, values(known), max_size=5)
    handlings = st.none() | st.dictionaries(
        st.sampled_from(["codes", "note", "retention_months", "tlp", "purpose"]), values(known), max_size=4
    )

    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(TYPES), bodies, handlings, st.sampled_from(known), st.sampled_from(TIMES))
    def check(type_: str, body: dict[str, Any], handling: Any, dossier: str, time: str) -> None:
        held = madrid.dossiers[dossier]
        seq, parents = held.draft_parents()
        try:
            entry = madrid.sign(dossier, seq, parents, seals, type_, body, handling, time=time)
        except Refusal:
            return
        result = store.append([entry.encode()], source="es.policia")[0]
        assert result.status == "new"
        madrid.take([entry.encode()])
        assert EntryRow.objects.get(entry=entry.id).type in {type_, ""}

    check()
    dossiers.forget_all()
    for dossier in known:
        with dossiers.reading(dossier) as held:
            assert held is not None
            assert held.fold().state == madrid.dossiers[dossier].fold().state


def test_any_opening_ends_as_a_result(node: Home, madrid: Partner) -> None:
    pact = madrid.open([node.keys], "pact", {"type": "agree", **AGREE})
    store.append([pact.encode()], source="es.policia")
    seals = {"es.policia": madrid.keys.seal, "ma.dgsn": node.keys.seal}
    sound = {
        "kind": "request",
        "rules": 1,
        "pact": {"id": pact.id, "at": pact.id},
        "parties": [madrid.keys.to_json(), node.keys.to_json()],
        "terms": AGREE["terms"],
        "exercise": True,
        "body": {"type": "ask", **ASK, "asked": ["ma.dgsn"]},
    }

    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    @given(
        st.dictionaries(st.sampled_from(sorted(sound)), values([pact.id]), max_size=3), st.sampled_from(TIMES)
    )
    def check(changed: dict[str, Any], time: str) -> None:
        try:
            entry = madrid.sign(None, 1, (), seals, "open", {**sound, **changed}, HANDLING, time=time)
        except Refusal:
            return
        result = store.append([entry.encode()], source="es.policia")[0]
        assert result.status in {"new", "refused", "waiting"}

    check()
