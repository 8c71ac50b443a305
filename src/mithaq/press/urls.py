"""The addresses of the public site."""

from django.urls import URLPattern, include, path, re_path, register_converter

from mithaq.press.middleware import CODES
from mithaq.press.views import comments, consent, feeds, moderation, pages, push, texts

app_name = "press"


class Language:
    """One of the five."""

    regex = "|".join(CODES)

    def to_python(self, value: str) -> str:
        """Return the code."""
        return value

    def to_url(self, value: str) -> str:
        """Return the code."""
        return value


register_converter(Language, "language")
SLUG = "[0-9a-f]{20}"

own: list[URLPattern] = [
    path("", texts.home, name="home"),
    path("push/", push.push, name="push"),
    path("robots.txt", pages.robots, name="robots"),
    re_path(rf"^pictures/(?P<slug>{SLUG})/(?P<number>[0-9]{{1,18}})/$", texts.picture, name="picture"),
    path("<language:language>/", texts.listed, name="list"),
    path("<language:language>/conditions/", comments.conditions_page, name="conditions"),
    path("<language:language>/consent/", consent.consent, name="consent"),
    path("<language:language>/comments/<slug:secret>/", comments.own, name="own"),
    path("fixtures/<slug:purpose>.js", consent.fixture, name="fixture"),
    path("moderate/", moderation.queue, name="queue"),
    path("moderate/sign-in/", moderation.SignIn.as_view(), name="sign-in"),
    path("moderate/sign-out/", moderation.SignOut.as_view(), name="sign-out"),
    path("moderate/log/", moderation.log, name="log"),
    path("moderate/<int:number>/", moderation.decide, name="decide"),
    path("<language:language>/search/", texts.search, name="search"),
    path("<language:language>/feed.rss", feeds.Rss(), name="rss"),
    path("<language:language>/feed.atom", feeds.Atom(), name="atom"),
    path("<language:language>/imprint/", pages.imprint, name="imprint"),
    path("<language:language>/privacy/", pages.privacy, name="privacy"),
    path("<language:language>/accessibility/", pages.accessibility, name="accessibility"),
    re_path(rf"^(?P<language>{Language.regex})/(?P<slug>{SLUG})/$", texts.text, name="text"),
    re_path(rf"^(?P<language>{Language.regex})/(?P<slug>{SLUG})/comment/$", comments.comment, name="comment"),
]

urlpatterns = [path("", include((own, app_name)))]
handler400, handler403, handler404, handler500 = (
    "mithaq.press.views.pages.bad_request",
    "mithaq.press.views.pages.forbidden",
    "mithaq.press.views.pages.failed",
    "mithaq.press.views.pages.broken",
)
