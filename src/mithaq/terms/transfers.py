"""On what ground personal data leave for another country (docs/spec/handling.md, HAN-30, HAN-31)."""

from mithaq.terms.vocabulary import Vocabulary, term

_LED = "Directive (EU) 2016/680 art."

TRANSFER_BASES = Vocabulary(
    "transfer-bases",
    term(
        "adequacy",
        "قرار بكفاية مستوى الحماية",
        "decisión de adecuación",
        "Angemessenheitsbeschluss",
        "décision d'adéquation",
        "adequacy decision",
        source=f"{_LED} 36",
    ),
    term(
        "binding-instrument",
        "ضمانات مناسبة في صك ملزم قانونا",
        "garantías apropiadas en un instrumento jurídicamente vinculante",
        "geeignete Garantien in einem rechtsverbindlichen Instrument",
        "garanties appropriées fournies dans un instrument juridiquement contraignant",
        "appropriate safeguards in a legally binding instrument",
        source=f"{_LED} 37(1)(a)",
    ),
    term(
        "own-assessment",
        "ضمانات مناسبة بعد تقييم المسؤول عن المعالجة لجميع ظروف النقل",
        (
            "garantías apropiadas según la evaluación de todas las circunstancias por el responsable del"
            " tratamiento"
        ),
        "geeignete Garantien nach Beurteilung aller Umstände durch den Verantwortlichen",
        (
            "garanties appropriées selon l'évaluation de toutes les circonstances par le responsable du"
            " traitement"
        ),
        "appropriate safeguards, the controller having assessed all the circumstances",
        source=f"{_LED} 37(1)(b)",
    ),
    term(
        "vital-interests",
        "حماية المصالح الحيوية للشخص المعني أو لشخص آخر",
        "protección de los intereses vitales del interesado o de otra persona",
        "Schutz lebenswichtiger Interessen der betroffenen oder einer anderen Person",
        "sauvegarde des intérêts vitaux de la personne concernée ou d'une autre personne",
        "protection of the vital interests of the data subject or another person",
        source=f"{_LED} 38(1)(a)",
    ),
    term(
        "legitimate-interests",
        "صون المصالح المشروعة للشخص المعني متى نص القانون على ذلك",
        "salvaguarda de intereses legítimos del interesado cuando lo disponga el Derecho",
        "Wahrung berechtigter Interessen der betroffenen Person, wenn das Recht dies vorsieht",
        "sauvegarde des intérêts légitimes de la personne concernée lorsque le droit le prévoit",
        "safeguarding legitimate interests of the data subject where the law so provides",
        source=f"{_LED} 38(1)(b)",
    ),
    term(
        "immediate-serious-threat",
        "منع تهديد فوري وجسيم للأمن العام لدولة",
        "prevención de una amenaza inmediata y grave para la seguridad pública de un Estado",
        "Abwehr einer unmittelbaren und ernsthaften Gefahr für die öffentliche Sicherheit eines Staates",
        "prévention d'une menace immédiate et grave pour la sécurité publique d'un État",
        "prevention of an immediate and serious threat to the public security of a state",
        source=f"{_LED} 38(1)(c)",
    ),
    term(
        "individual-case",
        "حالة فردية لأغراض الوقاية من الجرائم أو كشفها أو التحقيق فيها أو ملاحقتها أو تنفيذ العقوبات",
        (
            "caso individual a efectos de prevención, investigación, detección o enjuiciamiento de"
            " infracciones penales o de ejecución de sanciones penales"
        ),
        (
            "Einzelfall zur Verhütung, Ermittlung, Aufdeckung oder Verfolgung von Straftaten oder zur"
            " Strafvollstreckung"
        ),
        (
            "cas particulier aux fins de prévention, de détection, d'enquête, de poursuites ou d'exécution de"
            " sanctions pénales"
        ),
        (
            "individual case for the prevention, investigation, detection or prosecution of criminal offences"
            " or the execution of criminal penalties"
        ),
        source=f"{_LED} 38(1)(d)",
    ),
    term(
        "legal-claims",
        "حالة فردية لإثبات حق قانوني أو ممارسته أو الدفاع عنه في صلة بتلك الأغراض",
        (
            "caso individual para la formulación, el ejercicio o la defensa de reclamaciones en relación con"
            " esos fines"
        ),
        (
            "Einzelfall zur Geltendmachung, Ausübung oder Verteidigung von Rechtsansprüchen im Zusammenhang"
            " damit"
        ),
        (
            "cas particulier pour la constatation, l'exercice ou la défense de droits en justice en rapport"
            " avec ces fins"
        ),
        (
            "individual case for the establishment, exercise or defence of legal claims relating to those"
            " purposes"
        ),
        source=f"{_LED} 38(1)(e)",
    ),
    term(
        "no-third-country",
        "لا نقل إلى بلد ثالث: المرسل إليه ملزم بالقواعد نفسها",
        "sin transferencia a un tercer país: el destinatario está sujeto a las mismas normas",
        "keine Übermittlung an ein Drittland: für den Empfänger gelten dieselben Vorschriften",
        "pas de transfert vers un pays tiers : le destinataire est soumis aux mêmes règles",
        "no transfer to a third country: the recipient is bound by the same rules",
        source=f"{_LED} 9(4)",
        verified=False,
    ),
    term(
        "sender-law",
        "نقل بموجب القانون الوطني للمرسل، وهو غير ملزم بالتوجيه",
        "transferencia según el Derecho nacional del remitente, no sujeto a la Directiva",
        "Übermittlung nach dem nationalen Recht des Absenders, für den die Richtlinie nicht gilt",
        "transfert selon le droit national de l'expéditeur, non soumis à la directive",
        "transfer under the national law of the sender, whom the directive does not bind",
        (
            "يُذكر النص القانوني، مثل القانون رقم 09-08 في المغرب.",
            "Se indica la norma, por ejemplo la Ley 09-08 en Marruecos.",
            "Die Vorschrift ist zu nennen, in Marokko etwa das Gesetz Nr. 09-08.",
            "Le texte est indiqué, par exemple la loi n° 09-08 au Maroc.",
            "The provision is named, for instance Law 09-08 in Morocco.",
        ),
        verified=False,
    ),
)

