"""A joint operation in debrief: three days against the trade in firearms, two of three debriefings given."""

from typing import Any

from mithaq.demo.stories.line import ROUTINE, Json, Line, Story, Text, ar, de, es, translated
from mithaq.demo.stories.pacts import ALL


def _act(agency: str, country: str, basis: str) -> Json:
    return {"agency": agency, "country": country, "basis": basis}


_PLAN: Json = {
    "objective": de("den Handel mit Schusswaffen in Fahrzeugen und Paketen auf dem Weg zwischen den drei Staaten unterbinden."),
    "areas": ["firearms", "organised-crime"],
    "place": de("zwei Fährhäfen, zwei Rastanlagen und ein Paketzentrum."),
    "agencies": ["de.bundespolizei", "es.policia", "ma.dgsn"],
    "lead": "de.bundespolizei",
    "centre": de("Lagezentrum Potsdam; die Verbindungsbeamten sind zugeschaltet."),
    "phases": [
        {"name": de("Beobachtung."), "start": "-252h", "end": "-228h"},
        {"name": de("Kontrollen, Durchsuchungen und Festnahmen."), "start": "-228h", "end": "-186h"},
    ],
    "bases": [
        _act("de.bundespolizei", "DE", "national-law"),
        _act("es.policia", "ES", "national-law"),
        _act("ma.dgsn", "MA", "national-law"),
    ],
    "force": [{"country": country, "weapons": "host-only"} for country in ("DE", "ES", "MA")],
    "media": "joint",
}  # fmt: skip


def _resources(
    hours: float, officer: str, function: Text, desk: str, telephone: str, *given: tuple[str, int]
) -> Line:
    body = {
        "resources": [{"category": category, "number": number} for category, number in given],
        "officer": officer,
        "function": function,
        "desk": desk,
        "telephone": telephone,
    }
    return Line(hours, officer, "resources", body, ROUTINE)


def _task(hours: float, name: str, agency: str, phase: int, due: str, text: Text) -> Line:
    body = {"agency": agency, "priority": "high", "phase": phase, "due": due, "text": text}
    return Line(hours, "Jonas", "give-task", body, ROUTINE, name)


def _situation(hours: float, officer: str, code: str, phase: int, text: Text, name: str = "") -> Line:
    return Line(hours, officer, "situation", {"situation": code, "phase": phase, "text": text}, ROUTINE, name)


def _count(category: str, number: int, **more: Any) -> Json:
    return {"category": category, "number": number, **more}


def _results(hours: float, officer: str, phase: int, *results: Json) -> Line:
    return Line(hours, officer, "results", {"phase": phase, "results": list(results)}, ROUTINE)


_PLANNED = (
    Line(300, "Jonas", "plan", _PLAN, ROUTINE),
    *translated(
        299.9,
        "Salma",
        "opening",
        **{
            "objective": ar("التصدي للاتجار بالأسلحة النارية داخل المركبات والطرود على المسار بين الدول الثلاث."),
            "phases.0.name": ar("المراقبة."),
            "phases.1.name": ar("التحقق والتفتيش والتوقيف."),
        },
    ),
    *translated(
        299.7,
        "Lucía",
        "opening",
        **{
            "objective": es("impedir el tráfico de armas de fuego en vehículos y paquetes en la ruta entre los tres Estados."),
            "phases.0.name": es("vigilancia."),
            "phases.1.name": es("controles, registros y detenciones."),
        },
    ),
    _resources(
        290, "Jonas", de("Verbindungsbüro"), "Lagezentrum (Übung)", "+999 490 000 101", ("officers", 60), ("dogs", 4), ("liaison-officers", 2)
    ),
    Line(280, "Salma", "accept-plan", {"entry": "@opening"}),
    _resources(
        279.9, "Salma", ar("مكتب الاتصال"), "قاعة المداومة (تمرين)", "+999 212 000 101", ("officers", 35), ("scanners", 2), ("liaison-officers", 1)
    ),
    Line(270, "Lucía", "accept-plan", {"entry": "@opening"}),
    _resources(
        269.9, "Lucía", es("oficina de enlace"), "Sala de coordinación (ejercicio)", "+999 340 000 101", ("officers", 48), ("surveillance-teams", 3), ("dogs", 2)
    ),
)  # fmt: skip

