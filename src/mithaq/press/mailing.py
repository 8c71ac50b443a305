"""Tells a writer by e-mail that a comment was decided: nothing but the link, in their language (PRS-13)."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from mithaq.press.frame import agency_name
from mithaq.press.models import Comment
from mithaq.press.place import site

log = logging.getLogger(__name__)


def tell(comment: Comment, secret: str) -> bool:
    """Send the link; False where the site sends no mail, the address is erased, or it could not be sent."""
    if not settings.MAILS or not comment.email:
        return False
    with translation.override(comment.language):
        link = site().url + reverse("press:own", args=[comment.language, secret])
        subject = _("Your comment · {site}").format(site=agency_name(site().agency))
        words = _("What became of your comment stands here:")
    try:
        return send_mail(subject, f"{words}\n\n{link}\n", None, [comment.email]) == 1
    except OSError as error:  # smtplib's errors are such
        log.warning("a writer could not be told: %s", type(error).__name__)
        return False
