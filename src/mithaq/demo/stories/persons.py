"""A request about persons: what the law wants known of them before anything leaves stands in its handling."""

from mithaq.demo.stories.asking import ask
from mithaq.demo.stories.line import Line, Story, ar, de, es, handling, translated
from mithaq.demo.stories.pacts import ALL
from mithaq.terms import ASKED_BEFORE_TRANSFER

_RISKS = [{"risk": risk, "present": False} for risk in ASKED_BEFORE_TRANSFER]

_PERSON = handling(
    "victims",
    "trafficking-protocol",
    ("H1", "H2"),
    evaluation={"scheme": "4x4", "source": "B", "information": "3"},
    retention_months=12,
    retention_rule="review-after",
    transfer={
        "basis": "binding-instrument",
        "justification": es("sin el dato no puede localizarse a la posible víctima."),
        "origin": "own-data",
        "onward": "not-allowed",
    },
    risks=_RISKS,
)

PERSON = Story(
    "recruiter",
    "request",
    "pact-rabat-madrid-potsdam",
    ALL,
    (
        Line(
            192,
            "Lucía",
            "ask",
            ask(
                ("ma.dgsn", "de.bundespolizei"),
                "human-trafficking",
                es("¿se conoce a la persona que usa el alias «EJERCICIO-7»?"),
                es("una posible víctima ficticia dice haber sido captada con una oferta de trabajo falsa."),
                es("trata de seres humanos."),
                es("la oferta menciona un viaje por Tánger y Hamburgo."),
                es("es el único dato con el que cuenta la posible víctima."),
                purpose="victims",
                legal_basis="trafficking-protocol",
                link=es("el alias es el del presunto captador."),
                subjects=[
                    {
                        "person": True,
                        "category": "suspect",
                        "assessed": "assessment",
                        "identifiers": [{"type": "alias", "value": "EJERCICIO-7"}],
                        "description": es("persona que no existe."),
                    }
                ],
                reference="EX-MAD-1060",
            ),
            _PERSON,
        ),
        *translated(
            190, "Salma", "opening", question=ar("هل الشخص الذي يستعمل الاسم المستعار «EJERCICIO-7» معروف؟")
        ),
        Line(188, "Salma", "acknowledge", {"reference": "EX-RBT-0322"}),
        *translated(
            187, "Jonas", "opening", question=de("ist die Person mit dem Aliasnamen „EJERCICIO-7“ bekannt?")
        ),
        Line(186, "Jonas", "acknowledge", {"reference": "EX-POT-0071"}),
        Line(
            60,
            "Jonas",
            "answer",
            {"result": "no-hit", "text": de("zu diesem Aliasnamen liegt nichts vor."), "evidence": True},
            handling("victims", "trafficking-protocol"),
            "nothing",
        ),
        *translated(59, "Lucía", "nothing", text=es("no consta nada sobre ese alias.")),
    ),
)
