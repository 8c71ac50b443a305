"""The visit of January 2025, told in our own words: two days in Spain, three measures, and the words for the public.

What two agencies decided stands in a dossier of two; the meeting of three, and the communiqué that all
three approve, in one of three.
"""

from mithaq.demo.stories.line import Line, Story, ar, de, es, handling, translated
from mithaq.demo.stories.pacts import ALL, BOTH
from mithaq.demo.stories.scores import KEEP

_PUBLIC = handling(purpose="coordination")


def _edition(language: str, title: str, text: str) -> dict[str, dict[str, str]]:
    return {
        "title": {"language": language, "text": title},
        "text": {"language": language, "text": text},
    }


PRESS_TEXT = """تمرين: زيارة عمل لتعزيز الشراكة الأمنية

تمرين · نشر في 29 يناير 2025

قام وفد من المديرية العامة للأمن الوطني بزيارة عمل إلى إسبانيا يومي الثلاثاء والأربعاء 28 و29 يناير 2024، بدعوة من المدير العام
للشرطة الوطنية الإسبانية.

وعقد الجانبان اجتماعا ثنائيا قيّما خلاله مستوى الشراكة في مجالات الإرهاب والهجرة غير النظامية والاتجار غير المشروع في المخدرات
والأمن الرياضي. واتفق الطرفان على تكثيف عمليات التسليم المراقب للمخدرات، وإحداث فرق مشتركة لمواجهة التهديدات الإجرامية الناشئة،
وإحداث لجنة أمنية مشتركة لاستشراف التحديات الأمنية لتنظيم كأس العالم 2030.

كما عقد اجتماع ثلاثي بمشاركة الشرطة الاتحادية الألمانية تناول الإرهاب والجريمة العابرة للحدود والتهديدات السيبرانية.
"""
"""In our own words, with the year as the press text of that day had it: the weekdays fit 2025 only."""

