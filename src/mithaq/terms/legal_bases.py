"""The instruments on which an entry may stand (docs/spec/handling.md, HAN-32).

An instrument serves only between states that are parties to it: which are is the pact's to say, and the
entry cites the article. The articles named here were noted from memory unless marked otherwise.
"""

from mithaq.terms.vocabulary import Vocabulary, term

LEGAL_BASES = Vocabulary(
    "legal-bases",
    term(
        "pact",
        "الميثاق الذي تندرج ضمنه المراسلة",
        "el pacto en el que se inscribe la actuación",
        "die zugrunde liegende Vereinbarung",
        "le pacte dans lequel s'inscrit l'échange",
        "the pact under which this is written",
    ),
    term(
        "bilateral-agreement",
        "اتفاقية ثنائية للتعاون الأمني",
        "acuerdo bilateral de cooperación policial",
        "bilaterales Abkommen über polizeiliche Zusammenarbeit",
        "accord bilatéral de coopération policière",
        "bilateral agreement on police cooperation",
    ),
    term(
        "national-law",
        "القانون الوطني",
        "Derecho nacional",
        "nationales Recht",
        "droit national",
        "national law",
    ),
    term(
        "untoc",
        "اتفاقية الأمم المتحدة لمكافحة الجريمة المنظمة عبر الوطنية",
        "Convención de las Naciones Unidas contra la Delincuencia Organizada Transnacional",
        "Übereinkommen der Vereinten Nationen gegen die grenzüberschreitende organisierte Kriminalität",
        "Convention des Nations Unies contre la criminalité transnationale organisée",
        "United Nations Convention against Transnational Organized Crime",
        source="UNTOC (2000) art. 19, 20, 27",
        verified=False,
    ),
    term(
        "trafficking-protocol",
        "بروتوكول منع وقمع ومعاقبة الاتجار بالأشخاص، وبخاصة النساء والأطفال",
        "Protocolo para prevenir, reprimir y sancionar la trata de personas, especialmente mujeres y niños",
        (
            "Zusatzprotokoll zur Verhütung, Bekämpfung und Bestrafung des Menschenhandels, insbesondere des"
            " Frauen- und Kinderhandels"
        ),
        (
            "Protocole visant à prévenir, réprimer et punir la traite des personnes, en particulier des"
            " femmes et des enfants"
        ),
        "Protocol to Prevent, Suppress and Punish Trafficking in Persons, Especially Women and Children",
        source="UN (2000) art. 10",
        verified=False,
    ),
    term(
        "smuggling-protocol",
        "بروتوكول مكافحة تهريب المهاجرين عن طريق البر والبحر والجو",
        "Protocolo contra el tráfico ilícito de migrantes por tierra, mar y aire",
        "Zusatzprotokoll gegen die Schleusung von Migranten auf dem Land-, See- und Luftweg",
        "Protocole contre le trafic illicite de migrants par terre, air et mer",
        "Protocol against the Smuggling of Migrants by Land, Sea and Air",
        source="UN (2000) art. 10",
        verified=False,
    ),
    term(
        "drugs-convention",
        "اتفاقية الأمم المتحدة لمكافحة الاتجار غير المشروع في المخدرات والمؤثرات العقلية",
        (
            "Convención de las Naciones Unidas contra el tráfico ilícito de estupefacientes y sustancias"
            " sicotrópicas"
        ),
        (
            "Übereinkommen der Vereinten Nationen gegen den unerlaubten Verkehr mit Suchtstoffen und"
            " psychotropen Stoffen"
        ),
        "Convention des Nations Unies contre le trafic illicite de stupéfiants et de substances psychotropes",
        "United Nations Convention against Illicit Traffic in Narcotic Drugs and Psychotropic Substances",
        source="UN (1988) art. 1(g), 9, 11",
    ),
    term(
        "budapest-convention",
        "اتفاقية مجلس أوروبا المتعلقة بالجريمة المعلوماتية (بودابست)",
        "Convenio sobre la Ciberdelincuencia (Budapest)",
        "Übereinkommen über Computerkriminalität (Budapest)",
        "Convention sur la cybercriminalité (Budapest)",
        "Convention on Cybercrime (Budapest)",
        source="Council of Europe CETS 185 art. 29, 35",
    ),
    term(
        "second-additional-protocol",
        "البروتوكول الإضافي الثاني للاتفاقية الأوروبية للتعاون القضائي في المجال الجنائي",
        "Segundo Protocolo Adicional al Convenio Europeo de Asistencia Judicial en Materia Penal",
        "Zweites Zusatzprotokoll zum Europäischen Übereinkommen über die Rechtshilfe in Strafsachen",
        "Deuxième Protocole additionnel à la Convention européenne d'entraide judiciaire en matière pénale",
        "Second Additional Protocol to the European Convention on Mutual Assistance in Criminal Matters",
        source="Council of Europe CETS 182 art. 20",
    ),
    term(
        "saint-denis-convention",
        (
            "اتفاقية مجلس أوروبا بشأن نهج متكامل للسلامة والأمن والخدمات في مباريات كرة القدم والتظاهرات"
            " الرياضية الأخرى"
        ),
        (
            "Convenio del Consejo de Europa sobre un planteamiento integrado de protección, seguridad y"
            " atención en los partidos de fútbol y otros acontecimientos deportivos"
        ),
        (
            "Übereinkommen des Europarats über einen ganzheitlichen Ansatz für Sicherheit, Schutz und"
            " Dienstleistungen bei Fußballspielen und anderen Sportveranstaltungen"
        ),
        (
            "Convention du Conseil de l'Europe sur une approche intégrée de la sécurité, de la sûreté et des"
            " services lors des matches de football et autres manifestations sportives"
        ),
        (
            "Council of Europe Convention on an Integrated Safety, Security and Service Approach at Football"
            " Matches and Other Sports Events"
        ),
        source="Council of Europe CETS 218 art. 11",
    ),
    term(
        "directive-2023-977",
        "التوجيه الأوروبي 2023/977 بشأن تبادل المعلومات بين سلطات إنفاذ القانون",
        (
            "Directiva (UE) 2023/977 relativa al intercambio de información entre los servicios de seguridad"
            " y de aduanas"
        ),
        "Richtlinie (EU) 2023/977 über den Informationsaustausch zwischen den Strafverfolgungsbehörden",
        "Directive (UE) 2023/977 relative à l'échange d'informations entre les services répressifs",
        "Directive (EU) 2023/977 on the exchange of information between law enforcement authorities",
        source="Directive (EU) 2023/977 art. 4, 5, 7 (between member states of the European Union only)",
    ),
    term(
        "judicial-order",
        "أمر أو إذن من سلطة قضائية",
        "resolución o autorización de una autoridad judicial",
        "Anordnung oder Genehmigung einer Justizbehörde",
        "décision ou autorisation d'une autorité judiciaire",
        "order or authorisation of a judicial authority",
    ),
    term(
        "other",
        "أساس قانوني آخر يُذكر نصه",
        "otra base jurídica, que se cita",
        "andere Rechtsgrundlage, die anzugeben ist",
        "autre base juridique, à citer",
        "another legal basis, to be cited",
    ),
)
