"""The lists there are: title, address, filters, and how a page of each is found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from mithaq.node import audit
from mithaq.node.models import Officer
from mithaq.web.lists import cards, dossiers, filters
from mithaq.web.lists.filters import Chip, Choices, Field, Filter
from mithaq.web.lists.rows import Found, Row
from mithaq.web.lists.wanted import BEFORE, EVERYTHING, Wanted

SIZE = 50
"""Rows of a page."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One list. `name` is that of its address, of its saved views and of its exports."""

    name: str
    title: Callable[[], str]
    filters: tuple[Filter, ...]
    find: Callable[[Officer, Wanted, int], Found]
    sorts: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Where it is."""
        return reverse(f"web:{self.name}")

    def wanted(self, request: HttpRequest) -> Wanted:
        """Return what a request asks of it; what it does not know is left out."""
        return self._wanted(request.GET)

    def wanted_of(self, filters: str) -> Wanted:
        """Return what an address's query asks of it, from the first page on."""
        return Wanted(self._wanted(QueryDict(filters[:2000])).values)

    def _wanted(self, query: QueryDict) -> Wanted:
        beside = {"text", "pact", "sort", "group", BEFORE, EVERYTHING}
        names = frozenset({one.name for one in self.filters} | beside)
        wanted = filters.allowed(self.filters, Wanted.of(query, names))
        known = {"sort": self.sorts, "group": self.groups}
        kept = {name: value for name, value in wanted.values.items() if value in known.get(name, (value,))}
        return Wanted(kept, wanted.after)

    def fields(self, wanted: Wanted) -> list[Field]:
        """Return the fields of its form."""
        return filters.fields(self.filters, wanted)

    def arrangements(self, wanted: Wanted) -> list[Field]:
        """Return the fields that say in which order and in which groups it stands."""
        sorts: Choices = [("news", _("Newest first")), ("due", _("Soonest deadline first"))]
        names = {
            "kind": _("Kind of dossier"),
            "state": _("State"),
            "due": _("Deadline"),
            "owner": _("Who has to act"),
        }
        made = []
        if self.sorts:
            made.append(Field("sort", _("Order"), sorts, wanted.get("sort")))
        if self.groups:
            groups = [(one, names[one]) for one in self.groups]
            made.append(Field("group", _("In groups by"), groups, wanted.get("group")))
        return made

    def chips(self, fields: Sequence[Field], wanted: Wanted) -> list[Chip]:
        """Return what is set, each with the address without it."""
        more = {}
        if wanted.get("text"):
            more["text"] = (_("Words or our reference"), wanted.get("text"))
        if wanted.get(BEFORE):
            more[BEFORE] = (_("Words or our reference"), _("looked for further back"))
        if wanted.get("pact"):
            more["pact"] = (_("Pact"), wanted.get("pact")[:10])
        return filters.chips(fields, wanted, more)

    def log(
        self, officer: Officer, wanted: Wanted, rows: Sequence[Row], what: str = "listed", why: str = ""
    ) -> None:
        """Keep who has looked at which dossiers, and by which filters (Directive (EU) 2016/680, art. 25)."""
        seen = sorted({row.row.id for row in rows})
        subject = f"{self.name} {wanted.query}".strip()[:300]
        audit.record(what, who=officer.email, subject=subject, entries=seen, why=why)


INBOX = Listing(
    "inbox", lambda: _("Tasks"), cards.FILTERS["task"], partial(cards.find, "task"), groups=cards.GROUPS
)
MOMENTS = Listing(
    "moments", lambda: _("Deadlines and moments"), cards.FILTERS["moment"], partial(cards.find, "moment"),
    groups=cards.GROUPS,
)  # fmt: skip
SUBJECTS = Listing(
    "subjects",
    lambda: _("Persons and things concerned"),
    cards.FILTERS["subject"],
    partial(cards.find, "subject"),
)
FIGURES = Listing(
    "figures", lambda: _("Figures"), cards.FILTERS["figure"], partial(cards.find, "figure"), groups=("owner",)
)
DOSSIERS = Listing(
    "dossiers", lambda: _("Dossiers"), dossiers.FILTERS, dossiers.find, dossiers.SORTS, dossiers.GROUPS
)
LISTINGS = {one.name: one for one in (INBOX, DOSSIERS, MOMENTS, SUBJECTS, FIGURES)}