VISIT = Story(
    "visit",
    "visit",
    "pact-rabat-madrid",
    BOTH,
    (
        Line(
            714,
            "Salma",
            "enter",
            {
                "host": "es.policia",
                "guests": ["ma.dgsn"],
                "start": "2025-01-28",
                "end": "2025-01-29",
                "place": ar("إسبانيا"),
                "aim": ar("تقييم مستوى الشراكة الأمنية والاتفاق على سبل تعزيزها."),
                "areas": [
                    "terrorism", "irregular-migration", "drugs", "technology-crime", "sports-security",
                    "criminal-investigation", "judicial-police", "human-trafficking", "cybercrime",
                ],
                "source": ar("نص صحفي مؤرخ في 29 يناير 2025؛ ورد فيه «2024» وصُحح، لأن يومي الثلاثاء والأربعاء لا يوافقان إلا سنة 2025."),
            },
            _PUBLIC,
        ),
        Line(713.9, "Salma", KEEP, {"text": PRESS_TEXT, "published": "2025-01-29"}),
        *translated(713.8, "Lucía", "opening", aim=es("evaluar el nivel de la asociación y acordar cómo reforzarla.")),
        Line(713, "Lucía", "confirm"),
        Line(
            712.8,
            "Salma",
            "delegation",
            {
                "members": [
                    {"name": "Salma", "function": ar("مكتب الاتصال"), "head": True},
                    {"name": "Anas", "function": ar("وحدة التحليل")},
                ]
            },
            _PUBLIC,
        ),
        Line(
            712.6,
            "Lucía",
            "delegation",
            {
                "members": [
                    {"name": "Lucía", "function": es("oficina de enlace"), "head": True},
                    {"name": "Diego", "function": es("secretaría")},
                ]
            },
            _PUBLIC,
        ),
        Line(
            712.4,
            "Lucía",
            "meet",
            {
                "meeting": "bilateral",
                "agencies": ["es.policia", "ma.dgsn"],
                "areas": ["terrorism", "irregular-migration", "drugs", "technology-crime", "sports-security"],
                "start": "2025-01-28T10:00:00.000Z",
                "end": "2025-01-28T12:30:00.000Z",
                "subject": es("nivel de la asociación, desafíos comunes y operaciones conjuntas."),
            },
            _PUBLIC,
            "bilateral",
        ),
        Line(
            712.2,
            "Lucía",
            "meet",
            {
                "meeting": "thematic",
                "agencies": ["es.policia", "ma.dgsn"],
                "areas": ["terrorism", "criminal-investigation", "judicial-police", "human-trafficking", "cybercrime"],
                "start": "2025-01-29T09:00:00.000Z",
                "end": "2025-01-29T13:00:00.000Z",
                "subject": es("mecanismos de trabajo entre los servicios especializados."),
            },
            _PUBLIC,
            "thematic",
        ),
        Line(
            711,
            "Lucía",
            "minutes",
            {
                "entry": "@bilateral",
                "text": es(
                    "se evaluó el nivel de la asociación, se repasaron los desafíos comunes y se valoraron las operaciones"
                    " conjuntas. Se acordaron tres medidas."
                ),
                "decisions": [
                    {
                        "commitment": "controlled-deliveries",
                        "text": es("multiplicar las entregas vigiladas de drogas."),
                        "areas": ["drugs"],
                        "owners": ["es.policia", "ma.dgsn"],
                        "measure": es("al menos dos entregas cerradas con informe."),
                        "due": "2027-06-30",
                    },
                    {
                        "commitment": "joint-teams",
                        "text": es("crear equipos conjuntos frente a las amenazas delictivas emergentes."),
                        "areas": ["emerging-threats"],
                        "owners": ["es.policia", "ma.dgsn"],
                        "measure": es("un equipo en funcionamiento con su acuerdo firmado."),
                        "due": "2027-03-31",
                    },
                    {
                        "commitment": "joint-commission",
                        "text": es("crear una comisión conjunta de seguridad para el Mundial de 2030."),
                        "areas": ["major-events", "sports-security"],
                        "owners": ["es.policia", "ma.dgsn"],
                        "measure": es("la primera sesión celebrada y el registro de desafíos aprobado."),
                        "due": "2027-01-31",
                    },
                ],
            },
            _PUBLIC,
            "minutes",
        ),
        *translated(
            710.8,
            "Salma",
            "minutes",
            text=ar("جرى تقييم مستوى الشراكة واستعراض التحديات المشتركة والتنويه بالعمليات المشتركة، واتُّفق على ثلاثة تدابير."),
        ),
        Line(710.4, "Salma", "approve", {"entry": "@minutes"}),
        Line(
            710.2,
            "Lucía",
            "minutes",
            {
                "entry": "@thematic",
                "text": es("los expertos presentaron sus mecanismos de trabajo; no se acordó ninguna medida nueva."),
            },
            _PUBLIC,
            "thematic-minutes",
        ),
        Line(710, "Salma", "approve", {"entry": "@thematic-minutes"}),
        Line(
            686.9,
            "Salma",
            "carry-over",
            {"entry": "@minutes", "number": 1, "link": {"dossier": "@commitments/opening", "entry": "@commitments/deliveries"}},
        ),
        Line(
            686.8,
            "Lucía",
            "carry-over",
            {"entry": "@minutes", "number": 2, "link": {"dossier": "@commitments/opening", "entry": "@commitments/teams"}},
        ),
        Line(
            686.7,
            "Salma",
            "carry-over",
            {"entry": "@minutes", "number": 3, "link": {"dossier": "@commitments/opening", "entry": "@commitments/commission"}},
        ),
        Line(685, "Lucía", "conclude"),
    ),
)  # fmt: skip

