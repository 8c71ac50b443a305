"""The desks of the exercise that answer at night, a test of them, an alert acknowledged, and one that waits.

Their numbers begin with +999, a country code that the ITU has given to nobody.
"""

from mithaq.demo.stories.line import ROUTINE, Json, Line, ar, de, es, handling, translated

TEST = handling(purpose="coordination")
WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday"]


def _desk(name: str, level: int, telephone: str, *languages: str, areas: tuple[str, ...] = ()) -> Json:
    """Return a desk that is on duty round the clock."""
    return {
        "desk": name,
        "level": level,
        "telephone": telephone,
        "languages": list(languages),
        "areas": list(areas),
        "round_the_clock": True,
    }


def _office(name: str, telephone: str, *languages: str, end: str) -> Json:
    """Return a desk of the second level with the hours of an office."""
    times = {"days": WEEK, "start": "08:30", "end": end}
    desk = _desk(name, 2, telephone, *languages)
    return {**desk, "round_the_clock": False, "duty": [times]}


CONTACTS: tuple[Line, ...] = (
    Line(
        600,
        "Salma",
        "contact-point",
        _desk("قاعة المداومة (تمرين)", 1, "+999212000101", "ar", "fr"),
        name="rabat-1",
    ),
    Line(
        599.9,
        "Salma",
        "contact-point",
        _office("مكتب التعاون الدولي (تمرين)", "+999212000102", "ar", "fr", "es", end="16:30"),
    ),
    Line(
        599,
        "Lucía",
        "contact-point",
        _desk("Sala de coordinación (ejercicio)", 1, "+999340000101", "es", "fr"),
        name="madrid-1",
    ),
    Line(
        598.9,
        "Lucía",
        "contact-point",
        _office("Oficina de enlace (ejercicio)", "+999340000102", "es", "en", end="15:00"),
    ),
    Line(
        598,
        "Jonas",
        "contact-point",
        _desk("Lagezentrum (Übung)", 1, "+999490000101", "de", "en"),
        name="potsdam-1",
    ),
    Line(
        597.9,
        "Jonas",
        "contact-point",
        _office("Verbindungsstelle (Übung)", "+999490000102", "de", "en", "fr", end="17:00"),
    ),
    Line(
        200,
        "Salma",
        "alert",
        {
            "to": ["es.policia", "de.bundespolizei"],
            "urgency": "within-the-hour",
            "test": True,
            "text": ar("تجربة لإمكانية الاتصال. المرجو الإشعار بالتوصل."),
        },
        TEST,
        "test",
    ),
    Line(199.9, "Lucía", "alert-acknowledged", {"entry": "@test", "point": "@madrid-1"}),
    Line(199.8, "Jonas", "alert-acknowledged", {"entry": "@test", "point": "@potsdam-1"}),
    Line(
        30,
        "Lucía",
        "alert",
        {
            "to": ["ma.dgsn", "de.bundespolizei"],
            "area": "drugs",
            "urgency": "at-once",
            "text": es("la embarcación vigilada ha cambiado de rumbo y se acerca a Tánger."),
        },
        ROUTINE,
        "boat",
    ),
    *translated(29.9, "Salma", "boat", text=ar("غيّر المركب المراقَب وجهته ويقترب من طنجة.")),
    Line(29.85, "Salma", "alert-acknowledged", {"entry": "@boat", "point": "@rabat-1"}),
    Line(29.8, "Jonas", "alert-acknowledged", {"entry": "@boat", "point": "@potsdam-1"}),
    Line(26, "Lucía", "alert-over", {"entry": "@boat", "text": es("la embarcación ha sido localizada.")}),
    Line(
        0.4,
        "Jonas",
        "alert",
        {
            "to": ["ma.dgsn", "es.policia"],
            "area": "major-events",
            "urgency": "at-once",
            "text": de(
                "eine Reisegruppe mit verbotenen Feuerwerkskörpern ist auf dem Weg zum Hafen von Algeciras."
            ),
        },
        ROUTINE,
        "group",
    ),
    Line(0.3, "Lucía", "alert-acknowledged", {"entry": "@group", "point": "@madrid-1"}),
)
"""In the pact of all three: the first level is there round the clock, the second in the office's hours."""
