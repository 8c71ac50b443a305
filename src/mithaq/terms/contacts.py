"""When contact points are on duty, how soon an alert is to be acknowledged (pact.md, PAC-12 to PAC-17)."""

from collections.abc import Mapping
from types import MappingProxyType

from mithaq.terms.vocabulary import Vocabulary, term

_NETWORK = "Budapest Convention (CETS 185) art. 35"

WEEKDAYS = Vocabulary(
    "weekdays",
    term("monday", "الاثنين", "lunes", "Montag", "lundi", "Monday"),
    term("tuesday", "الثلاثاء", "martes", "Dienstag", "mardi", "Tuesday"),
    term("wednesday", "الأربعاء", "miércoles", "Mittwoch", "mercredi", "Wednesday"),
    term("thursday", "الخميس", "jueves", "Donnerstag", "jeudi", "Thursday"),
    term("friday", "الجمعة", "viernes", "Freitag", "vendredi", "Friday"),
    term("saturday", "السبت", "sábado", "Samstag", "samedi", "Saturday"),
    term("sunday", "الأحد", "domingo", "Sonntag", "dimanche", "Sunday"),
)
"""In the order of ISO 8601: Monday is day 1."""

ALERT_URGENCY = Vocabulary(
    "alert-urgency",
    term("at-once", "فورا", "inmediata", "sofort", "immédiate", "at once", source=_NETWORK),
    term(
        "within-the-hour",
        "في غضون ساعة",
        "en una hora",
        "innerhalb einer Stunde",
        "dans l'heure",
        "within the hour",
        source=_NETWORK,
    ),
    term("today", "اليوم نفسه", "en el día", "noch heute", "dans la journée", "today"),
)

DEFAULT_ESCALATION: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {"at-once": (15, 30, 60), "within-the-hour": (60, 90, 120), "today": (480, 600, 720)}
)
"""Minutes without an acknowledgement until the next level is called; a pact may say otherwise (PAC-17)."""
