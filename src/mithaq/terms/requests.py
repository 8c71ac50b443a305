"""The states of a request, its answers, and why it is extended, clarified, corrected or recalled."""

from mithaq.terms.vocabulary import Vocabulary, term

REQUEST_STATES = Vocabulary(
    "request-states",
    term("asked", "طُلب", "solicitado", "gestellt", "demandé", "asked"),
    term("received", "مستلَم", "recibido", "eingegangen", "reçu", "received"),
    term(
        "acknowledged",
        "أُقرّ باستلامه",
        "acusado recibo",
        "Empfang bestätigt",
        "accusé de réception donné",
        "acknowledged",
    ),
    term("assigned", "أُسند إلى موظف", "asignado", "zugewiesen", "attribué", "assigned"),
    term(
        "clarification-asked",
        "في انتظار توضيح",
        "pendiente de aclaración",
        "Klärung erbeten",
        "précision demandée",
        "clarification asked",
    ),
    term("extended", "مُدِّد أجله", "plazo prorrogado", "Frist verlängert", "délai prolongé", "extended"),
    term(
        "partly-answered",
        "أجيب عنه جزئيا",
        "contestado en parte",
        "teilweise beantwortet",
        "répondu en partie",
        "partly answered",
    ),
    term("answered", "أجيب عنه", "contestado", "beantwortet", "répondu", "answered"),
    term("refused", "مرفوض", "denegado", "abgelehnt", "refusé", "refused"),
    term("withdrawn", "سُحب", "retirado", "zurückgezogen", "retiré", "withdrawn"),
    term(
        "informed",
        "معلومة تلقائية",
        "información espontánea",
        "unaufgeforderte Information",
        "information spontanée",
        "spontaneous information",
    ),
    term("closed", "مغلق", "cerrado", "abgeschlossen", "clos", "closed"),
)

ANSWER_RESULTS = Vocabulary(
    "answer-results",
    term("hit", "تطابق", "resultado positivo", "Treffer", "résultat positif", "hit"),
    term("no-hit", "لا تطابق", "sin resultado", "kein Treffer", "aucun résultat", "no hit"),
    term("partial", "تطابق جزئي", "resultado parcial", "Teiltreffer", "résultat partiel", "partial hit"),
)

USEFULNESS = Vocabulary(
    "usefulness",
    term("decisive", "حاسمة", "decisiva", "entscheidend", "décisive", "decisive"),
    term("useful", "مفيدة", "útil", "hilfreich", "utile", "useful"),
    term("slightly-useful", "قليلة الفائدة", "poco útil", "wenig hilfreich", "peu utile", "slightly useful"),
    term("not-useful", "غير مفيدة", "no útil", "nicht hilfreich", "inutile", "not useful"),
    term(
        "too-late", "وصلت متأخرة", "llegó tarde", "zu spät eingegangen", "arrivée trop tard", "came too late"
    ),
    term(
        "not-yet-known",
        "لم تُعرف بعد",
        "aún no se sabe",
        "noch nicht bekannt",
        "pas encore connue",
        "not yet known",
    ),
)

PERMISSION_USES = Vocabulary(
    "permission-uses",
    term(
        "evidence",
        "الاستعمال كدليل في إجراءات قضائية",
        "uso como prueba en procedimientos judiciales",
        "Verwendung als Beweismittel in Gerichtsverfahren",
        "utilisation comme preuve dans une procédure judiciaire",
        "use as evidence in judicial proceedings",
        source="handling code H1",
    ),
    term(
        "pass-on",
        "الإحالة إلى جهة أخرى",
        "transmisión a otra autoridad",
        "Weitergabe an eine andere Stelle",
        "transmission à une autre autorité",
        "passing on to another authority",
        source="handling code H2",
    ),
    term(
        "other-purpose",
        "الاستعمال لغرض آخر",
        "uso para otra finalidad",
        "Verwendung zu einem anderen Zweck",
        "utilisation à une autre fin",
        "use for another purpose",
        source="Directive (EU) 2016/680 art. 4(2) and 9(3)",
    ),
)

PERMISSION_ANSWERS = Vocabulary(
    "permission-answers",
    term("granted", "ممنوح", "concedido", "erteilt", "accordée", "granted"),
    term(
        "granted-with-conditions",
        "ممنوح بشروط",
        "concedido con condiciones",
        "mit Auflagen erteilt",
        "accordée sous conditions",
        "granted with conditions",
    ),
    term("denied", "مرفوض", "denegado", "verweigert", "refusée", "denied"),
    term("withdrawn", "سُحب بعد منحه", "retirado", "widerrufen", "retirée", "withdrawn"),
)

