"""A controlled delivery under way by sea from Tangier by Algeciras to Hamburg, with substituted goods.

Leg 1 has arrived, leg 2 is at sea and its agency has to report again in two hours; leg 3 has all it needs
but its order. Two kilograms were missing when control was first taken over. Telephone numbers begin with
+999 (contacts.py).
"""

from typing import Any

from mithaq.demo.stories.line import ROUTINE, Json, Line, Story, Text, ar, de, es, handling, translated
from mithaq.demo.stories.pacts import ALL

_TRAVELS = handling("coordination")
_TANGIER: Json = {"place": "tangier-med", "spot": "EX-T1"}
_ALGECIRAS: Json = {"place": "algeciras", "spot": "EX-A4"}
_HAMBURG: Json = {"place": "hamburg", "spot": "EX-H2"}
_FORMS = ["intact", "partly-replaced", "replaced"]


def _kg(value: int) -> Json:
    return {"value": value, "unit": "kg"}


def _leg(transport: str, start: Json, end: Json, countries: list[str], agency: str, **more: str) -> Json:
    return {
        "transport": transport,
        "start": start,
        "end": end,
        "countries": countries,
        "agency": agency,
        **more,
    }


_LEGS = [
    _leg(
        "sea",
        _TANGIER,
        _ALGECIRAS,
        ["MA", "ES"],
        "ma.dgsn",
        departs="-62h",
        arrives="-58h",
        desk="قاعة المداومة (تمرين)",
        telephone="+999 212 000 101",
    ),
    _leg(
        "sea",
        _ALGECIRAS,
        _HAMBURG,
        ["ES", "DE"],
        "es.policia",
        departs="-46h",
        arrives="+42h",
        desk="Sala de coordinación (ejercicio)",
        telephone="+999 340 000 101",
    ),
    _leg(
        "land",
        _HAMBURG,
        {"place": "berlin", "spot": "EX-B3"},
        ["DE"],
        "de.bundespolizei",
        departs="+54h",
        arrives="+60h",
        desk="Lagezentrum (Übung)",
        telephone="+999 490 000 101",
    ),
]


def _authorise(
    hours: float, officer: str, legs: list[int], country: str, reference: str, authority: Text, **more: Any
) -> Line:
    body = {"legs": legs, "country": country, "reference": reference, "authority": authority, "forms": _FORMS}
    valid = {"since": "-200h", "until": "+120h"}
    return Line(hours, officer, "authorise", body | valid | more, ROUTINE, f"yes-{country}")


def _team(hours: float, officer: str, leg: int, lead: str, officers: int, telephone: str) -> Line:
    body = {"leg": leg, "lead": lead, "officers": officers, "telephone": telephone}
    return Line(hours, officer, "confirm-team", body, ROUTINE)


def _order(hours: float, officer: str, leg: int) -> Line:
    return Line(hours, officer, "order-leg", {"leg": leg, "met": True}, ROUTINE)


def _report(hours: float, officer: str, event: str, leg: int, at: str, name: str = "", **more: Any) -> Line:
    body = {"event": event, "leg": leg, "at": at, **more}
    return Line(hours, officer, "report", body, ROUTINE, name)


def _at_sea(spot: str, longitude: int, latitude: int) -> Json:
    position = {"longitude": longitude, "latitude": latitude}
    return {"place": "elsewhere", "spot": spot, "position": position}