EXCEPTIONAL_BASES = frozenset(
    {"vital-interests", "legitimate-interests", "immediate-serious-threat", "individual-case", "legal-claims"}
)
"""Art. 38: exceptions for specific situations, each documented (date, recipient, justification, data)."""

OVERRIDABLE_BASES = frozenset({"individual-case", "legal-claims"})
"""Art. 38(2): no transfer where the rights and freedoms of the data subject override the public interest."""

ORIGIN_AUTHORISATION = Vocabulary(
    "origin-authorisation",
    term(
        "own-data",
        "المعطيات صادرة عن المرسل نفسه",
        "los datos proceden del propio remitente",
        "die Daten stammen vom Absender selbst",
        "les données proviennent de l'expéditeur lui-même",
        "the data come from the sender itself",
    ),
    term(
        "authorised",
        "دولة المصدر أذنت مسبقا",
        "el Estado de origen ha dado su autorización previa",
        "der Herkunftsstaat hat vorher zugestimmt",
        "l'État d'origine a donné son autorisation préalable",
        "the state of origin has given its prior authorisation",
        source=f"{_LED} 35(1)(c)",
    ),
    term(
        "threat-informed-after",
        "تهديد فوري وجسيم: تعذر الحصول على الإذن في الوقت المناسب وتُبلَّغ دولة المصدر دون تأخير",
        (
            "amenaza inmediata y grave: la autorización no puede obtenerse a tiempo y se informa sin dilación"
            " al Estado de origen"
        ),
        (
            "unmittelbare und ernsthafte Gefahr: Zustimmung nicht rechtzeitig einholbar, der Herkunftsstaat"
            " wird unverzüglich unterrichtet"
        ),
        (
            "menace immédiate et grave : autorisation impossible à obtenir en temps utile, l'État d'origine"
            " est informé sans retard"
        ),
        (
            "immediate and serious threat: authorisation cannot be obtained in time, the state of origin is"
            " informed without delay"
        ),
        source=f"{_LED} 35(2)",
    ),
)

ONWARD_TRANSFER = Vocabulary(
    "onward-transfer",
    term(
        "not-allowed",
        "لا نقل لاحق",
        "sin transferencia ulterior",
        "keine Weiterübermittlung",
        "pas de transfert ultérieur",
        "no onward transfer",
    ),
    term(
        "with-authorisation",
        "نقل لاحق بإذن مسبق صريح من المصدر فقط",
        "transferencia ulterior solo con autorización previa y expresa de quien facilitó los datos",
        "Weiterübermittlung nur mit vorheriger ausdrücklicher Genehmigung der übermittelnden Stelle",
        "transfert ultérieur uniquement avec l'autorisation préalable et expresse du fournisseur",
        "onward transfer only with the provider's prior explicit authorisation",
        source=f"{_LED} 35(1)(e)",
    ),
)
