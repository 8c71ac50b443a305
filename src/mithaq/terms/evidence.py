"""What an item of evidence is, how its custody ends, and why a seal was opened or set anew."""

from mithaq.terms.vocabulary import Texts, Vocabulary, term

_FILE: Texts = (
    "محتوى رقمي تُعرف سلامته ببصمته.",
    "Contenido digital cuya integridad se comprueba por su resumen criptográfico.",
    "Digitaler Inhalt, dessen Unversehrtheit sein Hashwert belegt.",
    "Contenu numérique dont l'intégrité se vérifie par son empreinte.",
    "Digital content whose integrity is shown by its hash value.",
)

DIGITAL_FILE = "digital-file"
"""The kind of item that is fixed by a hash value instead of a seal."""

EVIDENCE_KINDS = Vocabulary(
    "evidence-kinds",
    term("document", "وثيقة", "documento", "Schriftstück", "document", "document"),
    term(
        "data-carrier",
        "جهاز أو حامل معطيات",
        "dispositivo o soporte de datos",
        "Gerät oder Datenträger",
        "appareil ou support de données",
        "device or data carrier",
    ),
    term(
        "digital-file",
        "ملف رقمي",
        "archivo digital",
        "digitale Datei",
        "fichier numérique",
        "digital file",
        note=_FILE,
    ),
    term(
        "recording",
        "تسجيل سمعي أو بصري",
        "grabación de imagen o sonido",
        "Bild- oder Tonaufnahme",
        "enregistrement visuel ou sonore",
        "image or sound recording",
    ),
    term(
        "trace",
        "أثر مادي أو بصمة",
        "vestigio o huella",
        "Spur oder Abdruck",
        "trace ou empreinte",
        "trace or print",
    ),
    term(
        "biological-sample",
        "عينة بيولوجية",
        "muestra biológica",
        "biologische Probe",
        "échantillon biologique",
        "biological sample",
    ),
    term(
        "substance",
        "مخدرات أو مادة أخرى",
        "droga u otra sustancia",
        "Betäubungsmittel oder anderer Stoff",
        "stupéfiant ou autre substance",
        "drug or other substance",
    ),
    term(
        "weapon",
        "سلاح أو ذخيرة",
        "arma o munición",
        "Waffe oder Munition",
        "arme ou munition",
        "weapon or ammunition",
    ),
    term(
        "money",
        "نقود أو أشياء ثمينة",
        "dinero u objetos de valor",
        "Geld oder Wertsachen",
        "argent ou objets de valeur",
        "money or valuables",
    ),
    term("vehicle", "مركبة", "vehículo", "Fahrzeug", "véhicule", "vehicle"),
    term("clothing", "ملابس", "prenda de vestir", "Kleidung", "vêtement", "clothing"),
    term("other-item", "شيء آخر", "otro objeto", "anderer Gegenstand", "autre objet", "other item"),
)

EVIDENCE_ENDS = Vocabulary(
    "evidence-ends",
    term(
        "handed-to-court",
        "سُلّم إلى المحكمة",
        "entregado al tribunal",
        "dem Gericht übergeben",
        "remis au tribunal",
        "handed to the court",
    ),
    term(
        "handed-to-authority",
        "سُلّم نهائيا إلى سلطة أخرى",
        "entregado definitivamente a otra autoridad",
        "endgültig einer anderen Behörde übergeben",
        "remis définitivement à une autre autorité",
        "handed to another authority for good",
    ),
    term(
        "returned",
        "أُعيد إلى صاحب الحق",
        "devuelto a quien tiene derecho",
        "der berechtigten Person zurückgegeben",
        "restitué à l'ayant droit",
        "returned to the person entitled to it",
    ),
    term("destroyed", "أُتلف", "destruido", "vernichtet", "détruit", "destroyed"),
    term(
        "used-up",
        "استُهلك في الخبرة",
        "consumido en el análisis",
        "bei der Untersuchung verbraucht",
        "consommé lors de l'examen",
        "used up in examination",
    ),
    term("lost", "فُقد", "extraviado", "in Verlust geraten", "perdu", "lost"),
)

SEAL_REASONS = Vocabulary(
    "seal-reasons",
    term("examination", "إجراء خبرة", "análisis", "Untersuchung", "examen", "forensic examination"),
    term(
        "authority-order",
        "أمر من سلطة مختصة",
        "orden de la autoridad competente",
        "Anordnung der zuständigen Stelle",
        "ordre de l'autorité compétente",
        "order of the competent authority",
    ),
    term(
        "inspection",
        "معاينة من الأطراف",
        "inspección por las partes",
        "Besichtigung durch die Parteien",
        "inspection par les parties",
        "inspection by the parties",
    ),
    term(
        "damage",
        "تلف أثناء الحفظ أو النقل",
        "daño en el depósito o el transporte",
        "Beschädigung bei Verwahrung oder Transport",
        "dommage lors de la conservation ou du transport",
        "damage in storage or transport",
    ),
    term(
        "tampering",
        "شبهة عبث",
        "sospecha de manipulación",
        "Verdacht auf Manipulation",
        "soupçon de manipulation",
        "suspected tampering",
    ),
    term(
        "unknown-cause",
        "سبب غير معروف",
        "causa desconocida",
        "Ursache unbekannt",
        "cause inconnue",
        "unknown",
    ),
)
