"""What agencies write in a register: commitments, challenges, reviews (docs/spec/programme.md)."""

from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from mithaq.kinds.body import Body, Json, Part, exercise
from mithaq.kinds.fields import Day, EntryId, Link, Many, Several, Text, member
from mithaq.kinds.programme.register import fingerprint
from mithaq.terms import AgencyId, AreaCode, CommitmentCode, DimensionCode, FigureCode, OutlookCode

Grade = Annotated[int, Field(ge=1, le=5)]
"""From 1, very low, to 5, very high."""

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Register(Body):
    """The opening of a pact's register."""

    type = "register"
    title = "Open the register of commitments"
    done = "opened the register"
    handled = False
    example: ClassVar[Json] = {"name": exercise("commitments of Rabat and Madrid")}

    name: Text = member("Name")


class Commit(Body):
    """One commitment: of whom, to what, and how one will know."""

    type = "commit"
    title = "Add a commitment"
    done = "added a commitment"
    about = "It is open until every owner has taken it on."
    example: ClassVar[Json] = {
        "commitment": "controlled-deliveries",
        "text": exercise("carry out two controlled deliveries."),
        "areas": ["drugs"],
        "owners": ["ma.dgsn", "es.policia"],
        "measure": exercise("two deliveries closed with a report."),
        "due": "2030-06-30",
    }

    commitment: CommitmentCode = member("Kind of commitment")
    text: Text = member("Commitment")
    areas: Several[AreaCode] = member("Areas of cooperation")
    owners: Annotated[Several[AgencyId], Field(min_length=1, max_length=16)] = member("Owners", form="agency")
    measure: Text | None = member(
        "Measure of success", "Required, but for a general promise to strengthen cooperation.", default=None
    )
    due: Day | None = member("Due date", form="day", default=None)
    source: Link | None = member("Where it was decided", default=None)
    answers: EntryId | None = member("Challenge that it answers", form="entry", of="challenge", default=None)


class _OnOne(Body):
    entry: EntryId = member("Commitment", form="entry", of="commit")


class TakeOn(_OnOne):
    """An owner's consent to a commitment."""

    type = "take-on"
    title = "Take on a commitment"
    done = "took on the commitment"
    handled = False
    example: ClassVar[Json] = {"entry": "@commit"}


class Start(_OnOne):
    """That work is under way, or back on track."""

    type = "start"
    title = "Report that it is under way"
    done = "reported that it is under way"
    example: ClassVar[Json] = {"entry": "@commit"}

    text: Text | None = member("Remarks", default=None)


class Endanger(_OnOne):
    """That a commitment is at risk, and why."""

    type = "endanger"
    title = "Report that it is at risk"
    done = "reported that it is at risk"
    example: ClassVar[Json] = {"entry": "@commit", "text": exercise("the ship is late.")}

    text: Text = member("Reason")


class Attach(_OnOne):
    """A dossier that serves a commitment."""

    type = "attach"
    title = "Link a dossier to it"
    done = "linked a dossier"
    handled = False
    example: ClassVar[Json] = {"entry": "@commit", "links": [{"dossier": "@commit"}]}

    links: Annotated[Many[Link], Field(min_length=1)] = member("Dossiers that serve it")


class Fulfil(_OnOne):
    """That a commitment is fulfilled, with the evidence."""

    type = "fulfil"
    title = "Report that it is fulfilled"
    done = "reported that it is fulfilled"
    example: ClassVar[Json] = {"entry": "@commit", "evidence": exercise("two reports were approved.")}

    evidence: Text = member("Evidence")
    links: Many[Link] = member("Dossiers that fulfil it", default=())


class Drop(_OnOne):
    """That a commitment is given up, and why."""

    type = "drop"
    title = "Drop it"
    done = "dropped the commitment"
    example: ClassVar[Json] = {"entry": "@commit", "text": exercise("replaced by a joint operation.")}

    text: Text = member("Reason")


# ------------------------------------------------------------------ common challenges


class Challenge(Body):
    """Something that all parties face."""

    type = "challenge"
    title = "Add a common challenge"
    done = "added a common challenge"
    about = "What all parties face; joint measures against it are commitments that name it."
    example: ClassVar[Json] = {
        "text": exercise("routes move to smaller ports."),
        "areas": ["drugs"],
        "likelihood": 4,
        "impact": 3,
        "outlook": "rising",
    }

    text: Text = member("Challenge")
    areas: Annotated[Several[AreaCode], Field(min_length=1)] = member("Areas of cooperation")
    likelihood: Grade = member("Likelihood", "From 1, very low, to 5, very high.", form="number")
    impact: Grade = member("Impact", "From 1, very low, to 5, very high.", form="number")
    outlook: OutlookCode = member("Outlook")


