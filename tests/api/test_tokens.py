"""Who may call: tokens, their scopes, their end; and problems by RFC 9457 for everybody else."""

from datetime import UTC, datetime, timedelta

import pytest

from api.programs import Program, ProgramOf
from mithaq.node import staff, tokens
from mithaq.node.home import Home
from mithaq.node.models import Audit, Token
from mithaq.record.errors import Refusal


def test_a_program_is_told_on_whose_behalf_it_calls(salma: Program) -> None:
    answer = salma.get("/api/me")
    assert answer.status == 200
    assert answer.json["email"] == "salma@dgsn.example"
    assert answer.json["agency"] == "ma.dgsn"
    assert answer.json["scopes"] == list(tokens.SCOPES)


def test_without_a_token_there_is_a_problem_that_says_so(node: Home) -> None:
    answer = Program("").get("/api/me")
    assert answer.status == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json["code"] == "token-missing"
    assert answer.json["status"] == 401
    assert answer.json["type"] == "about:blank"
    assert answer.json["detail"]


def test_a_token_that_nobody_has_is_refused(node: Home) -> None:
    for text in ("mithaq_wrong", "", "x" * 5000, "é"):
        answer = Program(text or " ").get("/api/me")
        assert answer.status == 401
        assert answer.json["code"] in {"token-invalid", "token-missing"}


def test_only_the_hash_of_a_token_is_kept(node: Home) -> None:
    text = tokens.issue(staff.find("salma@dgsn.example"), "tool", ["read"], by="test")
    kept = Token.objects.get()
    assert text not in str(vars(kept))
    assert kept.hash == tokens.hash_of(text)


def test_an_expired_token_and_that_of_a_removed_officer_are_refused(node: Home) -> None:
    anas = staff.find("anas@dgsn.example")
    past = datetime.now(UTC) - timedelta(seconds=1)
    expired = Program(tokens.issue(anas, "old", ["read"], by="test", expires=past))
    valid = Program(tokens.issue(anas, "new", ["read"], by="test"))
    assert expired.get("/api/me").status == 401
    assert valid.get("/api/me").status == 200
    staff.remove(anas, by="test")
    assert valid.get("/api/me").status == 401


def test_a_scope_that_the_token_lacks_is_named(program: ProgramOf) -> None:
    reader = program("Salma", "read")
    refused = reader.post("/api/dossiers", {"kind": "pact", "parties": ["ma.dgsn"], "type": "agree"})
    assert refused.status == 403
    assert refused.json["code"] == "scope-missing"
    assert refused.json["fields"] == {"scope": "release"}
    assert reader.get("/api/dossiers").status == 200


def test_an_unknown_scope_is_refused_and_issuing_is_audited(node: Home) -> None:
    salma = staff.find("salma@dgsn.example")
    with pytest.raises(Refusal, match="scope-unknown"):
        tokens.issue(salma, "tool", ["everything"], by="test")
    tokens.issue(salma, "tool", ["export", "read"], by="karim")
    row = Audit.objects.filter(what="token-issued").last()
    assert row is not None
    assert row.who == "karim"
    assert "read export" in row.subject
