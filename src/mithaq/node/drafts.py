"""Drafts: what an officer is still writing, and its way to release. Local, never sent."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from mithaq.node import audit, news, officers, release
from mithaq.node.composing import Intent, Opening
from mithaq.node.models import DossierRow, Draft, Officer
from mithaq.record.entry import Entry
from mithaq.record.errors import Refusal

State = Draft.State


def begin(officer: Officer, intent: Intent) -> Draft:
    """Keep what an officer has written so far, complete or not, and return it."""
    row = None
    if intent.opening is None:
        row = officers.dossier_for(officer, intent.dossier or "", "node.draft_entry")
    elif intent.opening.pact is not None:
        officers.dossier_for(officer, intent.opening.pact, "node.draft_entry")
    else:
        officers.require(officer, "node.open_dossier")
    return Draft.objects.create(
        dossier=row,
        kind=intent.opening.kind if intent.opening else row.kind if row else "",
        type=intent.type,
        opening=_opening_json(intent.opening),
        handling=intent.handling,
        body=dict(intent.body),
        officer=officer,
        changed_by=officer,
    )


def change(
    officer: Officer,
    draft: Draft,
    *,
    body: dict[str, Any],
    handling: dict[str, Any] | None,
    revision: int | None = None,
) -> Draft:
    """Change an open draft; whoever has looked at it before must look again.

    `revision` is the one that the officer has seen; Refusal draft-changed if it is another now: nobody
    overwrites what they do not know. A text that is what is kept already changes nothing.
    """
    check_open(officer, draft)
    return _change(officer, draft, body, handling, revision, [State.OPEN, State.SECOND])


def keep(
    officer: Officer, draft: Draft, *, body: dict[str, Any], handling: dict[str, Any] | None, revision: int
) -> Draft:
    """Keep what is being typed, as `change` does; Refusal draft-state for what waits for a second officer.

    That one leaves its queue only when somebody says so, not because a page saves by itself.
    """
    check_open(officer, draft)
    if draft.state != State.OPEN:
        raise Refusal("draft-state", {"state": draft.state})
    return _change(officer, draft, body, handling, revision, [State.OPEN])


def _change(
    officer: Officer,
    draft: Draft,
    body: dict[str, Any],
    handling: dict[str, Any] | None,
    revision: int | None,
    states: list[State],
) -> Draft:
    if (body, handling) == (draft.body, draft.handling):
        return draft
    free = Draft.objects.filter(pk=draft.pk, state__in=states)
    if revision is not None:
        free = free.filter(revision=revision)
    said: dict[str, Any] = {"body": body, "handling": handling, "refusal": None}
    if not free.update(
        **said,
        state=State.OPEN,
        second=None,
        revision=F("revision") + 1,
        changed_by=officer,
        changed_at=timezone.now(),
    ):
        raise Refusal("draft-changed")
    draft.body, draft.handling, draft.refusal = body, handling, None
    draft.state, draft.second, draft.changed_by = State.OPEN, None, officer
    draft.refresh_from_db(fields=["revision", "changed_at"])
    return draft


def withdraw(officer: Officer, draft: Draft) -> None:
    """Put a draft away."""
    check_open(officer, draft)
    draft.state = State.WITHDRAWN
    draft.save(update_fields=["state", "changed_at"])
    news.settle("second-waiting", str(draft.pk))


def send(officer: Officer, draft: Draft, *, why: str = "") -> Entry:
    """Release a draft and return its entry.

    Refusal second-officer-needed puts it before a second officer; any other leaves it open, with
    the refusal beside it: nothing that was written is lost.
    """
    check_open(officer, draft)
    return _send(draft, officer, None, why)


def second(officer: Officer, draft: Draft, *, why: str = "", seen: str | None = None) -> Entry:
    """Release what waits for a second officer; the one who asked for it may not be the one who grants it.

    `seen` is the version that the second officer has looked at; Refusal draft-changed if it is another now.
    """
    row = DossierRow.objects.filter(id=draft.dossier_id).first() if draft.dossier_id else None
    officers.require(officer, "node.second_entry", row)
    if draft.state != State.SECOND:
        raise Refusal("draft-state", {"state": draft.state})
    sender = draft.sender or draft.officer
    if officer.pk in {sender.pk, draft.officer_id}:
        raise Refusal("second-officer-same")
    if seen is not None and seen != version(draft):
        raise Refusal("draft-changed")
    return _send(draft, sender, officer, why)


def version(draft: Draft) -> str:
    """Return what changes whenever a draft does."""
    return draft.changed_at.isoformat()


def return_to_author(officer: Officer, draft: Draft, reason: str) -> None:
    """Let the author think again: the second officer does not agree, and says why."""
    officers.require(officer, "node.second_entry", draft.dossier)
    if draft.state != State.SECOND:
        raise Refusal("draft-state", {"state": draft.state})
    if not reason.strip():
        raise Refusal("reason-missing")
    draft.state, draft.second = State.OPEN, officer
    draft.refusal = ["second-officer-objects", {"reason": reason[:1000]}]
    draft.save(update_fields=["state", "second", "refusal", "changed_at"])
    news.settle("second-waiting", str(draft.pk))
    news.tell(draft.officer, "draft-returned", dossier=draft.dossier_id, subject=str(draft.pk))
    audit.record("object", who=officer.email, dossier=draft.dossier_id, subject=draft.type, why=reason)


def intent_of(draft: Draft) -> Intent:
    """Return what the draft is to become."""
    opening = draft.opening
    return Intent(
        type=draft.type,
        body=draft.body,
        handling=draft.handling,
        dossier=draft.dossier_id,
        opening=Opening(**{**opening, "parties": tuple(opening["parties"])}) if opening else None,
    )


def visible(officer: Officer) -> Any:
    """Return the drafts that an officer may see: own ones, and those of dossiers where the officer writes.

    Whoever may be the second officer sees all that wait for one, those that open a dossier included.
    """
    found = Q(officer=officer)
    if officer.has_perm("node.open_dossier"):
        found |= Q(Exists(officers.visible(officer).filter(pk=OuterRef("dossier"))))
    if officer.has_perm("node.second_entry"):
        found |= Q(state=State.SECOND)
    return Draft.objects.filter(found)


def find(officer: Officer, number: int, *, noted: bool = True) -> Draft:
    """Return a draft that the officer may see, and keep that another's was seen; Refusal draft-unknown.

    Not `noted`: nothing of it is shown, as when a page that was shown saves itself.
    """
    rows: Any = visible(officer).filter(pk=number).select_related("dossier", "officer", "changed_by")
    found: Draft | None = rows.distinct().first()
    if found is None:
        raise Refusal("draft-unknown")
    if noted:
        note_seen(officer, [found])
    return found


def note_seen(officer: Officer, drafts: Iterable[Draft]) -> None:
    """Log which drafts of others an officer has seen: they hold what an entry would."""
    others = [one for one in drafts if one.officer_id != officer.pk]
    acts = [audit.Act("draft-seen", officer.email, one.type, one.dossier_id) for one in others]
    if acts:
        audit.record_all(acts)


def check_open(officer: Officer, draft: Draft) -> None:
    """Refuse a draft that is no longer open, or that is not this officer's to change."""
    if draft.officer_id != officer.pk:
        officers.require(officer, "node.release_entry", draft.dossier)
    if draft.state not in {State.OPEN, State.SECOND}:
        raise Refusal("draft-state", {"state": draft.state})


