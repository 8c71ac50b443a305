"""How data about people are marked: category, fact or assessment, special category (HAN-27 to HAN-29)."""

from mithaq.terms.vocabulary import Vocabulary, term

_LED_6 = "Directive (EU) 2016/680 art. 6"
_LED_7 = "Directive (EU) 2016/680 art. 7(1)"
_LED_10 = "Directive (EU) 2016/680 art. 10"

SUBJECT_CATEGORIES = Vocabulary(
    "subject-categories",
    term(
        "suspect",
        "شخص توجد أسباب جدية للاعتقاد بأنه ارتكب جريمة أو على وشك ارتكابها",
        (
            "persona respecto de la que existen motivos fundados para presumir que ha cometido o va a cometer"
            " una infracción penal"
        ),
        (
            "Person, gegen die ein begründeter Verdacht besteht, dass sie eine Straftat begangen hat oder in"
            " naher Zukunft begehen wird"
        ),
        (
            "personne à l'égard de laquelle il existe des motifs sérieux de croire qu'elle a commis ou est"
            " sur le point de commettre une infraction pénale"
        ),
        (
            "person with regard to whom there are serious grounds for believing that they have committed or"
            " are about to commit a criminal offence"
        ),
        source=f"{_LED_6}(a)",
    ),
    term(
        "convicted",
        "شخص أدين بارتكاب جريمة",
        "persona condenada por una infracción penal",
        "wegen einer Straftat verurteilte Person",
        "personne reconnue coupable d'une infraction pénale",
        "person convicted of a criminal offence",
        source=f"{_LED_6}(b)",
    ),
    term(
        "victim",
        "ضحية جريمة أو شخص تدعو وقائع معينة إلى الاعتقاد بأنه قد يكون ضحية",
        "víctima de una infracción penal o persona que determinados hechos llevan a pensar que puede serlo",
        (
            "Opfer einer Straftat oder Person, bei der bestimmte Fakten darauf hindeuten, dass sie Opfer sein"
            " könnte"
        ),
        (
            "victime d'une infraction pénale ou personne dont certains faits portent à croire qu'elle"
            " pourrait l'être"
        ),
        (
            "victim of a criminal offence, or person whom certain facts give reason to believe to be a"
            " possible victim"
        ),
        source=f"{_LED_6}(c)",
    ),
    term(
        "witness",
        "شخص قد يُستدعى للإدلاء بشهادته",
        "persona que puede ser citada a testificar",
        "Person, die als Zeugin oder Zeuge in Betracht kommt",
        "personne pouvant être appelée à témoigner",
        "person who might be called on to testify",
        source=f"{_LED_6}(d)",
    ),
    term(
        "informant",
        "شخص يمكنه تقديم معلومات عن جرائم",
        "persona que puede facilitar información sobre infracciones penales",
        "Person, die Hinweise zu Straftaten geben kann",
        "personne pouvant fournir des informations sur des infractions pénales",
        "person who can provide information on criminal offences",
        source=f"{_LED_6}(d)",
    ),
    term(
        "contact",
        "شخص على اتصال أو ارتباط بمشتبه فيه أو بمدان",
        "persona de contacto o asociada de una persona sospechosa o condenada",
        "Person, die mit einer verdächtigen oder verurteilten Person in Kontakt oder in Verbindung steht",
        "contact ou associé d'une personne soupçonnée ou reconnue coupable",
        "contact or associate of a suspected or convicted person",
        source=f"{_LED_6}(d)",
    ),
    term(
        "other-party",
        "طرف آخر له صلة بجريمة",
        "otra persona relacionada con una infracción penal",
        "andere Person im Zusammenhang mit einer Straftat",
        "autre tiers à une infraction pénale",
        "other party to a criminal offence",
        source=f"{_LED_6}(d)",
    ),
)

