"""Grounds of refusal that protect people (docs/spec/handling.md, HAN-34).

They are asked about before every transfer with persons in it, and stand first in the list of grounds.
Treaties bind the states that are parties to them; the codes themselves hold in every pact.
"""

from mithaq.terms.vocabulary import term

TORTURE = term(
    "torture",
    "خطر التعذيب أو غيره من ضروب المعاملة أو العقوبة القاسية أو اللاإنسانية أو المهينة",
    "riesgo de tortura u otros tratos o penas crueles, inhumanos o degradantes",
    "Gefahr der Folter oder anderer grausamer, unmenschlicher oder erniedrigender Behandlung oder Strafe",
    "risque de torture ou d'autres peines ou traitements cruels, inhumains ou dégradants",
    "risk of torture or other cruel, inhuman or degrading treatment or punishment",
    (
        "هناك أسباب حقيقية تدعو إلى الاعتقاد بأن شخصا سيكون في خطر التعرض للتعذيب أو سوء المعاملة.",
        (
            "Hay razones fundadas para creer que una persona estaría en peligro de ser sometida a tortura o"
            " malos tratos."
        ),
        (
            "Es bestehen stichhaltige Gründe für die Annahme, dass eine Person Gefahr liefe, gefoltert oder"
            " misshandelt zu werden."
        ),
        (
            "Il y a des motifs sérieux de croire qu'une personne risque d'être soumise à la torture ou à des"
            " mauvais traitements."
        ),
        (
            "There are substantial grounds for believing that a person would be in danger of being subjected"
            " to torture or ill-treatment."
        ),
    ),
    "UN Convention against Torture art. 3; European Convention on Human Rights art. 3",
    False,
)

DEATH_PENALTY = term(
    "death-penalty",
    "خطر الحكم بعقوبة الإعدام أو تنفيذها",
    "riesgo de que se imponga o ejecute la pena de muerte",
    "Gefahr der Verhängung oder Vollstreckung der Todesstrafe",
    "risque que la peine de mort soit prononcée ou exécutée",
    "risk that the death penalty is imposed or carried out",
    (
        "قد تُستعمل المعلومة لطلب عقوبة الإعدام أو الحكم بها أو تنفيذها، دون ضمانات كافية بعدم تنفيذها.",
        (
            "La información podría utilizarse para solicitar, imponer o ejecutar la pena de muerte, sin"
            " garantías suficientes de que no se ejecutará."
        ),
        (
            "Die Information könnte dazu dienen, die Todesstrafe zu beantragen, zu verhängen oder zu"
            " vollstrecken, ohne ausreichende Zusicherung, dass sie nicht vollstreckt wird."
        ),
        (
            "L'information pourrait servir à requérir, prononcer ou exécuter la peine de mort, sans"
            " assurances suffisantes qu'elle ne sera pas exécutée."
        ),
        (
            "The information could be used to seek, impose or carry out the death penalty, without sufficient"
            " assurances that it will not be carried out."
        ),
    ),
    (
        "European Convention on Human Rights art. 2, Protocols No. 6 and No. 13; European Convention on"
        " Extradition art. 11"
    ),
    False,
)

ASYLUM = term(
    "asylum",
    "حماية اللجوء ومبدأ عدم الإعادة القسرية",
    "protección del asilo y principio de no devolución",
    "Schutz des Asyls und Grundsatz der Nichtzurückweisung",
    "protection de l'asile et principe de non-refoulement",
    "protection of asylum and principle of non-refoulement",
    (
        "لا يُكشف لدولة المنشأ عن أي شيء يتعلق بطلب لجوء أو بحماية دولية.",
        (
            "Nada relativo a una solicitud de asilo o a la protección internacional se comunica al Estado de"
            " origen."
        ),
        "Nichts über einen Asylantrag oder internationalen Schutz wird dem Herkunftsstaat mitgeteilt.",
        (
            "Rien de ce qui concerne une demande d'asile ou une protection internationale n'est communiqué à"
            " l'État d'origine."
        ),
        (
            "Nothing about an application for asylum or about international protection is disclosed to the"
            " state of origin."
        ),
    ),
    "Convention relating to the Status of Refugees (1951) art. 33",
    False,
)

