"""The forms in which expertise is offered and wanted, and how far a match has come."""

from mithaq.terms.vocabulary import Vocabulary, term

EXPERTISE_FORMS = Vocabulary(
    "expertise-forms",
    term("training", "دورة تكوينية", "formación", "Fortbildung", "formation", "training"),
    term(
        "study-visit", "زيارة دراسية", "visita de estudio", "Studienbesuch", "visite d'étude", "study visit"
    ),
    term("secondment", "إلحاق موظف", "comisión de servicio", "Abordnung", "détachement", "secondment"),
    term(
        "good-practice",
        "ممارسة فضلى",
        "buena práctica",
        "bewährtes Verfahren",
        "bonne pratique",
        "good practice",
    ),
    term(
        "technical-assistance",
        "مساعدة تقنية",
        "asistencia técnica",
        "technische Unterstützung",
        "assistance technique",
        "technical assistance",
    ),
    term("equipment", "معدات", "equipamiento", "Ausrüstung", "équipement", "equipment"),
)

EXPERTISE_STATES = Vocabulary(
    "expertise-states",
    term("empty", "فارغ", "vacío", "leer", "vide", "empty"),
    term(
        "offered",
        "عروض وحاجيات دون مطابقة",
        "sin emparejar",
        "noch nicht zugeordnet",
        "sans rapprochement",
        "not matched yet",
    ),
    term(
        "proposed",
        "مطابقة مقترحة",
        "emparejamiento propuesto",
        "Zuordnung vorgeschlagen",
        "rapprochement proposé",
        "match proposed",
    ),
    term(
        "agreed",
        "مطابقة متفق عليها",
        "emparejamiento acordado",
        "Zuordnung vereinbart",
        "rapprochement convenu",
        "match agreed",
    ),
    term(
        "declined",
        "مطابقة مرفوضة",
        "emparejamiento rechazado",
        "Zuordnung abgelehnt",
        "rapprochement décliné",
        "match declined",
    ),
    term("done", "تم إنجازها", "realizado", "durchgeführt", "réalisé", "done"),
)
