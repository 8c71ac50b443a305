"""The feeds, RSS 2.0 and Atom (RFC 4287), one a language."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from mithaq.press import frame
from mithaq.press.models import public
from mithaq.press.views.texts import PAGE, Told, told


class Rss(Feed):  # type: ignore[type-arg]
    """The newest communiqués in the reader's language, those withdrawn left out."""

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """Return the language."""
        return str(kwargs["language"])

    def title(self, language: str) -> str:
        """Return whose feed it is."""
        return frame.agency_name(frame.site().agency)

    def description(self, language: str) -> str:
        """Return what the feed is about."""
        return _("Released communiqués")

    def link(self, language: str) -> str:
        """Return the list's address."""
        return reverse("press:list", args=[language])

    def items(self, language: str) -> list[Told]:
        """Return what stands in it."""
        return [told(one) for one in public().filter(withdrawn_at=None).prefetch_related("editions")[:PAGE]]

    def item_title(self, item: Told) -> str:
        """Return the title."""
        return item.edition.title

    def item_description(self, item: Told) -> str:
        """Return the words."""
        return item.edition.text

    def item_link(self, item: Told) -> str:
        """Return its address."""
        return reverse("press:text", args=[frame.language(), item.story.slug])

    def item_guid(self, item: Told) -> str:
        """Return what it is known by, whatever its address."""
        return f"urn:mithaq:communique:{item.story.communique}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: Told) -> datetime:
        """Return when it was released."""
        return item.story.released_at

    def item_updateddate(self, item: Told) -> datetime:
        """Return when it was changed last."""
        return item.story.updated_at


class Atom(Rss):
    """The same as Atom."""

    feed_type = Atom1Feed

    def subtitle(self, language: str) -> str:
        """Return what the feed is about."""
        return _("Released communiqués")
