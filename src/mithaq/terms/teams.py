"""The states of a joint team, which of two instruments it is, its roles, powers, costs and reports.

A joint team of police services is not the judicial joint investigation team of the Second Additional
Protocol to the European Convention on Mutual Assistance (art. 20) and of Framework Decision
2002/465/JHA: an agreement says which of the two it is.
"""

from mithaq.terms.vocabulary import Texts, Vocabulary, term

_POLICE: Texts = (
    "تعاون أمني بين الأجهزة، دون سلطة قضائية تتولى قيادته.",
    "Cooperación policial entre servicios, sin autoridad judicial que la dirija.",
    "Polizeiliche Zusammenarbeit von Behörden, nicht von einer Justizbehörde geleitet.",
    "Coopération policière entre services, non dirigée par une autorité judiciaire.",
    "Police cooperation between services, not directed by a judicial authority.",
)
_JUDICIAL: Texts = (
    "أداة قضائية تُحدثها السلطات القضائية المختصة لكل دولة.",
    "Instrumento judicial que crean las autoridades judiciales competentes de cada Estado.",
    "Justizielles Instrument, eingesetzt von den zuständigen Justizbehörden jedes Staates.",
    "Instrument judiciaire, créé par les autorités judiciaires compétentes de chaque État.",
    "A judicial instrument, set up by the competent judicial authorities of each state.",
)

JUDICIAL_TEAM = "joint-investigation-team"
"""The form of team that needs a judicial authority in each state."""

TEAM_STATES = Vocabulary(
    "team-states",
    term(
        "proposed",
        "في انتظار التوقيعات",
        "pendiente de firmas",
        "Unterschriften ausstehend",
        "en attente de signatures",
        "waiting for signatures",
    ),
    term("declined", "مرفوض", "rechazado", "abgelehnt", "refusée", "declined"),
    term("in-force", "ساري المفعول", "en vigor", "in Kraft", "en vigueur", "in force"),
    term("ended", "منتهٍ", "terminado", "beendet", "terminée", "ended"),
    term("concluded", "مختتم", "concluido", "abgeschlossen", "conclue", "concluded"),
)

TEAM_FORMS = Vocabulary(
    "team-forms",
    term(
        "joint-team",
        "فريق مشترك",
        "equipo conjunto",
        "gemeinsames Team",
        "équipe conjointe",
        "joint team",
        note=_POLICE,
    ),
    term(
        "joint-investigation-team",
        "فريق تحقيق مشترك",
        "equipo conjunto de investigación",
        "gemeinsame Ermittlungsgruppe",
        "équipe commune d'enquête",
        "joint investigation team",
        note=_JUDICIAL,
    ),
)

TEAM_ROLES = Vocabulary(
    "team-roles",
    term("leader", "رئيس الفريق", "jefe del equipo", "Teamleitung", "chef d'équipe", "leader"),
    term(
        "deputy-leader",
        "نائب رئيس الفريق",
        "segundo jefe del equipo",
        "stellvertretende Teamleitung",
        "chef d'équipe adjoint",
        "deputy leader",
    ),
    term("investigator", "محقق", "investigador", "Ermittlung", "enquêteur", "investigator"),
    term("team-analyst", "محلل", "analista", "Auswertung", "analyste", "analyst"),
    term(
        "forensic-expert",
        "خبير الشرطة العلمية والتقنية",
        "experto en policía científica",
        "Kriminaltechnik",
        "expert en police technique et scientifique",
        "forensic expert",
    ),
    term(
        "financial-expert",
        "خبير في التحقيقات المالية",
        "experto en investigación patrimonial",
        "Finanzermittlung",
        "expert en enquête financière",
        "financial investigator",
    ),
    term(
        "exhibits-officer",
        "مكلف بالأدلة",
        "responsable de indicios y pruebas",
        "Asservatenführung",
        "responsable des scellés",
        "exhibits officer",
    ),
    term(
        "liaison",
        "ضابط اتصال",
        "oficial de enlace",
        "Verbindungsperson",
        "officier de liaison",
        "liaison officer",
    ),
    term("interpreter", "ترجمان", "intérprete", "Dolmetschdienst", "interprète", "interpreter"),
    term(
        "participant",
        "مشارك من جهة أخرى",
        "participante de otra entidad",
        "teilnehmende Person einer anderen Stelle",
        "participant d'une autre entité",
        "participant from another body",
    ),
)

SECONDED_POWERS = Vocabulary(
    "seconded-powers",
    term(
        "observer",
        "حضور بصفة ملاحظ",
        "presencia como observador",
        "Anwesenheit als Beobachtende",
        "présence en qualité d'observateur",
        "present as an observer",
    ),
    term(
        "unarmed",
        "مشاركة دون سلاح",
        "participación sin armas",
        "Mitwirkung ohne Waffe",
        "participation sans arme",
        "takes part unarmed",
    ),
    term(
        "armed",
        "مشاركة مع حمل السلاح وفق قانون دولة العمل",
        "participación con arma según el Derecho del Estado donde actúa",
        "Mitwirkung mit Waffe nach dem Recht des Einsatzstaats",
        "participation armée selon le droit de l'État d'intervention",
        "takes part armed, under the law of the state where it acts",
    ),
    term(
        "measures",
        "إنجاز إجراءات وفق قانون دولة العمل",
        "práctica de diligencias según el Derecho del Estado donde actúa",
        "eigene Maßnahmen nach dem Recht des Einsatzstaats",
        "exécution de mesures selon le droit de l'État d'intervention",
        "may carry out measures under the law of the state where it acts",
    ),
)

COST_RULES = Vocabulary(
    "cost-rules",
    term(
        "each-its-own",
        "يتحمل كل جهاز نفقاته",
        "cada servicio asume los suyos",
        "jede Behörde trägt ihre Kosten",
        "chaque service supporte les siens",
        "each agency bears its own",
    ),
    term(
        "state-of-action",
        "تتحملها دولة العمل",
        "los asume el Estado donde se actúa",
        "der Einsatzstaat trägt sie",
        "à la charge de l'État d'intervention",
        "borne by the state where the team acts",
    ),
    term(
        "shared",
        "تُقسم بالتساوي",
        "a partes iguales",
        "zu gleichen Teilen",
        "à parts égales",
        "shared equally",
    ),
    term(
        "as-agreed",
        "حسب اتفاق خاص",
        "según acuerdo específico",
        "nach besonderer Absprache",
        "selon accord particulier",
        "as agreed separately",
    ),
)

TEAM_REPORT_KINDS = Vocabulary(
    "team-report-kinds",
    term(
        "situation",
        "تقرير عن الوضع",
        "informe de situación",
        "Lagebericht",
        "rapport de situation",
        "situation report",
    ),
    term(
        "progress",
        "تقرير عن سير العمل",
        "informe de progreso",
        "Zwischenbericht",
        "rapport d'avancement",
        "progress report",
    ),
    term("final", "تقرير ختامي", "informe final", "Abschlussbericht", "rapport final", "final report"),
)