FACT_OR_ASSESSMENT = Vocabulary(
    "fact-or-assessment",
    term(
        "fact",
        "معطيات قائمة على وقائع",
        "dato basado en hechos",
        "auf Fakten beruhende Daten",
        "données fondées sur des faits",
        "data based on facts",
        source=_LED_7,
    ),
    term(
        "assessment",
        "معطيات قائمة على تقدير شخصي",
        "dato basado en una apreciación personal",
        "auf persönlicher Einschätzung beruhende Daten",
        "données fondées sur une appréciation personnelle",
        "data based on a personal assessment",
        source=_LED_7,
    ),
)

SPECIAL_CATEGORIES = Vocabulary(
    "special-categories",
    term(
        "racial-or-ethnic-origin",
        "الأصل العرقي أو الإثني",
        "origen étnico o racial",
        "rassische oder ethnische Herkunft",
        "origine raciale ou ethnique",
        "racial or ethnic origin",
        source=_LED_10,
    ),
    term(
        "political-opinions",
        "الآراء السياسية",
        "opiniones políticas",
        "politische Meinungen",
        "opinions politiques",
        "political opinions",
        source=_LED_10,
    ),
    term(
        "religious-or-philosophical-beliefs",
        "المعتقدات الدينية أو الفلسفية",
        "convicciones religiosas o filosóficas",
        "religiöse oder weltanschauliche Überzeugungen",
        "convictions religieuses ou philosophiques",
        "religious or philosophical beliefs",
        source=_LED_10,
    ),
    term(
        "trade-union-membership",
        "الانتماء النقابي",
        "afiliación sindical",
        "Gewerkschaftszugehörigkeit",
        "appartenance syndicale",
        "trade union membership",
        source=_LED_10,
    ),
    term(
        "genetic-data",
        "المعطيات الجينية",
        "datos genéticos",
        "genetische Daten",
        "données génétiques",
        "genetic data",
        source=_LED_10,
    ),
    term(
        "biometric-data",
        "المعطيات البيومترية المستعملة لتحديد هوية شخص بشكل فريد",
        "datos biométricos dirigidos a identificar de manera unívoca a una persona física",
        "biometrische Daten zur eindeutigen Identifizierung einer natürlichen Person",
        "données biométriques aux fins d'identifier une personne physique de manière unique",
        "biometric data for the purpose of uniquely identifying a natural person",
        source=_LED_10,
    ),
    term(
        "health",
        "المعطيات المتعلقة بالصحة",
        "datos relativos a la salud",
        "Gesundheitsdaten",
        "données concernant la santé",
        "data concerning health",
        source=_LED_10,
    ),
    term(
        "sex-life-or-orientation",
        "المعطيات المتعلقة بالحياة الجنسية أو الميل الجنسي",
        "datos relativos a la vida sexual o las orientaciones sexuales",
        "Daten zum Sexualleben oder zur sexuellen Orientierung",
        "données concernant la vie sexuelle ou l'orientation sexuelle",
        "data concerning sex life or sexual orientation",
        source=_LED_10,
    ),
)

SPECIAL_GROUNDS = Vocabulary(
    "special-grounds",
    term(
        "authorised-by-law",
        "يأذن بها القانون",
        "lo autoriza la ley",
        "nach dem Recht zulässig",
        "autorisé par la loi",
        "authorised by law",
        source=f"{_LED_10}(a)",
    ),
    term(
        "vital-interests",
        "حماية المصالح الحيوية للشخص المعني أو لشخص آخر",
        "para proteger los intereses vitales del interesado o de otra persona física",
        "Wahrung lebenswichtiger Interessen der betroffenen oder einer anderen natürlichen Person",
        "pour protéger les intérêts vitaux de la personne concernée ou d'une autre personne physique",
        "to protect the vital interests of the data subject or of another natural person",
        source=f"{_LED_10}(b)",
    ),
    term(
        "made-public",
        "معطيات جعلها الشخص المعني علنية بشكل واضح",
        "datos que el interesado ha hecho manifiestamente públicos",
        "Daten, die die betroffene Person offensichtlich öffentlich gemacht hat",
        "données manifestement rendues publiques par la personne concernée",
        "data manifestly made public by the data subject",
        source=f"{_LED_10}(c)",
    ),
)