EXTENSION_REASONS = Vocabulary(
    "extension-reasons",
    term(
        "judicial-authorisation",
        "في انتظار إذن قضائي",
        "pendiente de autorización judicial",
        "justizielle Genehmigung steht aus",
        "autorisation judiciaire en attente",
        "judicial authorisation pending",
        source="Directive (EU) 2023/977 art. 5(2)",
    ),
    term(
        "other-authority",
        "المعلومة لدى سلطة أخرى أو جهة خاصة",
        "la información está en poder de otra autoridad o de un particular",
        "Information liegt bei einer anderen Behörde oder bei Privaten",
        "information détenue par une autre autorité ou une partie privée",
        "information is held by another authority or a private party",
    ),
    term(
        "origin-state",
        "في انتظار موافقة دولة المصدر",
        "pendiente del consentimiento del Estado de origen",
        "Zustimmung des Herkunftsstaats steht aus",
        "consentement de l'État d'origine en attente",
        "consent of the state of origin pending",
    ),
    term(
        "volume",
        "حجم البحث أو تعقيده",
        "volumen o complejidad",
        "Umfang oder Komplexität",
        "volume ou complexité",
        "volume or complexity",
    ),
    term(
        "technical",
        "عائق تقني",
        "impedimento técnico",
        "technisches Hindernis",
        "empêchement technique",
        "technical obstacle",
    ),
    term(
        "clarification",
        "في انتظار توضيح من صاحب الطلب",
        "pendiente de aclaración del solicitante",
        "Klärung durch die ersuchende Stelle steht aus",
        "précision du demandeur en attente",
        "clarification by the requester pending",
    ),
)

CLARIFICATION_POINTS = Vocabulary(
    "clarification-points",
    term(
        "identity",
        "هوية الشخص",
        "identidad de la persona",
        "Identität der Person",
        "identité de la personne",
        "identity of the person",
    ),
    term(
        "identifier",
        "رقم أو معرّف",
        "número o identificador",
        "Nummer oder Kennung",
        "numéro ou identifiant",
        "number or identifier",
    ),
    term("facts", "الوقائع", "hechos", "Sachverhalt", "faits", "facts"),
    term("offence", "الجريمة", "infracción penal", "Straftat", "infraction", "offence"),
    term(
        "link",
        "صلة الشخص بالوقائع",
        "relación de la persona con los hechos",
        "Zusammenhang zwischen Person und Sachverhalt",
        "lien entre la personne et les faits",
        "link between person and facts",
    ),
    term("purpose", "الغرض", "finalidad", "Zweck", "finalité", "purpose"),
    term(
        "legal-basis", "الأساس القانوني", "base jurídica", "Rechtsgrundlage", "base juridique", "legal basis"
    ),
    term("urgency", "الاستعجال", "urgencia", "Dringlichkeit", "urgence", "urgency"),
    term("translation", "الترجمة", "traducción", "Übersetzung", "traduction", "translation"),
    term("other", "نقطة أخرى", "otro punto", "anderer Punkt", "autre point", "another point"),
)

CORRECTION_REASONS = Vocabulary(
    "correction-reasons",
    term(
        "inaccurate",
        "معطيات غير دقيقة",
        "datos inexactos",
        "unrichtige Daten",
        "données inexactes",
        "inaccurate data",
        source="Directive (EU) 2016/680 art. 16(1)",
    ),
    term(
        "incomplete",
        "معطيات غير كاملة",
        "datos incompletos",
        "unvollständige Daten",
        "données incomplètes",
        "incomplete data",
        source="Directive (EU) 2016/680 art. 16(1)",
    ),
    term(
        "outdated",
        "معطيات متقادمة",
        "datos no actualizados",
        "veraltete Daten",
        "données périmées",
        "outdated data",
        source="Directive (EU) 2016/680 art. 7(2)",
    ),
    term(
        "unlawful",
        "معطيات نُقلت بصورة غير قانونية",
        "datos transmitidos ilícitamente",
        "unrechtmäßig übermittelte Daten",
        "données transmises illicitement",
        "unlawfully transmitted data",
        source="Directive (EU) 2016/680 art. 7(3)",
    ),
    term(
        "wrong-recipient",
        "أُرسلت إلى غير المعني بها",
        "destinatario equivocado",
        "falscher Empfänger",
        "mauvais destinataire",
        "wrong recipient",
    ),
    term(
        "retention-over",
        "انتهت مدة الحفظ",
        "plazo de conservación vencido",
        "Speicherfrist abgelaufen",
        "durée de conservation écoulée",
        "retention period over",
        source="Directive (EU) 2016/680 art. 5",
    ),
    term(
        "subject-request",
        "طلب الشخص المعني",
        "solicitud del interesado",
        "Antrag der betroffenen Person",
        "demande de la personne concernée",
        "request of the data subject",
        source="Directive (EU) 2016/680 art. 16",
    ),
    term("other", "سبب آخر", "otro motivo", "anderer Grund", "autre motif", "another reason"),
)
"""Why an entry is corrected, recalled or erased."""
