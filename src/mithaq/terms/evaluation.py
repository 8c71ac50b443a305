"""Evaluation of source and information: 4x4 and Admiralty (docs/spec/handling.md, HAN-10 to HAN-14).

The two grids are never converted into each other: an entry stores the scheme beside its grades.
"""

from mithaq.terms.vocabulary import Vocabulary, term

_EUROPOL = "Regulation (EU) 2016/794 art. 29"
_MISP = "MISP taxonomy admiralty-scale"

EVALUATION_SCHEMES = Vocabulary(
    "evaluation-schemes",
    term("4x4", "سلّم 4×4", "escala 4×4", "4×4-Schema", "grille 4×4", "4×4 grid", source=_EUROPOL),
    term(
        "admiralty",
        "سلّم الأميرالية 6×6",
        "escala del Almirantazgo 6×6",
        "Admiralty-Schema 6×6",
        "grille de l'Amirauté 6×6",
        "Admiralty grid 6×6",
        source=_MISP,
    ),
)

EVALUATION_SOURCE = Vocabulary(
    "evaluation-source",
    term(
        "A",
        "مصدر لا شك في صدقيته وأهليته، أو موثوق في جميع الحالات",
        "fuente de autenticidad, fiabilidad y competencia indudables, o fiable en todos los casos",
        "kein Zweifel an Authentizität, Vertrauenswürdigkeit und Kompetenz oder stets zuverlässig",
        "authenticité, fiabilité et compétence hors de doute, ou source fiable dans tous les cas",
        "no doubt as to authenticity, trustworthiness and competence, or reliable in all instances",
        source=_EUROPOL,
    ),
    term(
        "B",
        "مصدر موثوق في معظم الحالات",
        "fuente fiable en la mayoría de los casos",
        "Quelle in den meisten Fällen zuverlässig",
        "source fiable dans la plupart des cas",
        "source reliable in most instances",
        source=_EUROPOL,
    ),
    term(
        "C",
        "مصدر غير موثوق في معظم الحالات",
        "fuente no fiable en la mayoría de los casos",
        "Quelle in den meisten Fällen unzuverlässig",
        "source non fiable dans la plupart des cas",
        "source unreliable in most instances",
        source=_EUROPOL,
    ),
    term(
        "X",
        "لا يمكن تقييم موثوقية المصدر",
        "no puede evaluarse la fiabilidad de la fuente",
        "Zuverlässigkeit der Quelle nicht beurteilbar",
        "fiabilité de la source impossible à évaluer",
        "reliability of the source cannot be assessed",
        source=_EUROPOL,
    ),
)

EVALUATION_INFORMATION = Vocabulary(
    "evaluation-information",
    term(
        "1",
        "معلومة لا شك في دقتها",
        "información de exactitud indudable",
        "Information, an deren Richtigkeit kein Zweifel besteht",
        "information dont l'exactitude ne fait aucun doute",
        "information whose accuracy is not in doubt",
        source=_EUROPOL,
    ),
    term(
        "2",
        "معروفة شخصيا لدى المصدر وغير معروفة شخصيا لدى الموظف الذي ينقلها",
        "conocida personalmente por la fuente, pero no por el funcionario que la transmite",
        "der Quelle, nicht aber der weitergebenden Amtsperson persönlich bekannt",
        "connue personnellement de la source, mais non de l'agent qui la transmet",
        "known personally to the source but not to the official passing it on",
        source=_EUROPOL,
    ),
    term(
        "3",
        "غير معروفة شخصيا لدى المصدر لكن تعززها معلومات مسجلة من قبل",
        "no conocida personalmente por la fuente, pero corroborada por información ya registrada",
        "der Quelle nicht persönlich bekannt, aber durch bereits erfasste Informationen erhärtet",
        "non connue personnellement de la source, mais corroborée par des informations déjà enregistrées",
        "not known personally to the source but corroborated by information already recorded",
        source=_EUROPOL,
    ),
    term(
        "4",
        "غير معروفة شخصيا لدى المصدر ولا يمكن تعزيزها",
        "no conocida personalmente por la fuente y no corroborable",
        "der Quelle nicht persönlich bekannt und nicht erhärtbar",
        "non connue personnellement de la source et ne pouvant être corroborée",
        "not known personally to the source and cannot be corroborated",
        source=_EUROPOL,
    ),
)

