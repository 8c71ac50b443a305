"""What agencies write about a visit (docs/spec/visit.md, VIS-1 to VIS-9)."""

from typing import Annotated, ClassVar

from pydantic import Field

from mithaq.kinds.body import Body, Json, Part, exercise
from mithaq.kinds.fields import Day, EntryId, Link, Many, Several, Short, Text, Time, member
from mithaq.terms import AgencyId, AreaCode, CommitmentCode, MeetingKind

Agencies = Annotated[Several[AgencyId], Field(min_length=1, max_length=16)]


class _Visit(Body):
    """Who visits whom, when and what for."""

    host: AgencyId = member("Hosted by", form="agency")
    guests: Agencies = member("Guests", form="agency")
    start: Day = member("First day", form="day")
    end: Day = member("Last day", form="day")
    aim: Text = member("Aim of the visit")
    place: Text | None = member("Place", default=None)
    areas: Several[AreaCode] = member("Areas of cooperation", default=())


class Invite(_Visit):
    """The host's invitation."""

    type = "invite"
    title = "Invite to a visit"
    done = "invited"
    about = "Each agency that you invite accepts or declines."
    example: ClassVar[Json] = {
        "host": "ma.dgsn",
        "guests": ["es.policia", "de.bundespolizei"],
        "start": "2030-01-28",
        "end": "2030-01-29",
        "aim": exercise("evaluate the partnership and agree on the next steps."),
        "areas": ["terrorism", "drugs"],
    }


class Enter(_Visit):
    """A visit that was agreed or took place before it was written here: a letter, a communiqué."""

    type = "enter"
    title = "Enter a visit agreed elsewhere"
    done = "entered the visit"
    about = "From a letter or a communiqué; each other agency confirms that it is so."
    example: ClassVar[Json] = {
        "host": "es.policia",
        "guests": ["ma.dgsn", "de.bundespolizei"],
        "start": "2030-01-28",
        "end": "2030-01-29",
        "aim": exercise("evaluate the partnership."),
        "areas": ["terrorism"],
        "source": exercise("a communiqué of that day."),
    }

    invited_by: Text | None = member("Invited by", default=None)
    source: Text = member("Source", "The letter or the communiqué that it is taken from.")


class Confirm(Body):
    """That an agency takes part, on these days."""

    type = "confirm"
    title = "Accept the visit"
    done = "accepted the visit"
    handled = False
    example: ClassVar[Json] = {}


class Decline(Body):
    """That an agency does not take part."""

    type = "decline"
    title = "Decline the visit"
    done = "declined the visit"
    handled = False
    example: ClassVar[Json] = {}

    text: Text | None = member("Reason", default=None)


class Move(Body):
    """Other days; each guest is asked anew."""

    type = "move"
    title = "Move the visit"
    done = "moved the visit"
    about = "Every other agency that takes part is asked anew."
    handled = False
    example: ClassVar[Json] = {"start": "2030-02-04", "end": "2030-02-05", "why": exercise("a strike.")}

    start: Day = member("First day", form="day")
    end: Day = member("Last day", form="day")
    place: Text | None = member("Place", default=None)
    why: Text = member("Reason")


class Cancel(Body):
    """That the visit does not take place."""

    type = "cancel"
    title = "Cancel the visit"
    done = "cancelled the visit"
    handled = False
    example: ClassVar[Json] = {"text": exercise("the delegation cannot travel.")}

    text: Text = member("Reason")


class Delegate(Part):
    """One member of a delegation, in an official capacity."""

    name: Short = member("Name")
    function: Text = member("Function")
    head: bool = member("Head of the delegation", form="flag", default=False)


class Delegation(Body):
    """Whom an agency sends or receives with; the newest one counts."""

    type = "delegation"
    title = "Name your delegation"
    done = "named its delegation"
    about = "Members in their official capacity; a newer list takes the place of an older one."
    example: ClassVar[Json] = {
        "members": [
            {"name": "Exercise Officer", "function": exercise("head of the liaison office"), "head": True}
        ]
    }

    members: Annotated[Many[Delegate], Field(min_length=1)] = member("Members")


class Meet(Body):
    """One meeting of the agenda."""

    type = "meet"
    title = "Add a meeting to the agenda"
    done = "added a meeting"
    example: ClassVar[Json] = {
        "meeting": "bilateral",
        "agencies": ["ma.dgsn", "es.policia"],
        "areas": ["terrorism", "drugs"],
        "start": "2030-01-28T10:00:00.000Z",
        "end": "2030-01-28T12:00:00.000Z",
        "subject": exercise("level of the partnership."),
    }

    meeting: MeetingKind = member("Kind of meeting")
    agencies: Annotated[Several[AgencyId], Field(min_length=2, max_length=16)] = member(
        "Agencies", form="agency"
    )
    areas: Several[AreaCode] = member("Areas of cooperation")
    start: Time | None = member("Begins", form="time", default=None)
    end: Time | None = member("Ends", form="time", default=None)
    room: Short | None = member("Room", default=None)
    subject: Text = member("Subject")


class Strike(Body):
    """That a meeting does not take place."""

    type = "strike"
    title = "Strike a meeting from the agenda"
    done = "struck a meeting"
    handled = False
    example: ClassVar[Json] = {"entry": "@meet"}

    entry: EntryId = member("Meeting", form="entry", of="meet")
    text: Text | None = member("Reason", default=None)


