"""What programs read and write, with the permissions of their officer."""

import threading
import time

import pytest
from django.db import connections

from api.programs import Program, ProgramOf
from mithaq.node.models import Audit, Draft, EntryRow
from mithaq.record.bundle import read_bundle
from partners import ASK, HANDLING, words
from web.story import Story

CLOSE = {"usefulness": "useful"}


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_liaison_lists_what_names_her_newest_first(story: Story, salma: Program) -> None:
    found = salma.get("/api/dossiers").json
    assert [one["id"] for one in found["items"]] == [story.request, story.pact]
    assert found["next"] is None
    assert found["items"][0]["exercise"] is True
    first = salma.get("/api/dossiers?limit=1").json
    assert [one["id"] for one in first["items"]] == [story.request]
    second = salma.get(f"/api/dossiers?limit=1&after={first['next']}").json
    assert [one["id"] for one in second["items"]] == [story.pact]
    assert second["next"] is None
    assert [one["id"] for one in salma.get("/api/dossiers?kind=pact").json["items"]] == [story.pact]


def test_a_dossier_shows_its_state_and_what_can_be_done(story: Story, salma: Program) -> None:
    found = salma.get(f"/api/dossiers/{story.request}").json
    assert found["stage"] == "asked"
    assert found["awaiting"] == ["es.policia"]
    options = {one["type"]: one["refusal"] for one in found["options"]}
    assert options["withdraw"] is None
    assert options["answer"]["code"] == "not-asked"
    assert options["close"]["code"] == "no-answer-yet"


def test_who_may_not_see_a_dossier_is_not_told_that_it_exists(story: Story, program: ProgramOf) -> None:
    stranger = program("Anas")
    unknown = stranger.get(f"/api/dossiers/{'0' * 64}")
    hidden = stranger.get(f"/api/dossiers/{story.request}")
    assert hidden.status == unknown.status == 404
    assert hidden.json == unknown.json
    assert stranger.get("/api/dossiers").json["items"] == []
    assert stranger.get(f"/api/dossiers/{story.request}/entries").status == 404
    assert stranger.get("/api/changes").json["items"] == []
    assert stranger.get("/api/cards").json["items"] == []


def test_who_controls_sees_headers_and_no_text(story: Story, program: ProgramOf) -> None:
    hind = program("Hind")
    assert [one["id"] for one in hind.get("/api/dossiers").json["items"]] == [story.request, story.pact]
    refused = hind.get(f"/api/dossiers/{story.request}/entries")
    assert refused.status == 403
    assert refused.json["code"] == "officer-may-not"
    assert hind.get("/api/cards").json["items"] == []


def test_entries_are_read_with_text_and_delivery_and_the_reading_is_audited(
    story: Story, salma: Program
) -> None:
    found = salma.get(f"/api/dossiers/{story.request}/entries").json["items"]
    assert [one["type"] for one in found] == ["open"]
    assert found[0]["body"]["body"]["question"]["language"] == "ar"
    assert found[0]["handling"] == HANDLING
    assert [(one["agency"], one["state"]) for one in found[0]["deliveries"]] == [("es.policia", "sent")]
    one = salma.get(f"/api/dossiers/{story.request}/entries/{story.request}")
    assert one.json == found[0]
    row = Audit.objects.filter(what="read", who="salma@dgsn.example").last()
    assert row is not None
    assert row.entries == [story.request]
    assert salma.get(f"/api/dossiers/{story.request}/entries/{'f' * 64}").json["code"] == "entry-not-here"
    assert salma.get(f"/api/dossiers/{story.request}/entries/nonsense").status == 404


def test_an_entry_is_released_and_a_refused_one_is_not_written(story: Story, salma: Program) -> None:
    path = f"/api/dossiers/{story.request}/entries"
    before = EntryRow.objects.count()
    refused = salma.post(path, {"type": "close", "body": CLOSE})
    assert refused.status == 422
    assert refused.json["code"] == "no-answer-yet"
    assert EntryRow.objects.count() == before
    made = salma.post(path, {"type": "withdraw", "body": {"text": words("not needed")}, "why": "found it"})
    assert made.status == 201
    row = EntryRow.objects.get(entry=made.json["id"])
    assert (row.type, row.author, row.seq) == ("withdraw", "ma.dgsn", 2)
    assert salma.get(f"/api/dossiers/{story.request}").json["stage"] == "withdrawn"
    audited = Audit.objects.filter(what="release").last()
    assert audited is not None
    assert audited.why == "found it"


def test_a_batch_has_one_result_an_entry(story: Story, salma: Program) -> None:
    inform = {"type": "inform", "body": {"text": words("more"), "area": "drugs", "purpose": "investigation"}}
    batch = [
        {**inform, "handling": HANDLING},
        {"type": "close", "body": CLOSE},
        {**inform, "handling": HANDLING},
    ]
    answer = salma.post(f"/api/dossiers/{story.request}/entries", {"entries": batch})
    assert answer.status == 200
    results = answer.json["results"]
    assert [bool(one["entry"]) for one in results] == [True, False, True]
    assert results[1]["problem"]["code"] == "no-answer-yet"
    assert [one["entry"]["seq"] for one in results if one["entry"]] == [2, 3]


