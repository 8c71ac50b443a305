"""Signing in, being locked out, and the pages that say what went wrong, with the code."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from mithaq.node import staff
from mithaq.node.home import Home
from mithaq.node.models import Audit
from web.story import Story

SignIn = Callable[[str], Client]
PASSWORD = "an exercise of two agencies"


@pytest.fixture
def lina(node: Home) -> str:
    return staff.add(
        "lina@dgsn.example", "Lina", ["liaison"], password=PASSWORD, language="ar", by="test"
    ).email


def text(answer: Any) -> str:
    return str(answer.content.decode())


def log_in(client: Client, email: str, password: str) -> Any:
    return client.post("/accounts/login/", {"login": email, "password": password})


def test_an_officer_signs_in_and_out(lina: str) -> None:
    client = Client()
    assert log_in(client, lina.upper(), PASSWORD).headers["Location"] == "/"
    assert client.get("/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/").status_code == 302
    acts = Audit.objects.filter(who=lina).order_by("number").values_list("what", flat=True)
    assert list(acts) == ["login", "listed", "logout"]


def test_a_wrong_password_is_said_and_keeps_the_name(lina: str) -> None:
    page = text(log_in(Client(), lina, "wrong"))
    assert 'role="alert"' in page
    assert f'value="{lina}"' in page
    assert Audit.objects.filter(what="login-failed", who=lina).exists()


def test_too_many_tries_lock_the_account_for_a_while(lina: str, settings: Settings) -> None:
    settings.AXES_ENABLED = True
    client = Client()
    answers = [log_in(client, lina, "wrong") for _ in range(7)]
    assert answers[-1].status_code == 429
    assert "too-many-attempts" in text(answers[-1])
    assert log_in(client, lina, PASSWORD).status_code == 429


def test_an_address_that_tries_many_names_is_slowed(node: Home) -> None:
    client = Client(REMOTE_ADDR="192.0.2.77")
    answers = [log_in(client, f"nobody{number}@dgsn.example", "wrong") for number in range(31)]
    assert answers[-1].status_code == 429
    assert "too-many-attempts" in text(answers[-1])


def test_a_removed_officer_is_out_at_once(lina: str) -> None:
    client = Client()
    log_in(client, lina, PASSWORD)
    staff.remove(staff.find(lina), by="test")
    assert client.get("/").status_code == 302


def test_nobody_registers(node: Home) -> None:
    assert Client().get("/accounts/signup/").status_code == 404


def test_the_second_factor_can_be_reached(lina: str) -> None:
    client = Client()
    log_in(client, lina, PASSWORD)
    assert "/accounts/2fa/" in text(client.get("/account/"))
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert "data:image/svg+xml" in text(client.get("/accounts/2fa/totp/activate/"))
    assert "webauthn" in text(client.get("/accounts/2fa/webauthn/add/"))


def test_codes_of_the_second_factor_cannot_be_tried_for_ever(lina: str) -> None:
    cache.clear()
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(staff.find(lina), secret)
    client = Client()
    assert log_in(client, lina, PASSWORD).headers["Location"] == "/accounts/2fa/authenticate/"
    right = totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))
    wrong = f"{(int(right) + 500_000) % 1_000_000:06}"
    for _ in range(6):
        assert client.post("/accounts/2fa/authenticate/", {"code": wrong}).status_code == 200
    assert client.post("/accounts/2fa/authenticate/", {"code": right}).status_code == 200
    assert client.get("/").status_code == 302
    assert Audit.objects.filter(what="login-failed", who=lina, subject="second factor").count() == 6
    cache.clear()
    assert client.post("/accounts/2fa/authenticate/", {"code": right}).status_code == 302
    assert client.get("/").status_code == 200


def test_a_stranger_sends_nothing_long(lina: str, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    client, long = Client(), BytesIO(b"x" * 2000)
    sent = {"login": lina, "password": PASSWORD, "attach": long}
    assert client.post("/accounts/login/", sent).status_code == 400
    assert log_in(client, lina, PASSWORD).status_code == 302
    long.seek(0)
    assert client.post("/account/", {"time_zone": "Africa/Casablanca", "attach": long}).status_code == 302


def test_a_form_of_an_ended_session_is_refused_in_words(lina: str) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = log_in(client, lina, PASSWORD)
    assert answer.status_code == 403
    assert "form-expired" in text(answer)


@pytest.mark.parametrize("language, direction", [("ar", "rtl"), ("de", "ltr")])
def test_an_address_that_does_not_exist(node: Home, language: str, direction: str) -> None:
    answer = Client().get("/nowhere/", headers={"Accept-Language": language})
    assert answer.status_code == 404
    assert f'lang="{language}" dir="{direction}"' in text(answer)
    assert "404 not-found" in text(answer)


def test_a_fault_of_our_own_says_nothing_of_itself(node: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret of the machine")

    monkeypatch.setattr("mithaq.web.views.account.show", broken)
    staff.add("lina@dgsn.example", "Lina", ["liaison"], password=PASSWORD, language="ar", by="test")
    client = Client(raise_request_exception=False)
    log_in(client, "lina@dgsn.example", PASSWORD)
    answer = client.get("/account/")
    assert answer.status_code == 500
    assert "secret" not in text(answer)
    assert "500 internal" in text(answer)


@pytest.mark.parametrize(
    "path", ["/dossiers/zz/", f"/dossiers/{'0' * 63}/", f"/dossiers/{'0' * 64}/", "/drafts/999/"]
)
def test_ids_that_name_nothing(story: Story, sign_in: Any, path: str) -> None:
    assert sign_in("Salma").get(path).status_code == 404


@pytest.mark.parametrize("path", ["/", "/dossiers/", "/audit/", "/contacts/"])
@pytest.mark.parametrize(
    "query", ["after=%00", "before=x~y", "group=zz&after=~9", "kind=%D8%00", "about=%00", "pact=0"]
)
def test_queries_that_mean_nothing_break_nothing(story: Story, sign_in: Any, path: str, query: str) -> None:
    name = "Hind" if path == "/audit/" else "Salma"
    assert sign_in(name).get(f"{path}?{query}").status_code == (400 if "%00" in query else 200)


def test_the_policy_allows_nothing_from_elsewhere(node: Home) -> None:
    policy = Client().get("/accounts/login/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_pages_are_kept_by_nobody(story: Story, sign_in: Any) -> None:
    answer = sign_in("Salma").get(f"/dossiers/{story.request}/")
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_nul_is_refused_before_it_reaches_a_database(story: Story, sign_in: Any, lina: str) -> None:
    salma = sign_in("Salma")
    for path in ("write/inform/", "notes/", "reference/", "people/"):
        answer = salma.post(f"/dossiers/{story.request}/{path}", {"body.text.text": "a\0b", "text": "\0"})
        assert answer.status_code == 400, path
    assert log_in(Client(), f"\0{lina}", PASSWORD).status_code == 200
