"""Handling codes: what a receiver may do with an entry in law (docs/spec/handling.md, HAN-5 to HAN-9)."""

from mithaq.terms.vocabulary import Vocabulary, term

_GUIDELINES = "EU law enforcement information exchange guidelines, Council doc. 6243/18"

HANDLING = Vocabulary(
    "handling",
    term(
        "H0",
        "للوقاية من الجريمة ومكافحتها فقط",
        "solo para prevenir y combatir la delincuencia",
        "nur zur Verhütung und Bekämpfung von Straftaten",
        "uniquement pour prévenir et combattre la criminalité",
        "only for preventing and combating crime",
        (
            "لا تُستعمل المعلومة إلا للوقاية من الجريمة ومكافحتها، وفقا للقانون الواجب التطبيق.",
            (
                "La información solo se utilizará para prevenir y combatir la delincuencia, conforme al"
                " Derecho aplicable."
            ),
            (
                "Die Informationen dürfen nur zur Verhütung und Bekämpfung von Straftaten nach dem geltenden"
                " Recht verwendet werden."
            ),
            (
                "Les informations ne sont utilisées que pour prévenir et combattre la criminalité,"
                " conformément au droit applicable."
            ),
            (
                "The information is used only for preventing and combating crime, in line with the applicable"
                " law."
            ),
        ),
        _GUIDELINES,
    ),
    term(
        "H1",
        "لا تُستعمل في إجراءات قضائية دون إذن من قدّمها",
        "no revelar en procedimientos judiciales sin autorización de quien la facilitó",
        "keine Verwendung in Gerichtsverfahren ohne Zustimmung der übermittelnden Stelle",
        "pas de divulgation en justice sans l'autorisation du fournisseur",
        "not to be disclosed in judicial proceedings without the provider's permission",
        (
            "لا يجوز الكشف عن المعلومة في إجراءات قضائية دون إذن الجهة التي قدمتها.",
            (
                "La información no se revelará en procedimientos judiciales sin la autorización de la"
                " autoridad que la facilitó."
            ),
            (
                "Die Informationen dürfen in Gerichtsverfahren nicht ohne Zustimmung der übermittelnden"
                " Stelle offengelegt werden."
            ),
            (
                "Les informations ne sont pas divulguées dans une procédure judiciaire sans l'autorisation de"
                " l'autorité qui les a fournies."
            ),
            (
                "The information must not be disclosed in judicial proceedings without the permission of the"
                " provider."
            ),
        ),
        _GUIDELINES,
    ),
    term(
        "H2",
        "لا تُعمَّم دون إذن من قدّمها",
        "no difundir sin autorización de quien la facilitó",
        "keine Weitergabe ohne Zustimmung der übermittelnden Stelle",
        "pas de diffusion sans l'autorisation du fournisseur",
        "not to be disseminated without the provider's permission",
        (
            "لا يجوز إطلاع أي جهة أخرى على المعلومة دون إذن الجهة التي قدمتها.",
            "La información no se difundirá sin la autorización de la autoridad que la facilitó.",
            "Die Informationen dürfen nicht ohne Zustimmung der übermittelnden Stelle weitergegeben werden.",
            "Les informations ne sont pas diffusées sans l'autorisation de l'autorité qui les a fournies.",
            "The information must not be disseminated without the permission of the provider.",
        ),
        _GUIDELINES,
    ),
    term(
        "H3",
        "قيود وملاحظات أخرى",
        "otras restricciones y observaciones",
        "weitere Einschränkungen und Bemerkungen",
        "autres restrictions et observations",
        "other restrictions and comments",
        (
            "تُكتب القيود أو الملاحظات وجوبا في نص حر.",
            "Es obligatorio indicar las restricciones u observaciones en texto libre.",
            "Die Einschränkungen oder Bemerkungen sind zwingend als Freitext anzugeben.",
            "Les restrictions ou observations sont obligatoirement indiquées en texte libre.",
            "The restrictions or comments must be stated in free text.",
        ),
        _GUIDELINES,
    ),
)

NEEDS_PERMISSION = frozenset({"H1", "H2"})
"""Codes under which one use waits for the provider's signed permission (HAN-9)."""


def handling_problem(codes: frozenset[str], note: str) -> str | None:
    """Return the code of what is wrong with a set of handling codes and its free text, or None.

    HAN-5 at least one code, HAN-6 only known codes, HAN-7 H0 stands alone, HAN-8 H3 needs free text.
    """
    if not codes:
        return "handling-empty"
    if any(code not in HANDLING for code in codes):
        return "handling-unknown"
    if "H0" in codes and len(codes) > 1:
        return "handling-h0-alone"
    if "H3" in codes and not note.strip():
        return "handling-h3-needs-note"
    return None
