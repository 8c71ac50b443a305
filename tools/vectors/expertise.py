"""What docs/spec/vectors/kind-expertise.json says: a good step first, then what is refused."""

from tools.vectors.dossiers import Json, line, vector
from tools.vectors.kinds import FIFTH, FOURTH, MADRID, MALLORY, NOWHERE, POTSDAM, RABAT, SECOND, THIRD, walked

from mithaq.kinds.expertise import EXPERTISE


def catalogues() -> list[Json]:
    """Return the vectors of docs/spec/expertise.md."""
    return [*walked(EXPERTISE), *_matches(), *_corrections()]


def _matches() -> list[Json]:
    begun = [line(RABAT, "catalogue"), line(MADRID, "offer"), line(RABAT, "need")]
    return [
        vector(
            EXPERTISE,
            "from-offer-to-lesson",
            *begun,
            line(POTSDAM, "match"),
            line(RABAT, "match", offer=NOWHERE),
            line(RABAT, "match", offer=THIRD, need=SECOND),
            line(RABAT, "match"),
            line(MADRID, "match"),
            line(RABAT, "agree-match"),
            line(MADRID, "agree-match", entry=NOWHERE),
            line(MADRID, "decline-match", entry=NOWHERE),
            line(POTSDAM, "session"),
            line(MADRID, "agree-match"),
            line(MADRID, "decline-match"),
            line(MADRID, "session", entry=NOWHERE),
            line(MADRID, "session", end="2030-03-03T08:00:00.000Z"),
            line(MADRID, "finish"),
            line(MADRID, "session"),
            line(POTSDAM, "attendance"),
            line(POTSDAM, "feedback"),
            line(RABAT, "attendance", entry=NOWHERE),
            line(RABAT, "feedback", entry=NOWHERE),
            line(RABAT, "attendance"),
            line(RABAT, "feedback"),
            line(MADRID, "feedback", rating=5),
            line(RABAT, "lesson", entry=NOWHERE),
            line(RABAT, "lesson", entry=f"{18:064x}", areas=["forensic-science"]),
            line(POTSDAM, "finish"),
            line(RABAT, "finish", entry=NOWHERE),
            line(RABAT, "finish"),
            line(RABAT, "session"),
            *(line(MALLORY, type_) for type_ in EXPERTISE.table if type_ not in SHARED),
        ),
        vector(
            EXPERTISE,
            "what-does-not-fit",
            *begun,
            line(MADRID, "need"),
            line(RABAT, "need", form="equipment"),
            line(RABAT, "need", areas=["drugs"]),
            line(MADRID, "match", need=FOURTH),
            line(MADRID, "match", need=FIFTH),
            line(MADRID, "match", need=f"{6:064x}"),
            line(RABAT, "take-back", entry=SECOND),
            line(MADRID, "take-back", entry=SECOND),
            line(MADRID, "take-back", entry=SECOND),
            line(RABAT, "match", need=THIRD),
        ),
        vector(
            EXPERTISE,
            "declined",
            *begun,
            line(MADRID, "match"),
            line(RABAT, "decline-match"),
            line(RABAT, "agree-match"),
            line(POTSDAM, "need"),
            line(POTSDAM, "match"),
            line(MADRID, "decline-match", entry=FOURTH),
            line(MADRID, "agree-match"),
        ),
        vector(
            EXPERTISE,
            "two-matches",
            *begun,
            line(POTSDAM, "need"),
            line(RABAT, "match", need=THIRD),
            line(POTSDAM, "match", need=FOURTH),
            line(MADRID, "agree-match", entry=FIFTH),
            line(MADRID, "agree-match"),
            line(RABAT, "session", entry=f"{6:064x}"),
            line(RABAT, "session", entry=FIFTH),
            line(POTSDAM, "session"),
            line(RABAT, "feedback", entry=f"{11:064x}"),
            line(POTSDAM, "attendance", entry=f"{10:064x}"),
            line(POTSDAM, "finish", entry=FIFTH),
        ),
    ]


SHARED = ("translate", "correct", "read", "refer", "adopt")


def _corrections() -> list[Json]:
    offer, need = dict(EXPERTISE.table["offer"].body.example), dict(EXPERTISE.table["need"].body.example)
    session, lesson = (dict(EXPERTISE.table[name].body.example) for name in ("session", "lesson"))
    here: Json = {"areas": ["drugs", "training"]}
    return [
        vector(
            EXPERTISE,
            "corrected",
            line(RABAT, "catalogue"),
            line(MADRID, "offer", areas=["drugs"]),
            line(RABAT, "need", areas=["drugs"]),
            line(MADRID, "correct", entry=SECOND, body={**offer, "areas": ["firearms"]}),
            line(MADRID, "correct", entry=SECOND, body={**offer, "areas": ["drugs"], "places": 8}),
            line(RABAT, "match"),
            line(RABAT, "correct", entry=THIRD, body={**need, "areas": ["drugs"]}),
            line(MADRID, "agree-match"),
            line(RABAT, "session"),
            line(RABAT, "correct", entry=f"{9:064x}", body={**session, "entry": NOWHERE}),
            line(
                RABAT,
                "correct",
                entry=f"{9:064x}",
                body={**session, "entry": f"{6:064x}", "end": "2030-03-01T08:00:00.000Z"},
            ),
            line(RABAT, "correct", entry=f"{9:064x}", body={**session, "entry": f"{6:064x}"}),
            line(RABAT, "lesson", areas=["firearms"]),
            line(RABAT, "lesson"),
            line(RABAT, "correct", entry=f"{14:064x}", body={**lesson, "areas": ["firearms"]}),
            line(RABAT, "correct", entry=f"{14:064x}", body={**lesson, "entry": NOWHERE}),
            line(RABAT, "correct", entry=f"{14:064x}", body={**lesson, "areas": ["training"]}),
            line(RABAT, "offer", areas=["firearms"]),
            line(RABAT, "need", areas=["firearms"]),
            terms=here,
        )
    ]
