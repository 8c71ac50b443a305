"""What agencies write in a catalogue of expertise (docs/spec/expertise.md, XPT-1 to XPT-9)."""

from typing import Annotated, ClassVar

from pydantic import Field

from mithaq.kinds.body import Body, Json, exercise
from mithaq.kinds.fields import Day, EntryId, Link, Several, Text, Time, member
from mithaq.terms import AreaCode, ExpertiseForm, LanguageCode

Number = Annotated[int, Field(ge=0, lt=100_000)]
Areas = Annotated[Several[AreaCode], Field(min_length=1)]


class Catalogue(Body):
    """The opening of a pact's catalogue of expertise."""

    type = "catalogue"
    title = "Open the catalogue of expertise"
    done = "opened the catalogue"
    handled = False
    example: ClassVar[Json] = {"name": exercise("expertise of Rabat, Madrid and Potsdam")}

    name: Text = member("Name")


class _Item(Body):
    form: ExpertiseForm = member("Form")
    areas: Areas = member("Areas of cooperation")
    text: Text = member("Description")
    languages: Several[LanguageCode] = member("Working languages", default=())
    start: Day | None = member("Possible from", form="day", default=None)
    end: Day | None = member("Possible until", form="day", default=None)


class Offer(_Item):
    """Something that an agency can give."""

    type = "offer"
    title = "Offer expertise"
    done = "offered expertise"
    example: ClassVar[Json] = {
        "form": "training",
        "areas": ["forensic-science"],
        "text": exercise("a week on traces in containers."),
        "languages": ["es", "fr"],
        "places": 12,
    }

    places: Number | None = member("Places", form="number", default=None)


class Need(_Item):
    """Something that an agency wants to learn or to have."""

    type = "need"
    title = "State a need"
    done = "stated a need"
    example: ClassVar[Json] = {
        "form": "training",
        "areas": ["forensic-science"],
        "text": exercise("traces in containers."),
        "languages": ["fr", "ar"],
        "people": 6,
    }

    people: Number | None = member("People", form="number", default=None)


class TakeBack(Body):
    """That an offer or a need no longer stands."""

    type = "take-back"
    title = "Take an offer or a need back"
    done = "took it back"
    handled = False
    example: ClassVar[Json] = {"entry": "@offer"}

    entry: EntryId = member("Offer or need", form="entry", of="offer need")
    text: Text | None = member("Reason", default=None)


class Match(Body):
    """That an offer meets a need, as one of the two sees it."""

    type = "match"
    title = "Match an offer with a need"
    done = "matched an offer with a need"
    about = "One of the two is yours; the other agency agrees or declines."
    handled = False
    example: ClassVar[Json] = {"offer": "@offer", "need": "@need"}

    offer: EntryId = member("Offer", form="entry", of="offer")
    need: EntryId = member("Need", form="entry", of="need")
    text: Text | None = member("Remarks", default=None)


class _OnMatch(Body):
    entry: EntryId = member("Match", form="entry", of="match")
    text: Text | None = member("Remarks", default=None)


class Agree(_OnMatch):
    """The other agency's consent to a match."""

    type = "agree-match"
    title = "Agree to a match"
    done = "agreed to the match"
    handled = False
    example: ClassVar[Json] = {"entry": "@match"}


class Refuse(_OnMatch):
    """That the other agency sees no match."""

    type = "decline-match"
    title = "Decline a match"
    done = "declined the match"
    handled = False
    example: ClassVar[Json] = {"entry": "@match"}


class Session(Body):
    """One session of an agreed match: a course, a visit, a loan."""

    type = "session"
    title = "Plan a session"
    done = "planned a session"
    example: ClassVar[Json] = {
        "entry": "@match",
        "start": "2030-03-04T08:00:00.000Z",
        "end": "2030-03-08T15:00:00.000Z",
        "subject": exercise("traces in containers."),
    }

    entry: EntryId = member("Match", form="entry", of="match")
    start: Time = member("Begins", form="time")
    end: Time = member("Ends", form="time")
    place: Text | None = member("Place", default=None)
    subject: Text = member("Subject")


class Attendance(Body):
    """How many of an agency took part; its newest count holds."""

    type = "attendance"
    title = "Report attendance"
    done = "reported attendance"
    handled = False
    example: ClassVar[Json] = {"entry": "@session", "present": 6}

    entry: EntryId = member("Session", form="entry", of="session")
    present: Number = member("People present", form="number")


class Feedback(Body):
    """How useful a session was, as an agency that took part sees it; never about a person."""

    type = "feedback"
    title = "Give feedback on a session"
    done = "gave feedback"
    about = "About the session, never about a person; your newest feedback holds."
    example: ClassVar[Json] = {"entry": "@session", "rating": 4, "text": exercise("more practice next time.")}

    entry: EntryId = member("Session", form="entry", of="session")
    rating: Annotated[int, Field(ge=1, le=5)] = member(
        "Usefulness", "From 1, very low, to 5, very high.", form="number"
    )
    text: Text | None = member("Remarks", default=None)


class Lesson(Body):
    """Something learnt, for all parties of the pact."""

    type = "lesson"
    title = "Publish a lesson"
    done = "published a lesson"
    about = "For all parties: from a session, an operation or your own practice; without persons."
    example: ClassVar[Json] = {"areas": ["drugs"], "text": exercise("weigh the container twice.")}

    areas: Areas = member("Areas of cooperation")
    text: Text = member("Lesson")
    entry: EntryId | None = member("Session it comes from", form="entry", of="session", default=None)
    source: Link | None = member("Dossier it comes from", default=None)


class Finish(_OnMatch):
    """That what was agreed has been done."""

    type = "finish"
    title = "Close a match"
    done = "closed the match"
    handled = False
    example: ClassVar[Json] = {"entry": "@match"}
