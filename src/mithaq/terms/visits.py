"""The states of a visit and the kinds of meeting it is made of."""

from mithaq.terms.vocabulary import Vocabulary, term

VISIT_STATES = Vocabulary(
    "visit-states",
    term("invited", "وُجهت الدعوة", "invitado", "eingeladen", "invitation envoyée", "invited"),
    term("planned", "مبرمجة", "prevista", "geplant", "prévue", "planned"),
    term("declined", "اعتُذر عنها", "declinada", "abgesagt durch den Gast", "déclinée", "declined"),
    term("cancelled", "ملغاة", "cancelada", "gestrichen", "annulée", "cancelled"),
    term("held", "تمت", "celebrada", "durchgeführt", "tenue", "held"),
    term("concluded", "مختتمة", "concluida", "abgeschlossen", "conclue", "concluded"),
)

MEETING_KINDS = Vocabulary(
    "meeting-kinds",
    term(
        "bilateral",
        "اجتماع ثنائي",
        "reunión bilateral",
        "bilaterales Treffen",
        "réunion bilatérale",
        "bilateral meeting",
    ),
    term(
        "trilateral",
        "اجتماع ثلاثي",
        "reunión trilateral",
        "trilaterales Treffen",
        "réunion trilatérale",
        "trilateral meeting",
    ),
    term(
        "multilateral",
        "اجتماع متعدد الأطراف",
        "reunión multilateral",
        "multilaterales Treffen",
        "réunion multilatérale",
        "multilateral meeting",
    ),
    term(
        "thematic",
        "اجتماع موضوعاتي بين الخبراء",
        "reunión temática de expertos",
        "Fachtreffen",
        "réunion thématique d'experts",
        "thematic meeting of experts",
    ),
)