class Decision(Part):
    """One thing that was decided: who will do what, by when, and how one will know."""

    commitment: CommitmentCode = member("Kind of commitment")
    text: Text = member("Decision")
    areas: Several[AreaCode] = member("Areas of cooperation")
    owners: Agencies = member("Owners", form="agency")
    measure: Text | None = member(
        "Measure of success", "Required, but for a general promise to strengthen cooperation.", default=None
    )
    due: Day | None = member("Due date", form="day", default=None)


class Minutes(Body):
    """What was said in a meeting and what was decided; newer minutes take the place of older ones."""

    type = "minutes"
    title = "Write the minutes of a meeting"
    done = "wrote minutes"
    about = "They hold when every agency of the meeting has approved exactly this text."
    example: ClassVar[Json] = {
        "entry": "@meet",
        "text": exercise("both sides evaluated the partnership."),
        "decisions": [
            {
                "commitment": "controlled-deliveries",
                "text": exercise("carry out two controlled deliveries."),
                "areas": ["drugs"],
                "owners": ["ma.dgsn", "es.policia"],
                "measure": exercise("two deliveries closed with a report."),
                "due": "2030-06-30",
            }
        ],
    }

    entry: EntryId = member("Meeting", form="entry", of="meet")
    text: Text = member("Minutes", "What was discussed is no decision: that stands below.")
    decisions: Annotated[Many[Decision], Field(max_length=50)] = member("Decisions", default=())


class Approve(Body):
    """That an agency of the meeting approves exactly these minutes."""

    type = "approve"
    title = "Approve minutes"
    done = "approved the minutes"
    handled = False
    example: ClassVar[Json] = {"entry": "@minutes"}

    entry: EntryId = member("Minutes", form="entry", of="minutes")


class SendBack(Body):
    """That an agency wants other minutes, and which."""

    type = "send-back"
    title = "Send minutes back with amendments"
    done = "sent the minutes back"
    example: ClassVar[Json] = {"entry": "@minutes", "text": exercise("the second date was another.")}

    entry: EntryId = member("Minutes", form="entry", of="minutes")
    text: Text = member("Amendments")


class Edition(Part):
    """The communiqué in one language."""

    title: Text = member("Title")
    text: Text = member("Text")


class Picture(Part):
    """A picture beside the communiqué, and what is said of it to those who do not see it."""

    file: Short = member("File name of the attachment")
    alternative: Annotated[Many[Text], Field(min_length=1)] = member("What it shows")
    rights: Short = member("Who holds the rights")


class Draft(Body):
    """The words for the public; a newer draft takes the place of an older one."""

    type = "draft-communique"
    title = "Draft the communiqué"
    done = "drafted the communiqué"
    about = "In one or more languages; it is released when every agency has approved exactly these words."
    example: ClassVar[Json] = {
        "editions": [
            {
                "title": exercise("two days of work."),
                "text": exercise("the services met and agreed on three measures."),
            }
        ],
    }

    editions: Annotated[Many[Edition], Field(min_length=1, max_length=24)] = member("Languages")
    place: Text | None = member("Place", default=None)
    author: Short | None = member(
        "Author", "The press service that answers for it; no officer's name.", default=None
    )
    pictures: Annotated[Many[Picture], Field(max_length=8)] = member("Pictures", default=())
    corrects: EntryId | None = member(
        "Corrects the communiqué", form="entry", of="draft-communique", default=None
    )


class ApproveText(Body):
    """That an agency approves exactly these words."""

    type = "approve-communique"
    title = "Approve the communiqué"
    done = "approved the communiqué"
    handled = False
    example: ClassVar[Json] = {"entry": "@draft-communique"}

    entry: EntryId = member("Communiqué", form="entry", of="draft-communique")


class RefuseText(Body):
    """That an agency does not agree to these words, and why."""

    type = "refuse-communique"
    title = "Send the communiqué back"
    done = "sent the communiqué back"
    example: ClassVar[Json] = {"entry": "@draft-communique", "text": exercise("the figure is not public.")}

    entry: EntryId = member("Communiqué", form="entry", of="draft-communique")
    text: Text = member("Amendments")


class Publish(Body):
    """The release to the public: an order, for it cannot be taken back."""

    type = "publish"
    title = "Release the communiqué to the public"
    done = "released the communiqué"
    about = "What the public has read cannot be taken back: every approval must be held by all."
    handled = False
    example: ClassVar[Json] = {"entry": "@draft-communique"}

    entry: EntryId = member("Communiqué", form="entry", of="draft-communique")
    embargo: Time | None = member("Not before", form="time", default=None)


class WithdrawText(Body):
    """That a released communiqué no longer stands; that it stood stays visible."""

    type = "withdraw-communique"
    title = "Withdraw the communiqué"
    done = "withdrew the communiqué"
    example: ClassVar[Json] = {"entry": "@draft-communique", "text": exercise("it named a wrong place.")}

    entry: EntryId = member("Communiqué", form="entry", of="draft-communique")
    text: Text = member("Reason", "The public reads it in the place of the communiqué.")


class CarryOver(Body):
    """That a decision stands as a commitment in the register."""

    type = "carry-over"
    title = "Note that a decision is in the register"
    done = "carried a decision over"
    handled = False
    example: ClassVar[Json] = {"entry": "@minutes", "number": 1, "link": {"dossier": "a" * 64}}

    entry: EntryId = member("Minutes", form="entry", of="minutes")
    number: Annotated[int, Field(ge=1, le=50)] = member("Number of the decision", form="number")
    link: Link = member("Register and commitment")


class Conclude(Body):
    """That the visit's work is done: every meeting has its approved minutes."""

    type = "conclude"
    title = "Conclude the visit"
    done = "concluded the visit"
    handled = False
    example: ClassVar[Json] = {}

    text: Text | None = member("Remarks", default=None)