POLITICAL_OFFENCE = term(
    "political-offence",
    "جريمة سياسية أو جريمة مرتبطة بها",
    "delito político o hecho conexo con un delito político",
    "politische oder mit einer solchen zusammenhängende strafbare Handlung",
    "infraction politique ou fait connexe à une telle infraction",
    "political offence or offence connected with a political offence",
    None,
    "European Convention on Extradition art. 3(1); UN Model Treaty on Extradition art. 3(a)",
    False,
)

PERSECUTION = term(
    "persecution",
    "طلب بقصد الملاحقة أو العقاب بسبب العرق أو الدين أو الجنسية أو الآراء السياسية",
    "solicitud con el fin de perseguir o castigar por raza, religión, nacionalidad u opiniones políticas",
    (
        "Ersuchen, um wegen Rasse, Religion, Staatsangehörigkeit oder politischer Anschauungen zu verfolgen"
        " oder zu bestrafen"
    ),
    (
        "demande aux fins de poursuivre ou de punir pour des considérations de race, de religion, de"
        " nationalité ou d'opinions politiques"
    ),
    "request made to prosecute or punish on account of race, religion, nationality or political opinion",
    None,
    "European Convention on Extradition art. 3(2); UN Model Treaty on Extradition art. 3(b)",
    False,
)

FAIR_TRIAL = term(
    "fair-trial",
    "خطر الحرمان من المحاكمة العادلة",
    "riesgo de denegación de un juicio justo",
    "Gefahr der Verweigerung eines fairen Verfahrens",
    "risque de déni d'un procès équitable",
    "risk of a denial of a fair trial",
    (
        "الشخص معرض لخطر حرمان صارخ من ضمانات المحاكمة العادلة.",
        "La persona correría el riesgo de sufrir una denegación flagrante de un juicio justo.",
        "Der Person droht eine offenkundige Verweigerung eines fairen Verfahrens.",
        "La personne risque de subir un déni de justice flagrant.",
        "The person would risk suffering a flagrant denial of a fair trial.",
    ),
    (
        "European Convention on Human Rights art. 6; International Covenant on Civil and Political Rights"
        " art. 14"
    ),
    False,
)

HUMAN_RIGHTS = term(
    "human-rights",
    "المساس بحقوق الإنسان والحريات الأساسية",
    "vulneración de los derechos humanos y las libertades fundamentales",
    "Verletzung der Menschenrechte und Grundfreiheiten",
    "atteinte aux droits de l'homme et aux libertés fondamentales",
    "violation of human rights and fundamental freedoms",
    (
        "بما في ذلك المعلومات التي حُصل عليها بانتهاك واضح لحقوق الإنسان.",
        "También la información obtenida con violación manifiesta de los derechos humanos.",
        "Auch Informationen, die unter offenkundiger Verletzung der Menschenrechte erlangt wurden.",
        "Y compris les informations obtenues en violation manifeste des droits de l'homme.",
        "Including information obtained in obvious violation of human rights.",
    ),
    "Regulation (EU) 2016/794 art. 23(9)",
)

DOUBLE_JEOPARDY = term(
    "double-jeopardy",
    "سبق الحكم النهائي في الأفعال ذاتها",
    "los mismos hechos ya han sido juzgados por sentencia firme",
    "über dieselbe Tat wurde bereits rechtskräftig entschieden",
    "les mêmes faits ont déjà été définitivement jugés",
    "the same acts have already been finally judged",
    None,
    "International Covenant on Civil and Political Rights art. 14(7)",
    False,
)

VICTIM_SAFETY = term(
    "victim-safety",
    "تعريض ضحايا الاتجار أو التهريب أو الشهود للخطر",
    "peligro para víctimas de trata o de tráfico, o para testigos",
    "Gefährdung von Opfern des Menschenhandels oder der Schleusung oder von Zeugen",
    "danger pour des victimes de la traite ou du trafic, ou pour des témoins",
    "danger to victims of trafficking or smuggling, or to witnesses",
    None,
    "UN Protocol against Trafficking in Persons (2000) art. 6",
    False,
)

PROTECTION_GROUNDS = (
    TORTURE,
    DEATH_PENALTY,
    ASYLUM,
    POLITICAL_OFFENCE,
    PERSECUTION,
    FAIR_TRIAL,
    HUMAN_RIGHTS,
    DOUBLE_JEOPARDY,
    VICTIM_SAFETY,
)

ASKED_BEFORE_TRANSFER = ("torture", "death-penalty", "asylum", "political-offence", "fair-trial")
"""What the form asks about before any transfer with persons in it (HAN-31)."""
