"""What parties say about their pact (docs/spec/pact.md)."""

from typing import ClassVar

from mithaq.kinds.agreement import Terms
from mithaq.kinds.body import Body, Json
from mithaq.kinds.fields import Day, EntryId, Text, member

_TERMS = {
    "areas": ["terrorism", "drugs", "human-trafficking", "sports-security"],
    "purposes": ["prevention", "investigation", "coordination"],
    "kinds": ["programme", "request"],
    "handling": ["H0", "H1", "H2", "H3"],
    "tlp": "TLP:AMBER",
    "retention_months": 36,
    "legal_basis": "bilateral-agreement",
}


class Agree(Body):
    """What the parties agree on."""

    type = "agree"
    title = "Propose a pact"
    done = "proposed the pact"
    about = (
        "Areas, purposes, ceiling of handling, retention and deadlines; in force when every party has signed."
    )
    handled = False
    example: ClassVar[Json] = {
        "name": {"language": "en", "text": "Exercise: pact of Rabat, Madrid and Potsdam"},
        "terms": _TERMS,
    }

    name: Text = member("Name of the pact")
    terms: Terms = member("Terms")
    legal_reference: Text | None = member("Agreement or provision it rests on", default=None)
    until: Day | None = member("Agreed until", form="day", default=None)


class Sign(Body):
    """A party's consent to the pact as proposed."""

    type = "sign"
    title = "Sign the pact"
    done = "signed the pact"
    handled = False


class Decline(Body):
    """A party's refusal of the pact as proposed."""

    type = "decline"
    title = "Decline the pact"
    done = "declined the pact"
    handled = False

    text: Text | None = member("Reason", default=None)


class Amend(Body):
    """Whole new terms, in force when every party has consented."""

    type = "amend"
    title = "Propose an amendment"
    done = "proposed an amendment"
    about = "The new terms hold when every party has consented; until then the old ones do."
    handled = False
    example: ClassVar[Json] = {
        "terms": {**_TERMS, "retention_months": 24},
        "why": {"language": "en", "text": "Exercise: shorter retention was agreed."},
    }

    terms: Terms = member("New terms")
    why: Text = member("Reason")


class Consent(Body):
    """A party's consent to an amendment."""

    type = "consent"
    title = "Consent to an amendment"
    done = "consented to the amendment"
    handled = False
    example: ClassVar[Json] = {"entry": "@amend"}

    entry: EntryId = member("Amendment", form="entry", of="amend")


class Object(Body):
    """A party's refusal of an amendment, which ends it."""

    type = "object"
    title = "Object to an amendment"
    done = "objected to the amendment"
    handled = False
    example: ClassVar[Json] = {"entry": "@amend"}

    entry: EntryId = member("Amendment", form="entry", of="amend")
    text: Text | None = member("Reason", default=None)


class Suspend(Body):
    """That nothing new happens under the pact until its author lifts it."""

    type = "suspend"
    title = "Suspend the pact"
    done = "suspended the pact"
    about = "Nothing new is opened under the pact until you lift the suspension."
    handled = False

    text: Text | None = member("Reason", default=None)


class Resume(Body):
    """That a party lifts its own suspension."""

    type = "resume"
    title = "Lift your suspension"
    done = "lifted its suspension"
    handled = False