_ASKED = (
    Line(
        150,
        "Salma",
        "ask",
        {
            "name": ar("تسليم مراقب بحراً من طنجة إلى هامبورغ."),
            "area": "drugs",
            "goods": "cannabis-resin",
            "quantity": _kg(400),
            "form": "intact",
            "substitution": ar("تُستبدل البضاعة بميناء الجزيرة الخضراء بأمر من السلطة القضائية المختصة، وتؤخذ منها عينة."),
            "concealment": ar("داخل أكياس من الفحم في مؤخرة الحاوية."),
            "origin": ["MA"],
            "transit": ["ES"],
            "destination": ["DE"],
            "legs": _LEGS,
            "offence": ar("الاتجار الدولي غير المشروع في المخدرات من طرف شبكة منظمة."),
            "extraditable": True,
            "legal_basis": "pact",
            "authority": ar("النيابة العامة المختصة."),
            "necessity": ar("لا سبيل إلى كشف المستلمين والممولين بوسيلة أخف."),
            "supervision": ar("فريق في كل ميناء وجهاز تتبع داخل الحاوية."),
            "interventions": ["at-collection", "contact-lost", "danger"],
            "loss": ar("تُشعَر الموانئ وتُفتش السفينة في أول ميناء ترسو به."),
            "report_minutes": 720,
            "subjects": [{"person": False, "identifiers": [{"type": "container", "value": "CSQU3054383"}]}],
            "reference": "EX-RBT-0420",
        },
        ROUTINE,
    ),
    *translated(
        149.8,
        "Lucía",
        "opening",
        substitution=es("la mercancía se sustituye en el puerto de Algeciras por orden de la autoridad judicial competente, previa toma de una muestra."),
        offence=es("tráfico internacional ilícito de drogas por una red organizada."),
    ),
    *translated(
        149.6,
        "Jonas",
        "opening",
        substitution=de("die Ware wird im Hafen Algeciras auf Anordnung der zuständigen Justizbehörde ersetzt; zuvor wird eine Probe entnommen."),
        offence=de("unerlaubter internationaler Handel mit Betäubungsmitteln durch eine organisierte Gruppe."),
    ),
    _authorise(146, "Salma", [1], "MA", "EX-MA-177", ar("النيابة العامة المختصة.")),
    _authorise(
        145,
        "Lucía",
        [1, 2],
        "ES",
        "EX-ES-277",
        es("juzgado de instrucción competente."),
        conditions=es("un informe cada doce horas; la mercancía se sustituye solo en el puerto de Algeciras."),
    ),
    *translated(144.9, "Salma", "yes-ES", conditions=ar("تقرير كل اثنتي عشرة ساعة؛ ولا تُستبدل البضاعة إلا بميناء الجزيرة الخضراء.")),
    _authorise(144, "Jonas", [2, 3], "DE", "EX-DE-377", de("zuständige Staatsanwaltschaft.")),
    Line(
        143,
        "Jonas",
        "require",
        {
            "legs": [3],
            "country": "DE",
            "authority": de("Hauptzollamt, zuständig für den Hafen."),
            "why": de("der Container wird im Hafen gelöscht und ohne Zollbeschau freigegeben."),
        },
        ROUTINE,
        "customs",
    ),
    *translated(142.9, "Salma", "customs", authority=ar("مكتب الجمارك المختص بالميناء.")),
    Line(
        122,
        "Jonas",
        "consent",
        {
            "legs": [3],
            "country": "DE",
            "entry": "@customs",
            "authority": de("Hauptzollamt, zuständig für den Hafen."),
            "reference": "EX-HZA-19",
            "document": "uebung-zustimmung.pdf",
            "forms": _FORMS,
            "since": "-122h",
            "until": "+120h",
        },
        ROUTINE,
    ),
    _team(121.9, "Jonas", 3, "Einsatzleitung Straße (Übung)", 20, "+999 490 000 113"),
    _team(121, "Salma", 1, "رئيس فرقة الميناء (تمرين)", 12, "+999 212 000 111"),
    _team(120, "Lucía", 2, "Jefatura de la unidad de puerto (ejercicio)", 16, "+999 340 000 112"),
)  # fmt: skip

_TO_ALGECIRAS = (
    _order(72, "Salma", 1),
    _report(62, "Salma", "departed", 1, "-62h", place=_TANGIER),
    _order(60, "Lucía", 2),
    _report(57, "Salma", "arrived", 1, "-57h", place=_ALGECIRAS),
    Line(
        56,
        "Salma",
        "hand-over",
        {
            "leg": 2,
            "spot": "EX-A4",
            "held": True,
            "quantity": _kg(400),
            "weight": 431_500,
            "seals": ["EX-1", "EX-2"],
            "at": "-56h",
        },
        ROUTINE,
        "first",
    ),
    Line(
        55,
        "Lucía",
        "take-over",
        {
            "entry": "@first",
            "quantity": _kg(398),
            "weight": 429_500,
            "seals": ["EX-1", "EX-2"],
            "at": "-55h",
            "text": es("faltan dos kilogramos en el recuento; los precintos están intactos."),
        },
        ROUTINE,
        "counted",
    ),
    *translated(54.9, "Salma", "counted", text=ar("ينقص كيلوغرامان عند العد؛ والأختام سليمة.")),
    *translated(54.8, "Jonas", "counted", text=de("bei der Zählung fehlen zwei Kilogramm; die Siegel sind unversehrt.")),
    Line(
        54,
        "Salma",
        "hand-over",
        {
            "leg": 2,
            "spot": "EX-A4",
            "held": True,
            "quantity": _kg(398),
            "weight": 429_500,
            "seals": ["EX-1", "EX-2"],
            "at": "-54h",
            "text": ar("أُعيد العد أمام الطرفين؛ ويُبحث عن الكيلوغرامين."),
        },
        ROUTINE,
        "second",
    ),
    *translated(53.9, "Lucía", "second", text=es("se repitió el recuento ante ambas partes; se buscan los dos kilogramos.")),
    *translated(53.8, "Jonas", "second", text=de("vor beiden Seiten erneut gezählt; nach den zwei Kilogramm wird gesucht.")),
    Line(
        53,
        "Lucía",
        "take-over",
        {"entry": "@second", "quantity": _kg(398), "weight": 429_500, "seals": ["EX-1", "EX-2"], "at": "-53h"},
        ROUTINE,
    ),
)  # fmt: skip

