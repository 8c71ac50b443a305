"""How soon an answer is due, why it is urgent, and what a request states (handling.md, HAN-19 to HAN-24)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from mithaq.terms.vocabulary import Vocabulary, term

_TIME_LIMITS = "Directive (EU) 2023/977 art. 5(1)"
_URGENT = "Directive (EU) 2023/977 art. 2; French Code de procédure pénale art. R49-35"
_CONTENTS = "Directive (EU) 2023/977 art. 4; French Code de procédure pénale art. R49-35"

URGENCY = Vocabulary(
    "urgency",
    term(
        "urgent-direct",
        "مستعجل، معلومة متاحة مباشرة",
        "urgente, información directamente accesible",
        "dringend, unmittelbar zugängliche Information",
        "urgent, information directement accessible",
        "urgent, information directly accessible",
        source=_TIME_LIMITS,
    ),
    term(
        "urgent-indirect",
        "مستعجل، معلومة متاحة بصورة غير مباشرة",
        "urgente, información indirectamente accesible",
        "dringend, mittelbar zugängliche Information",
        "urgent, information indirectement accessible",
        "urgent, information indirectly accessible",
        (
            "معلومة يمكن الحصول عليها من سلطات عمومية أخرى أو من جهات خاصة.",
            "Información que puede obtenerse de otras autoridades públicas o de particulares.",
            "Information, die von anderen Behörden oder von Privaten eingeholt werden kann.",
            "Information pouvant être obtenue d'autres autorités publiques ou de parties privées.",
            "Information that can be obtained from other public authorities or from private parties.",
        ),
        _TIME_LIMITS,
    ),
    term(
        "routine",
        "غير مستعجل",
        "no urgente",
        "nicht dringend",
        "non urgent",
        "not urgent",
        source=_TIME_LIMITS,
    ),
    term(
        "agreed",
        "في أجل متفق عليه",
        "en el plazo convenido",
        "innerhalb einer vereinbarten Frist",
        "dans un délai convenu",
        "within an agreed time",
        (
            "يحدد الطرفان الأجل لهذا الطلب، ويُذكر فيه صراحة.",
            "Las partes fijan el plazo para esta solicitud, que lo indica expresamente.",
            "Die Parteien legen die Frist für dieses Ersuchen fest; sie ist darin ausdrücklich anzugeben.",
            "Les parties fixent le délai de cette demande, qui l'indique expressément.",
            "The parties set the time for this request, which states it.",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Urgency:
    """How long the asked party has, from its signed receipt; neither hours nor days means as agreed."""

    code: str
    hours: int = 0
    calendar_days: int = 0

    @property
    def limit(self) -> timedelta | None:
        """The time from receipt, or None where the request itself must state it (HAN-21)."""
        if not self.hours and not self.calendar_days:
            return None
        return timedelta(hours=self.hours, days=self.calendar_days)


DEFAULT_PROFILE: Mapping[str, Urgency] = MappingProxyType(
    {
        "urgent-direct": Urgency("urgent-direct", hours=8),
        "urgent-indirect": Urgency("urgent-indirect", calendar_days=3),
        "routine": Urgency("routine", calendar_days=7),
        "agreed": Urgency("agreed"),
    }
)
"""The time limits that a pact has unless it says otherwise (HAN-20); it may adopt others."""

URGENT_REASONS = Vocabulary(
    "urgent-reasons",
    term(
        "threat-to-public-security",
        "ضروري لمنع تهديد فوري وجسيم للأمن العام",
        "esencial para prevenir una amenaza inmediata y grave para la seguridad pública",
        "unerlässlich zur Abwehr einer unmittelbaren und ernsthaften Gefahr für die öffentliche Sicherheit",
        "essentiel pour prévenir une menace immédiate et grave pour la sécurité publique",
        "essential to prevent an immediate and serious threat to public security",
        source=f"{_URGENT} (a)",
    ),
    term(
        "threat-to-life",
        "لازم لمنع خطر وشيك على حياة شخص أو سلامته الجسدية",
        "necesario para prevenir una amenaza inminente para la vida o la integridad física de una persona",
        "erforderlich zur Abwehr einer unmittelbaren Gefahr für Leib oder Leben einer Person",
        "nécessaire pour prévenir une menace imminente pour la vie ou l'intégrité physique d'une personne",
        "necessary to prevent an imminent threat to a person's life or physical integrity",
        source=f"{_URGENT} (b)",
    ),
    term(
        "deprivation-of-liberty",
        "لازم لقرار قد يُبقي على تدابير مقيِّدة للحرية أو سالبة لها",
        "necesario para una decisión que puede mantener medidas restrictivas o privativas de libertad",
        (
            "erforderlich für eine Entscheidung über die Aufrechterhaltung freiheitsbeschränkender oder"
            " freiheitsentziehender Maßnahmen"
        ),
        "nécessaire à une décision pouvant maintenir des mesures restrictives ou privatives de liberté",
        "necessary for a decision that may maintain measures restricting or depriving of liberty",
        source=f"{_URGENT} (c)",
    ),
    term(
        "losing-relevance",
        "مهم للوقاية من الجرائم أو كشفها ومهدد وشيكا بفقدان أهميته",
        "importante para prevenir o detectar delitos y en riesgo inminente de perder su interés",
        (
            "wichtig für die Verhütung oder Aufdeckung von Straftaten und unmittelbar davon bedroht, an"
            " Bedeutung zu verlieren"
        ),
        "importante pour prévenir ou détecter des infractions et risquant de perdre son intérêt à bref délai",
        "important for preventing or detecting offences and at imminent risk of losing relevance",
        source=f"{_URGENT} (d)",
    ),
)

REQUEST_CONTENTS = Vocabulary(
    "request-contents",
    term(
        "urgency",
        "هل الطلب مستعجل ولماذا",
        "si la solicitud es urgente y por qué",
        "ob das Ersuchen dringend ist und warum",
        "caractère urgent de la demande et ses raisons",
        "whether the request is urgent, and why",
        source=_CONTENTS,
    ),
    term(
        "circumstances",
        "ظروف الوقائع",
        "circunstancias de los hechos",
        "Umstände des Sachverhalts",
        "circonstances des faits",
        "circumstances of the facts",
        source=_CONTENTS,
    ),
    term(
        "offence",
        "طبيعة الجريمة",
        "naturaleza del delito",
        "Art der Straftat",
        "nature de l'infraction",
        "nature of the offence",
        source=_CONTENTS,
    ),
    term(
        "purpose",
        "الغرض من الطلب",
        "finalidad de la solicitud",
        "Zweck des Ersuchens",
        "finalité de la demande",
        "purpose of the request",
        source=_CONTENTS,
    ),
    term(
        "link",
        "الصلة بين الغرض والشخص المعني",
        "relación entre la finalidad y la persona",
        "Zusammenhang zwischen Zweck und Person",
        "lien entre la finalité et la personne",
        "link between the purpose and the person",
        source=_CONTENTS,
    ),
    term(
        "identity",
        "هوية الأشخاص المعنيين، إن كانت معروفة",
        "identidad de las personas, si se conoce",
        "Identität der Personen, soweit bekannt",
        "identité des personnes, si elle est connue",
        "identity of the persons, as far as known",
        source=_CONTENTS,
    ),
    term(
        "why-here",
        "أسباب الاعتقاد بأن المعلومة لدى الجهة المطلوب منها",
        "motivos para creer que la información está en poder de la parte requerida",
        "Gründe für die Annahme, dass die ersuchte Seite über die Information verfügt",
        "raisons de penser que l'information est détenue par la partie requise",
        "reasons to believe that the requested party holds the information",
        source=_CONTENTS,
    ),
    term(
        "restrictions",
        "قيود استعمال المعلومات الواردة في الطلب",
        "restricciones de uso de la información contenida en la solicitud",
        "Verwendungsbeschränkungen für die im Ersuchen enthaltenen Informationen",
        "restrictions d'utilisation des informations contenues dans la demande",
        "restrictions on using the information contained in the request",
        source=_CONTENTS,
    ),
    term(
        "necessity",
        "الضرورة والتناسب",
        "necesidad y proporcionalidad",
        "Erforderlichkeit und Verhältnismäßigkeit",
        "nécessité et proportionnalité",
        "necessity and proportionality",
        source="Directive (EU) 2023/977 art. 4(3)",
    ),
)
"""What a request must state (HAN-24)."""
