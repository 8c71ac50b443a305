"""The addresses of the pages."""

from django.urls import URLPattern, path, register_converter

from mithaq.web.lists.listing import LISTINGS
from mithaq.web.views import (
    account,
    attachments,
    audit,
    board,
    calendar,
    contacts,
    desk,
    desks,
    dossier,
    drafts,
    duty,
    entry,
    erasures,
    home,
    keep,
    lessons,
    lists,
    news,
    opening,
    paper,
    parties,
    people,
    presstexts,
    programme,
    recall,
    related,
    releases,
    search,
    style,
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


class ListingName:
    """The name of a list."""

    regex = "|".join(LISTINGS)

    def to_python(self, value: str) -> str:
        """Return the name."""
        return value

    def to_url(self, value: str) -> str:
        """Return the name."""
        return value


register_converter(Id, "id")
register_converter(ListingName, "listing")
register_converter(Number, "number")

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("inbox/", lists.inbox, name="inbox"),
    path("dossiers/", lists.dossiers, name="dossiers"),
    path("moments/", lists.moments, name="moments"),
    path("subjects/", lists.subjects, name="subjects"),
    path("figures/", lists.figures, name="figures"),
    path("lists/<listing:listing>/views/", lists.keep_view, name="keep-view"),
    path("lists/<listing:listing>/export/", lists.export, name="export"),
    path("lists/<listing:listing>/together/", lists.together, name="together"),
    path("dossiers/new/", opening.new, name="new"),
    path("dossiers/<id:dossier>/", dossier.dossier, name="dossier"),
    # Scores are given blind: never as a draft that others of the agency could read.
    path("dossiers/<id:dossier>/write/seal-scores/", programme.score, name="score-open"),
    path("dossiers/<id:dossier>/write/<slug:kind_of_entry>/", drafts.write, name="write"),
    path("dossiers/<id:dossier>/write/<slug:kind_of_entry>/keep/", keep.keep_new, name="keep-new"),
    path("dossiers/<id:dossier>/recall/<id:entry>/", recall.recall, name="recall"),
    path("dossiers/<id:dossier>/parties/", parties.members, name="members"),
    path("dossiers/<id:dossier>/people/", desk.people, name="people"),
    path("dossiers/<id:dossier>/notes/", desk.note, name="note"),
    path("dossiers/<id:dossier>/tasks/", desk.task, name="task"),
    path("dossiers/<id:dossier>/reference/", desk.reference, name="reference"),
    path("dossiers/<id:dossier>/entries/<id:entry>/", entry.entry, name="entry"),
    path("dossiers/<id:dossier>/entries/<id:entry>/lessons/", lessons.draft, name="lessons"),
    path("dossiers/<id:dossier>/bundle/", dossier.bundle, name="bundle"),
    path(
        "dossiers/<id:dossier>/entries/<id:entry>/attachments/<id:sha256>/",
        attachments.attachment,
        name="attachment",
    ),
    path(
        "dossiers/<id:dossier>/entries/<id:entry>/attachments/<id:sha256>/view/",
        attachments.view,
        name="attachment-view",
    ),
    path(
        "dossiers/<id:dossier>/entries/<id:entry>/attachments/<id:sha256>/shown/",
        attachments.shown,
        name="attachment-shown",
    ),
    path("dossiers/<id:dossier>/related/", related.related, name="related"),
    path("dossiers/<id:dossier>/paper/", paper.paper, name="paper"),
    path("dossiers/<id:dossier>/live/", board.live, name="live"),
    path("dossiers/<id:dossier>/live/stop/", board.stop, name="live-stop"),
    path("dossiers/<id:dossier>/board/", programme.board, name="board"),
    path("dossiers/<id:dossier>/reviews/", programme.review, name="reviews"),
    path("dossiers/<id:dossier>/reviews/<id:entry>/", programme.review, name="review"),
    path("dossiers/<id:dossier>/reviews/<id:entry>/scores/", programme.score, name="score"),
    path("texts/", presstexts.texts, name="press-texts"),
    path("texts/<number:number>/", presstexts.press_text, name="press-text"),
    path("papers/", paper.papers_, name="papers"),
    path("identifiers/", keep.identifier, name="identifier"),
    path("drafts/", drafts.drafts, name="drafts"),
    path("drafts/<number:number>/", drafts.draft, name="draft"),
    path("drafts/<number:number>/keep/", keep.keep, name="keep"),
    path("drafts/<number:number>/preview/", drafts.preview, name="preview"),
    path("drafts/<number:number>/release/", drafts.release, name="release"),
    path("releases/", releases.releases, name="releases"),
    path("releases/<number:number>/", releases.decide, name="decide"),
    path("erasures/", erasures.erasures, name="erasures"),
    path("erasures/<number:number>/", erasures.decide_erasure, name="decide-erasure"),
    path("search/", search.search, name="search"),
    path("search/keep/", search.keep_search, name="keep-search"),
    path("search/kept/<number:number>/", search.kept_search, name="kept-search"),
    path("contacts/", contacts.contacts, name="contacts"),
    path("desks/", desks.desks, name="desks"),
    path("desks/acknowledge/", desks.acknowledge, name="acknowledge"),
    path("audit/", audit.audit, name="audit"),
    path("officers/", people.officers, name="officers"),
    path("style/", style.style, name="style"),
    path("account/", account.account, name="account"),
    path("account/language/", account.language, name="language"),
    path("account/news/", account.notifications, name="notifications"),
    path("account/calendar/", account.feed, name="feed"),
    path("account/sessions/", account.sessions, name="sessions"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("news/", news.notices, name="news"),
    path("news/<number:number>/", news.notice, name="notice"),
    path("duty/", duty.workload, name="duty"),
    path("duty/assign/", duty.assign, name="assign"),
    path("duty/absence/", duty.away, name="away"),
    path("dossiers/<id:dossier>/responsible/", duty.take, name="take"),
]
