"""What docs/spec/vectors/kind-team.json says: a good step first, then what is refused."""

from tools.vectors.dossiers import Json, line, vector
from tools.vectors.evidence import registered
from tools.vectors.kinds import (
    FIFTH,
    FOURTH,
    LISBON,
    MADRID,
    MALLORY,
    NOTE,
    NOWHERE,
    OPENING,
    POTSDAM,
    RABAT,
    SECOND,
    SIXTH,
    THIRD,
    walked,
)
from tools.vectors.tasks import tasked

from mithaq.kinds.team import TEAM

AGREEMENT: Json = dict(TEAM.opens[0].example)
PARTIES: list[Json] = list(AGREEMENT["parties"])
GERMAN: Json = {**PARTIES[1], "agency": POTSDAM, "country": "DE"}
OURS = [line(RABAT, "agree"), line(MADRID, "sign")]
EXPIRED = 365 * 24 * 60
"""Minutes after which the example's last day is over."""
BY_PARTS = (
    "sign",
    "decline",
    "amend",
    "extend",
    "end",
    "give-notice",
    "members",
    "note",
    "report",
    "debrief",
)
ENDED = [*OURS, line(RABAT, "end"), line(MADRID, "consent")]


def teams() -> list[Json]:
    """Return the vectors of docs/spec/team.md."""
    return [
        *walked(TEAM),
        *_openings(),
        *_signatures(),
        *_changes(),
        *_terms(),
        *_members(),
        *_reports(),
        *_ends(),
        *registered(TEAM, *OURS),
        *tasked(TEAM, *OURS, stopped=(line(RABAT, "end"), line(MADRID, "consent", entry=FIFTH))),
    ]


def _judicial(*names: Json | None) -> Json:
    parties = [{**party, "judicial": name} for party, name in zip(PARTIES, names, strict=True)]
    return {"form": "joint-investigation-team", "parties": parties}


def _openings() -> list[Json]:
    faults: dict[str, Json] = {
        "one-agency": {"parties": PARTIES[:1]},
        "an-agency-twice": {"parties": [*PARTIES, PARTIES[0]]},
        "agency-is-a-stranger": {"parties": [PARTIES[0], {**PARTIES[1], "agency": MALLORY}]},
        "not-in-the-team": {"parties": [PARTIES[1], GERMAN]},
        "ends-before": {"end": "2029-12-31"},
        "judicial-without-authority": _judicial(NOTE, None),
        "judicial-with-authority-in-each-state": _judicial(NOTE, NOTE),
        "no-form": {"form": ...},
    }
    return [
        *(vector(TEAM, name, line(RABAT, "agree", **changes)) for name, changes in faults.items()),
        vector(TEAM, "beyond-the-pact", line(RABAT, "agree"), terms={"areas": ["cybercrime"]}),
        vector(TEAM, "kind-not-in-pact", line(RABAT, "agree"), terms={"kinds": ["visit"]}),
    ]


