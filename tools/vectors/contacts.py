"""What docs/spec/vectors/kind-pact.json says of contact points and alerts (PAC-11 to PAC-16)."""

from tools.vectors.dossiers import Json, Line, line, vector
from tools.vectors.kinds import LISBON, MADRID, MALLORY, NOTE, NOWHERE, POTSDAM, RABAT

from mithaq.kinds.pact import PACT

FOURTH, FIFTH, SIXTH, SEVENTH = (f"{number:064x}" for number in range(4, 8))
AGREED = (line(RABAT, "agree"), line(MADRID, "sign"), line(POTSDAM, "sign"))
WEEK: Json = {"days": ["monday", "friday"], "start": "08:00", "end": "16:00"}


def contacts() -> list[Json]:
    """Return the vectors of docs/spec/pact.md, PAC-11 to PAC-16."""
    return [
        _told("contacts-too-early", line(RABAT, "agree"), line(RABAT, "contact-point"), line(RABAT, "alert")),
        _told(
            "contacts-not-signed",
            *AGREED,
            line(LISBON, "contact-point"),
            line(LISBON, "alert", to=[RABAT]),
            members=(RABAT, MADRID, POTSDAM, LISBON),
        ),
        _points(),
        _alerts(),
        _told(
            "over",
            *AGREED,
            line(RABAT, "alert-over", entry=NOWHERE),
            line(RABAT, "alert", to=[MADRID, POTSDAM]),
            line(MADRID, "alert-acknowledged", entry=FIFTH),
            line(MADRID, "alert", to=[RABAT]),
            line(MADRID, "alert-over", entry=FIFTH),
            line(RABAT, "alert-over", entry=NOWHERE),
            line(MALLORY, "alert-over", entry=FIFTH),
            line(RABAT, "alert-over", entry=FIFTH),
            line(RABAT, "alert-over", entry=FIFTH),
            line(RABAT, "alert", to=[POTSDAM]),
            line(RABAT, "alert-over", entry=FIFTH),
            line(POTSDAM, "alert-acknowledged", entry=FIFTH),
        ),
        _told(
            "alert-corrected",
            *AGREED,
            line(RABAT, "alert", to=[MADRID], area=...),
            line(RABAT, "correct", entry=FOURTH, body=_alert(to=[MADRID], text=NOTE)),
            line(RABAT, "correct", entry=FOURTH, body=_alert(to=[MADRID], area=None, text=NOTE)),
        ),
    ]


def _points() -> Json:
    return _told(
        "contact-points",
        *AGREED,
        line(RABAT, "close-contact-point", entry=NOWHERE),
        line(RABAT, "contact-point", telephone="0100"),
        line(RABAT, "contact-point", duty=[WEEK]),
        line(RABAT, "contact-point", round_the_clock=False),
        line(RABAT, "contact-point", areas=["cybercrime"]),
        line(RABAT, "contact-point", areas=["drugs"], round_the_clock=False, duty=[WEEK]),
        line(MADRID, "contact-point"),
        line(MADRID, "contact-point", entry=NOWHERE),
        line(MADRID, "contact-point", entry=f"{9:064x}"),
        line(RABAT, "contact-point", entry=f"{9:064x}"),
        line(RABAT, "close-contact-point", entry=f"{9:064x}"),
        line(MADRID, "close-contact-point", entry=f"{13:064x}"),
        line(MALLORY, "close-contact-point", entry=f"{13:064x}"),
        line(RABAT, "close-contact-point", entry=f"{13:064x}"),
        line(RABAT, "close-contact-point", entry=f"{13:064x}"),
        line(RABAT, "contact-point"),
        line(RABAT, "close-contact-point", entry=f"{13:064x}"),
        line(RABAT, "contact-point", entry=f"{13:064x}"),
    )


def _alerts() -> Json:
    return _told(
        "alerted-and-acknowledged",
        *AGREED,
        line(MADRID, "contact-point"),
        line(POTSDAM, "contact-point"),
        line(RABAT, "alert", to=[RABAT, MADRID]),
        line(RABAT, "alert", to=[LISBON]),
        line(RABAT, "alert", area="cybercrime"),
        line(RABAT, "alert", to=[]),
        line(RABAT, "alert", handling=None),
        line(MADRID, "alert-acknowledged", entry=NOWHERE),
        line(RABAT, "alert", to=[MADRID], minute=5),
        line(POTSDAM, "alert-acknowledged", entry=f"{12:064x}"),
        line(RABAT, "alert", to=[MADRID, POTSDAM], test=True, minute=6),
        line(POTSDAM, "alert-acknowledged", entry=f"{12:064x}"),
        line(MADRID, "alert-acknowledged", entry=NOWHERE),
        line(MADRID, "alert-acknowledged", entry=f"{12:064x}", point=NOWHERE),
        line(MADRID, "alert-acknowledged", entry=f"{12:064x}", point=FIFTH),
        line(MADRID, "alert-acknowledged", entry=f"{12:064x}", point=FOURTH, minute=12),
        line(MADRID, "alert-acknowledged", entry=f"{12:064x}", point=FOURTH),
        line(MALLORY, "alert-acknowledged", entry=f"{14:064x}"),
        line(MADRID, "alert-acknowledged", entry=f"{14:064x}", minute=60),
    )


def _told(name: str, *lines: Line, members: tuple[str, ...] = (POTSDAM, MADRID, RABAT)) -> Json:
    return vector(PACT, name, *lines, members=members)


def _alert(**changes: object) -> Json:
    return {**PACT.table["alert"].body.example, **changes}
