"""Officers' roles, the languages they read, and what partners score in a review."""

from mithaq.terms.vocabulary import Vocabulary, term

ROLES = Vocabulary(
    "roles",
    term(
        "liaison",
        "ضابط (ضابطة) اتصال",
        "oficial de enlace",
        "Verbindungsbeamtin/-beamter",
        "officier de liaison",
        "liaison officer",
        (
            "يقرأ الملفات المعيَّن فيها ويكتب فيها ويراسل الشركاء.",
            "Lee y escribe en los expedientes que tiene asignados y trata con los socios.",
            "Liest und schreibt in den zugewiesenen Dossiers und ist Ansprechperson der Partner.",
            "Lit et écrit dans les dossiers qui lui sont attribués et traite avec les partenaires.",
            "Reads and writes in the dossiers assigned and deals with the partners.",
        ),
    ),
    term(
        "analyst",
        "محلل (محللة)",
        "analista",
        "Analystin/Analyst",
        "analyste",
        "analyst",
        (
            "يقرأ الملفات المعيَّن فيها ويعدّ المسودات.",
            "Lee los expedientes que tiene asignados y prepara borradores.",
            "Liest die zugewiesenen Dossiers und bereitet Entwürfe vor.",
            "Lit les dossiers qui lui sont attribués et prépare des brouillons.",
            "Reads the dossiers assigned and prepares drafts.",
        ),
    ),
    term(
        "supervisor",
        "مشرف (مشرفة)",
        "responsable de supervisión",
        "Dienstvorgesetzte/-r",
        "superviseur/-euse",
        "supervisor",
        (
            "يرخص بإرسال ما يقتضي موافقة موظف ثان.",
            "Autoriza los envíos que exigen una segunda persona.",
            "Gibt frei, was eine zweite Person verlangt.",
            "Valide les envois qui exigent une seconde personne.",
            "Releases what needs a second officer.",
        ),
    ),
    term(
        "secretariat",
        "كتابة (أمانة سر)",
        "secretaría",
        "Sekretariat",
        "secrétariat",
        "secretariat",
        (
            "ينظم الزيارات والاجتماعات والبرامج.",
            "Organiza visitas, reuniones y programas.",
            "Organisiert Besuche, Sitzungen und Programme.",
            "Organise les visites, les réunions et les programmes.",
            "Organises visits, meetings and programmes.",
        ),
    ),
    term(
        "press",
        "مكتب الصحافة",
        "gabinete de prensa",
        "Pressestelle",
        "service de presse",
        "press office",
        (
            "ينشر البلاغات ويراجع تعليقات القراء.",
            "Publica los comunicados y modera los comentarios.",
            "Veröffentlicht Mitteilungen und prüft Kommentare.",
            "Publie les communiqués et modère les commentaires.",
            "Publishes communiqués and moderates comments.",
        ),
    ),
    term(
        "data-protection",
        "مسؤول (مسؤولة) حماية المعطيات",
        "responsable de protección de datos",
        "Datenschutzbeauftragte/-r",
        "délégué(e) à la protection des données",
        "data protection officer",
        (
            "يطّلع على كل ما جرى ويجيب عن طلبات الأشخاص المعنيين.",
            "Ve todo lo que se ha hecho y responde a las solicitudes de los interesados.",
            "Sieht alles, was geschehen ist, und beantwortet Anträge betroffener Personen.",
            "Voit tout ce qui a été fait et répond aux demandes des personnes concernées.",
            "Sees everything that was done and answers the requests of data subjects.",
        ),
    ),
    term(
        "administrator",
        "مدير (مديرة) النظام",
        "administración del sistema",
        "Systemverwaltung",
        "administrateur/-trice du système",
        "administrator",
        (
            "يدبر الحسابات والشركاء والمنظومة، ولا يقرأ الملفات.",
            "Gestiona cuentas, contactos y sistema; no lee expedientes.",
            "Verwaltet Konten, Kontakte und System; liest keine Dossiers.",
            "Gère les comptes, les contacts et le système ; ne lit pas les dossiers.",
            "Manages accounts, contacts and the system; reads no dossiers.",
        ),
    ),
)

LANGUAGES_NAMES = Vocabulary(
    "languages",
    term("ar", "العربية", "árabe", "Arabisch", "arabe", "Arabic"),
    term("es", "الإسبانية", "español", "Spanisch", "espagnol", "Spanish"),
    term("de", "الألمانية", "alemán", "Deutsch", "allemand", "German"),
    term("fr", "الفرنسية", "francés", "Französisch", "français", "French"),
    term("en", "الإنجليزية", "inglés", "Englisch", "anglais", "English"),
)

DIMENSIONS = Vocabulary(
    "dimensions",
    term("trust", "الثقة", "confianza", "Vertrauen", "confiance", "trust"),
    term(
        "speed",
        "سرعة الأجوبة",
        "rapidez de las respuestas",
        "Schnelligkeit der Antworten",
        "rapidité des réponses",
        "speed of answers",
    ),
    term("results", "النتائج", "resultados", "Ergebnisse", "résultats", "results"),
    term("resources", "الموارد", "recursos", "Ressourcen", "ressources", "resources"),
    term("training", "التكوين", "formación", "Aus- und Fortbildung", "formation", "training"),
)

RETENTION_RULES = Vocabulary(
    "retention-rules",
    term(
        "erase-after",
        "محو عند انتهاء المدة",
        "supresión al vencer el plazo",
        "Löschung nach Fristablauf",
        "effacement à l'échéance",
        "erase when the period ends",
        source="Directive (EU) 2016/680 art. 5",
    ),
    term(
        "review-after",
        "مراجعة عند انتهاء المدة، ومحو ما لم يتقرر الاحتفاظ بتعليل",
        "revisión al vencer el plazo y supresión salvo decisión motivada de conservar",
        "Überprüfung nach Fristablauf, Löschung ohne begründete Entscheidung zur Aufbewahrung",
        "examen à l'échéance et effacement sauf décision motivée de conserver",
        "review when the period ends, erase unless keeping is decided with reasons",
        source="Directive (EU) 2016/680 art. 5; Regulation (EU) 2016/794 art. 31(2)",
    ),
    term(
        "with-the-case",
        "الحفظ إلى انتهاء القضية",
        "conservación hasta el cierre del asunto",
        "Aufbewahrung bis zum Abschluss des Falls",
        "conservation jusqu'à la clôture de l'affaire",
        "keep until the case is closed",
        source="Directive (EU) 2016/680 art. 5",
    ),
)

RETENTION_REVIEW_MONTHS = 36
"""Review at three years, unless a pact says otherwise (Regulation (EU) 2016/794 art. 31(2))."""
