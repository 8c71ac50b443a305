"""The communiqués: the list, one of them, its pictures, the search."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import BadRequest
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import select_template
from django.urls import reverse
from django.views.decorators.http import require_safe

from mithaq.press import commenting, frame
from mithaq.press.middleware import wanted
from mithaq.press.models import Edition, Picture, Story, public
from mithaq.press.searching import found

PAGE, RELATED = 20, 4


@dataclass(frozen=True, slots=True)
class Told:
    """A communiqué in the edition that this reader reads."""

    story: Story
    edition: Edition
    others: tuple[Edition, ...]
    """The languages that it can be had in besides."""

    @property
    def direction(self) -> str:
        """How its language is written."""
        return frame.direction(self.edition.language)

    @property
    def is_own_language(self) -> bool:
        """Whether it stands in the reader's language."""
        return self.edition.language == frame.language()


def told(story: Story) -> Told:
    """Return a communiqué in the reader's language if it was released in it, else in English, else in any."""
    editions = sorted(
        story.editions.all(), key=lambda one: (one.language != frame.language(), one.language != "en")
    )
    if not editions:
        raise Http404
    return Told(story, editions[0], tuple(editions[1:]))


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Lead to the list in the language that the browser asks for."""
    return HttpResponseRedirect(reverse("press:list", args=[wanted(request)]))


@require_safe
def listed(request: HttpRequest, language: str) -> HttpResponse:
    """Show the newest communiqués; ?before= goes on."""
    stories = _before(public().prefetch_related("editions"), request.GET.get("before", ""))
    some = list(stories[: PAGE + 1])
    more = _key(some[PAGE - 1]) if len(some) > PAGE else ""
    return render(request, "press/list.html", {"texts": [told(one) for one in some[:PAGE]], "more": more})


@require_safe
def text(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Show one communiqué."""
    story = find(slug)
    corrected = public().filter(communique=story.corrects).first() if story.corrects else None
    newer = public().filter(corrects=story.communique).exclude(withdrawn_at__isnull=False).first()
    return render(
        request, "press/text.html", {**shown(request, story), "corrected": corrected, "newer": newer}
    )


def shown(request: HttpRequest, story: Story) -> dict[str, object]:
    """Return what the page of a communiqué shows, for whoever adds to it."""
    related = public().exclude(pk=story.pk).filter(withdrawn_at=None).prefetch_related("editions")[:RELATED]
    return {
        "told": told(story),
        "pictures": story.pictures.defer("content"),
        "related": [told(one) for one in related],
        "address": request.build_absolute_uri(request.path),
        "comments": commenting.shown(story),
        "conditions": conditions(),
    }


@require_safe
def picture(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Return a picture's bytes, as what they are and nothing else."""
    kept = Picture.objects.filter(story=find(slug), pk=number).first()
    if kept is None:
        raise Http404
    response = HttpResponse(bytes(kept.content), content_type=kept.media_type)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@require_safe
def search(request: HttpRequest, language: str) -> HttpResponse:
    """Show the communiqués that have every word."""
    query = request.GET.get("q", "").strip()[:200]
    stories: dict[int, Story] = {}
    if query:
        for edition in found(query)[: 3 * PAGE]:
            stories.setdefault(edition.story_id, edition.story)
    texts = [told(one) for one in list(stories.values())[:PAGE]]
    return render(request, "press/search.html", {"query": query, "texts": texts})


def conditions() -> dict[str, object]:
    """Return the conditions of commenting: the lawyers' own words, a line each, or the site's profile."""
    site = frame.site()
    try:
        lines = (site.folder / "conditions" / f"{frame.language()}.txt").read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        lines = []
    names = [f"press/conditions/{site.conditions}.html", "press/conditions/general.html"]
    own = [line.strip() for line in lines if line.strip()]
    return {"own": own, "profile": str(select_template(names).template.name)}


def find(slug: str) -> Story:
    """Return what the public may see under this address; 404 for all else."""
    story = public().filter(communique__startswith=slug).first() if len(slug) == 20 else None
    if story is None:
        raise Http404
    return story


def _before(stories: QuerySet[Story], before: str) -> QuerySet[Story]:
    """Return the stories after a key (time~number) in the list."""
    at, _tilde, last = before.partition("~")
    if not before:
        return stories
    try:
        moment = datetime.fromisoformat(at)
        number = int(last)
    except ValueError as fault:
        raise BadRequest from fault
    if moment.tzinfo is None or not 0 <= number < 2**63:
        raise BadRequest
    return stories.filter(Q(released_at__lt=moment) | Q(released_at=moment, pk__lt=number))


def _key(story: Story) -> str:
    return f"{story.released_at.isoformat()}~{story.pk}"
