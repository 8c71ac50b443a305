"""What the parties commit themselves to, and how far a commitment has come."""

from mithaq.terms.vocabulary import Vocabulary, term

COMMITMENTS = Vocabulary(
    "commitments",
    term(
        "controlled-deliveries",
        "التسليم المراقب",
        "entregas vigiladas",
        "kontrollierte Lieferungen",
        "livraisons surveillées",
        "controlled deliveries",
        (
            (
                "السماح لشحنات غير مشروعة أو مشبوهة بمغادرة إقليم دولة أو أكثر أو عبوره أو دخوله بعلم سلطاتها"
                " المختصة وتحت مراقبتها."
            ),
            (
                "Dejar que remesas ilícitas o sospechosas salgan del territorio de uno o más Estados, lo"
                " atraviesen o entren en él, con el conocimiento y bajo la supervisión de sus autoridades"
                " competentes."
            ),
            (
                "Unerlaubte oder verdächtige Sendungen dürfen mit Wissen und unter Aufsicht der zuständigen"
                " Behörden aus einem oder mehreren Staaten hinaus, durch sie hindurch oder in sie hinein"
                " gelangen."
            ),
            (
                "Permettre le passage par le territoire d'un ou de plusieurs États d'expéditions illicites ou"
                " suspectes, au su et sous le contrôle de leurs autorités compétentes."
            ),
            (
                "Illicit or suspect consignments pass out of, through or into the territory of one or more"
                " states with the knowledge and under the supervision of their competent authorities."
            ),
        ),
        "UN Convention against Transnational Organized Crime art. 2(i)",
    ),
    term(
        "joint-teams",
        "فرق مشتركة",
        "equipos conjuntos",
        "gemeinsame Teams",
        "équipes conjointes",
        "joint teams",
        (
            "فرق شرطة مشتركة؛ وهي غير فريق التحقيق المشترك الذي هو أداة قضائية.",
            "Equipos policiales; el equipo conjunto de investigación es un instrumento judicial distinto.",
            "Polizeiliche Teams; die gemeinsame Ermittlungsgruppe ist ein anderes, justizielles Instrument.",
            "Équipes policières ; l'équipe commune d'enquête est un autre instrument, judiciaire.",
            "Police teams; the joint investigation team is another, judicial instrument.",
        ),
    ),
    term(
        "joint-commission",
        "لجنة أمنية مشتركة",
        "comisión conjunta de seguridad",
        "gemeinsame Sicherheitskommission",
        "commission mixte de sécurité",
        "joint security commission",
    ),
    term(
        "joint-operations",
        "عمليات مشتركة",
        "operaciones conjuntas",
        "gemeinsame Einsätze",
        "opérations conjointes",
        "joint operations",
    ),
    term(
        "information-exchange",
        "تبادل المعلومات",
        "intercambio de información",
        "Informationsaustausch",
        "échange d'informations",
        "exchange of information",
    ),
    term(
        "liaison-officers",
        "ضباط الاتصال",
        "funcionarios de enlace",
        "Verbindungsbeamtinnen und -beamte",
        "officiers de liaison",
        "liaison officers",
    ),
    term(
        "training",
        "التكوين والتدريب",
        "formación",
        "Aus- und Fortbildung",
        "formation",
        "training",
    ),
    term(
        "technical-assistance",
        "المساعدة التقنية",
        "asistencia técnica",
        "technische Unterstützung",
        "assistance technique",
        "technical assistance",
    ),
    term(
        "agreement",
        "إبرام اتفاق",
        "celebración de un acuerdo",
        "Abschluss eines Abkommens",
        "conclusion d'un accord",
        "conclusion of an agreement",
    ),
    term(
        "event-security",
        "تأمين تظاهرة كبرى",
        "seguridad de un gran acontecimiento",
        "Sicherung einer Großveranstaltung",
        "sécurisation d'une grande manifestation",
        "securing a major event",
    ),
    term(
        "strengthening",
        "تعزيز التعاون",
        "refuerzo de la cooperación",
        "Ausbau der Zusammenarbeit",
        "renforcement de la coopération",
        "strengthening of cooperation",
        (
            "وعد عام بتعزيز التعاون دون تدبير محدد خاص به.",
            "Promesa general de reforzar la cooperación, sin una medida propia.",
            "Allgemeine Zusage, die Zusammenarbeit zu verstärken, ohne eigene Maßnahme.",
            "Promesse générale de renforcer la coopération, sans mesure propre.",
            "A general promise to strengthen cooperation, with no measure of its own.",
        ),
    ),
    term("other", "التزام آخر", "otro compromiso", "andere Zusage", "autre engagement", "other commitment"),
)

GENERAL_COMMITMENT = "strengthening"
"""A general promise, with no measure of its own."""

COMMITMENT_STATES = Vocabulary(
    "commitment-states",
    term("open", "لم يبدأ بعد", "pendiente", "offen", "à engager", "open"),
    term("under-way", "قيد التنفيذ", "en curso", "in Umsetzung", "en cours", "under way"),
    term("at-risk", "مهدَّد بالتعثر", "en riesgo", "gefährdet", "menacé", "at risk"),
    term("fulfilled", "تم الوفاء به", "cumplido", "erfüllt", "tenu", "fulfilled"),
    term("dropped", "تم التخلي عنه", "abandonado", "aufgegeben", "abandonné", "dropped"),
)

OUTLOOKS = Vocabulary(
    "outlooks",
    term("rising", "في تصاعد", "en aumento", "zunehmend", "en hausse", "rising"),
    term("steady", "مستقر", "estable", "gleichbleibend", "stable", "steady"),
    term("falling", "في تراجع", "en descenso", "abnehmend", "en baisse", "falling"),
)

REVIEW_FIGURES = Vocabulary(
    "review-figures",
    term(
        "requests-asked",
        "طلبات موجهة",
        "solicitudes enviadas",
        "gestellte Ersuchen",
        "demandes adressées",
        "requests asked",
    ),
    term(
        "answered-in-time",
        "أجوبة داخل الأجل",
        "respuestas en plazo",
        "fristgerechte Antworten",
        "réponses dans les délais",
        "answered in time",
    ),
    term(
        "answered-late",
        "أجوبة خارج الأجل",
        "respuestas fuera de plazo",
        "verspätete Antworten",
        "réponses hors délai",
        "answered late",
    ),
    term("refusals", "طلبات مرفوضة", "denegaciones", "Ablehnungen", "refus", "refusals"),
    term(
        "operations",
        "عمليات مشتركة",
        "operaciones conjuntas",
        "gemeinsame Einsätze",
        "opérations conjointes",
        "joint operations",
    ),
    term(
        "deliveries",
        "عمليات تسليم مراقب",
        "entregas vigiladas",
        "kontrollierte Lieferungen",
        "livraisons surveillées",
        "controlled deliveries",
    ),
    term("trainings", "دورات تكوينية", "actividades formativas", "Fortbildungen", "formations", "trainings"),
    term(
        "commitments-fulfilled",
        "التزامات تم الوفاء بها",
        "compromisos cumplidos",
        "erfüllte Zusagen",
        "engagements tenus",
        "commitments fulfilled",
    ),
    term("errors", "أخطاء", "errores", "Fehler", "erreurs", "errors"),
    term(
        "harm",
        "حالات ضرر لحق بأشخاص",
        "daños a personas",
        "Schäden an Personen",
        "préjudices à des personnes",
        "harm to people",
    ),
)
