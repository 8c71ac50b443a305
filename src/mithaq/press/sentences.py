"""What the site's refusals and reasons say to people."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mithaq.record.errors import Refusal

SENTENCES: Mapping[str, str] = {
    "comment-appeal-own": gettext_noop("Who refused a comment cannot decide on the appeal."),
    "comment-reason-missing": gettext_noop("A refusal names its reason."),
    "comment-state": gettext_noop("This is not possible any more."),
    "comment-too-often": gettext_noop("You have sent many comments. Please try again later."),
    "comment-unknown": gettext_noop("There is no such comment."),
}
REASONS: Mapping[str, str] = {
    "insult": gettext_noop("It insults the author or other persons."),
    "sacred": gettext_noop("It insults what is sacred, religions or God."),
    "incitement": gettext_noop("It incites to sectarian or racist hatred."),
    "abuse": gettext_noop("It is abusive."),
    "private": gettext_noop("It names private facts of a person."),
    "advertising": gettext_noop("It is advertising."),
    "off-topic": gettext_noop("It is not about this text."),
    "unlawful": gettext_noop("It breaks the law."),
}


def sentence(refusal: Refusal) -> str:
    """Return a refusal in the reader's language."""
    return _(SENTENCES[refusal.code])


def reason(code: str) -> str:
    """Return a reason of refusal in the reader's language."""
    return _(REASONS[code]) if code in REASONS else code