def _send(draft: Draft, officer: Officer, second_officer: Officer | None, why: str) -> Entry:
    def settle(entry: Entry) -> None:
        """The draft is released with its entry or not at all, once, and as it was when it was read."""
        free = Draft.objects.filter(
            pk=draft.pk, changed_at=draft.changed_at, state__in=[State.OPEN, State.SECOND]
        )
        # What it said is in the entry from now on, and goes with it when the entry is erased.
        said: dict[str, Any] = {"body": {}, "handling": None, "refusal": None}
        if not free.update(state=State.RELEASED, entry=entry.id, second=second_officer, **said):
            raise Refusal("draft-changed")
        _tell_released(draft, officer, second_officer, entry.dossier_id)

    try:
        entry = release.release(officer, intent_of(draft), second=second_officer, why=why, also=settle)
    except Refusal as refusal:
        if refusal.code == "draft-changed":
            raise
        waits = refusal.code == "second-officer-needed"
        draft.sender = officer
        draft.state = State.SECOND if waits else State.OPEN
        draft.refusal = None if waits else [refusal.code, dict(refusal.fields)]
        # Not its text: that may be another's, or newer, by now.
        draft.save(update_fields=["sender", "state", "refusal", "changed_at"])
        if waits:
            _tell_waiting(draft)
        elif second_officer is not None:
            news.tell(draft.officer, "draft-returned", dossier=draft.dossier_id, subject=str(draft.pk))
        raise
    draft.refresh_from_db()
    return entry


def _tell_waiting(draft: Draft) -> None:
    """Let everybody know who may be the second officer."""
    for one in Officer.objects.filter(is_active=True).exclude(pk__in={draft.officer_id, draft.sender_id}):
        if "supervisor" in one.roles:
            news.tell(one, "second-waiting", dossier=draft.dossier_id, subject=str(draft.pk))


def _tell_released(draft: Draft, officer: Officer, second_officer: Officer | None, dossier: str) -> None:
    """Let its author know, if another has released it; and nobody is to look at it any more."""
    if draft.officer_id != (second_officer or officer).pk:
        news.tell(draft.officer, "draft-released", dossier=dossier, subject=str(draft.pk))
    news.settle("second-waiting", str(draft.pk))


def _opening_json(opening: Opening | None) -> dict[str, Any] | None:
    if opening is None:
        return None
    return {
        "kind": opening.kind,
        "parties": list(opening.parties),
        "pact": opening.pact,
        "exercise": opening.exercise,
    }
