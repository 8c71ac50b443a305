"""The two pacts of the exercise, and the register of what Rabat and Madrid have committed themselves to."""

from mithaq.demo.stories.line import ROUTINE, Line, Story, ar, es

BOTH = ("ma.dgsn", "es.policia")
ALL = ("ma.dgsn", "es.policia", "de.bundespolizei")

_TERMS = {
    "handling": ["H0", "H1", "H2", "H3"],
    "tlp": "TLP:AMBER",
    "retention_months": 36,
    "legal_basis": "bilateral-agreement",
    "kinds": ["programme", "request"],
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
            },
            ROUTINE,
            "commission",
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
    ),
)

PACTS = (RABAT_MADRID, RABAT_MADRID_POTSDAM, COMMITMENTS)
