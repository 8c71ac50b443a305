"""Requests that wait for something, one in each state, in the languages of those who write."""

from mithaq.demo.stories.asking import THREE, TWO, ask, thing
from mithaq.demo.stories.line import (
    ROUTINE,
    Line,
    Story,
    ar,
    de,
    es,
    translated,
)
from mithaq.demo.stories.pacts import ALL, BOTH

ASKED = Story(
    "plate",
    "request",
    TWO,
    BOTH,
    (
        Line(
            20,
            "Lucía",
            "ask",
            ask(
                ("ma.dgsn",),
                "organised-crime",
                es("¿ha entrado en Marruecos el vehículo con matrícula 0000 EXR?"),
                es("vehículo sustraído en Málaga y visto por última vez en el embarque de Algeciras."),
                es("robo de vehículos en grupo organizado."),
                es("el transbordador del que hay imagen atraca en Tánger."),
                es("el registro de entrada es el único dato que falta."),
                subjects=[thing("plate", "0000 EXR")],
                reference="EX-MAD-1201",
            ),
            ROUTINE,
        ),
    ),
)

ACKNOWLEDGED = Story(
    "phishing",
    "request",
    THREE,
    ALL,
    (
        Line(
            30,
            "Jonas",
            "ask",
            ask(
                ("ma.dgsn", "es.policia"),
                "cybercrime",
                de("wer betreibt den Server hinter der Domain tickets-2030.example?"),
                de("über die Seite werden gefälschte Eintrittskarten für die WM 2030 verkauft."),
                de("Computerbetrug."),
                de("die Zahlungen laufen über Konten in beiden Ländern."),
                de("ohne die Bestandsdaten endet die Spur."),
                urgency="urgent-indirect",
                urgent_reasons=["losing-relevance"],
                subjects=[thing("domain", "tickets-2030.example")],
                reference="EX-POT-0101",
            ),
            ROUTINE,
        ),
        *translated(
            29,
            "Salma",
            "opening",
            question=ar("من يشغّل الخادم الذي يقف وراء النطاق tickets-2030.example؟"),
        ),
        *translated(
            28.5,
            "Lucía",
            "opening",
            question=es("¿quién opera el servidor que hay detrás del dominio tickets-2030.example?"),
        ),
        Line(28, "Salma", "acknowledge", {"reference": "EX-RBT-0420"}),
    ),
)

ASSIGNED = Story(
    "tickets",
    "request",
    TWO,
    BOTH,
    (
        Line(
            50,
            "Salma",
            "ask",
            ask(
                ("es.policia",),
                "major-events",
                ar("هل سبق رصد تذاكر مزورة تحمل السلسلة EX-77؟"),
                ar("حُجزت عشرون تذكرة مزورة لدى بائع متجول قرب ملعب بالدار البيضاء."),
                ar("التزوير واستعماله."),
                ar("تحمل التذاكر اسم مطبعة توجد بإسبانيا."),
                ar("لا يمكن تحديد المصدر إلا بمقارنة السلاسل."),
                reference="EX-RBT-0398",
            ),
            ROUTINE,
        ),
        *translated(
            49, "Lucía", "opening", question=es("¿se han detectado entradas falsas de la serie EX-77?")
        ),
        Line(48, "Lucía", "acknowledge", {"reference": "EX-MAD-1170"}),
        Line(46, "Lucía", "assign", {"unit": "Unidad 9", "reference": "U9-31"}),
    ),
)

CLARIFICATION = Story(
    "vessel",
    "request",
    TWO,
    BOTH,
    (
        Line(
            70,
            "Lucía",
            "ask",
            ask(
                ("ma.dgsn",),
                "drugs",
                es("¿en qué puertos ha hecho escala la embarcación Ejercicio del Estrecho?"),
                es("embarcación recreativa con maniobras nocturnas repetidas frente a Cádiz."),
                es("tráfico ilícito de estupefacientes."),
                es("su último destino declarado es Mohamedia."),
                es("las escalas no constan en ningún registro abierto."),
                subjects=[thing("vessel-name", "Ejercicio del Estrecho")],
                reference="EX-MAD-1150",
            ),
            ROUTINE,
        ),
        Line(68, "Salma", "acknowledge", {"reference": "EX-RBT-0391"}),
        Line(
            66,
            "Salma",
            "clarify",
            {"points": ["identifier"], "text": ar("يوجد مركبان بهذا الاسم؛ ما هو رقم تسجيل المركب المقصود؟")},
            ROUTINE,
            "question",
        ),
        *translated(
            65,
            "Lucía",
            "question",
            text=es("hay dos embarcaciones con ese nombre; ¿cuál es la matrícula de la que interesa?"),
        ),
    ),
)

EXTENDED = Story(
    "account",
    "request",
    THREE,
    ALL,
    (
        Line(
            90,
            "Jonas",
            "ask",
            ask(
                ("es.policia",),
                "financial-crime",
                de("wem gehört das Konto der Scheinfirma „Übungsbau“?"),
                de("die Firma hat in vier Wochen Rechnungen ohne Leistung bezahlt."),
                de("Geldwäsche."),
                de("das Konto wird bei einer Bank in Valencia geführt."),
                de("der wirtschaftlich Berechtigte steht in keinem Register."),
                subjects=[thing("organisation", "Übungsbau")],
                reference="EX-POT-0088",
            ),
            ROUTINE,
        ),
        *translated(
            89,
            "Lucía",
            "opening",
            question=es("¿a quién pertenece la cuenta de la empresa ficticia «Übungsbau»?"),
        ),
        Line(88, "Lucía", "acknowledge", {"reference": "EX-MAD-1139"}),
        Line(
            80,
            "Lucía",
            "extend",
            {
                "reason": "judicial-authorisation",
                "until": "+120h",
                "why": es("el juzgado decide sobre el acceso a los datos bancarios la próxima semana."),
            },
            ROUTINE,
            "later",
        ),
        *translated(
            79,
            "Jonas",
            "later",
            why=de("das Gericht entscheidet nächste Woche über den Zugang zu den Bankdaten."),
        ),
    ),
)

WAITING = (EXTENDED, CLARIFICATION, ASSIGNED, ACKNOWLEDGED, ASKED)
