"""Signatures, changes, members and notes of a joint team (docs/spec/team.md, TEA-4 to TEA-16)."""

from typing import Annotated, ClassVar

from pydantic import Field

from mithaq.kinds.body import Body, Json, Part, exercise
from mithaq.kinds.fields import Day, EntryId, Link, Many, Short, Subject, Text, member
from mithaq.terms import CountryCode, SecondedPower, TeamRole


class Sign(Body):
    """An agency's signature under exactly this text."""

    type = "sign"
    title = "Sign the agreement"
    done = "signed the agreement"
    about = "For exactly this text. If another one takes its place, you are asked anew."
    handled = False
    example: ClassVar[Json] = {"entry": "@amend|opening"}

    entry: EntryId = member("Agreement", form="entry", of="agree amend")


class Decline(Body):
    """That an agency does not sign this text."""

    type = "decline"
    title = "Decline the agreement"
    done = "declined the agreement"
    about = "Another text may be proposed in its place."
    handled = False
    example: ClassVar[Json] = {"entry": "@amend|opening", "text": exercise("no basis for seconded members.")}

    entry: EntryId = member("Agreement", form="entry", of="agree amend")
    text: Text = member("Reason")


class Extend(Body):
    """A later last day, for all to consent to."""

    type = "extend"
    title = "Propose an extension"
    done = "proposed an extension"
    about = "It holds when every agency of the team has consented, before the last day is over."
    handled = False
    example: ClassVar[Json] = {"until": "2031-06-30", "why": exercise("two suspects were found late.")}

    until: Day = member("New last day", form="day")
    why: Text = member("Reason")


class End(Body):
    """That the team ends now, for all to consent to."""

    type = "end"
    title = "Propose to end the team now"
    done = "proposed to end the team"
    about = "It ends when every agency of the team has consented. Alone, give notice instead."
    handled = False
    example: ClassVar[Json] = {"why": exercise("the purpose is reached.")}

    why: Text = member("Reason")


class Consent(Body):
    """An agency's consent to exactly this proposal."""

    type = "consent"
    title = "Consent to a proposal"
    done = "consented to a proposal"
    handled = False
    example: ClassVar[Json] = {"entry": "@extend|amend|end"}

    entry: EntryId = member("Proposal", form="entry", of="amend extend end")


class Object(Body):
    """An agency's refusal of a proposal, which ends it."""

    type = "object"
    title = "Object to a proposal"
    done = "objected to a proposal"
    handled = False
    example: ClassVar[Json] = {"entry": "@extend|amend|end", "text": exercise("too long.")}

    entry: EntryId = member("Proposal", form="entry", of="amend extend end")
    text: Text | None = member("Reason", default=None)


class GiveNotice(Body):
    """That the team ends earlier, by the notice of one agency."""

    type = "give-notice"
    title = "Give notice"
    done = "gave notice"
    about = "The team ends on that day for all, after the period of notice; nobody has to consent."
    handled = False
    example: ClassVar[Json] = {"until": "2030-06-30", "why": exercise("staff is needed elsewhere.")}

    until: Day = member("New last day", form="day")
    why: Text = member("Reason")


class Member(Part):
    """One member of the team, in an official capacity."""

    name: Short = member("Name")
    function: Text = member("Function")
    role: TeamRole = member("Role")
    power: SecondedPower | None = member(
        "Power as a seconded member", "Only for who acts in another state.", default=None
    )
    country: CountryCode | None = member("Seconded to", default=None)


class Members(Body):
    """Whom an agency sends into the team; the newest list counts."""

    type = "members"
    title = "Name your members"
    done = "named its members"
    about = "The whole list with one leader; a newer one takes the place of an older one."
    example: ClassVar[Json] = {
        "members": [
            {"name": "Exercise Leader", "function": exercise("head of the brigade."), "role": "leader"},
            {
                "name": "Exercise Member",
                "function": exercise("inspector."),
                "role": "investigator",
                "power": "unarmed",
                "country": "ES",
            },
        ]
    }

    members: Annotated[Many[Member], Field(min_length=1, max_length=100)] = member("Members")


class Note(Body):
    """What all members of the team are to know."""

    type = "note"
    title = "Write a note for the team"
    done = "wrote a note"
    example: ClassVar[Json] = {"text": exercise("the second vehicle was seen at the port.")}

    text: Text = member("Note")
    subjects: Annotated[Many[Subject], Field(max_length=20)] = member("Persons and things", default=())
    link: Link | None = member("Dossier it refers to", default=None)


class Conclude(Body):
    """That nothing more is to be done about the team."""

    type = "conclude"
    title = "Conclude the joint team"
    done = "concluded the joint team"
    about = (
        "Once it is over and every agency has given its debriefing. Evidence still changes hands afterwards."
    )
    handled = False
    example: ClassVar[Json] = {}

    text: Text | None = member("Remarks", default=None)
