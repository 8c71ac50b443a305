"""What a program finds for its officer."""

import pytest

from api.programs import Program
from mithaq.node.search import indexing
from web.story import Story


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_hits_come_with_their_words_marked(story: Story, salma: Program) -> None:
    indexing.catch_up()
    found = salma.get("/api/search?words=الحاويات").json
    (item,) = found["items"]
    assert (item["entry"], item["language"], item["exact"]) == (story.request, "ar", False)
    assert [one["text"] for one in item["text"] if one["marked"]] == ["الحاوية"]
    assert (found["next"], found["elsewhere"]) == (None, None)
    (exact,) = salma.get("/api/search?words=CSQU%20305438-3&kind=request").json["items"]
    assert exact["exact"] is True
    assert exact["identifiers"] == [{"type": "container", "value": "CSQU3054383"}]


@pytest.mark.parametrize(
    "query, code", [("", "search-empty"), ("?words=a*", "search-short"), ("?words=" + "x" * 201, "")]
)
def test_what_is_no_question_is_refused(story: Story, salma: Program, query: str, code: str) -> None:
    answer = salma.get(f"/api/search{query}")
    assert answer.status == 422
    assert not code or answer.json["code"] == code
