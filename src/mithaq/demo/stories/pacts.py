"""The two pacts of the exercise, and the register of what Rabat and Madrid have committed themselves to."""

from mithaq.demo.stories.contacts import CONTACTS
from mithaq.demo.stories.line import ROUTINE, Line, Story, ar, es, translated
from mithaq.demo.stories.scores import FIRST_MADRID, FIRST_RABAT, SECOND_MADRID, given, opened

BOTH = ("ma.dgsn", "es.policia")
ALL = ("ma.dgsn", "es.policia", "de.bundespolizei")

_TERMS = {
    "handling": ["H0", "H1", "H2", "H3"],
    "tlp": "TLP:AMBER",
    "retention_months": 36,
    "legal_basis": "bilateral-agreement",
    "kinds": ["visit", "programme", "request", "operation", "delivery", "team", "expertise"],
    "purposes": [
        "prevention", "detection", "investigation", "prosecution", "public-security", "protection-of-life",
        "victims", "event-security", "coordination",
    ],
    "profile": "@profile",
}  # fmt: skip

RABAT_MADRID = Story(
    "pact-rabat-madrid",
    "pact",
    "",
    BOTH,
    (
        Line(
            720,
            "Salma",
            "agree",
            {
                "name": ar("ميثاق الرباط ومدريد"),
                "terms": _TERMS
                | {
                    "areas": [
                        "terrorism", "irregular-migration", "drugs", "technology-crime", "sports-security",
                        "criminal-investigation", "judicial-police", "human-trafficking", "cybercrime",
                        "organised-crime", "financial-crime", "firearms", "major-events", "emerging-threats",
                    ]
                },
                "legal_reference": ar("ما اتُّفق عليه خلال الزيارة الوهمية ليومي 28 و29 يناير"),
            },
        ),
        Line(715, "Lucía", "sign"),
    ),
)  # fmt: skip

RABAT_MADRID_POTSDAM = Story(
    "pact-rabat-madrid-potsdam",
    "pact",
    "",
    ALL,
    (
        Line(
            710,
            "Lucía",
            "agree",
            {
                "name": es("pacto de Rabat, Madrid y Potsdam"),
                "terms": _TERMS
                | {
                    "areas": [
                        "terrorism", "cross-border-crime", "cyber-threats", "cybercrime", "major-events",
                        "sports-security", "expertise", "operational-cooperation", "technical-cooperation",
                        "drugs", "human-trafficking", "firearms", "organised-crime", "financial-crime",
                    ]
                },
            },
        ),
        Line(704, "Salma", "sign"),
        Line(700, "Jonas", "sign"),
        *CONTACTS,
    ),
)  # fmt: skip

