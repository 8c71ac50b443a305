"""The site's tables."""

from mithaq.press.models.comments import Act, Comment, Consent, Sender
from mithaq.press.models.texts import Edition, Picture, Story, public

__all__ = ["Act", "Comment", "Consent", "Edition", "Picture", "Sender", "Story", "public"]