_CARRIED_OUT = (
    Line(253, "Jonas", "start"),
    Line(252, "Jonas", "begin-phase", {"phase": 1}),
    _task(251.9, "ferry", "es.policia", 1, "-228h", de("Beobachtung der Fahrzeuge, die vom Fährhafen nach Norden fahren.")),
    *translated(251.8, "Lucía", "ferry", text=es("vigilar los vehículos que salen del puerto hacia el norte.")),
    _task(251.7, "lists", "ma.dgsn", 1, "-228h", de("Abgleich der Fährlisten mit den gemeldeten Kennzeichen.")),
    *translated(251.6, "Salma", "lists", text=ar("مقارنة قوائم العبّارات بلوحات التسجيل المبلغ عنها.")),
    Line(250, "Lucía", "take-task", {"entry": "@ferry"}),
    Line(249.9, "Salma", "take-task", {"entry": "@lists"}),
    _situation(240, "Lucía", "as-planned", 1, es("tres vehículos seguidos sin incidencias."), "followed"),
    *translated(239.9, "Jonas", "followed", text=de("drei Fahrzeuge ohne Zwischenfälle verfolgt.")),
    Line(230, "Salma", "task-done", {"entry": "@lists", "text": ar("تطابقت لوحتان؛ وأُبلغ الشريكان.")}, ROUTINE),
    Line(229, "Lucía", "task-done", {"entry": "@ferry", "text": es("dos de los tres vehículos coinciden con las listas.")}, ROUTINE),
    Line(228, "Jonas", "begin-phase", {"phase": 2}),
    _situation(216, "Salma", "as-planned", 2, ar("انطلق التحقق بالميناء في الوقت المحدد."), "begun"),
    *translated(215.9, "Jonas", "begun", text=de("die Kontrollen im Hafen haben pünktlich begonnen.")),
    _situation(215, "Jonas", "delayed", 2, de("die Fähre läuft drei Stunden später ein.")),
    Line(
        206,
        "Lucía",
        "incident",
        {
            "incident": "uninvolved",
            "phase": 2,
            "at": "-207h",
            "place": es("una vivienda."),
            "text": es("se entró en una vivienda equivocada por una dirección mal transcrita; se pidieron disculpas y se repararán los daños."),
        },
        ROUTINE,
        "house",
    ),
    *translated(205.9, "Salma", "house", text=ar("دخول مسكن خطأً بسبب عنوان كُتب حرفيا بصيغة خاطئة؛ قُدم الاعتذار وستُصلح الأضرار.")),
    *translated(205.8, "Jonas", "house", text=de("wegen einer falsch übertragenen Anschrift wurde eine falsche Wohnung betreten; Entschuldigung ausgesprochen, der Schaden wird ersetzt.")),
    _results(
        192, "Lucía", 2,
        _count("vehicles-checked", 310), _count("firearms-seized", 9), _count("arrests", 3), _count("searches", 4),
        _count("released-without-charge", 1),
    ),
    _results(191, "Salma", 2, _count("vehicles-checked", 240), _count("firearms-seized", 2), _count("arrests", 1)),
    _results(
        190, "Jonas", 2,
        _count("vehicles-checked", 415), _count("firearms-seized", 6), _count("arrests", 2), _count("searches", 3),
        _count("money-seized", 1, quantity={"value": 18_500, "unit": "eur"}),
    ),
    _situation(188, "Jonas", "completed", 2, de("alle Kontrollstellen sind abgebaut.")),
    Line(186, "Jonas", "end"),
)  # fmt: skip

_DEBRIEFED = (
    Line(
        160,
        "Jonas",
        "debrief",
        {
            "achieved": "partly",
            "well": de("alle drei Behörden sahen dieselbe Lage zur selben Zeit."),
            "badly": de("die Anschriften lagen in zwei Schriften vor und wurden nicht abgeglichen."),
        },
        ROUTINE,
    ),
    Line(
        150,
        "Salma",
        "debrief",
        {
            "achieved": "partly",
            "well": ar("وصلت نتائج مقارنة القوائم إلى الشريكين قبل رسو العبّارة."),
            "badly": ar("كُتب عنوان بحروف لاتينية دون الرجوع إلى أصله العربي."),
            "lessons": [
                {
                    "areas": ["firearms"],
                    "text": ar("يُرسل كل عنوان بأصله وبصيغته بالحروف اللاتينية، ويؤكده الجهازان قبل التدخل."),
                }
            ],
        },
        ROUTINE,
        "debriefing",
    ),
    *translated(149.9, "Lucía", "debriefing", badly=es("una dirección se transcribió en caracteres latinos sin cotejarla con el original árabe.")),
    *translated(149.8, "Jonas", "debriefing", badly=de("eine Anschrift wurde in lateinischer Schrift geschrieben, ohne das arabische Original zu prüfen.")),
)  # fmt: skip

OPERATION = Story(
    "operation",
    "operation",
    "pact-rabat-madrid-potsdam",
    ALL,
    (*_PLANNED, *_CARRIED_OUT, *_DEBRIEFED),
)