COMMITMENTS = Story(
    "commitments",
    "programme",
    "pact-rabat-madrid",
    BOTH,
    (
        Line(690, "Salma", "register", {"name": ar("سجل التزامات الرباط ومدريد")}),
        Line(
            689,
            "Salma",
            "commit",
            {
                "commitment": "controlled-deliveries",
                "text": ar("تكثيف عمليات التسليم المراقب للمخدرات."),
                "areas": ["drugs"],
                "owners": ["es.policia", "ma.dgsn"],
                "measure": ar("إنجاز عمليتين على الأقل وتقديم تقرير عن كل واحدة منهما."),
                "due": "2027-06-30",
                "source": {"dossier": "@visit/opening", "entry": "@visit/minutes"},
            },
            ROUTINE,
            "deliveries",
        ),
        Line(
            688,
            "Lucía",
            "commit",
            {
                "commitment": "joint-teams",
                "text": es("crear equipos conjuntos frente a las amenazas delictivas emergentes."),
                "areas": ["emerging-threats"],
                "owners": ["es.policia", "ma.dgsn"],
                "measure": es("un equipo conjunto en funcionamiento con su acuerdo firmado."),
                "due": "2027-03-31",
                "source": {"dossier": "@visit/opening", "entry": "@visit/minutes"},
            },
            ROUTINE,
            "teams",
        ),
        Line(
            687,
            "Salma",
            "commit",
            {
                "commitment": "joint-commission",
                "text": ar("إحداث لجنة أمنية مشتركة لاستشراف تحديات تنظيم كأس العالم 2030."),
                "areas": ["major-events", "sports-security"],
                "owners": ["es.policia", "ma.dgsn"],
                "measure": ar("انعقاد الدورة الأولى للجنة واعتماد سجل التحديات."),
                "due": "2027-01-31",
                "source": {"dossier": "@visit/opening", "entry": "@visit/minutes"},
            },
            ROUTINE,
            "commission",
        ),
        *translated(
            686.6, "Salma", "teams", text=ar("إحداث فرق مشتركة لمواجهة التهديدات الإجرامية الناشئة.")
        ),
        *translated(686.5, "Lucía", "deliveries", text=es("multiplicar las entregas vigiladas de drogas.")),
        *translated(
            686.4,
            "Lucía",
            "commission",
            text=es("crear una comisión conjunta de seguridad que anticipe los retos del Mundial de 2030."),
        ),
        Line(686, "Lucía", "take-on", {"entry": "@deliveries"}),
        Line(685.8, "Lucía", "take-on", {"entry": "@commission"}),
        Line(685.6, "Salma", "take-on", {"entry": "@teams"}),
        Line(400, "Salma", "start", {"entry": "@deliveries"}, ROUTINE),
        Line(
            390,
            "Lucía",
            "endanger",
            {"entry": "@teams", "text": es("falta una firma y el plazo se acerca.")},
            ROUTINE,
        ),
        Line(
            380,
            "Lucía",
            "challenge",
            {
                "text": es("las rutas de la droga se desplazan hacia puertos pequeños."),
                "areas": ["drugs"],
                "likelihood": 4,
                "impact": 4,
                "outlook": "rising",
            },
            ROUTINE,
            "ports",
        ),
        *translated(379, "Salma", "ports", text=ar("تنتقل مسالك المخدرات نحو الموانئ الصغيرة.")),
        Line(
            378,
            "Salma",
            "challenge",
            {
                "text": ar("تدفق الجماهير بين ضفتي المضيق خلال كأس العالم 2030."),
                "areas": ["major-events", "sports-security"],
                "likelihood": 5,
                "impact": 3,
                "outlook": "steady",
            },
            ROUTINE,
            "crowds",
        ),
        *translated(
            377,
            "Lucía",
            "crowds",
            text=es("flujo de público entre las dos orillas del Estrecho en el Mundial de 2030."),
        ),
        Line(
            370,
            "Salma",
            "review",
            {
                "areas": ["terrorism", "drugs", "irregular-migration"],
                "dimensions": ["trust", "speed", "results"],
                "start": "2025-01-01",
                "end": "2025-12-31",
            },
            ROUTINE,
            "first-review",
        ),
        given(369, "Salma", "first-review", FIRST_RABAT),
        given(368, "Lucía", "first-review", FIRST_MADRID),
        opened(366, "Salma"),
        opened(365, "Lucía"),
        Line(
            360,
            "Lucía",
            "close-review",
            {
                "entry": "@first-review",
                "text": es("la confianza es alta; las respuestas deben ser más rápidas."),
            },
            ROUTINE,
        ),
        Line(
            48,
            "Salma",
            "review",
            {
                "areas": ["terrorism", "drugs", "irregular-migration", "emerging-threats"],
                "dimensions": ["trust", "speed", "results"],
                "start": "2026-01-01",
                "end": "2026-12-31",
            },
            ROUTINE,
            "second-review",
        ),
        given(47, "Lucía", "second-review", SECOND_MADRID),
        Line(
            46,
            "Salma",
            "figures",
            {
                "entry": "@second-review",
                "figures": [
                    {"area": "drugs", "figure": "requests-asked", "value": 14},
                    {"area": "drugs", "figure": "answered-in-time", "value": 11},
                    {"area": "drugs", "figure": "answered-late", "value": 2},
                    {"area": "drugs", "figure": "refusals", "value": 1},
                    {"area": "terrorism", "figure": "requests-asked", "value": 6},
                    {"area": "terrorism", "figure": "answered-in-time", "value": 6},
                    {"area": "terrorism", "figure": "errors", "value": 1},
                ],
            },
            ROUTINE,
        ),
    ),
)

PACTS = (RABAT_MADRID, RABAT_MADRID_POTSDAM, COMMITMENTS)