def _signatures() -> list[Json]:
    three: Json = {"parties": [*PARTIES, GERMAN]}
    return [
        vector(
            TEAM,
            "a-signature-is-under-exactly-one-text",
            line(RABAT, "agree", **three),
            line(MADRID, "sign"),
            line(MADRID, "sign"),
            line(MADRID, "decline"),
            line(POTSDAM, "sign", entry=NOWHERE),
            line(POTSDAM, "decline", entry=NOWHERE),
            line(MADRID, "amend", **three),
            line(POTSDAM, "sign", entry=OPENING),
            line(POTSDAM, "sign"),
            line(RABAT, "enter-evidence"),
            line(RABAT, "sign"),
            line(RABAT, "enter-evidence", unstable=(f"{9:064x}",)),
            line(RABAT, "enter-evidence", unstable=(f"{7:064x}",)),
            line(RABAT, "enter-evidence"),
            line(POTSDAM, "sign"),
        ),
        vector(
            TEAM,
            "declined-and-proposed-anew",
            line(RABAT, "agree"),
            line(MADRID, "decline"),
            line(MADRID, "sign"),
            line(RABAT, "members"),
            line(POTSDAM, "amend"),
            line(POTSDAM, "amend", parties=[*PARTIES, GERMAN]),
            line(RABAT, "amend", parties=PARTIES[:1]),
            line(RABAT, "amend", parties=[PARTIES[1], GERMAN]),
            line(RABAT, "amend"),
            line(MADRID, "sign"),
            line(RABAT, "correct", entry=OPENING, body=AGREEMENT),
        ),
        vector(
            TEAM,
            "who-is-in-the-team",
            *OURS,
            *(line(POTSDAM, type_) for type_ in BY_PARTS),
            line(RABAT, "end"),
            line(POTSDAM, "consent"),
            line(POTSDAM, "object"),
            line(MALLORY, "consent"),
            line(MALLORY, "object"),
            line(LISBON, "note"),
        ),
        vector(
            TEAM,
            "who-has-left-is-not-waited-for",
            line(RABAT, "agree", **three),
            line(MADRID, "sign"),
            line(MADRID, "note"),
            members=(POTSDAM, MADRID, RABAT),
        ),
    ]


def _changes() -> list[Json]:
    joined: Json = {"parties": [*PARTIES, GERMAN], "why": NOTE}
    return [
        vector(
            TEAM,
            "amended-when-all-have-consented",
            *OURS,
            line(MADRID, "consent"),
            line(MADRID, "object"),
            line(RABAT, "amend", **joined),
            line(RABAT, "consent", entry=FIFTH),
            line(MADRID, "consent", entry=NOWHERE),
            line(MADRID, "object", entry=NOWHERE),
            line(MADRID, "consent", entry=FIFTH),
            line(POTSDAM, "note"),
            line(POTSDAM, "consent", entry=FIFTH),
            line(POTSDAM, "note"),
            line(MADRID, "enter-evidence", unstable=(f"{11:064x}",)),
            line(MADRID, "enter-evidence"),
        ),
        vector(
            TEAM,
            "objected",
            *OURS,
            line(RABAT, "extend"),
            line(MADRID, "object"),
            line(MADRID, "consent"),
            line(RABAT, "amend"),
            line(MADRID, "extend"),
            line(MADRID, "consent", entry=SIXTH),
            line(RABAT, "consent", entry=f"{7:064x}"),
            line(MADRID, "correct", entry=FOURTH, body={"entry": THIRD}),
        ),
    ]


def _terms() -> list[Json]:
    last = 358 * 24 * 60
    late = ("sign", "amend", "extend", "end", "give-notice", "members", "note", "give-task", "enter-evidence")
    return [
        vector(
            TEAM,
            "extended",
            *OURS,
            line(RABAT, "extend", until="2030-12-31"),
            line(RABAT, "extend"),
            line(MADRID, "consent", entry=FOURTH, minute=last),
            line(MADRID, "note", minute=EXPIRED),
        ),
        vector(
            TEAM,
            "expired-by-itself",
            *OURS,
            line(RABAT, "give-task"),
            line(RABAT, "enter-evidence"),
            line(RABAT, "extend"),
            line(MADRID, "debrief", minute=last),
            line(MADRID, "consent", entry=FIFTH, minute=EXPIRED),
            line(MADRID, "object", entry=FIFTH),
            *(line(RABAT, type_) for type_ in late),
            line(MADRID, "take-task", entry=THIRD),
            line(MADRID, "task-done", entry=THIRD),
            line(RABAT, "give-evidence", item=FOURTH),
            line(MADRID, "take-evidence"),
            line(MADRID, "report", report="final"),
            line(MADRID, "conclude"),
            line(MADRID, "debrief"),
            line(RABAT, "debrief"),
            line(RABAT, "conclude"),
            line(MADRID, "end-custody", item=FOURTH),
        ),
        vector(
            TEAM,
            "notice",
            *OURS,
            line(MADRID, "give-notice", until="2030-02-05"),
            line(MADRID, "give-notice", until="2030-02-06"),
            line(RABAT, "give-notice", until="2030-03-31"),
            line(RABAT, "note", minute=31 * 24 * 60),
        ),
    ]


