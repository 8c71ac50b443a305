"""A node with officers, a pact and a request, on which every address is tried."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.test import Client

from access.subjects import NAMED, SUBJECTS
from mithaq.node import blobs, release, staff, store, tokens
from mithaq.node.composing import Intent, Opening
from mithaq.node.models import DossierOfficer, Draft, Officer
from partners import AGREE, ASK, HANDLING, INFORM, Partner


@dataclass(slots=True)
class World:
    """One node, and what it can be asked for."""

    dossier: str
    pact: str
    entry: str
    sha256: str
    tokens: dict[str, str]

    @classmethod
    def begin(cls) -> "World":
        """Make officers, a pact, a request with an attachment, and a token for each officer."""
        officers = {name: _officer(name) for name in SUBJECTS if name != "nobody"}
        liaison, madrid = officers["liaison"], Partner("es.policia")
        madrid.become_contact()
        parties = ("es.policia", "ma.dgsn")
        opening = Opening("pact", parties, None, True)
        pact = release.release(liaison, Intent("agree", {"type": "agree", **AGREE}, None, None, opening))
        madrid.take([pact.encode()])
        store.append([madrid.write(pact.id, "sign", {}).encode()], source="es.policia")
        ask = Intent(
            "ask", {"type": "ask", **ASK}, HANDLING, None, Opening("request", parties, pact.id, True)
        )
        asked = release.release(liaison, ask)
        attached = blobs.put_blob(BytesIO(b"exercise"), "list.txt", "text/plain")
        body = {**INFORM, "attachments": [attached.to_json()]}
        entry = release.release(liaison, Intent("inform", body, HANDLING, asked.id))
        for dossier in (pact.id, asked.id):
            for name in NAMED:
                DossierOfficer.objects.get_or_create(dossier_id=dossier, officer=officers[name])
        made = {
            name: tokens.issue(officer, "test", tokens.SCOPES, by="test")
            for name, officer in officers.items()
        }
        return cls(asked.id, pact.id, entry.id, attached.sha256, made)

    def client(self, subject: str) -> Client:
        """Return a browser, and a program's token, of this subject."""
        if subject == "nobody":
            return Client()
        client = Client(headers={"Authorization": f"Bearer {self.tokens[subject]}"})
        client.force_login(
            Officer.objects.get(name=subject), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        return client

    def sent(self, method: str, route: str) -> dict[str, Any] | None:
        """Return what is sent, sound enough that who sends it decides; None for nothing."""
        entry = {"type": "inform", "body": INFORM, "handling": HANDLING}
        parties = ["es.policia", "ma.dgsn"]
        opening = {"kind": "request", "parties": parties, "pact": self.pact, "exercise": True, "type": "ask"}
        stranger = Officer.objects.get(name="stranger")
        known: dict[tuple[str, str], dict[str, Any]] = {
            ("POST", "/api/dossiers"): {**opening, "body": ASK, "handling": HANDLING},
            ("POST", "/api/dossiers/{dossier}/entries"): entry,
            ("POST", "/api/drafts"): {**entry, "dossier": self.dossier},
            ("PUT", "/api/drafts/{draft}"): {"body": INFORM, "handling": HANDLING},
            ("POST", "/api/drafts/{draft}/return"): {"why": "once more"},
            ("POST", "/api/dossiers/{dossier}/bundle"): {"why": "asked for by a court"},
            ("POST", "dossiers/<id:dossier>/bundle/"): {"why": "asked for by a court"},
            ("POST", "dossiers/<id:dossier>/paper/"): {"why": "asked for by a court", "as": "page"},
            ("POST", "dossiers/<id:dossier>/people/"): {"remove": stranger.pk},
            ("POST", "dossiers/<id:dossier>/"): {"why": "asked for by a data subject"},
        }
        return known.get((method, route))

    def values(self, route: str) -> dict[str, str]:
        """Return a value for each variable of a route; drafts are made anew, for some calls use them up."""
        second = route.startswith("releases/") or route.endswith(("/second", "/return"))
        draft = Draft.objects.create(
            dossier_id=self.dossier,
            kind="request",
            type="inform",
            body=dict(INFORM),
            handling=dict(HANDLING),
            officer=Officer.objects.get(name="liaison"),
            state=Draft.State.SECOND if second else Draft.State.OPEN,
        )
        values: dict[str, Any] = {
            "dossier": self.dossier,
            "entry": self.entry,
            "sha256": self.sha256,
            "number": draft.pk,
            "draft": draft.pk,
            "kind_of_entry": "inform",
            "name": "areas",
            "listing": "dossiers",
            "token": "nobodys",
            "pk": 1,
        }
        return {name: str(value) for name, value in values.items()}


def _officer(name: str) -> Officer:
    role = "liaison" if name == "stranger" else name
    return staff.add(f"{name}@dgsn.example", name, [role], password="a long exercise", by="test")