EDITIONS = [
    _edition(
        "ar",
        "تمرين: لقاء ثلاثي بين أجهزة الشرطة في المغرب وإسبانيا وألمانيا",
        "تمرين: اجتمع يومي 28 و29 يناير 2025 بإسبانيا مسؤولو الشرطة في المغرب وإسبانيا وألمانيا. واتفق المغرب وإسبانيا على تكثيف"
        " التسليم المراقب للمخدرات، وإحداث فرق مشتركة لمواجهة التهديدات الإجرامية الناشئة، وإحداث لجنة أمنية مشتركة تستشرف تأمين كأس"
        " العالم 2030. وتباحثت الأطراف الثلاثة حول الإرهاب والجريمة العابرة للحدود والتهديدات السيبرانية وتأمين التظاهرات الرياضية"
        " الكبرى، وأكدت أهمية تبادل الخبرات.",
    ),
    _edition(
        "es",
        "Ejercicio: encuentro trilateral de las policías de Marruecos, España y Alemania",
        "Ejercicio: los responsables policiales de Marruecos, España y Alemania se reunieron en España los días 28 y 29 de enero de 2025."
        " Marruecos y España acordaron multiplicar las entregas vigiladas de drogas, crear equipos conjuntos frente a las amenazas"
        " delictivas emergentes y crear una comisión conjunta de seguridad para el Mundial de 2030. Las tres partes trataron el"
        " terrorismo, la delincuencia transfronteriza, las ciberamenazas y la seguridad de los grandes acontecimientos deportivos, y"
        " subrayaron el intercambio de experiencias.",
    ),
    _edition(
        "de",
        "Übung: Dreiertreffen der Polizeien Marokkos, Spaniens und Deutschlands",
        "Übung: Die Polizeispitzen Marokkos, Spaniens und Deutschlands trafen sich am 28. und 29. Januar 2025 in Spanien. Marokko und"
        " Spanien vereinbarten, kontrollierte Lieferungen von Drogen zu verstärken, gemeinsame Teams gegen neue Formen der Kriminalität"
        " zu bilden und eine gemeinsame Sicherheitskommission für die Weltmeisterschaft 2030 einzurichten. Alle drei Seiten sprachen"
        " über Terrorismus, grenzüberschreitende Kriminalität, Cyberbedrohungen und die Sicherung von Sportgroßveranstaltungen und"
        " betonten den Austausch von Erfahrungen.",
    ),
    _edition(
        "fr",
        "Exercice : rencontre trilatérale des polices du Maroc, de l'Espagne et de l'Allemagne",
        "Exercice : les responsables des polices du Maroc, de l'Espagne et de l'Allemagne se sont réunis en Espagne les 28 et 29 janvier"
        " 2025. Le Maroc et l'Espagne sont convenus de multiplier les livraisons surveillées de drogues, de créer des équipes conjointes"
        " face aux menaces criminelles émergentes et de créer une commission mixte de sécurité pour la Coupe du monde 2030. Les trois"
        " parties ont évoqué le terrorisme, la criminalité transfrontalière, les cybermenaces et la sécurisation des grandes"
        " manifestations sportives, et souligné l'échange d'expériences.",
    ),
    _edition(
        "en",
        "Exercise: the police services of Morocco, Spain and Germany meet",
        "Exercise: the heads of the police services of Morocco, Spain and Germany met in Spain on 28 and 29 January 2025. Morocco and"
        " Spain agreed to multiply controlled deliveries of drugs, to create joint teams against emerging criminal threats, and to"
        " create a joint security commission for the 2030 World Cup. All three discussed terrorism, cross-border crime, cyber threats"
        " and securing major sports events, and stressed the exchange of expertise.",
    ),
]

TRILATERAL = Story(
    "trilateral-visit",
    "visit",
    "pact-rabat-madrid-potsdam",
    ALL,
    (
        Line(
            699,
            "Lucía",
            "enter",
            {
                "host": "es.policia",
                "guests": ["ma.dgsn", "de.bundespolizei"],
                "start": "2025-01-28",
                "end": "2025-01-29",
                "place": es("España"),
                "aim": es("mecanismos de cooperación entre los tres servicios."),
                "areas": ["terrorism", "cross-border-crime", "cyber-threats", "major-events"],
                "source": es("la reunión de los tres responsables durante la visita."),
            },
            _PUBLIC,
        ),
        *translated(698.9, "Jonas", "opening", aim=de("Wege der Zusammenarbeit der drei Behörden.")),
        *translated(698.8, "Salma", "opening", aim=ar("آليات التعاون بين الأجهزة الثلاثة.")),
        Line(698, "Salma", "confirm"),
        Line(697.8, "Jonas", "confirm"),
        Line(
            697.6,
            "Lucía",
            "meet",
            {
                "meeting": "trilateral",
                "agencies": ["es.policia", "ma.dgsn", "de.bundespolizei"],
                "areas": ["terrorism", "cross-border-crime", "cyber-threats", "major-events"],
                "start": "2025-01-29T15:00:00.000Z",
                "end": "2025-01-29T17:00:00.000Z",
                "subject": es("cooperación a tres, ante todo para el Mundial de 2030."),
            },
            _PUBLIC,
            "meeting",
        ),
        Line(
            697.4,
            "Lucía",
            "minutes",
            {
                "entry": "@meeting",
                "text": es(
                    "se trataron las cuatro áreas y se subrayó el intercambio de experiencias; no se acordó ninguna medida concreta."
                ),
            },
            _PUBLIC,
            "minutes",
        ),
        Line(697.2, "Salma", "approve", {"entry": "@minutes"}),
        Line(697, "Jonas", "approve", {"entry": "@minutes"}),
        Line(
            696,
            "Salma",
            "draft-communique",
            {"editions": EDITIONS, "place": ar("إسبانيا"), "author": "EX-DGSN"},
            _PUBLIC,
            "communique",
        ),
        Line(695.8, "Lucía", "approve-communique", {"entry": "@communique"}),
        Line(695.6, "Jonas", "approve-communique", {"entry": "@communique"}),
        Line(695, "Salma", "publish", {"entry": "@communique"}),
    ),
)
