"""The request that the guide follows: a container seen in Tangier, asked about in Madrid and Potsdam."""

from mithaq.demo.stories.line import PRIVATE, ROUTINE, Line, Story, ar, de, es, translated
from mithaq.demo.stories.pacts import ALL

_SUBJECT = {"person": False, "identifiers": [{"type": "container", "value": "CSQU3054383"}]}

CONTAINER = Story(
    "container",
    "request",
    "pact-rabat-madrid-potsdam",
    ALL,
    (
        Line(
            7,
            "Salma",
            "ask",
            {
                "asked": ["es.policia", "de.bundespolizei"],
                "question": ar("إلى أين توجهت الحاوية CSQU3054383 بعد مغادرتها ميناء طنجة المتوسط؟"),
                "area": "drugs",
                "purpose": "investigation",
                "legal_basis": "pact",
                "urgency": "urgent-direct",
                "urgent_reasons": ["losing-relevance"],
                "circumstances": ar(
                    "شوهدت الحاوية صباح اليوم على رصيف الميناء وأختامها غير مطابقة للوثائق، ثم شُحنت على متن سفينة"
                    " متجهة إلى الجزيرة الخضراء فهامبورغ."
                ),
                "offence": ar("الاتجار غير المشروع في المخدرات والمؤثرات العقلية."),
                "why_here": ar("ترسو السفينة بالجزيرة الخضراء ثم بهامبورغ حسب مسارها المعلن."),
                "necessity": ar("لا توجد وسيلة أخف تسمح بتتبع مسار الحاوية قبل تفريغها."),
                "subjects": [_SUBJECT],
                "reference": "EX-RBT-0412",
            },
            ROUTINE,
        ),
        *translated(
            6.7,
            "Lucía",
            "opening",
            question=es("¿adónde se dirigió el contenedor CSQU3054383 tras salir del puerto de Tánger Med?"),
            circumstances=es(
                "el contenedor fue visto esta mañana en el muelle con precintos que no coinciden con los documentos;"
                " después embarcó en un buque con destino a Algeciras y Hamburgo."
            ),
            offence=es("tráfico ilícito de estupefacientes y sustancias psicotrópicas."),
        ),
        Line(6.4, "Lucía", "acknowledge", {"reference": "EX-MAD-1187"}),
        *translated(
            6.2,
            "Jonas",
            "opening",
            question=de(
                "wohin ging der Container CSQU3054383, nachdem er den Hafen Tanger Med verlassen hatte?"
            ),
            circumstances=de(
                "der Container wurde heute Morgen am Kai gesehen, seine Plomben stimmten nicht mit den Papieren"
                " überein; danach wurde er auf ein Schiff nach Algeciras und Hamburg verladen."
            ),
            offence=de("illegaler Handel mit Drogen und psychotropen Stoffen."),
        ),
        Line(6, "Jonas", "acknowledge", {"reference": "EX-POT-0093"}),
        Line(5.5, "Lucía", "assign", {"unit": "Unidad 4"}),
        Line(
            3,
            "Lucía",
            "answer",
            {
                "result": "no-hit",
                "text": es(
                    "el contenedor no fue descargado en Algeciras; el buque zarpó con él a bordo rumbo a Hamburgo."
                ),
                "evidence": True,
            },
            ROUTINE,
            "madrid",
        ),
        *translated(
            2.7,
            "Salma",
            "madrid",
            text=ar("لم تُفرَّغ الحاوية بالجزيرة الخضراء؛ وقد أبحرت السفينة وهي على متنها في اتجاه هامبورغ."),
        ),
        Line(
            2,
            "Jonas",
            "answer",
            {
                "result": "hit",
                "text": de(
                    "der Container wurde in Hamburg entladen und steht unter Beobachtung in einem Lager am Hafen."
                ),
                "evidence": False,
                "subjects": [_SUBJECT],
            },
            PRIVATE,
            "hamburg",
        ),
        *translated(
            1.5,
            "Salma",
            "hamburg",
            text=ar("أُنزلت الحاوية بهامبورغ وهي تحت المراقبة في مستودع بالميناء."),
        ),
        Line(
            1,
            "Salma",
            "ask-permission",
            {
                "entry": "@hamburg",
                "use": "evidence",
                "text": ar("تطلب النيابة العامة إدراج هذه المعلومة في المسطرة القضائية."),
            },
            ROUTINE,
        ),
    ),
)
