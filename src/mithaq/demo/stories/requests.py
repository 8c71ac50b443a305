"""One request in every state that a request can be in, in the languages of those who write."""

from mithaq.demo.stories.line import (
    PRIVATE,
    ROUTINE,
    Json,
    Line,
    Story,
    Text,
    ar,
    de,
    es,
    handling,
    translated,
)
from mithaq.demo.stories.pacts import ALL, BOTH

TWO, THREE = "pact-rabat-madrid", "pact-rabat-madrid-potsdam"


def ask(
    asked: tuple[str, ...],
    area: str,
    question: Text,
    circumstances: Text,
    offence: Text,
    why_here: Text,
    necessity: Text,
    **more: object,
) -> Json:
    """Return the body of a request, routine unless it says otherwise."""
    return {
        "asked": list(asked),
        "question": question,
        "area": area,
        "purpose": "investigation",
        "legal_basis": "pact",
        "urgency": "routine",
        "circumstances": circumstances,
        "offence": offence,
        "why_here": why_here,
        "necessity": necessity,
        **more,
    }


def thing(kind: str, value: str) -> Json:
    """Return a subject that is no person."""
    return {"person": False, "identifiers": [{"type": kind, "value": value}]}


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

PARTLY = Story(
    "firearms",
    "request",
    THREE,
    ALL,
    (
        Line(
            100,
            "Lucía",
            "ask",
            ask(
                ("ma.dgsn", "de.bundespolizei"),
                "firearms",
                es("¿qué se sabe de las piezas con la marca EJ-9 halladas en un taller de Ceuta?"),
                es("se intervinieron doce piezas sin número de serie."),
                es("tráfico ilícito de armas de fuego."),
                es("el embalaje procede de una empresa de transporte que opera en ambos países."),
                es("solo la comparación balística permite saber si hay relación."),
                reference="EX-MAD-1122",
            ),
            ROUTINE,
        ),
        *translated(
            98,
            "Salma",
            "opening",
            question=ar("ما المعلوم عن القطع التي تحمل العلامة EJ-9 والمعثور عليها بورشة؟"),
        ),
        *translated(
            97, "Jonas", "opening", question=de("was ist über die Teile mit der Marke EJ-9 bekannt?")
        ),
        Line(96, "Salma", "acknowledge", {"reference": "EX-RBT-0377"}),
        Line(
            90,
            "Salma",
            "answer",
            {
                "result": "partial",
                "text": ar("عُثر على قطع مماثلة في ملف سابق؛ وتجري الخبرة الباليستية."),
                "evidence": False,
            },
            PRIVATE,
            "partly",
        ),
        *translated(
            89,
            "Lucía",
            "partly",
            text=es(
                "se encontraron piezas semejantes en un expediente anterior; el peritaje balístico está en curso."
            ),
        ),
    ),
)

REFUSED = Story(
    "hall",
    "request",
    THREE,
    ALL,
    (
        Line(
            150,
            "Jonas",
            "ask",
            ask(
                ("ma.dgsn",),
                "terrorism",
                de("welche Erkenntnisse liegen zum Versammlungsort „Übungshalle Nord“ vor?"),
                de("in einer Übungslage wird ein Treffpunkt in Fes genannt."),
                de("Vorbereitung einer schweren staatsgefährdenden Gewalttat."),
                de("der Ort liegt in der Zuständigkeit der ersuchten Stelle."),
                de("andere Quellen gibt es nicht."),
                purpose="prevention",
                reference="EX-POT-0077",
            ),
            handling("prevention", codes=("H1",)),
        ),
        Line(148, "Salma", "acknowledge", {"reference": "EX-RBT-0350"}),
        Line(
            140,
            "Salma",
            "refuse",
            {"ground": "ongoing-investigation", "text": ar("من شأن الجواب الآن أن يضر ببحث جار.")},
            ROUTINE,
            "no",
        ),
        *translated(
            139, "Jonas", "no", text=de("eine Antwort würde derzeit eine laufende Ermittlung gefährden.")
        ),
    ),
)

WITHDRAWN = Story(
    "phone",
    "request",
    TWO,
    BOTH,
    (
        Line(
            160,
            "Lucía",
            "ask",
            ask(
                ("ma.dgsn",),
                "technology-crime",
                es("¿está activa la línea +212 000 000 000?"),
                es("el número aparece en un cartel de alquiler falso."),
                es("estafa."),
                es("el prefijo es marroquí."),
                es("la consulta abierta no da resultado."),
                subjects=[thing("phone", "+212600000000")],
                reference="EX-MAD-1090",
            ),
            ROUTINE,
        ),
        Line(158, "Salma", "acknowledge", {"reference": "EX-RBT-0341"}),
        Line(
            150,
            "Lucía",
            "withdraw",
            {"text": es("el denunciante aportó el dato por otra vía.")},
        ),
    ),
)

CLOSED = Story(
    "supporters",
    "request",
    TWO,
    BOTH,
    (
        Line(
            200,
            "Salma",
            "ask",
            ask(
                ("es.policia",),
                "sports-security",
                ar("كم عدد الحافلات المنتظرة من إشبيلية للمباراة الودية الوهمية؟"),
                ar("مباراة ودية في إطار التمرين بملعب طنجة."),
                ar("لا جريمة؛ الأمر يتعلق بتأمين تظاهرة رياضية."),
                ar("تنطلق الحافلات من إشبيلية."),
                ar("العدد ضروري لتحديد عناصر التأمين."),
                purpose="event-security",
                legal_basis="saint-denis-convention",
                urgency="agreed",
                due="-180h",
                reference="EX-RBT-0310",
            ),
            handling("event-security", "saint-denis-convention"),
        ),
        *translated(
            199,
            "Lucía",
            "opening",
            question=es("¿cuántos autobuses se esperan desde Sevilla para el partido amistoso ficticio?"),
        ),
        Line(198, "Lucía", "acknowledge", {"reference": "EX-MAD-1044"}),
        Line(
            190,
            "Lucía",
            "answer",
            {"result": "hit", "text": es("catorce autobuses, unas setecientas personas."), "evidence": True},
            handling("event-security", "saint-denis-convention"),
            "buses",
        ),
        *translated(189, "Salma", "buses", text=ar("أربع عشرة حافلة، أي حوالي سبعمائة شخص.")),
        Line(
            170,
            "Salma",
            "close",
            {"usefulness": "decisive", "text": ar("كان التقدير صحيحا وكفت عناصر التأمين.")},
        ),
    ),
)

INFORMED = Story(
    "documents",
    "request",
    THREE,
    ALL,
    (
        Line(
            12,
            "Jonas",
            "inform",
            {
                "text": de(
                    "seit einer Woche werden Containerpapiere mit dem Stempel „Übungszoll“ vorgelegt."
                ),
                "area": "cross-border-crime",
                "purpose": "detection",
                "why": de("dieselben Papiere könnten in Algeciras und Tanger auftauchen."),
            },
            handling("detection"),
        ),
        *translated(
            11,
            "Salma",
            "opening",
            text=ar("منذ أسبوع تُقدَّم وثائق حاويات تحمل ختم «Übungszoll»."),
        ),
        *translated(
            10.5,
            "Lucía",
            "opening",
            text=es(
                "desde hace una semana se presentan documentos de contenedores con el sello «Übungszoll»."
            ),
        ),
    ),
)

REQUESTS = (
    CLOSED,
    WITHDRAWN,
    REFUSED,
    PARTLY,
    EXTENDED,
    CLARIFICATION,
    ASSIGNED,
    ACKNOWLEDGED,
    ASKED,
    INFORMED,
)
