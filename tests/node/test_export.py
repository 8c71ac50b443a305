"""An export leaves the node: it needs a permission, a reason, and a marking that lets it go."""

import pytest

from mithaq.node import export, store
from mithaq.node.home import Home
from mithaq.node.models import Audit, DossierOfficer, Officer
from mithaq.record.bundle import read_bundle
from mithaq.record.entry import check_signature, decode, open_body
from mithaq.record.errors import Refusal
from partners import AGREE, ASK, HANDLING, INFORM, TERMS, Partner


def received(node: Home, madrid: Partner, handling: dict[str, object]) -> str:
    """Return a request of Madrid that this node holds, with one more entry under this handling."""
    pact = madrid.open([node.keys], "pact", {"type": "agree", **AGREE, "terms": {**TERMS, "tlp": "TLP:RED"}})
    asked = {"type": "ask", **ASK, "asked": ["ma.dgsn"]}
    request = madrid.open([node.keys], "request", asked, pact=pact.id, handling=HANDLING)
    more = madrid.write(request.id, "inform", INFORM, handling)
    results = store.append([one.encode() for one in (pact, request, more)], source="es.policia")
    assert {one.status for one in results} == {"new"}
    return request.id


def test_a_bundle_has_all_entries_and_proves_itself(node: Home, madrid: Partner, salma: Officer) -> None:
    request = received(node, madrid, HANDLING)
    bundle = read_bundle(export.bundle(salma, request, why="Exercise: for the prosecutor"))
    assert (bundle.dossier, bundle.agency, bundle.exercise, len(bundle.items)) == (
        request,
        "ma.dgsn",
        True,
        2,
    )
    for item in bundle.items:
        entry = decode(item.frame)
        check_signature(entry, bundle.keys[entry.header.key])
        assert open_body(entry, "ma.dgsn", node.openers[0]) == item.plaintext
    row = Audit.objects.get(what="export")
    assert (row.who, row.why, len(row.entries)) == (salma.email, "Exercise: for the prosecutor", 2)
    assert bundle.checkpoint is not None
    assert bundle.checkpoint.startswith("ma.dgsn/audit\n")


def test_no_export_without_a_reason_or_a_need_to_know(
    node: Home, madrid: Partner, salma: Officer, anas: Officer, karim: Officer
) -> None:
    request = received(node, madrid, HANDLING)
    DossierOfficer.objects.create(dossier_id=request, officer=anas)
    for who, why, code in (
        (salma, " ", "reason-missing"),
        (anas, "why", "officer-may-not"),
        (karim, "why", "dossier-unknown"),
    ):
        with pytest.raises(Refusal, match=code):
            export.bundle(who, request, why=why)
    assert not Audit.objects.filter(what="export").exists()


def test_what_is_for_named_recipients_only_goes_into_no_file(
    node: Home, madrid: Partner, salma: Officer
) -> None:
    request = received(node, madrid, {**HANDLING, "tlp": "TLP:RED"})
    with pytest.raises(Refusal, match="handling-forbids"):
        export.bundle(salma, request, why="Exercise")
