"""What docs/spec/vectors/kind-operation.json says: a good step first, then what is refused."""

from typing import Any

from tools.vectors.dossiers import Json, line, vector
from tools.vectors.evidence import registered
from tools.vectors.kinds import FOURTH, MADRID, MALLORY, NOWHERE, OPENING, POTSDAM, RABAT, SECOND, walked
from tools.vectors.tasks import tasked

from mithaq.kinds.operation import OPERATION

PLAN: Json = dict(OPERATION.opens[0].example)
READY = [
    line(RABAT, "plan"),
    line(MADRID, "accept-plan"),
    line(RABAT, "resources"),
    line(MADRID, "resources"),
]
STARTED = [*READY, line(RABAT, "start")]
BY_PARTS = ("accept-plan", "decline-plan", "resources", "halt", "situation", "incident", "results", "debrief")
BY_LEAD = ("change-plan", "start", "begin-phase", "end", "break-off", "conclude")


def operations() -> list[Json]:
    """Return the vectors of docs/spec/operation.md."""
    return [
        *walked(OPERATION),
        *_openings(),
        *_plans(),
        *_orders(),
        *_stops(),
        *_reports(),
        *_ends(),
        *registered(OPERATION, *READY),
        *tasked(OPERATION, *STARTED, stopped=(line(MADRID, "halt"),)),
    ]


def _without_rabat() -> list[Json]:
    return [PLAN["bases"][1], _basis(agency=POTSDAM)]


def _basis(**changes: Any) -> Json:
    return {**PLAN["bases"][0], **changes}


def _openings() -> list[Json]:
    madrid = PLAN["bases"][1]
    faults: dict[str, Json] = {
        "agency-is-a-stranger": {"agencies": [RABAT, MALLORY]},
        "lead-takes-no-part": {"lead": POTSDAM},
        "not-the-lead": {"lead": MADRID},
        "phase-ends-before": {"phases": [{**PLAN["phases"][0], "end": "2030-03-01T06:00:00.000Z"}]},
        "agency-without-legal-basis": {"bases": [madrid]},
        "basis-not-cited": {"bases": [_basis(basis="other"), madrid]},
        "country-without-rule-on-force": {"force": PLAN["force"][:1]},
        "country-with-two-rules-on-force": {"force": [*PLAN["force"], PLAN["force"][0]]},
        "no-phases": {"phases": []},
    }
    return [
        *(vector(OPERATION, name, line(RABAT, "plan", **changes)) for name, changes in faults.items()),
        vector(OPERATION, "beyond-the-pact", line(RABAT, "plan"), terms={"areas": ["cybercrime"]}),
    ]


def _plans() -> list[Json]:
    return [
        vector(
            OPERATION,
            "an-acceptance-is-of-exactly-one-plan",
            line(RABAT, "plan"),
            line(MADRID, "accept-plan", entry=NOWHERE),
            line(MADRID, "accept-plan"),
            line(MADRID, "accept-plan"),
            line(MADRID, "change-plan"),
            line(RABAT, "change-plan", phases=[{**PLAN["phases"][0], "end": "2030-03-01T06:00:00.000Z"}]),
            line(RABAT, "change-plan", agencies=[MADRID, POTSDAM], lead=MADRID),
            line(RABAT, "change-plan", agencies=[MADRID, POTSDAM], lead=MADRID, bases=_without_rabat()),
            line(RABAT, "change-plan"),
            line(MADRID, "accept-plan", entry=OPENING),
            line(RABAT, "accept-plan"),
            line(MADRID, "accept-plan"),
            line(MADRID, "decline-plan", entry=OPENING),
            line(MADRID, "decline-plan"),
            line(MADRID, "decline-plan"),
            line(MADRID, "give-task"),
            line(MADRID, "accept-plan"),
            line(POTSDAM, "accept-plan"),
            line(RABAT, "correct", entry=OPENING, body=PLAN),
        ),
        vector(
            OPERATION,
            "another-lead",
            line(RABAT, "plan"),
            line(RABAT, "change-plan", lead=MADRID),
            line(RABAT, "resources"),
            line(MADRID, "resources"),
            line(MADRID, "start"),
            line(MADRID, "accept-plan"),
            line(RABAT, "start"),
            line(MADRID, "start"),
        ),
        vector(
            OPERATION,
            "who-takes-part-and-who-leads",
            *READY,
            *(line(POTSDAM, type_) for type_ in (*BY_PARTS, *BY_LEAD)),
            *(line(MADRID, type_) for type_ in BY_LEAD),
            *(line(MALLORY, type_) for type_ in (*BY_PARTS, *BY_LEAD)),
        ),
    ]


