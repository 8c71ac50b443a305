"""What agencies write in a request (docs/spec/request.md, REQ-1 to REQ-8)."""

from typing import Annotated, ClassVar

from pydantic import Field

from mithaq.kinds.body import Body, Json, exercise
from mithaq.kinds.fields import EntryId, Many, Several, Short, Subject, Text, Time, member
from mithaq.terms import (
    AgencyId,
    AreaCode,
    ClarificationPoint,
    ExtensionReason,
    GroundCode,
    LegalBasis,
    PermissionUse,
    PurposeCode,
    ResultCode,
    UrgencyCode,
    UrgentReason,
    UsefulnessCode,
)


class Ask(Body):
    """The question, and what Directive (EU) 2023/977 art. 4 wants a request to state."""

    type = "ask"
    title = "Ask for information or assistance"
    done = "asked"
    about = "A request under the pact: what you ask, of whom, on which ground, and how urgent it is."
    example: ClassVar[Json] = {
        "asked": ["es.policia", "de.bundespolizei"],
        "question": exercise("where did this container go after Tangier?"),
        "area": "drugs",
        "purpose": "investigation",
        "legal_basis": "pact",
        "urgency": "urgent-direct",
        "urgent_reasons": ["losing-relevance"],
        "circumstances": exercise("a container was seen in the port."),
        "offence": exercise("illicit traffic in drugs."),
        "why_here": exercise("the ship calls at Algeciras and Hamburg."),
        "necessity": exercise("no milder means would show the route."),
        "subjects": [{"person": False, "identifiers": [{"type": "container", "value": "CSQU3054383"}]}],
    }

    asked: Annotated[Several[AgencyId], Field(min_length=1, max_length=16)] = member(
        "Agencies asked", "Some or all parties of this dossier.", form="agency", section="What is asked"
    )
    question: Text = member("Question")
    area: AreaCode = member("Area of cooperation")
    purpose: PurposeCode = member("Purpose")
    legal_basis: LegalBasis = member("Legal basis")
    urgency: UrgencyCode = member(
        "Urgency", "From the signed receipt, as the pact's deadlines have it.", section="How urgent it is"
    )
    urgent_reasons: Several[UrgentReason] = member("Why it is urgent", "Required when urgent.", default=())
    due: Time | None = member(
        "Agreed deadline", "Required when the time was agreed.", form="time", default=None
    )
    circumstances: Text = member("Circumstances of the facts", section="Facts and grounds")
    offence: Text = member("Nature of the offence")
    link: Text | None = member(
        "Link between the purpose and the person", "Required with a person among the subjects.", default=None
    )
    why_here: Text = member("Why the agencies asked are thought to hold it")
    necessity: Text = member("Why it is necessary and proportionate")
    restrictions: Text | None = member("Restrictions on using what this request says", default=None)
    subjects: Many[Subject] = member("Subjects", default=(), section="Subjects")
    reference: Short | None = member("Your reference number", default=None, section="Your file")


class Inform(Body):
    """Information that nobody asked for, or that completes what was asked."""

    type = "inform"
    title = "Give information without being asked"
    done = "gave information"
    about = "Spontaneous information, or more about a request that is open."
    example: ClassVar[Json] = {
        "text": exercise("a second container left with the first."),
        "area": "drugs",
        "purpose": "investigation",
    }

    text: Text = member("Information")
    area: AreaCode = member("Area of cooperation")
    purpose: PurposeCode = member("Purpose")
    why: Text | None = member("Why it may be useful to you", default=None)
    subjects: Many[Subject] = member("Subjects", default=())


class Acknowledge(Body):
    """That an officer of an agency has taken the request in hand."""

    type = "acknowledge"
    title = "Acknowledge receipt"
    done = "acknowledged"
    about = "The node has signed the receipt already; this says that an officer has taken it in hand."
    handled = False
    example: ClassVar[Json] = {}

    reference: Short | None = member("Your reference number", default=None)


class Assign(Body):
    """Which unit works on it, as far as the partner needs to know."""

    type = "assign"
    title = "Assign to a unit"
    done = "assigned"
    handled = False
    example: ClassVar[Json] = {"unit": "Unit 7"}

    unit: Short = member("Unit", "A name or number that the partner can quote; no officer's name.")
    reference: Short | None = member("The unit's reference number", default=None)


