"""What the frame and the home page ask of the search."""

from django import template

from mithaq.node.models import Officer, SavedSearch

register = template.Library()


@register.filter
def searches(officer: Officer) -> bool:
    """Return whether the officer may search."""
    return officer.has_perm("node.search")


@register.simple_tag
def kept_searches(officer: Officer) -> list[SavedSearch]:
    """Return the searches that the officer keeps and that have new hits, those with the most first."""
    return list(SavedSearch.objects.filter(officer=officer, fresh__gt=0).order_by("-fresh", "name")[:5])