def _orders() -> list[Json]:
    acceptance, committed = SECOND, FOURTH
    resources = dict(OPERATION.table["resources"].body.example)
    return [
        vector(
            OPERATION,
            "started-when-all-is-stable",
            line(RABAT, "plan"),
            line(RABAT, "start"),
            line(RABAT, "resources"),
            line(RABAT, "start"),
            line(MADRID, "resources"),
            line(RABAT, "start"),
            line(MADRID, "accept-plan"),
            line(RABAT, "begin-phase"),
            line(RABAT, "end"),
            line(RABAT, "start", unstable=(f"{7:064x}",)),
            line(RABAT, "start", unstable=(f"{5:064x}",)),
            line(RABAT, "start", unstable=(OPENING,)),
            line(RABAT, "start"),
            line(RABAT, "start"),
            line(RABAT, "change-plan"),
            line(RABAT, "begin-phase", phase=3),
            line(RABAT, "begin-phase", unstable=(f"{5:064x}",)),
            line(RABAT, "begin-phase"),
            line(RABAT, "begin-phase"),
            line(RABAT, "begin-phase", phase=2),
            line(RABAT, "begin-phase", phase=2),
            line(RABAT, "end"),
            line(RABAT, "end"),
        ),
        vector(
            OPERATION,
            "newer-resources-must-be-stable-too",
            *READY,
            line(MADRID, "correct", entry=committed, body={**resources, "desk": "Unit 2"}),
            line(MADRID, "resources"),
            line(MADRID, "correct", entry=committed, body={**resources, "desk": "Unit 3"}),
            line(RABAT, "start", unstable=(f"{6:064x}",)),
            line(RABAT, "start", unstable=(committed,)),
        ),
        vector(
            OPERATION,
            "lead-without-resources",
            line(RABAT, "plan"),
            line(MADRID, "accept-plan"),
            line(MADRID, "resources"),
            line(RABAT, "start"),
            line(RABAT, "resources"),
            line(RABAT, "start", unstable=(acceptance,)),
            line(RABAT, "start"),
        ),
    ]


def _stops() -> list[Json]:
    return [
        vector(
            OPERATION,
            "halted-goes-on-only-when-all-accept-anew",
            *STARTED,
            line(MADRID, "halt"),
            line(RABAT, "begin-phase"),
            line(RABAT, "start"),
            line(MADRID, "accept-plan"),
            line(RABAT, "start"),
            line(RABAT, "accept-plan"),
            line(RABAT, "start"),
            line(RABAT, "begin-phase"),
            line(POTSDAM, "halt"),
        ),
        vector(
            OPERATION,
            "halted-before-the-start",
            *READY,
            line(MADRID, "halt"),
            line(RABAT, "start"),
            line(RABAT, "end"),
            line(RABAT, "change-plan"),
            line(MADRID, "accept-plan"),
            line(RABAT, "start"),
        ),
        vector(
            OPERATION,
            "declined-under-way",
            *STARTED,
            line(MADRID, "decline-plan"),
            line(RABAT, "begin-phase"),
            line(RABAT, "start"),
            line(RABAT, "break-off"),
            line(RABAT, "break-off"),
            line(MADRID, "halt"),
            line(RABAT, "change-plan"),
            line(RABAT, "start"),
            line(MADRID, "accept-plan"),
            line(MADRID, "resources"),
            line(RABAT, "conclude"),
            line(MADRID, "debrief"),
            line(RABAT, "debrief"),
            line(RABAT, "conclude"),
        ),
        vector(
            OPERATION,
            "broken-off-before-the-start",
            line(RABAT, "plan"),
            line(RABAT, "break-off"),
            line(MADRID, "debrief"),
            line(RABAT, "conclude"),
            line(MADRID, "decline-plan"),
            line(MADRID, "give-task"),
        ),
    ]


