"""TLP 2.0 (who may receive) and PAP (what may be done): docs/spec/handling.md, HAN-15 to HAN-18.

Each vocabulary runs from the strictest to the freest marking.
"""

from mithaq.terms.vocabulary import Vocabulary, term

_TLP = "FIRST, Traffic Light Protocol 2.0"
_PAP = "MISP taxonomy PAP"

TLP = Vocabulary(
    "tlp",
    term(
        "TLP:RED",
        "TLP:RED · للمتلقين المعيّنين شخصيا فقط",
        "TLP:RED · solo para los destinatarios individuales",
        "TLP:RED · nur für die einzelnen Empfänger persönlich",
        "TLP:RED · uniquement pour les destinataires individuels",
        "TLP:RED · for the individual recipients only",
        source=_TLP,
    ),
    term(
        "TLP:AMBER+STRICT",
        "TLP:AMBER+STRICT · داخل منظمة المتلقي فقط",
        "TLP:AMBER+STRICT · solo dentro de la organización del destinatario",
        "TLP:AMBER+STRICT · nur innerhalb der Organisation des Empfängers",
        "TLP:AMBER+STRICT · uniquement au sein de l'organisation du destinataire",
        "TLP:AMBER+STRICT · within the recipient's organisation only",
        source=_TLP,
    ),
    term(
        "TLP:AMBER",
        "TLP:AMBER · منظمة المتلقي ومن تخدمهم، بقدر الحاجة إلى المعرفة",
        "TLP:AMBER · organización del destinatario y sus clientes, según la necesidad de conocer",
        "TLP:AMBER · Organisation des Empfängers und deren Kunden, nach dem Need-to-know-Prinzip",
        "TLP:AMBER · organisation du destinataire et ses clients, selon le besoin d'en connaître",
        "TLP:AMBER · the recipient's organisation and its clients, on a need-to-know basis",
        source=_TLP,
    ),
    term(
        "TLP:GREEN",
        "TLP:GREEN · داخل الجماعة المعنية",
        "TLP:GREEN · dentro de la comunidad",
        "TLP:GREEN · innerhalb der Gemeinschaft",
        "TLP:GREEN · au sein de la communauté",
        "TLP:GREEN · within the community",
        source=_TLP,
    ),
    term(
        "TLP:CLEAR",
        "TLP:CLEAR · دون قيد على النشر",
        "TLP:CLEAR · sin límite de difusión",
        "TLP:CLEAR · ohne Beschränkung der Weitergabe",
        "TLP:CLEAR · sans limite de diffusion",
        "TLP:CLEAR · no limit on disclosure",
        source=_TLP,
    ),
)

PAP = Vocabulary(
    "pap",
    term(
        "PAP:RED",
        "PAP:RED · أعمال لا يمكن رصدها فقط: بحث سلبي في السجلات الخاصة",
        "PAP:RED · solo acciones no detectables: búsqueda pasiva en los registros propios",
        "PAP:RED · nur nicht erkennbare Maßnahmen: passive Suche in eigenen Protokollen",
        "PAP:RED · actions non détectables uniquement : recherche passive dans ses propres journaux",
        "PAP:RED · non-detectable actions only: passive search in one's own logs",
        source=_PAP,
    ),
    term(
        "PAP:AMBER",
        "PAP:AMBER · تحقق سلبي، بما فيه خدمات الغير على الإنترنت",
        "PAP:AMBER · comprobación pasiva, también en servicios en línea de terceros",
        "PAP:AMBER · passiver Abgleich, auch über Onlinedienste Dritter",
        "PAP:AMBER · recoupement passif, y compris par des services en ligne de tiers",
        "PAP:AMBER · passive cross-check, online services of third parties included",
        source=_PAP,
    ),
    term(
        "PAP:GREEN",
        "PAP:GREEN · أعمال فاعلة مسموح بها، كالحجب أو اختبار الاتصال",
        "PAP:GREEN · acciones activas permitidas, como bloquear o hacer ping",
        "PAP:GREEN · aktive Maßnahmen erlaubt, etwa Sperren oder Anpingen",
        "PAP:GREEN · actions actives permises, comme le blocage ou le ping",
        "PAP:GREEN · active actions allowed, such as blocking or pinging",
        source=_PAP,
    ),
    term(
        "PAP:WHITE",
        "PAP:WHITE · دون قيد على الأعمال",
        "PAP:WHITE · sin restricción de acciones",
        "PAP:WHITE · ohne Beschränkung der Maßnahmen",
        "PAP:WHITE · sans restriction d'action",
        "PAP:WHITE · no restriction on actions",
        source=_PAP,
    ),
)


def within_ceiling(vocabulary: Vocabulary, code: str, ceiling: str) -> bool:
    """Return whether a marking is no stricter than a ceiling of the same vocabulary (HAN-17).

    A party whose ceiling is TLP:AMBER takes AMBER, GREEN and CLEAR. Raises KeyError for a foreign code.
    """
    order = {known: place for place, known in enumerate(vocabulary.codes)}
    return order[code] >= order[ceiling]