class Reassess(Body):
    """Another view of a challenge, and why."""

    type = "reassess"
    title = "Assess a challenge anew"
    done = "assessed a challenge anew"
    example: ClassVar[Json] = {
        "entry": "@challenge",
        "likelihood": 5,
        "impact": 3,
        "outlook": "steady",
        "text": exercise("two more cases."),
    }

    entry: EntryId = member("Challenge", form="entry", of="challenge")
    likelihood: Grade = member("Likelihood", "From 1, very low, to 5, very high.", form="number")
    impact: Grade = member("Impact", "From 1, very low, to 5, very high.", form="number")
    outlook: OutlookCode = member("Outlook")
    text: Text = member("Reason")


class Retire(Body):
    """That a challenge is none any more."""

    type = "retire"
    title = "Take a challenge off the list"
    done = "took a challenge off the list"
    example: ClassVar[Json] = {"entry": "@challenge", "text": exercise("the route is closed.")}

    entry: EntryId = member("Challenge", form="entry", of="challenge")
    text: Text = member("Reason")


# ------------------------------------------------------------------ reviews of the partnership

_SALT = "0" * 64
_PAIRS = tuple((area, dimension) for area in ("terrorism", "drugs") for dimension in ("trust", "speed"))


class Review(Body):
    """A review: each party scores alone, and all scores are shown together."""

    type = "review"
    title = "Begin a review of the partnership"
    done = "began a review"
    about = "Each party scores alone; the scores are opened when all have given theirs."
    example: ClassVar[Json] = {
        "areas": ["terrorism", "drugs"],
        "dimensions": ["trust", "speed"],
        "start": "2029-01-01",
        "end": "2029-12-31",
    }

    areas: Annotated[Several[AreaCode], Field(min_length=1)] = member("Areas of cooperation")
    dimensions: Annotated[Several[DimensionCode], Field(min_length=1)] = member("Dimensions")
    start: Day = member("Period from", form="day")
    end: Day = member("Period to", form="day")
    text: Text | None = member("Remarks", default=None)


class Seal(Body):
    """The fingerprint of a party's scores: it binds the party, and says nothing."""

    type = "seal-scores"
    title = "Give your scores, sealed"
    done = "gave its scores, sealed"
    about = "Nobody can read them until every party has given its own."
    handled = False
    example: ClassVar[Json] = {"entry": "@review", "digest": "0" * 64}

    entry: EntryId = member("Review", form="entry", of="review")
    digest: Digest = member("Fingerprint of the scores", form="hidden")

    @classmethod
    def fitted(cls, example: Json, agency: str) -> Json:
        """Return the fingerprint of what the example of `Unseal` opens."""
        scores = tuple((area, dimension, 3) for area, dimension in _PAIRS)
        return {**example, "digest": fingerprint(str(example["entry"]), agency, _SALT, scores)}


class Score(Part):
    """How far the partnership has come in one area and dimension, as one party sees it."""

    area: AreaCode = member("Area of cooperation")
    dimension: DimensionCode = member("Dimension")
    level: Grade = member("Level", "From 1, very low, to 5, very high.", form="number")


class Unseal(Body):
    """A party's scores, once every party has given its own: an order, for it cannot be unread."""

    type = "open-scores"
    title = "Open your scores"
    done = "opened its scores"
    about = "The node does it by itself when it is stable that every party has given its own."
    handled = False
    example: ClassVar[Json] = {
        "entry": "@review",
        "salt": _SALT,
        "scores": [{"area": area, "dimension": dimension, "level": 3} for area, dimension in _PAIRS],
    }

    entry: EntryId = member("Review", form="entry", of="review")
    salt: Digest = member("Salt", form="hidden")
    scores: Many[Score] = member("Scores")


class Figure(Part):
    """One figure of the period, as the author's node has counted it."""

    area: AreaCode = member("Area of cooperation")
    figure: FigureCode = member("Figure")
    value: Annotated[int, Field(ge=0, lt=2**53)] = member("Number", form="number")


class Figures(Body):
    """A party's own figures for the period, signed; the newest ones count."""

    type = "figures"
    title = "Sign your figures for the period"
    done = "signed its figures"
    about = "What your node has counted stands beside the scores, refusals, errors and harm with the rest."
    example: ClassVar[Json] = {
        "entry": "@review",
        "figures": [{"area": "drugs", "figure": "requests-asked", "value": 12}],
    }

    entry: EntryId = member("Review", form="entry", of="review")
    figures: Many[Figure] = member("Figures")
    text: Text | None = member("Remarks", default=None)


class CloseReview(Body):
    """What the parties conclude from the scores and the figures."""

    type = "close-review"
    title = "Close the review"
    done = "closed the review"
    example: ClassVar[Json] = {"entry": "@review", "text": exercise("answers are faster; training lags.")}

    entry: EntryId = member("Review", form="entry", of="review")
    text: Text = member("Conclusion")
