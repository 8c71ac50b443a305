"""What information may be asked for and used for (docs/spec/handling.md, HAN-25 and HAN-26)."""

from mithaq.terms.vocabulary import Vocabulary, term

_LED_1 = "Directive (EU) 2016/680 art. 1(1)"

PURPOSES = Vocabulary(
    "purposes",
    term(
        "prevention",
        "الوقاية من الجرائم",
        "prevención de infracciones penales",
        "Verhütung von Straftaten",
        "prévention des infractions pénales",
        "prevention of criminal offences",
        source=_LED_1,
    ),
    term(
        "detection",
        "الكشف عن الجرائم",
        "detección de infracciones penales",
        "Aufdeckung von Straftaten",
        "détection des infractions pénales",
        "detection of criminal offences",
        source=_LED_1,
    ),
    term(
        "investigation",
        "التحقيق في الجرائم",
        "investigación de infracciones penales",
        "Ermittlung von Straftaten",
        "enquêtes sur les infractions pénales",
        "investigation of criminal offences",
        source=_LED_1,
    ),
    term(
        "prosecution",
        "الملاحقة القضائية للجرائم",
        "enjuiciamiento de infracciones penales",
        "Verfolgung von Straftaten",
        "poursuites relatives aux infractions pénales",
        "prosecution of criminal offences",
        source=_LED_1,
    ),
    term(
        "execution-of-penalties",
        "تنفيذ العقوبات الجنائية",
        "ejecución de sanciones penales",
        "Strafvollstreckung",
        "exécution de sanctions pénales",
        "execution of criminal penalties",
        source=_LED_1,
    ),
    term(
        "public-security",
        "الحماية من الأخطار التي تهدد الأمن العام والوقاية منها",
        "protección y prevención frente a las amenazas contra la seguridad pública",
        "Schutz vor und Abwehr von Gefahren für die öffentliche Sicherheit",
        "protection contre les menaces pour la sécurité publique et prévention de telles menaces",
        "safeguarding against and prevention of threats to public security",
        source=_LED_1,
    ),
    term(
        "protection-of-life",
        "حماية حياة الأشخاص وسلامتهم الجسدية",
        "protección de la vida y la integridad física de las personas",
        "Schutz von Leib und Leben",
        "protection de la vie et de l'intégrité physique des personnes",
        "protection of life and physical integrity",
        source="Directive (EU) 2016/680 art. 38(1)(a)",
    ),
    term(
        "victims",
        "التعرف على الضحايا وحمايتهم",
        "identificación y protección de las víctimas",
        "Identifizierung und Schutz von Opfern",
        "identification et protection des victimes",
        "identification and protection of victims",
        source="UN Protocol against Trafficking in Persons (2000) art. 6 and 10",
        verified=False,
    ),
    term(
        "missing-persons",
        "البحث عن أشخاص مفقودين",
        "búsqueda de personas desaparecidas",
        "Suche nach vermissten Personen",
        "recherche de personnes disparues",
        "search for missing persons",
    ),
    term(
        "event-security",
        "تأمين تظاهرة كبرى",
        "seguridad de un gran acontecimiento",
        "Sicherung einer Großveranstaltung",
        "sécurisation d'une grande manifestation",
        "securing a major event",
        source="Council of Europe Convention CETS 218 art. 11",
    ),
    term(
        "training",
        "التكوين وتبادل الخبرات، دون معطيات عن أشخاص",
        "formación e intercambio de experiencias, sin datos personales",
        "Aus- und Fortbildung und Erfahrungsaustausch, ohne personenbezogene Daten",
        "formation et échange d'expériences, sans données à caractère personnel",
        "training and exchange of experience, without personal data",
    ),
    term(
        "coordination",
        "تنظيم التعاون نفسه، دون معطيات عن أشخاص موضوع بحث",
        "organización de la propia cooperación, sin datos de personas investigadas",
        "Organisation der Zusammenarbeit selbst, ohne Daten zu Zielpersonen",
        "organisation de la coopération elle-même, sans données sur des personnes visées",
        "organising the cooperation itself, without data on subjects",
    ),
)

WITHOUT_PERSONS = frozenset({"training", "coordination"})
"""Purposes under which an entry may carry no subject that is a person (HAN-26)."""
