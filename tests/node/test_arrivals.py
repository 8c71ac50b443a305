"""Whatever the order, grouping and repetition of what arrives, the same is stored and the same is shown."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mithaq.node import dossiers, store
from mithaq.node.home import Home
from mithaq.node.models import (
    CardRow,
    Contact,
    DossierBase,
    DossierRow,
    EntryRow,
    Party,
    Receipt,
    WaitingRow,
)
from mithaq.record.entry import Entry
from partners import AGREE, ASK, HANDLING, INFORM, Partner, words

TABLES = (CardRow, Receipt, Party, DossierBase, EntryRow, DossierRow, WaitingRow, Contact)


def story(node: Home) -> list[Entry]:
    """Return what two partners have written in two dossiers, refused entries and a fork among it."""
    madrid, potsdam = Partner("es.policia"), Partner("de.bundespolizei")
    pact = madrid.open([node.keys, potsdam.keys], "pact", {"type": "agree", **AGREE})
    potsdam.take([pact.encode()])
    asked = {"type": "ask", **ASK, "asked": ["ma.dgsn", "de.bundespolizei"]}
    request = madrid.open([node.keys, potsdam.keys], "request", asked, pact=pact.id, handling=HANDLING)
    potsdam.take([request.encode()])
    made = [pact, request, potsdam.write(pact.id, "sign", {})]
    made += [madrid.write(request.id, "inform", INFORM, HANDLING) for _ in range(2)]
    made += [potsdam.write(request.id, "acknowledge", {}), potsdam.write(request.id, "no-such-type", {})]
    potsdam.take([made[3].encode(), made[4].encode()])
    made.append(potsdam.write(request.id, "read", {"entries": [request.id]}))
    madrid.take([made[5].encode(), made[6].encode(), made[7].encode()])
    made.append(madrid.write(request.id, "recall", {"entries": [made[3].id], "reason": None}))
    made.append(madrid.acknowledge(request.id))
    potsdam.take([made[-2].encode(), made[-1].encode()])
    seq, parents = potsdam.dossiers[request.id].draft_parents()
    seals = {one.agency: one.seal for one in (node.keys, madrid.keys, potsdam.keys)}
    for text in ("one thing", "another"):
        body = {**INFORM, "text": words(text)}
        made.append(potsdam.sign(request.id, seq, parents, seals, "inform", body, HANDLING))
    return made


def shown() -> dict[str, object]:
    """Return all that a node shows, without the order and time in which it came."""
    entries = EntryRow.objects.order_by("dossier_id", "depth", "entry")
    named = ("entry", "author", "seq", "depth", "type", "verdict", "body", "sealed")
    return {
        "entries": list(entries.values_list(*named)),
        "dossiers": list(
            DossierRow.objects.order_by("id").values_list(
                "id", "count", "members", "stable_depth", "stable_entry"
            )
        ),
        "parties": list(
            Party.objects.order_by("dossier_id", "agency").values_list("dossier_id", "agency", "clock")
        ),
        "cards": sorted(CardRow.objects.values_list("dossier_id", "kind", "key", "due", "owner", "state")),
        "receipts": sorted(Receipt.objects.values_list("entry", "agency", "what")),
        "waiting": WaitingRow.objects.count(),
    }


def clear() -> None:
    for model in TABLES:
        model._default_manager.all().delete()
    dossiers.forget_all()
    for agency in ("es.policia", "de.bundespolizei"):
        Partner(agency).become_contact()


@pytest.mark.parametrize("forgetful", [False, True])
def test_any_arrival_shows_the_same(node: Home, forgetful: bool) -> None:
    entries = story(node)
    clear()
    store.append([entry.encode() for entry in entries], source="es.policia")
    expected = shown()
    assert len(expected["entries"]) == len(entries)  # type: ignore[arg-type]
    refusals = [
        verdict["refusal"] for verdict in EntryRow.objects.values_list("verdict", flat=True) if verdict
    ]
    assert sorted(one[0] for one in refusals if one) == ["fork-open", "fork-open", "type-unknown"]

    @settings(max_examples=12, suppress_health_check=list(HealthCheck))
    @given(st.permutations(range(len(entries))), st.lists(st.integers(1, 4), max_size=12), st.data())
    def check(order: list[int], sizes: list[int], data: st.DataObject) -> None:
        clear()
        again = data.draw(st.lists(st.sampled_from(order), max_size=4))
        left = [entries[number].encode() for number in (*order, *again)]
        while left:
            size = sizes.pop() if sizes else 3
            batch, left = left[:size], left[size:]
            if forgetful:
                dossiers.forget_all()
            results = store.append(batch, source="es.policia")
            assert {result.status for result in results} <= {"new", "known", "waiting"}
        now = shown()
        for part, rows in expected.items():
            assert now[part] == rows, part

    check()
