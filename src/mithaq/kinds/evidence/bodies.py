"""What agencies write about an item of evidence (docs/spec/evidence.md, EVI-1 to EVI-4)."""

from typing import Annotated, Any, ClassVar

from pydantic import StringConstraints

from mithaq.kinds.body import Body, Json, Part, exercise
from mithaq.kinds.fields import EntryId, Many, Quantity, Short, Text, Time, member
from mithaq.terms import AgencyId, EvidenceEnd, EvidenceKind, SealReason

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""The SHA-256 of a file, in small hexadecimal digits."""

_SEAL = "As it stands on the seal; none if the item has none."
_HASH = "The 64 digits of the file's SHA-256, as a forensic tool shows them."


def _item() -> Any:
    return member("Item of evidence", form="entry", of="enter-evidence")


class Attached(Part):
    """An attachment of the entry, of which the register keeps the hash of what is sealed (EXC-43)."""

    sha256: Sha256 = member("SHA-256", form="hidden")


class EnterEvidence(Body):
    """One item: what it is, where and when it was found, by whom, and under which seal."""

    type = "enter-evidence"
    title = "Enter an item of evidence"
    done = "entered an item of evidence"
    about = "Your agency holds it until another agency has taken it over."
    example: ClassVar[Json] = {
        "number": "EX-2030-17/1",
        "item": "data-carrier",
        "description": exercise("a telephone, black, screen broken."),
        "found_by": exercise("forensic officer of the team."),
        "found_at": exercise("a flat in the harbour street."),
        "found_on": "2030-01-07T06:30:00.000Z",
        "kept_at": exercise("evidence room of the agency."),
        "seal": "A-004711",
    }

    number: Short = member("Item number", "The number that your agency has given it.")
    item: EvidenceKind = member("Kind of item")
    description: Text = member("Description")
    quantity: Quantity | None = member("Quantity", default=None)
    found_by: Text = member("Found or seized by", "The official capacity, not the name.")
    found_at: Text = member("Place where it was found")
    found_on: Time = member("When it was found", form="time")
    kept_at: Text | None = member("Place where it is kept", default=None)
    seal: Short | None = member("Seal number", _SEAL, default=None)
    sha256: Sha256 | None = member(
        "SHA-256 of the file",
        "Of a digital file that is not attached, or for comparison.",
        form="short",
        default=None,
    )
    attachments: Many[Attached] = member("Attachments", form="attached", default=())


class GiveEvidence(Body):
    """That the holder gives an item out of its hands: to a party, or to an authority without a node."""

    type = "give-evidence"
    title = "Give an item of evidence"
    done = "gave an item of evidence"
    about = "You stay the holder until the other agency has taken it over and found what you gave."
    example: ClassVar[Json] = {
        "item": "@enter-evidence",
        "to": "es.policia",
        "place": exercise("border post."),
        "time": "2030-01-07T10:00:00.000Z",
        "seal": "A-004711",
        "condition": exercise("seal unbroken."),
    }

    @classmethod
    def fitted(cls, example: Json, agency: str) -> Json:
        """Return the example to another agency than its author."""
        return {**example, "to": "ma.dgsn"} if agency == example["to"] else example

    item: EntryId = _item()
    to: AgencyId | None = member("To the agency", "A party of this dossier.", form="agency", default=None)
    authority: Text | None = member(
        "Or to an authority outside", "You stay responsible until it is back or custody ends.", default=None
    )
    document: Short | None = member(
        "Reference of its receipt", "Required for an authority outside.", default=None
    )
    place: Text = member("Place of handing over")
    time: Time = member("When it was handed over", form="time")
    seal: Short | None = member("Seal number", _SEAL, default=None)
    condition: Text | None = member("Condition", default=None)


class TakeEvidence(Body):
    """What the taker found: custody passes if it is what was given."""

    type = "take-evidence"
    title = "Take over an item of evidence"
    done = "took over an item of evidence"
    about = "Write what you find. If the seal or the file is another one, the giver stays the holder."
    example: ClassVar[Json] = {
        "entry": "@give-evidence",
        "place": exercise("border post."),
        "time": "2030-01-07T10:05:00.000Z",
        "seal": "A-004711",
        "condition": exercise("seal unbroken."),
    }

    entry: EntryId = member("Handing over", form="entry", of="give-evidence")
    place: Text = member("Place of taking over")
    time: Time = member("When it was taken over", form="time")
    seal: Short | None = member("Seal number found", _SEAL, default=None)
    sha256: Sha256 | None = member("SHA-256 found", _HASH, form="short", default=None)
    condition: Text | None = member("Condition", default=None)


class SealBroken(Body):
    """That an item's seal was opened or found broken."""

    type = "seal-broken"
    title = "Report a broken seal"
    done = "reported a broken seal"
    about = "Opened for a reason, or found open. The item cannot change hands until it is sealed anew."
    example: ClassVar[Json] = {
        "item": "@enter-evidence",
        "reason": "examination",
        "time": "2030-01-07T11:00:00.000Z",
        "text": exercise("opened in the laboratory."),
    }

    item: EntryId = _item()
    reason: SealReason = member("Reason")
    time: Time = member("When it was opened or found", form="time")
    text: Text = member("What happened")


class Reseal(Body):
    """That the holder has put a new seal on an item."""

    type = "re-seal"
    title = "Seal an item anew"
    done = "sealed an item anew"
    example: ClassVar[Json] = {
        "item": "@enter-evidence",
        "seal": "A-004712",
        "reason": "examination",
        "time": "2030-01-07T12:00:00.000Z",
    }

    item: EntryId = _item()
    seal: Short = member("New seal number")
    reason: SealReason = member("Reason")
    time: Time = member("When it was sealed", form="time")
    text: Text | None = member("Explanation", default=None)


class EndCustody(Body):
    """That an item has left the custody of police: to a court, its owner, or destroyed."""

    type = "end-custody"
    title = "End the custody of an item"
    done = "ended the custody of an item"
    about = "It cannot change hands any more; who ended it is its last holder."
    example: ClassVar[Json] = {
        "item": "@enter-evidence",
        "how": "handed-to-court",
        "place": exercise("registry of the court."),
        "time": "2030-01-08T09:00:00.000Z",
        "document": "EX-2030-17/R",
    }

    item: EntryId = _item()
    how: EvidenceEnd = member("How it ends")
    place: Text = member("Place")
    time: Time = member("When", form="time")
    authority: Text | None = member("Order of, or handed to", default=None)
    document: Short | None = member("Reference of the receipt or order", default=None)
    text: Text | None = member("Explanation", default=None)