def test_a_dossier_is_opened(story: Story, salma: Program) -> None:
    new = {
        "kind": "request",
        "parties": ["es.policia", "ma.dgsn"],
        "pact": story.pact,
        "exercise": True,
        "type": "ask",
        "body": ASK,
        "handling": HANDLING,
    }
    made = salma.post("/api/dossiers", new)
    assert made.status == 201, made.json
    assert salma.get(f"/api/dossiers/{made.json['id']}").json["stage"] == "asked"
    without = salma.post("/api/dossiers", {**new, "handling": None})
    assert without.status == 422
    assert without.json["code"] == "handling-missing"
    absent = salma.post("/api/dossiers", {**new, "pact": "0" * 64})
    assert absent.json["code"] == "dossier-unknown"


def test_a_draft_is_kept_changed_and_released(story: Story, salma: Program, program: ProgramOf) -> None:
    begun = salma.post("/api/drafts", {"dossier": story.request, "type": "withdraw", "body": {"text": 7}})
    assert begun.status == 201
    path = f"/api/drafts/{begun.json['id']}"
    refused = salma.post(f"{path}/release", {"why": ""})
    assert refused.json["code"] == "body-invalid"
    kept = salma.get(path).json
    assert (kept["state"], kept["body"], kept["refusal"]["code"]) == ("open", {"text": 7}, "body-invalid")
    changed = salma.call("PUT", path, {"body": {"text": words("not needed")}})
    assert changed.json["body"]["text"]["language"] == "en"
    assert program("Nadia").get(path).status == 404
    released = salma.post(f"{path}/release", {})
    assert released.status == 201
    assert salma.get(path).json["entry"] == released.json["id"]
    assert salma.call("DELETE", path).json["code"] == "draft-state"


def test_a_draft_is_withdrawn(story: Story, salma: Program) -> None:
    begun = salma.post("/api/drafts", {"dossier": story.request, "type": "withdraw"})
    gone = salma.call("DELETE", f"/api/drafts/{begun.json['id']}")
    assert (gone.status, gone.content) == (204, b"")
    assert Draft.objects.get().state == Draft.State.WITHDRAWN
    assert salma.get("/api/drafts/999999").json["code"] == "draft-unknown"
    both = {"dossier": story.request, "opening": {"kind": "pact", "parties": ["ma.dgsn"]}, "type": "withdraw"}
    assert salma.post("/api/drafts", both).status == 422


def test_the_second_officer_releases_the_version_that_was_looked_at(
    story: Story, salma: Program, program: ProgramOf
) -> None:
    begun = salma.post("/api/drafts", {"dossier": story.request, "type": "leave", "body": {"reason": "one"}})
    path, youssef = f"/api/drafts/{begun.json['id']}", program("Youssef")
    assert salma.post(f"{path}/release", {}).json["code"] == "second-officer-needed"
    looked_at = youssef.get(path).json["version"]
    salma.call("PUT", path, {"body": {"reason": "another"}})
    assert salma.post(f"{path}/release", {}).json["code"] == "second-officer-needed"
    blind = youssef.post(f"{path}/second", {"version": looked_at})
    assert (blind.status, blind.json["code"]) == (409, "draft-changed")
    looked_at = youssef.get(path).json["version"]
    assert youssef.post(f"{path}/second", {"version": looked_at}).status == 201


def test_cards_come_soonest_due_first_and_in_portions(story: Story, salma: Program) -> None:
    story.receive(story.madrid.acknowledge(story.request))
    every = salma.get("/api/cards").json["items"]
    assert {one["kind"] for one in every} >= {"task", "subject"}
    tasks = salma.get("/api/cards?kind=task").json["items"]
    assert all(one["kind"] == "task" for one in tasks)
    walked, after = [], ""
    while True:
        part = salma.get(f"/api/cards?limit=2&after={after}").json
        walked += part["items"]
        after = part["next"]
        if after is None:
            break
    assert walked == every
    assert salma.get("/api/cards?after=nonsense").status == 422


def test_the_bundle_is_the_dossier_and_needs_a_reason(
    story: Story, salma: Program, program: ProgramOf
) -> None:
    path = f"/api/dossiers/{story.request}/bundle"
    assert salma.post(path, {"why": ""}).status == 422
    answer = salma.post(path, {"why": "the court asks"})
    assert answer.status == 200
    assert read_bundle(answer.content).dossier == story.request
    assert program("Hind").post(path, {"why": "x"}).status == 403


def test_changes_are_told_in_order_and_waited_for(story: Story, salma: Program) -> None:
    first = salma.get("/api/changes").json
    assert [one["dossier"] for one in first["items"]] == [story.pact, story.pact, story.request]
    assert salma.get(f"/api/changes?after={first['next']}").json == {"items": [], "next": first["next"]}
    late: list[float] = []

    def answer_later() -> None:
        time.sleep(0.4)
        late.append(time.monotonic())
        story.receive(story.madrid.write(story.request, "acknowledge", {}))
        connections.close_all()

    writer = threading.Thread(target=answer_later)
    writer.start()
    found = salma.get(f"/api/changes?after={first['next']}&wait=10").json
    came = time.monotonic()
    writer.join()
    assert [one["type"] for one in found["items"]] == ["acknowledge"]
    assert came - late[0] < 5
