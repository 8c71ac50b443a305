"""What other agencies' handling says where data leave: files, attachments, what goes into other dossiers."""

from io import BytesIO
from typing import Any

import pytest

from mithaq.node import blobs, export, leaving, officers, release, store
from mithaq.node.composing import Intent, Opening
from mithaq.node.home import Home
from mithaq.node.models import Audit, DossierRow, EntryRow, Officer
from mithaq.record.bundle import read_bundle
from mithaq.record.entry import Entry
from mithaq.record.errors import Refusal
from partners import AGREE, ASK, HANDLING, INFORM, TERMS, Partner, words

FREE = {**HANDLING, "codes": ["H0"]}
H2 = {**HANDLING, "codes": ["H2"]}
RED = {**HANDLING, "tlp": "TLP:RED"}


def receive(*entries: Entry) -> None:
    results = store.append([one.encode() for one in entries], source="es.policia")
    assert {one.status for one in results} == {"new"}


def asked(
    node: Home, salma: Officer, madrid: Partner, handling: dict[str, Any], body: dict[str, Any]
) -> tuple[str, Entry]:
    """Return a request of Madrid that is here, and what Madrid has informed of in it under this handling."""
    parties = Opening("pact", ("es.policia", "ma.dgsn"), exercise=True)
    terms = {**TERMS, "tlp": "TLP:RED"}
    pact = release.release(salma, Intent("agree", {**AGREE, "terms": terms}, opening=parties))
    madrid.take([pact.encode()])
    ask = {"type": "ask", **ASK, "asked": ["ma.dgsn"]}
    request = madrid.open([node.keys], "request", ask, pact=pact.id, handling=FREE)
    more = madrid.write(request.id, "inform", body, handling)
    receive(madrid.write(pact.id, "sign", {}), request, more)
    return request.id, more


def permit(salma: Officer, madrid: Partner, entry: Entry, use: str) -> str:
    """Ask Madrid to permit a use of its entry, let it permit, and return the id of the question."""
    body = {"entry": entry.id, "use": use, "text": words("the court asks.")}
    made = release.release(salma, Intent("ask-permission", body, HANDLING, entry.dossier_id))
    madrid.take([made.encode()])
    receive(madrid.write(entry.dossier_id, "permit", {"entry": made.id}, FREE))
    return made.id


def attached() -> dict[str, Any]:
    """Return INFORM with an attachment that is here."""
    reference = blobs.put_blob(BytesIO(b"exercise"), "list.txt", "text/plain")
    return {**INFORM, "attachments": [reference.to_json()]}


def test_h2_leaves_only_with_its_authors_permission(node: Home, madrid: Partner, salma: Officer) -> None:
    request, entry = asked(node, salma, madrid, H2, INFORM)
    refusal = Refusal("handling-needs-permission", {"handling": "H2", "agency": "es.policia"})
    with pytest.raises(Refusal) as caught:
        export.bundle(salma, request, why="Exercise")
    assert caught.value == refusal
    kept = Audit.objects.get(what="refused", dossier=request)
    assert (kept.who, kept.subject) == (salma.email, "export-dossier: handling-needs-permission")
    permit(salma, madrid, entry, "evidence")
    with pytest.raises(Refusal, match="handling-needs-permission"):
        export.bundle(salma, request, why="Exercise")
    wanted = permit(salma, madrid, entry, "pass-on")
    file = read_bundle(export.bundle(salma, request, why="Exercise"))
    assert b"a second container" in b"".join(one.plaintext or b"" for one in file.items)
    receive(madrid.write(request, "withdraw-permission", {"entry": wanted}, FREE))
    with pytest.raises(Refusal, match="handling-needs-permission"):
        export.bundle(salma, request, why="Exercise")


def test_h1_is_marked_until_its_use_as_evidence_is_permitted(
    node: Home, madrid: Partner, salma: Officer
) -> None:
    request, entry = asked(node, salma, madrid, HANDLING, INFORM)
    export.bundle(salma, request, why="Exercise")
    permit(salma, madrid, entry, "evidence")
    export.bundle(salma, request, why="Exercise")
    assert list(Audit.objects.filter(what="export").values_list("subject", flat=True)) == ["H1: 1", ""]


def test_our_own_entries_are_ours_to_hand_out(node: Home, madrid: Partner, salma: Officer) -> None:
    request, _ = asked(node, salma, madrid, FREE, INFORM)
    release.release(salma, Intent("inform", INFORM, H2, request))
    assert len(read_bundle(export.bundle(salma, request, why="Exercise")).items) == 3


def test_a_red_attachment_goes_to_officers_named_on_the_dossier(
    node: Home, madrid: Partner, salma: Officer, youssef: Officer
) -> None:
    request, entry = asked(node, salma, madrid, RED, attached())
    dossier, row = DossierRow.objects.get(id=request), EntryRow.objects.get(entry=entry.id)
    with pytest.raises(Refusal, match="handling-named-only"):
        leaving.check_download(youssef, dossier, row)
    officers.name(youssef, dossier, youssef)
    leaving.check_download(youssef, dossier, row)
    row.body = None
    officers.unname(youssef, dossier, youssef)
    leaving.check_download(youssef, dossier, row)


@pytest.mark.parametrize(
    "handling, code", [(H2, "handling-needs-permission"), (RED, "handling-forbids"), (HANDLING, "")]
)
def test_anothers_attachment_goes_into_another_dossier_as_into_a_file(
    node: Home, madrid: Partner, salma: Officer, handling: dict[str, Any], code: str
) -> None:
    body = attached()
    request, _ = asked(node, salma, madrid, handling, body)
    pact = DossierRow.objects.get(kind="pact").id
    opening = Opening("request", ("es.policia", "ma.dgsn"), pact=pact, exercise=True)
    other = release.release(salma, Intent("ask", ASK, HANDLING, opening=opening)).id
    within = release.release(salma, Intent("inform", body, HANDLING, request))
    assert within.dossier_id == request
    intent = Intent("inform", body, HANDLING, other)
    if not code:
        assert isinstance(release.release_many(salma, [intent])[0], Entry)
        return
    with pytest.raises(Refusal, match=code):
        release.release(salma, intent)
    assert Audit.objects.filter(what="refused", subject=f"inform: {code}", dossier=other).count() == 1
    (refused,) = release.release_many(salma, [intent])
    assert isinstance(refused, Refusal)
    assert refused.code == code
