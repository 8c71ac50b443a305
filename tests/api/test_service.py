"""The API as a whole: its OpenAPI, its answers to nonsense, and its way past what only pages need."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.programs import Program, ProgramOf
from mithaq.api.service import api
from mithaq.kinds import KINDS
from mithaq.node.home import Home
from mithaq.node.models import Officer
from mithaq.terms import VOCABULARIES
from web.story import Story


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


def test_openapi_is_sound_and_names_every_operation_once(node: Home) -> None:
    schema = Program("").get("/api/openapi.json").json
    assert schema["openapi"].startswith("3.1")
    assert schema["info"]["title"] == "Mithaq"
    named = [each["operationId"] for one in schema["paths"].values() for each in one.values()]
    assert len(named) == len(set(named)) >= 20
    known = set(schema["components"]["schemas"])
    for name in re.findall(r"#/components/schemas/([^\"]+)", json.dumps(schema)):
        assert name in known
    for path, one in schema["paths"].items():
        given = {
            part["name"]
            for each in one.values()
            for part in each.get("parameters", ())
            if part["in"] == "path"
        }
        assert set(re.findall(r"{(\w+)}", path)) == given


def test_every_vocabulary_and_kind_is_served(salma: Program) -> None:
    served = salma.get("/api/vocabularies").json
    assert [one["name"] for one in served] == list(VOCABULARIES)
    handling = salma.get("/api/vocabularies/handling").json
    assert [one["code"] for one in handling["codes"]] == ["H0", "H1", "H2", "H3"]
    assert set(handling["codes"][0]["names"]) == {"ar", "es", "de", "fr", "en"}
    assert salma.get("/api/vocabularies/nothing").status == 404
    assert [one["name"] for one in salma.get("/api/kinds").json] == [one.name for one in KINDS]


def test_contacts_are_served(story: Story, salma: Program) -> None:
    (madrid,) = salma.get("/api/contacts").json
    assert madrid["agency"] == "es.policia"
    assert madrid["fingerprint"] == story.madrid.keys.fingerprint


def test_problems_speak_the_language_that_is_asked_for(salma: Program) -> None:
    english = salma.call("GET", "/api/nothing", language="en")
    assert english.headers["Content-Language"] == "en"
    for language in ("ar", "de", "es", "fr"):
        answer = salma.call("GET", "/api/nothing", language=language)
        assert answer.headers["Content-Language"] == language
        assert answer.json["code"] == "api-unknown"
    assert salma.call("PATCH", "/api/me", language="en").json["code"] == "api-method"
    assert salma.call("PATCH", "/api/me").headers["Allow"] == "GET"


def test_calls_carry_no_cookie_and_may_not_be_kept(salma: Program) -> None:
    answer = salma.get("/api/me")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer.headers


def test_a_session_does_not_open_the_api(story: Story) -> None:
    client = Client()
    client.force_login(
        Officer.objects.get(name="Salma"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert client.get("/api/dossiers").status_code == 401


def test_bodies_outside_the_json_profile_are_refused_with_its_codes(story: Story, salma: Program) -> None:
    path = f"/api/dossiers/{story.request}/entries"
    for raw, code in (
        (b"{", "json-syntax"),
        (b"", "api-field"),
        (b'{"type":"close","type":"close"}', "json-duplicate"),
        (b'{"type":"close","body":{"x":1.5}}', "json-float"),
        (b'{"type":"close","body":{"x":"\\u0000"}}', "json-nul"),
        (b'{"type":"close","body":{"x":"\\ud800"}}', "json-surrogate"),
        (b'{"type":"\xff"}', "json-utf8"),
        (b"[" * 40 + b"]" * 40, "json-depth"),
        (b"[]", "api-field"),
        (b'{"type":"close","unknown":1}', "api-field"),
        (b'{"entries":[]}', "api-field"),
    ):
        answer = salma.call("POST", path, raw=raw)
        assert (answer.json["code"], 400 <= answer.status < 500) == (code, True), (raw, answer)
    huge = salma.call("POST", path, raw=b'{"type":"' + b"x" * (5 * 1024 * 1024) + b'"}')
    assert huge.status == 413


def operations() -> list[tuple[str, str]]:
    """Return method and path of every operation."""
    paths = api.get_openapi_schema()["paths"]
    return [(method.upper(), path) for path, one in paths.items() for method in one]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_nothing_that_a_program_sends_is_our_fault(data: Any, story: Story, program: ProgramOf) -> None:
    method, path = data.draw(st.sampled_from(operations()))
    segment = st.one_of(
        st.sampled_from([story.request, story.pact, "0" * 64, "1", "-1", str(2**70)]),
        st.text(min_size=1, max_size=20),
    )
    filled = re.sub(
        r"{\w+}", lambda _: data.draw(segment).replace("%", "").replace("?", "").replace("#", ""), path
    )
    query = data.draw(
        st.dictionaries(
            st.sampled_from(["after", "limit", "kind", "owner", "dossier", "pact"]), st.text(max_size=12)
        )
    )
    body = data.draw(
        JSON
        | st.fixed_dictionaries(
            {},
            optional={
                "type": st.sampled_from(["ask", "close", "open", "read", "answer", "leave"])
                | st.text(max_size=8),
                "body": JSON,
                "handling": JSON,
                "why": JSON,
                "kind": st.sampled_from(["request", "pact", "nothing"]),
                "parties": st.just(["ma.dgsn", "es.policia"]) | JSON,
                "pact": st.just(story.pact) | JSON,
                "dossier": st.just(story.request) | JSON,
            },
        )
    )
    caller = program("Salma")
    answer = caller.client.generic(
        method,
        filled,
        json.dumps(body).encode("utf-8", "surrogatepass"),
        content_type="application/json",
        query_params=query,
        headers={"authorization": f"Bearer {caller.token}"},
    )
    assert answer.status_code < 500, (method, filled, body, answer.content)
    if answer.status_code >= 400:
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert json.loads(answer.content)["code"]


def test_what_a_database_cannot_hold_is_refused_or_not_found(story: Story, salma: Program) -> None:
    for path in (
        "/api/dossiers?kind=%00",
        "/api/cards?owner=%00",
        "/api/cards?kind=%00&after=%00~1",
        "/api/cards?after=%ED%A0%80~1",
        "/api/dossiers/%00",
        f"/api/dossiers/{story.request}/entries/%00",
        "/api/vocabularies/%00",
        f"/api/changes?after={2**63}",
        f"/api/drafts/{2**63}",
        f"/api/cards?after=~{10**14}",
    ):
        answer = salma.get(path)
        assert answer.status < 500, (path, answer)
    strange = {"dossier": story.request, "type": "withdraw", "body": {"text": "\x00"}}
    assert salma.post("/api/drafts", strange).json["code"] == "json-nul"
    assert salma.post(f"/api/dossiers/{story.request}/bundle", {"why": "\x00"}).status == 400