_SAMPLE = (
    Line(
        52,
        "Lucía",
        "sample",
        {"quantity": _kg(1), "at": "-52h", "laboratory": "Laboratorio (ejercicio)", "seals": ["EX-101"]},
        ROUTINE,
    ),
    Line(
        51.9,
        "Lucía",
        "enter-evidence",
        {
            "number": "EX-ALG-17/1",
            "item": "substance",
            "description": es("muestra de resina de cannabis, un kilogramo."),
            "quantity": _kg(1),
            "found_by": es("policía científica."),
            "found_at": es("puerto de Algeciras, muelle EX-A4."),
            "found_on": "-52h",
            "kept_at": es("depósito de pruebas."),
            "seal": "EX-101",
        },
        ROUTINE,
        "item",
    ),
    *translated(51.8, "Jonas", "item", description=de("Probe Cannabisharz, ein Kilogramm.")),
)

_TO_HAMBURG = (
    Line(
        50,
        "Lucía",
        "substitute",
        {
            "removed": _kg(390),
            "put": _kg(390),
            "at": "-50h",
            "by": es("por orden del juzgado; yeso del mismo peso en los mismos sacos."),
            "seals": ["EX-3", "EX-4"],
        },
        ROUTINE,
        "replaced",
    ),
    *translated(49.9, "Salma", "replaced", by=ar("بأمر من القضاء؛ جبس بالوزن نفسه في الأكياس نفسها.")),
    *translated(49.8, "Jonas", "replaced", by=de("auf Anordnung des Gerichts; Gips mit gleichem Gewicht in denselben Säcken.")),
    _report(43, "Lucía", "departed", 2, "-43h", place=_ALGECIRAS),
    _report(32, "Lucía", "seen", 2, "-32h", place=_at_sea("EX-S1", -9_200, 36_800)),
    Line(
        30,
        "Lucía",
        "give-evidence",
        {
            "item": "@item",
            "to": "de.bundespolizei",
            "place": es("aeropuerto de Madrid."),
            "time": "-30h",
            "seal": "EX-101",
            "condition": es("precinto intacto."),
        },
        ROUTINE,
        "given",
    ),
    Line(
        28,
        "Jonas",
        "take-evidence",
        {
            "entry": "@given",
            "place": de("Flughafen Madrid, zum Transport nach Berlin."),
            "time": "-29h",
            "seal": "EX-101",
            "condition": de("Siegel unversehrt."),
        },
        ROUTINE,
    ),
    _report(24.5, "Lucía", "contact-lost", 2, "-25h"),
    _report(22, "Lucía", "contact-regained", 2, "-22h", place=_at_sea("EX-S2", -9_900, 38_700)),
    Line(
        11,
        "Jonas",
        "note",
        {"text": de("der Liegeplatz in Hamburg ist bestätigt; Abschnitt 3 wird erst nach dem Einlaufen angeordnet.")},
        _TRAVELS,
        "berth",
    ),
    *translated(10.9, "Salma", "berth", text=ar("تم تأكيد رصيف هامبورغ؛ ولا تؤمر المرحلة الثالثة إلا بعد دخول السفينة.")),
    _report(
        10, "Lucía", "delayed", 2, "-10h", "storm",
        place=_at_sea("EX-S3", -9_600, 43_400), text=es("temporal en el golfo de Vizcaya; seis horas de retraso."),
    ),
    *translated(9.9, "Salma", "storm", text=ar("عاصفة في خليج بسكاي؛ تأخير بست ساعات.")),
    *translated(9.8, "Jonas", "storm", text=de("Sturm in der Biskaya; sechs Stunden Verspätung.")),
)  # fmt: skip

DELIVERY = Story(
    "delivery",
    "delivery",
    "pact-rabat-madrid-potsdam",
    ALL,
    (*_ASKED, *_TO_ALGECIRAS, *_SAMPLE, *_TO_HAMBURG),
)