def _reports() -> list[Json]:
    results = dict(OPERATION.table["results"].body.example)
    incident = dict(OPERATION.table["incident"].body.example)
    situation = dict(OPERATION.table["situation"].body.example)
    sixth, eighth, tenth = (f"{number:064x}" for number in (6, 8, 10))
    return [
        vector(
            OPERATION,
            "reports-are-never-refused",
            *READY,
            *(line(MADRID, type_) for type_ in ("situation", "incident", "results")),
            line(POTSDAM, "results"),
            line(MALLORY, "halt"),
            line(MADRID, "situation", handling=None),
            line(MADRID, "incident", incident="picnic"),
        ),
        vector(
            OPERATION,
            "corrections-of-reports",
            *STARTED,
            line(MADRID, "results"),
            line(MADRID, "correct", entry=sixth, body={**results, "phase": 2}),
            line(MADRID, "results"),
            line(MADRID, "correct", entry=sixth, body={**results, "phase": 2}),
            line(MADRID, "incident"),
            line(MADRID, "correct", entry=tenth, body={**incident, "tolls": []}),
            line(MADRID, "situation"),
            line(MADRID, "correct", entry=f"{12:064x}", body={**situation, "situation": "critical"}),
            line(MADRID, "correct", entry=eighth, body={**results, "results": []}),
        ),
    ]


def _ends() -> list[Json]:
    debrief = dict(OPERATION.table["debrief"].body.example)
    lesson = debrief["lessons"][0]
    ended = [*STARTED, line(RABAT, "end")]
    first = f"{7:064x}"
    return [
        vector(
            OPERATION,
            "from-debriefing-to-lesson",
            *STARTED,
            line(MADRID, "debrief"),
            line(RABAT, "conclude"),
            line(RABAT, "end"),
            line(MADRID, "lesson-published"),
            line(MADRID, "debrief", lessons=[{**lesson, "areas": ["firearms"]}]),
            line(MADRID, "debrief"),
            line(MADRID, "debrief"),
            line(RABAT, "conclude"),
            line(RABAT, "debrief", lessons=[]),
            line(MADRID, "correct", entry=f"{11:064x}", body={**debrief, "lessons": []}),
            line(MADRID, "correct", entry=f"{11:064x}", body={**debrief, "achieved": "reached"}),
            line(POTSDAM, "lesson-published", entry=f"{11:064x}", number=2),
            line(POTSDAM, "lesson-published", entry=NOWHERE),
            line(POTSDAM, "lesson-published", entry=f"{11:064x}"),
            line(POTSDAM, "lesson-published", entry=f"{11:064x}"),
            line(MADRID, "conclude"),
            line(RABAT, "conclude"),
            line(RABAT, "conclude"),
            line(MADRID, "debrief"),
            line(MADRID, "accept-plan"),
            line(MADRID, "results"),
            terms={"areas": ["drugs"]},
        ),
        vector(
            OPERATION,
            "a-stranger-publishes-nothing",
            *ended,
            line(MADRID, "debrief", lessons=[lesson, lesson]),
            line(MALLORY, "lesson-published", entry=first),
            line(RABAT, "lesson-published", entry=first),
            line(RABAT, "lesson-published", entry=first),
            line(RABAT, "lesson-published", entry=first, number=2),
        ),
    ]
