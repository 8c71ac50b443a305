"""What programs look at, and what they are refused, stands in the audit log: counts and ids, no texts."""

import pytest

from api.programs import Program, ProgramOf
from mithaq.api.access import UNKNOWN
from mithaq.node.home import Home
from mithaq.node.models import Audit
from web.story import Story

SALMA = "salma@dgsn.example"


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def listed() -> list[tuple[str, list[str]]]:
    rows = Audit.objects.filter(what="listed", who=SALMA).order_by("number")
    return list(rows.values_list("subject", "entries"))


def test_lists_are_kept_once_a_call(story: Story, salma: Program) -> None:
    cards = salma.get("/api/cards?limit=1").json["items"]
    dossiers = salma.get("/api/dossiers").json["items"]
    changes = salma.get("/api/changes").json
    salma.get(f"/api/changes?after={changes['next']}&wait=1")
    assert listed() == [
        ("api cards: 1", [cards[0]["dossier"]]),
        ("api dossiers: 2", [one["id"] for one in dossiers]),
        (f"api changes: {len(changes['items'])}", []),
        ("api changes: 0", []),
    ]


def test_a_missing_scope_is_kept(program: ProgramOf, node: Home) -> None:
    assert program("Salma", "read").post("/api/drafts", {}).json["code"] == "scope-missing"
    row = Audit.objects.get(what="refused")
    assert (row.who, row.subject) == (SALMA, "write: scope-missing")


def test_tokens_that_nobody_has_are_kept_and_do_not_fill_the_log(node: Home) -> None:
    UNKNOWN.forget()
    for _ in range(5):
        assert Program("mithaq_wrong").get("/api/me").status == 401
    row = Audit.objects.get(what="refused")
    assert (row.who, row.subject) == ("stranger", "token: token-invalid 1")
    UNKNOWN._next = 0.0  # a minute later
    assert Program("mithaq_wrong").get("/api/me").status == 401
    assert Audit.objects.filter(subject="token: token-invalid 5").count() == 1
    UNKNOWN.forget()
