"""A joint team whose agreement Madrid and Rabat have signed; it waits for Potsdam."""

from mithaq.demo.stories.line import ROUTINE, Json, Line, Story, Text, ar, de, es, translated
from mithaq.demo.stories.pacts import ALL


def _party(agency: str, country: str, leader: Text) -> Json:
    return {"agency": agency, "country": country, "leader": leader, "basis": "pact"}


def _member(name: str, role: str, function: Text, country: str = "") -> Json:
    seconded = {"power": "unarmed", "country": country} if country else {}
    return {"name": name, "role": role, "function": function, **seconded}


_AGREEMENT: Json = {
    "form": "joint-team",
    "name": es("equipo del Estrecho al Elba."),
    "purpose": es("un grupo que mueve resina de cannabis en contenedores y blanquea lo obtenido."),
    "offences": es("tráfico ilícito de drogas y blanqueo de capitales."),
    "areas": ["drugs", "organised-crime", "financial-crime"],
    "parties": [
        _party("es.policia", "ES", es("jefatura de la brigada central.")),
        _party("ma.dgsn", "MA", es("jefatura de la brigada nacional.")),
        _party("de.bundespolizei", "DE", es("jefatura del grupo de investigación.")),
    ],
    "start": "+14d",
    "end": "+379d",
    "notice_days": 30,
    "states": ["ES", "MA", "DE"],
    "exchange": es("cada miembro comparte en este expediente lo que averigua."),
    "evidence": es("según el Derecho del Estado donde se obtiene; cambia de manos solo en el registro de pruebas."),
    "powers": ["observer", "unarmed"],
    "seconded": es("los miembros destinados siguen las instrucciones del jefe del Estado donde actúan."),
    "media": "joint",
    "confidentiality": es("nada sale del equipo sin su autor."),
    "data_protection": es("solo para el fin indicado; supresión dos años después del final."),
    "costs": "each-its-own",
}  # fmt: skip

TEAM = Story(
    "team",
    "team",
    "pact-rabat-madrid-potsdam",
    ALL,
    (
        Line(100, "Lucía", "agree", _AGREEMENT, ROUTINE),
        Line(
            99.9,
            "Lucía",
            "members",
            {
                "members": [
                    _member("Pilar", "leader", es("jefatura de la brigada.")),
                    _member("Álvaro", "team-analyst", es("unidad de análisis.")),
                    _member("Lucía", "liaison", es("oficina de enlace."), "MA"),
                ]
            },
            ROUTINE,
        ),
        *translated(
            98,
            "Salma",
            "opening",
            name=ar("فريق المضيق والإلبه."),
            purpose=ar("شبكة تنقل راتنج القنب داخل الحاويات وتغسل عائداته."),
        ),
        *translated(
            97,
            "Jonas",
            "opening",
            name=de("Team von der Meerenge bis zur Elbe."),
            purpose=de("eine Gruppe, die Cannabisharz in Containern befördert und den Erlös wäscht."),
        ),
        Line(80, "Salma", "sign", {"entry": "@opening"}),
        Line(
            79.9,
            "Salma",
            "members",
            {
                "members": [
                    _member("Youssef", "leader", ar("رئيس الفرقة.")),
                    _member("Anas", "investigator", ar("وحدة التحليل."), "ES"),
                    _member("Salma", "liaison", ar("مكتب الاتصال.")),
                ]
            },
            ROUTINE,
        ),
    ),
)
