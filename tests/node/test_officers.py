"""Who may do what: each role in each act, and that what was tried is kept."""

import pytest
from django.contrib.auth import authenticate
from django.test import Client, RequestFactory

from mithaq.node import officers, release
from mithaq.node.composing import Intent, Opening
from mithaq.node.home import Home
from mithaq.node.models import ROLES, Audit, DossierRow, Officer
from mithaq.record.errors import Refusal
from partners import AGREE, officer

MAY_WHEN_NAMED = {
    "liaison": {"see", "read", "export", "lists", "open", "draft", "release", "name", "search", "keep"},
    "analyst": {"see", "read", "draft", "search", "keep"},
    "supervisor": {
        "see",
        "read",
        "export",
        "lists",
        "open",
        "draft",
        "release",
        "second",
        "name",
        "decide",
        "parties",
        "search",
        "keep",
        "assign",
    },
    "secretariat": {"see", "read", "open", "draft", "release", "search", "keep"},
    "press": {"see", "read", "search", "keep"},
    "data-protection": {"see", "decide", "audit", "control", "search"},
    "administrator": {"officers", "contacts"},
}
MAY_UNNAMED = {
    "liaison": {"lists", "open", "search", "keep"},
    "analyst": {"search", "keep"},
    "supervisor": MAY_WHEN_NAMED["supervisor"],
    "secretariat": {"open", "search", "keep"},
    "press": {"search", "keep"},
    "data-protection": MAY_WHEN_NAMED["data-protection"],
    "administrator": MAY_WHEN_NAMED["administrator"],
}
ACTS = {
    "see": "node.see_dossier",
    "read": "node.read_dossier",
    "export": "node.export_dossier",
    "lists": "node.export_list",
    "search": "node.search",
    "keep": "node.keep_search",
    "assign": "node.assign_officers",
    "open": "node.open_dossier",
    "draft": "node.draft_entry",
    "release": "node.release_entry",
    "second": "node.second_entry",
    "parties": "node.admit_party",
    "name": "node.name_officer",
    "decide": "node.decide_erasure",
    "audit": "node.read_audit",
    "control": "node.read_text_for_control",
    "officers": "node.manage_officers",
    "contacts": "node.manage_contacts",
}


@pytest.fixture
def dossier(node: Home, youssef: Officer) -> DossierRow:
    opening = Opening("pact", ("ma.dgsn",), exercise=True)
    entry = release.release(youssef, Intent("agree", AGREE, opening=opening))
    return DossierRow.objects.get(id=entry.id)


def test_every_act_has_its_permission() -> None:
    assert set(ACTS.values()) == set(officers.PERMISSIONS)


def test_each_role_may_what_it_may_and_no_more(node: Home, youssef: Officer, dossier: DossierRow) -> None:
    for role in ROLES:
        one = officer(f"One-{role}", role)
        assert {act for act, name in ACTS.items() if one.has_perm(name, dossier)} == MAY_UNNAMED[role], role
        officers.name(one, dossier, youssef)
        assert {act for act, name in ACTS.items() if one.has_perm(name, dossier)} == MAY_WHEN_NAMED[role], (
            role
        )
        one.is_active = False
        assert not any(one.has_perm(name, dossier) for name in ACTS.values())


def test_an_officer_without_need_to_know_does_not_learn_that_a_dossier_exists(
    node: Home, salma: Officer, youssef: Officer, karim: Officer, dossier: DossierRow
) -> None:
    for who in (salma, karim):
        with pytest.raises(Refusal) as told:
            officers.dossier_for(who, dossier.id)
        with pytest.raises(Refusal) as unknown:
            officers.dossier_for(who, "ab" * 32)
        assert told.value == unknown.value == Refusal("dossier-unknown")
        assert list(officers.visible(who)) == []
    assert Audit.objects.filter(what="refused", dossier=dossier.id).count() == 2
    officers.name(salma, dossier, youssef)
    assert list(officers.visible(salma)) == [dossier]
    officers.unname(salma, dossier, youssef)
    assert list(officers.visible(salma)) == []
    assert list(officers.visible(youssef)) == [dossier]


def test_sign_ins_are_kept(node: Home, salma: Officer) -> None:
    request = RequestFactory().post("/accounts/login/")
    assert authenticate(request, email=salma.email, password="wrong") is None
    client = Client()
    client.force_login(salma, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.logout()
    assert list(Audit.objects.values_list("what", flat=True)) == ["login-failed", "login", "logout"]
