"""Requests that are answered, refused, withdrawn or closed, and information that nobody asked for."""

from mithaq.demo.stories.asking import THREE, TWO, ask, thing
from mithaq.demo.stories.line import (
    PRIVATE,
    ROUTINE,
    Line,
    Story,
    ar,
    de,
    es,
    handling,
    translated,
)
from mithaq.demo.stories.pacts import ALL, BOTH

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

SETTLED = (CLOSED, WITHDRAWN, REFUSED, PARTLY, INFORMED)