class Answer(Body):
    """One answer of one agency; a partial one announces another."""

    type = "answer"
    title = "Answer the request"
    done = "answered"
    about = "There may be several answers; after a partial one, more is expected."
    example: ClassVar[Json] = {
        "result": "hit",
        "text": exercise("the container was unloaded in Hamburg."),
        "evidence": False,
        "subjects": [{"person": False, "identifiers": [{"type": "container", "value": "CSQU3054383"}]}],
    }

    result: ResultCode = member("Result")
    text: Text = member("Answer")
    evidence: bool = member(
        "May be used as evidence", "Without it, use in court waits for your permission.", form="flag"
    )
    evidence_conditions: Text | None = member("Conditions for use as evidence", default=None)
    subjects: Many[Subject] = member("Subjects", default=())


class Extend(Body):
    """That the answer will come later, when and why (Directive (EU) 2023/977 art. 5(2))."""

    type = "extend"
    title = "Announce a later answer"
    done = "extended the time"
    about = "Before the deadline, with the expected delay and its reason."
    example: ClassVar[Json] = {
        "reason": "judicial-authorisation",
        "until": "2030-12-31T12:00:00.000Z",
        "why": exercise("a judge decides next week."),
    }

    reason: ExtensionReason = member("Reason")
    until: Time = member("Answer expected by", form="time")
    why: Text | None = member("Explanation", default=None)


class Clarify(Body):
    """A question back to the agency that asked."""

    type = "clarify"
    title = "Ask for a clarification"
    done = "asked for a clarification"
    example: ClassVar[Json] = {"points": ["identifier"], "text": exercise("is the check digit right?")}

    points: Several[ClarificationPoint] = member("What is unclear")
    text: Text = member("Question")


class Explain(Body):
    """The answer to a question back."""

    type = "explain"
    title = "Give a clarification"
    done = "clarified"
    example: ClassVar[Json] = {"entry": "@clarify", "text": exercise("yes, it was read twice.")}

    entry: EntryId = member("Question", form="entry", of="clarify")
    text: Text = member("Clarification")
    subjects: Many[Subject] = member("Subjects", default=())


class Refuse(Body):
    """A refusal on a listed ground; risks to people come first among them."""

    type = "refuse"
    title = "Refuse the request"
    done = "refused"
    about = "On a listed ground. A refusal is an answer: it counts as one, not as a failure."
    example: ClassVar[Json] = {"ground": "ongoing-investigation"}

    ground: GroundCode = member("Ground")
    text: Text | None = member("Explanation", default=None)


class AskPermission(Body):
    """A question to the author of an entry: may it be used for this?"""

    type = "ask-permission"
    title = "Ask for permission"
    done = "asked for permission"
    about = "To use an entry as evidence, to pass it on, or to use it for another purpose."
    example: ClassVar[Json] = {
        "entry": "@answer",
        "use": "evidence",
        "text": exercise("the court asks for the record."),
    }

    entry: EntryId = member("Entry", form="entry")
    use: PermissionUse = member("Use")
    purpose: PurposeCode | None = member("Other purpose", default=None)
    recipient: Short | None = member("To be passed on to", default=None)
    text: Text = member("Why it is needed")


class Permit(Body):
    """The originator's permission, with conditions if any."""

    type = "permit"
    title = "Give permission"
    done = "gave permission"
    example: ClassVar[Json] = {"entry": "@ask-permission"}

    entry: EntryId = member("Permission asked for", form="entry", of="ask-permission")
    conditions: Text | None = member("Conditions", default=None)


class Deny(Body):
    """The originator's refusal of a permission."""

    type = "deny"
    title = "Deny permission"
    done = "denied permission"
    example: ClassVar[Json] = {"entry": "@ask-permission"}

    entry: EntryId = member("Permission asked for", form="entry", of="ask-permission")
    text: Text | None = member("Explanation", default=None)


class WithdrawPermission(Body):
    """A permission withdrawn: consent may be withdrawn at any time (Regulation (EU) 2016/794 art. 23(6))."""

    type = "withdraw-permission"
    title = "Withdraw a permission"
    done = "withdrew its permission"
    example: ClassVar[Json] = {"entry": "@ask-permission"}

    entry: EntryId = member("Permission given", form="entry", of="ask-permission")
    text: Text | None = member("Explanation", default=None)


class Close(Body):
    """That it is done, and how useful it was."""

    type = "close"
    title = "Close, and say how useful it was"
    done = "closed the request"
    handled = False
    example: ClassVar[Json] = {"usefulness": "decisive"}

    usefulness: UsefulnessCode = member("Usefulness")
    text: Text | None = member("Remarks", default=None)


class Withdraw(Body):
    """That an answer is no longer needed."""

    type = "withdraw"
    title = "Withdraw the request"
    done = "withdrew the request"
    handled = False
    example: ClassVar[Json] = {}

    text: Text | None = member("Reason", default=None)
