"""The addresses of the pages."""

from django.urls import URLPattern, path, register_converter

from mithaq.web.views import (
    account,
    attachments,
    audit,
    contacts,
    dossier,
    dossiers,
    drafts,
    erasures,
    inbox,
    opening,
    people,
    recall,
    releases,
)

app_name = "web"


class Id:
    """An entry's or a dossier's id."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        """Return the id."""
        return value

    def to_url(self, value: str) -> str:
        """Return the id."""
        return value


class Number:
    """A draft's number; nothing that a database could not hold."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        """Return the number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Return the number in digits."""
        return str(value)


register_converter(Id, "id")
register_converter(Number, "number")

urlpatterns: list[URLPattern] = [
    path("", inbox.inbox, name="inbox"),
    path("dossiers/", dossiers.dossiers, name="dossiers"),
    path("dossiers/new/", opening.new, name="new"),
    path("dossiers/<id:dossier>/", dossier.dossier, name="dossier"),
    path("dossiers/<id:dossier>/write/<slug:kind_of_entry>/", drafts.write, name="write"),
    path("dossiers/<id:dossier>/recall/<id:entry>/", recall.recall, name="recall"),
    path("dossiers/<id:dossier>/people/", dossier.people, name="people"),
    path("dossiers/<id:dossier>/notes/", dossier.note, name="note"),
    path("dossiers/<id:dossier>/reference/", dossier.reference, name="reference"),
    path("dossiers/<id:dossier>/bundle/", dossier.bundle, name="bundle"),
    path(
        "dossiers/<id:dossier>/entries/<id:entry>/attachments/<id:sha256>/",
        attachments.attachment,
        name="attachment",
    ),
    path("drafts/", drafts.drafts, name="drafts"),
    path("drafts/<number:number>/", drafts.draft, name="draft"),
    path("drafts/<number:number>/preview/", drafts.preview, name="preview"),
    path("drafts/<number:number>/release/", drafts.release, name="release"),
    path("releases/", releases.releases, name="releases"),
    path("releases/<number:number>/", releases.decide, name="decide"),
    path("erasures/", erasures.erasures, name="erasures"),
    path("erasures/<number:number>/", erasures.decide_erasure, name="decide-erasure"),
    path("contacts/", contacts.contacts, name="contacts"),
    path("audit/", audit.audit, name="audit"),
    path("officers/", people.officers, name="officers"),
    path("account/", account.account, name="account"),
    path("account/language/", account.language, name="language"),
]
