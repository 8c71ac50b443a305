"""Wrong input at the faces of a running node: a sentence and a code each time, never a fault of ours."""

import http.client
import json
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from faults.conftest import making
from faults.desk import HANDLING, Desk
from nodes import SOURCE, NodeProcess, running

DEEP = b'{"type":"translate","body":' + b'{"a":' * 4000 + b"1" + b"}" * 4001
TEXT = b'{"type":"translate","body":{"entry":"%s","field":"name","text":{"language":"de","text":"%b"}}}'

BODIES = {
    b"": "api-field",
    b"\x00": "json-syntax",
    b"\xff\xfe": "json-utf8",
    b"[]": "api-field",
    b"null": "api-field",
    b'{"type":5}': "api-field",
    DEEP: "json-depth",
    TEXT % (b"0" * 64, b"\\u0000"): "json-nul",
    TEXT % (b"0" * 64, b"\\ud800"): "json-surrogate",
    b'{"type":"translate","body":{"n":' + b"9" * 100_000 + b"}}": "json-number",
    b'{"type":"translate","body":{"n":1e400}}': "json-float",
    b'{"type":"translate","body":{"n":NaN}}': "json-constant",
    b'{"type":"translate","type":"sign"}': "json-duplicate",
    b'{"type":"translate","body":{},"extra":1}': "api-field",
    b'{"type":"unheard-of","body":{}}': "type-unknown",
    b'{"type":"sign","body":{"entry":"' + b"x" * 5_000_000 + b'"}}': "api-length",
    b'{"entries":[]}': "api-field",
}

PATHS = (
    "/api/dossiers/%00", "/api/dossiers/zz", "/api/dossiers/" + "0" * 64, "/api/dossiers/" + "f" * 5000,
    "/api/dossiers/../../etc/passwd", "/api/dossiers/%ff%fe", "/api/drafts/0",
    "/api/drafts/99999999999999999999999", "/api/dossiers?after=99999999999999999999",
    "/api/dossiers?limit=-1", "/api/dossiers?limit=1e9", "/api/dossiers?kind=%00", "/api/dossiers?pact=%00",
    "/api/cards?after=x", "/api/nothing", "/api/", "/dossier/%00", "/%c0%ae", "/accounts/login/?next=%00",
    "/static/../node.toml", "/static/%2e%2e/%2e%2e/settings.py", "/blobs/..%2f..%2fnode.toml", "/exchange",
)  # fmt: skip


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    databases: tuple[str, ...] = ()
    if request.param == "postgresql":
        databases = (request.getfixturevalue("postgresql")(),)
    with making(tmp_path_factory.mktemp("faces"), ("ma.dgsn",), databases) as ((node, agent),), running(node):
        made = Desk.at(node, agent)
        made.acknowledged[agent.call("propose", parties=[])] = []
        yield made


def test_what_a_program_sends_is_refused_with_sentence_and_code(desk: Desk) -> None:
    (pact,) = desk.acknowledged
    path = f"/api/dossiers/{pact}/entries"
    for body, code in BODIES.items():
        status, problem = desk.call("POST", path, raw=body)
        assert (problem["code"], 400 <= status < 500) == (code, True), (body[:60], status, problem)
        assert problem["detail"], problem
        assert problem["title"], problem
    # Whatever it was, it goes on.
    new = {"language": "de", "text": "Übung"}
    good = {"type": "translate", "body": {"entry": pact, "field": "name", "text": new}, "handling": HANDLING}
    assert desk.call("POST", path, good)[0] == 201


def test_no_address_is_a_fault_of_ours(desk: Desk) -> None:
    for path in PATHS:
        status, content = request(desk.node, "GET", path, {"authorization": f"Bearer {desk.token}"})
        assert status < 500, (path, status, content[:300])
        assert b"passwd" not in content
        assert b"SECRET_KEY" not in content


def test_no_header_is_a_fault_of_ours(desk: Desk) -> None:
    for name, value in {
        "authorization": "Bearer \xff\xfe",
        "cookie": "mithaq-ma-dgsn=\xff; ; =; a=b=c",
        "accept-language": "ar" * 5000,
        "host": "elsewhere.example",
        "content-type": "application/\xff",
        "content-length": "0",
        "x-forwarded-for": "::::",
        "range": "bytes=9999999999999999999999-1",
    }.items():
        for path in ("/api/dossiers", "/accounts/login/", "/static/web/mithaq.css", "/blobs/" + "0" * 64):
            status, content = request(desk.node, "GET", path, {name: value})
            assert status < 500, (name, path, status, content[:300])


def test_sign_in_takes_any_text(desk: Desk) -> None:
    for login in (b"%00", b"a%00b@example.test", b"%ff", b"x" * 100_000, b"%F0%9F%98%80@example.test", b""):
        body = b"login=" + login + b"&password=%00&csrfmiddlewaretoken=x"
        headers = {"content-type": "application/x-www-form-urlencoded"}
        status, content = request(desk.node, "POST", "/accounts/login/", headers, body)
        assert status < 500, (login[:20], status, content[:300])
    assert "Traceback" not in desk.node.log, desk.node.log[-3000:]


COMMANDS = (
    ["show", "zz"],
    ["export", "0" * 64, "x"],
    ["verify", "/nonexistent"],
    ["peer", "add", "/nonexistent"],
    ["officer", "add", "x"],
    ["unheard-of"],
)


@pytest.mark.parametrize("desk", ["sqlite"], indirect=True)
def test_a_command_says_one_sentence_and_an_exit_code(desk: Desk) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": str(SOURCE),
        "MITHAQ_HOME": str(desk.node.home),
        "LANGUAGE": "en",
    }
    for command in COMMANDS:
        done = subprocess.run(
            [sys.executable, "-m", "mithaq", *command],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode not in {0, 1}, (command, done)
        assert "Traceback" not in done.stderr, (command, done.stderr)
        assert done.stderr.strip(), command


def request(
    node: NodeProcess, method: str, path: str, headers: dict[str, str], body: bytes | None = None
) -> tuple[int, bytes]:
    """Return status and content of a request, sent as it is."""
    connection = http.client.HTTPConnection("127.0.0.1", node.port, timeout=20)
    try:
        connection.putrequest(method, path, skip_host="host" in headers, skip_accept_encoding=True)
        if body is not None:
            connection.putheader("content-length", str(len(body)))
        for name, value in headers.items():
            connection.putheader(name, value.encode("latin-1"))
        connection.endheaders(body)
        answer = connection.getresponse()
        content = answer.read()
        if "json" in (answer.headers.get("content-type") or "") and answer.status >= 400:
            assert json.loads(content)["code"], content
        return answer.status, content
    finally:
        connection.close()
