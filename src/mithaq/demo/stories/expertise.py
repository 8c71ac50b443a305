"""A catalogue of expertise of the three: an offer that meets a need, a session held, a lesson for all."""

from mithaq.demo.stories.line import Line, Story, ar, de, es, handling, translated
from mithaq.demo.stories.pacts import ALL

_OPEN = handling(purpose="coordination")

EXPERTISE = Story(
    "expertise",
    "expertise",
    "pact-rabat-madrid-potsdam",
    ALL,
    (
        Line(340, "Jonas", "catalogue", {"name": de("Fachwissen von Rabat, Madrid und Potsdam")}),
        Line(
            339,
            "Jonas",
            "offer",
            {
                "form": "training",
                "areas": ["major-events", "sports-security"],
                "text": de("eine Woche Lenkung von Menschenmengen rund um Stadien."),
                "languages": ["de", "en", "fr"],
                "places": 12,
            },
            _OPEN,
            "crowds",
        ),
        *translated(338.8, "Salma", "crowds", text=ar("أسبوع حول تدبير الحشود في محيط الملاعب.")),
        Line(
            338,
            "Salma",
            "need",
            {
                "form": "training",
                "areas": ["major-events"],
                "text": ar("تكوين في تدبير الحشود استعدادا لكأس العالم 2030."),
                "languages": ["ar", "fr"],
                "people": 8,
            },
            _OPEN,
            "need",
        ),
        Line(337, "Salma", "match", {"offer": "@crowds", "need": "@need"}, None, "match"),
        Line(336, "Jonas", "agree-match", {"entry": "@match"}),
        Line(
            335,
            "Jonas",
            "session",
            {
                "entry": "@match",
                "start": "-300h",
                "end": "-200h",
                "subject": de("Lenkung von Menschenmengen, erster Kurs."),
            },
            _OPEN,
            "session",
        ),
        Line(190, "Salma", "attendance", {"entry": "@session", "present": 8}),
        Line(
            189,
            "Salma",
            "feedback",
            {"entry": "@session", "rating": 4, "text": ar("مفيدة؛ ويُستحسن المزيد من التمارين الميدانية.")},
            _OPEN,
        ),
        Line(
            188,
            "Salma",
            "lesson",
            {
                "areas": ["major-events"],
                "entry": "@session",
                "text": ar("توجيه الجمهور قبل الوصول إلى الملعب أنجع من توجيهه عند الأبواب."),
            },
            _OPEN,
            "lesson",
        ),
        *translated(
            187,
            "Lucía",
            "lesson",
            text=es(
                "orientar al público antes de llegar al estadio es más eficaz que hacerlo en las puertas."
            ),
        ),
        Line(
            120,
            "Lucía",
            "need",
            {
                "form": "study-visit",
                "areas": ["cyber-threats"],
                "text": es("conocer un centro de alerta de ciberamenazas."),
                "languages": ["es", "en"],
                "people": 4,
            },
            _OPEN,
        ),
        Line(
            118,
            "Jonas",
            "offer",
            {
                "form": "study-visit",
                "areas": ["cyber-threats", "cybercrime"],
                "text": de("zwei Tage in einem Lagezentrum für Cyberbedrohungen."),
                "languages": ["de", "en"],
                "places": 6,
            },
            _OPEN,
        ),
    ),
)