ADMIRALTY_SOURCE = Vocabulary(
    "admiralty-source",
    term(
        "A",
        "موثوق تماما",
        "totalmente fiable",
        "völlig zuverlässig",
        "totalement fiable",
        "completely reliable",
        source=_MISP,
    ),
    term(
        "B",
        "موثوق عادة",
        "normalmente fiable",
        "in der Regel zuverlässig",
        "habituellement fiable",
        "usually reliable",
        source=_MISP,
    ),
    term(
        "C",
        "موثوق إلى حد ما",
        "bastante fiable",
        "ziemlich zuverlässig",
        "assez fiable",
        "fairly reliable",
        source=_MISP,
    ),
    term(
        "D",
        "غير موثوق عادة",
        "normalmente no fiable",
        "in der Regel nicht zuverlässig",
        "habituellement peu fiable",
        "not usually reliable",
        source=_MISP,
    ),
    term("E", "غير موثوق", "no fiable", "unzuverlässig", "non fiable", "unreliable", source=_MISP),
    term(
        "F",
        "لا يمكن الحكم على موثوقيته",
        "fiabilidad no valorable",
        "Zuverlässigkeit nicht beurteilbar",
        "fiabilité impossible à apprécier",
        "reliability cannot be judged",
        source=_MISP,
    ),
)

ADMIRALTY_INFORMATION = Vocabulary(
    "admiralty-information",
    term(
        "1",
        "مؤكدة من مصادر أخرى",
        "confirmada por otras fuentes",
        "durch andere Quellen bestätigt",
        "confirmée par d'autres sources",
        "confirmed by other sources",
        source=_MISP,
    ),
    term(
        "2",
        "صحيحة على الأرجح",
        "probablemente cierta",
        "wahrscheinlich wahr",
        "probablement vraie",
        "probably true",
        source=_MISP,
    ),
    term(
        "3",
        "قد تكون صحيحة",
        "posiblemente cierta",
        "möglicherweise wahr",
        "peut-être vraie",
        "possibly true",
        source=_MISP,
    ),
    term("4", "مشكوك في صحتها", "dudosa", "zweifelhaft", "douteuse", "doubtful", source=_MISP),
    term("5", "مستبعدة الصحة", "improbable", "unwahrscheinlich", "improbable", "improbable", source=_MISP),
    term(
        "6",
        "لا يمكن الحكم على صحتها",
        "veracidad no valorable",
        "Wahrheitsgehalt nicht beurteilbar",
        "véracité impossible à apprécier",
        "truth cannot be judged",
        source=_MISP,
    ),
)

UNASSESSED = ("4x4", "X", "4")
"""Scheme and grades of what nobody assessed and about which nothing was agreed (HAN-11)."""

_GRIDS = {
    "4x4": (EVALUATION_SOURCE, EVALUATION_INFORMATION),
    "admiralty": (ADMIRALTY_SOURCE, ADMIRALTY_INFORMATION),
}


def evaluation_problem(scheme: str, source: str, information: str) -> str | None:
    """Return what is wrong with an evaluation, or None: each grade must be of its scheme (HAN-10)."""
    grid = _GRIDS.get(scheme)
    if grid is None:
        return "evaluation-unknown-scheme"
    sources, informations = grid
    if source not in sources:
        return "evaluation-unknown-source-grade"
    if information not in informations:
        return "evaluation-unknown-information-grade"
    return None


def evaluation_label(scheme: str, source: str, information: str, language: str) -> str:
    """Return grades and their meaning in one line, such as "B2: source reliable in most instances; ..."."""
    grid = _GRIDS.get(scheme)
    if grid is None:
        return f"{scheme} {source}{information}"
    sources, informations = grid
    meanings = f"{sources.label(source, language)}; {informations.label(information, language)}"
    return f"{source}{information}: {meanings}"
