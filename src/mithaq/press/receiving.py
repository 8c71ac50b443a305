"""Takes what a node pushes: signed, whole, and once (docs/spec/press.md, PRS-2 to PRS-7)."""

import base64
import binascii
import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from django.db import transaction
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mithaq.press.house import House
from mithaq.press.models import Edition, Picture, Story
from mithaq.press.searching import indexed
from mithaq.record import jsonprofile
from mithaq.record.dsse import pae
from mithaq.record.errors import Refusal
from mithaq.record.keys import key_id, verify

MEDIA_TYPE = "application/vnd.mithaq.press+json"
MOST = 16 * 1024 * 1024
MOST_PAYLOAD = 12 * 1024 * 1024
SNIFFED = {
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/webp": (b"RIFF",),
}

Identity = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")


class Words(_Part):
    """A text and its language."""

    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    text: Annotated[str, Field(min_length=1, max_length=20_000)]


class Pushed(_Part):
    """The communiqué in one language."""

    title: Words
    text: Words


class Shown(_Part):
    """A picture with its bytes in base64."""

    name: Annotated[str, Field(min_length=1, max_length=255)]
    media_type: Literal["image/jpeg", "image/png", "image/webp"]
    rights: Annotated[str, Field(min_length=1, max_length=200)]
    alternative: Annotated[list[Words], Field(min_length=1, max_length=24)]
    content: str


class Document(_Part):
    """A release or a withdrawal (PRS-3)."""

    v: Literal[1]
    agency: Annotated[str, Field(max_length=66)]
    act: Literal["release", "withdraw"]
    dossier: Identity
    communique: Identity
    entry: Identity
    time: str
    exercise: bool
    approved_by: Annotated[list[str], Field(min_length=1, max_length=16)]
    corrects: Identity | None
    embargo: str | None
    place: Words | None
    author: Annotated[str, Field(max_length=200)] | None
    editions: Annotated[list[Pushed], Field(min_length=1, max_length=24)]
    pictures: Annotated[list[Shown], Field(max_length=8)]
    reason: Words | None


def receive(body: bytes, site: House) -> str:
    """Return "new" or "known"; Refusal push-..., and nothing is kept."""
    payload = opened(body, site.keys)
    try:
        document = Document.model_validate(jsonprofile.parse(payload, most=MOST_PAYLOAD))
        time = _moment(document.time)
        embargo = _moment(document.embargo) if document.embargo else None
        pictures = [(one, _content(one)) for one in document.pictures]
    except (ValidationError, ValueError) as fault:
        raise Refusal("push-document") from fault
    if document.agency not in document.approved_by or document.agency not in site.keys:
        raise Refusal("push-agency", {"agency": document.agency})
    if (document.act == "withdraw") == (document.reason is None):
        raise Refusal("push-document")
    with transaction.atomic():
        return _keep(document, time, embargo, pictures)


def opened(body: bytes, keys: Mapping[str, Iterable[str]]) -> bytes:
    """Return the payload of an envelope that one of these keys signed (PRS-2, PRS-6)."""
    if len(body) > MOST:
        raise Refusal("push-too-long", {"most": MOST})
    try:
        envelope = jsonprofile.parse(body, most=MOST)
        (signature,) = envelope["signatures"]
        payload = base64.b64decode(envelope["payload"], validate=True)
        signed = base64.b64decode(signature["sig"], validate=True)
        known, type_ = str(signature["keyid"]), envelope["payloadType"]
    except (KeyError, TypeError, ValueError, Refusal) as fault:
        raise Refusal("push-envelope") from fault
    if type_ != MEDIA_TYPE or len(payload) > MOST_PAYLOAD:
        raise Refusal("push-envelope")
    claimed = _claimed(payload)
    for key in keys.get(claimed, ()):
        raw = bytes.fromhex(key)
        if key_id(raw) == known and verify(raw, signed, pae(MEDIA_TYPE.encode(), payload)):
            return payload
    raise Refusal("push-signature")


def _claimed(payload: bytes) -> str:
    """Return the agency that a payload names: its key alone is tried."""
    found = jsonprofile.parse(payload, most=MOST_PAYLOAD)
    return str(found.get("agency", "")) if isinstance(found, dict) else ""


def _keep(
    document: Document, time: datetime, embargo: datetime | None, pictures: list[tuple[Shown, bytes]]
) -> str:
    words = _digest(document)
    known = Story.objects.select_for_update().filter(communique=document.communique).first()
    if known is not None and known.words != words:
        raise Refusal("push-differs")
    if known is None:
        known = Story(
            communique=document.communique,
            agency=document.agency,
            dossier=document.dossier,
            released_at=time,
            updated_at=time,
            embargo=embargo,
            place=document.place.model_dump() if document.place else None,
            author=document.author or "",
            exercise=document.exercise,
            approved_by=sorted(document.approved_by),
            corrects=document.corrects or "",
            words=words,
        )
    if document.act == "withdraw":
        return _withdraw(known, document, time)
    if known.released_by:
        return "known"
    # A withdrawal that came before the release holds; only the dates are completed (PRS-7).
    known.released_by, known.released_at = document.entry, time
    known.updated_at = max(known.updated_at, time)
    known.save()
    _write(known, document, pictures)
    return "new"


def _withdraw(story: Story, document: Document, time: datetime) -> str:
    """PRS-7: the words go, title and dates and reason stay."""
    if story.withdrawn_at is not None:
        return "known"
    story.withdrawn_at, story.updated_at = time, max(time, story.updated_at)
    story.reason = document.reason.model_dump() if document.reason else None
    story.save()
    _write(story, document, [])
    return "new"


def _write(story: Story, document: Document, pictures: list[tuple[Shown, bytes]]) -> None:
    gone = story.withdrawn_at is not None
    story.editions.all().delete()
    story.pictures.all().delete()
    Edition.objects.bulk_create(
        Edition(
            story=story,
            language=one.text.language,
            title=one.title.text,
            text="" if gone else one.text.text,
            folded=indexed(
                one.title.text if gone else f"{one.title.text}\n{one.text.text}", one.text.language
            ),
        )
        for one in document.editions
    )
    if not gone:
        Picture.objects.bulk_create(
            Picture(
                story=story,
                name=one.name,
                media_type=one.media_type,
                rights=one.rights,
                alternative=[words.model_dump() for words in one.alternative],
                content=content,
            )
            for one, content in pictures
        )


def _digest(document: Document) -> str:
    said: Any = [
        document.agency,
        document.dossier,
        [[one.text.language, one.title.text, one.text.text] for one in document.editions],
    ]
    return hashlib.sha256(jsonprofile.dump(said)).hexdigest()


def _content(picture: Shown) -> bytes:
    """Return a picture's bytes; ValueError if they are not what it says (PRS-4)."""
    try:
        content = base64.b64decode(picture.content, validate=True)
    except binascii.Error as fault:
        raise ValueError(picture.name) from fault
    if not content.startswith(SNIFFED[picture.media_type]):
        raise ValueError(picture.name)
    return content


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError(text)
    return found.astimezone(UTC)
