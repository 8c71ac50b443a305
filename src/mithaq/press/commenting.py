"""The life of a comment: sent, looked at, shown or refused, appealed, deleted (PRS-10 to PRS-14)."""

import hmac
import html
import secrets
from datetime import date, timedelta

import nh3
from django.contrib.auth.models import AbstractBaseUser
from django.core.cache import cache
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from mithaq.press import acts, mailing
from mithaq.press.holding import held
from mithaq.press.models import Comment, Sender, Story
from mithaq.press.place import site
from mithaq.press.sentences import REASONS
from mithaq.record.errors import Refusal

State = Comment.State
PER_HOUR, PER_DAY = 5, 15
LONGEST = 4_000


def send(
    story: Story, *, name: str, email: str, text: str, language: str, address: str
) -> tuple[Comment, str]:
    """Keep a comment, shown to nobody yet (PRS-12); return it and the secret of its writer's link."""
    count(address)
    made = Comment.objects.create(
        story=story,
        name=plain(name),
        email=email,
        language=language,
        text=plain(text),
        held=held(f"{name}\n{text}", language, site().folder),
        sent_at=timezone.now(),
        handle=secrets.token_hex(16),
    )
    return made, secret_of(made)


def count(address: str) -> None:
    """Refuse who sends too often; what is kept of an address cannot be read back."""
    now = timezone.now()
    who = hmac.new(_salt(now.date()), address.encode(), "sha256").hexdigest()
    sent = Sender.objects.filter(who=who, at__gte=now - timedelta(days=1))
    if sent.filter(at__gte=now - timedelta(hours=1)).count() >= PER_HOUR or sent.count() >= PER_DAY:
        raise Refusal("comment-too-often")
    Sender.objects.create(who=who, at=now)


def _salt(day: date) -> bytes:
    """Return the key of a day: it is kept nowhere but in this process, and not after the day."""
    return bytes(cache.get_or_set(f"press-salt-{day}", lambda: secrets.token_bytes(32), 86_400) or b"")


def secret_of(comment: Comment) -> str:
    """Return the secret of its writer's link: whoever has the database alone cannot make it."""
    return f"{comment.handle}{_seal(comment.handle)}"


def _seal(handle: str) -> str:
    return salted_hmac("mithaq.press.comment", handle, algorithm="sha256").hexdigest()[:32]


def own(secret: str) -> Comment:
    """Return the comment of a writer's link; Refusal comment-unknown."""
    handle, seal = secret[:32], secret[32:]
    if not hmac.compare_digest(_seal(handle).encode(), seal.encode()):
        raise Refusal("comment-unknown")
    found = Comment.objects.select_related("story").filter(handle=handle).first()
    if found is None:
        raise Refusal("comment-unknown")
    return found


def delete(comment: Comment) -> None:
    """Erase a comment by its writer's wish: words, name and address go."""
    with transaction.atomic():
        Comment.objects.filter(pk=comment.pk).update(
            state=State.DELETED, name="", email="", text="", held=[], note="", appeal=""
        )
        acts.record("writer", "comment-deleted", str(comment.pk))


def appeal(comment: Comment, why: str) -> None:
    """Ask another moderator to look again; once."""
    if not why.strip():
        raise Refusal("comment-state")
    with transaction.atomic():
        refused = Comment.objects.filter(pk=comment.pk, state=State.REFUSED, appeal="")
        if not refused.update(state=State.APPEALED, appeal=plain(why)[:1_000]):
            raise Refusal("comment-state")
        acts.record("writer", "comment-appealed", str(comment.pk))


def decide(by: AbstractBaseUser, number: int, *, approve: bool, reason: str = "", note: str = "") -> Comment:
    """Approve or refuse a comment; an appeal is another moderator's to decide."""
    with transaction.atomic():
        comment = Comment.objects.select_for_update().filter(pk=number).first()
        if comment is None:
            raise Refusal("comment-unknown")
        if comment.state not in (State.WAITING, State.APPEALED, State.APPROVED):
            raise Refusal("comment-state")
        if comment.state == State.APPEALED and comment.decided_by_id == by.pk:
            raise Refusal("comment-appeal-own")
        if not approve and reason not in REASONS:
            raise Refusal("comment-reason-missing")
        comment.state = State.APPROVED if approve else State.REFUSED
        comment.reason, comment.note = ("" if approve else reason), note.strip()[:1_000]
        comment.decided_by_id, comment.decided_at = by.pk, timezone.now()
        comment.save()
        what = "comment-approved" if approve else "comment-refused"
        acts.record(by.get_username(), what, str(comment.pk), f"{comment.reason} {comment.note}".strip())
        transaction.on_commit(lambda: mailing.tell(comment, secret_of(comment)))
    return comment


def plain(text: str) -> str:
    """Return a text without markup, as its writer meant it to be read: `&` stays `&`."""
    return html.unescape(nh3.clean(text, tags=set())).strip()


def shown(story: Story) -> list[Comment]:
    """Return what readers see under a text, the oldest first."""
    return list(Comment.objects.filter(story=story, state=State.APPROVED).defer("email"))


def erase_addresses(days: int) -> int:
    """Erase the e-mail addresses older than so many days, and the counts of who sent; return how many."""
    now = timezone.now()
    Sender.objects.filter(at__lt=now - timedelta(days=2)).delete()
    old = Comment.objects.filter(~Q(email=""), sent_at__lte=now - timedelta(days=days))
    return old.update(email="")