def _members() -> list[Json]:
    members = dict(TEAM.table["members"].body.example)
    leader, second = members["members"]

    def listed(*some: Json) -> Json:
        return {"members": list(some)}

    faults = {
        "none": listed(second),
        "two": listed(leader, leader),
        "armed": listed(leader, {**second, "power": "armed"}),
        "elsewhere": listed(leader, {**second, "country": "PT"}),
        "nowhere": listed(leader, {**second, "country": ...}),
    }
    faults["nowhere"]["members"][1].pop("country")
    return [
        vector(
            TEAM,
            "members",
            line(RABAT, "agree"),
            line(RABAT, "members"),
            *(line(RABAT, "members", **changes) for changes in faults.values()),
            line(POTSDAM, "members"),
            line(RABAT, "correct", entry=SECOND, body=faults["two"]),
            line(RABAT, "correct", entry=SECOND, body=faults["armed"]),
            line(RABAT, "correct", entry=SECOND, body=listed(leader)),
            line(RABAT, "members"),
            line(RABAT, "correct", entry=SECOND, body=listed(leader, second)),
        )
    ]


def _reports() -> list[Json]:
    report = dict(TEAM.table["report"].body.example)
    return [
        vector(
            TEAM,
            "reports-are-never-refused",
            line(RABAT, "agree"),
            line(RABAT, "report"),
            line(MADRID, "sign"),
            line(RABAT, "report"),
            line(POTSDAM, "report"),
            line(RABAT, "report", handling=None),
            line(RABAT, "report", report="picnic"),
            line(RABAT, "correct", entry=FOURTH, body={**report, "results": []}),
        ),
        vector(
            TEAM,
            "evidence-before-the-signatures",
            line(RABAT, "agree"),
            line(RABAT, "enter-evidence"),
            line(RABAT, "give-evidence"),
            line(MADRID, "take-evidence"),
            line(RABAT, "seal-broken"),
            line(RABAT, "re-seal"),
            line(RABAT, "end-custody"),
        ),
    ]


def _ends() -> list[Json]:
    debrief = dict(TEAM.table["debrief"].body.example)
    lesson = debrief["lessons"][0]
    first = SIXTH
    return [
        vector(
            TEAM,
            "from-debriefing-to-lesson",
            *ENDED,
            line(MADRID, "debrief", lessons=[{**lesson, "areas": ["firearms"]}]),
            line(MADRID, "debrief"),
            line(MADRID, "debrief"),
            line(MADRID, "conclude"),
            line(RABAT, "debrief", lessons=[]),
            line(MADRID, "correct", entry=first, body={**debrief, "lessons": []}),
            line(MADRID, "correct", entry=first, body={**debrief, "achieved": "reached"}),
            line(POTSDAM, "lesson-published", entry=first, number=2),
            line(MALLORY, "lesson-published", entry=first),
            line(POTSDAM, "lesson-published", entry=first),
            line(POTSDAM, "lesson-published", entry=first),
            line(POTSDAM, "conclude"),
            line(MADRID, "conclude"),
            line(MADRID, "conclude"),
            line(MADRID, "debrief"),
            terms={"areas": ["drugs"]},
        ),
        vector(
            TEAM,
            "two-lessons",
            *ENDED,
            line(MADRID, "debrief", lessons=[lesson, lesson]),
            line(RABAT, "lesson-published", entry=FIFTH),
            line(RABAT, "lesson-published", entry=FIFTH),
            line(RABAT, "lesson-published", entry=FIFTH, number=2),
        ),
    ]
