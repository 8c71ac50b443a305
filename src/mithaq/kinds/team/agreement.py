"""The agreement of a joint team, and another one in its place (docs/spec/team.md, TEA-1 to TEA-3).

Its fields are those of the model agreement of Council Resolution 2017/C 18/01, Appendix I, as far as police
services need them: parties, basis, purpose, period, states, leaders, evidence, exchange, seconded members,
media, data protection, costs, plan, changes, evaluation.
"""

from typing import Annotated, ClassVar

from pydantic import Field

from mithaq.kinds.body import Body, Json, Part, exercise
from mithaq.kinds.fields import Day, Many, Several, Short, Text, member
from mithaq.terms import (
    AgencyId,
    AreaCode,
    CostRule,
    CountryCode,
    LegalBasis,
    MediaRule,
    SecondedPower,
    TeamForm,
)


class TeamParty(Part):
    """One agency of the team: the state it acts for, its leader, and on which ground it may."""

    agency: AgencyId = member("Agency", form="agency")
    country: CountryCode = member("State")
    leader: Text = member("Team leader", "The official capacity; the name stands in the list of members.")
    basis: LegalBasis = member("Legal basis")
    provision: Short | None = member("Provision", "Article, treaty or order.", default=None)
    judicial: Text | None = member(
        "Judicial authority", "Required for a joint investigation team.", default=None
    )


class Agreement(Body):
    """What the parties agree on."""

    form: TeamForm = member(
        "Form of the team", "Two instruments that are not to be confused.", section="The team"
    )
    name: Text = member("Name of the team")
    purpose: Text = member("Purpose: facts under investigation")
    offences: Text = member("Offences")
    areas: Annotated[Several[AreaCode], Field(min_length=1)] = member("Areas of cooperation")
    parties: Annotated[Many[TeamParty], Field(min_length=1, max_length=16)] = member(
        "Parties and their leaders", section="Parties and leaders"
    )
    start: Day = member("First day", form="day", section="Term and territory")
    end: Day = member("Last day", "The team expires by itself when it is over, in UTC.", form="day")
    notice_days: Annotated[int, Field(ge=0, le=365)] = member(
        "Period of notice in days", "After which any one party may end it.", form="number"
    )
    states: Annotated[Several[CountryCode], Field(min_length=1)] = member("States where the team acts")
    territory: Text | None = member("Places, ports, border sections", default=None)
    exchange: Text = member("Exchange of information during the team", section="Information and evidence")
    before: Text | None = member("Information and evidence from before the team", default=None)
    evidence: Text = member("Rules on taking and using evidence")
    powers: Several[SecondedPower] = member(
        "Powers of seconded members",
        "None, if nobody acts outside the own state.",
        default=(),
        section="Seconded members",
    )
    seconded: Text | None = member(
        "Rules on seconded members", "Direction, liability, weapons.", default=None
    )
    media: MediaRule = member("What is said to the public", section="Public and data protection")
    public: Text | None = member("Rules on media", default=None)
    confidentiality: Text = member("Confidentiality")
    data_protection: Text = member("Data protection", "Purposes, access, erasure, rights of persons.")
    costs: CostRule = member("Costs", section="Costs and work")
    equipment: Text | None = member("Equipment, premises, insurance", default=None)
    plan: Text | None = member("Operational action plan", default=None)
    changes: Text | None = member("Amendment and extension", default=None)
    evaluation: Text | None = member("Evaluation", default=None)


AGREEMENT: Json = {
    "form": "joint-team",
    "name": exercise("team of the Strait."),
    "purpose": exercise("a group that moves cannabis resin across the Strait."),
    "offences": exercise("illicit traffic in drugs, forgery of documents."),
    "areas": ["drugs"],
    "parties": [
        {
            "agency": "ma.dgsn",
            "country": "MA",
            "leader": exercise("head of the central division."),
            "basis": "bilateral-agreement",
        },
        {
            "agency": "es.policia",
            "country": "ES",
            "leader": exercise("head of the provincial brigade."),
            "basis": "bilateral-agreement",
        },
    ],
    "start": "2030-01-01",
    "end": "2030-12-31",
    "notice_days": 30,
    "states": ["MA", "ES"],
    "exchange": exercise("each member shares what it finds, in this dossier."),
    "evidence": exercise("under the law of the state where it is taken."),
    "powers": ["observer", "unarmed"],
    "media": "joint",
    "confidentiality": exercise("nothing leaves the team without its author."),
    "data_protection": exercise("only for the purpose above, erased two years after the end."),
    "costs": "each-its-own",
}
"""The example that the guide, the diagram and the tests use."""


class Agree(Agreement):
    """The agreement as it is proposed."""

    type = "agree"
    title = "Propose a joint team"
    done = "proposed the joint team"
    about = "Its agreement is in force when every agency named in it has signed exactly this text."
    example: ClassVar[Json] = AGREEMENT


class Amend(Agreement):
    """Another whole agreement in its place."""

    type = "amend"
    title = "Propose another text of the agreement"
    done = "proposed another text"
    about = (
        "While none is in force, at once, and everybody signs anew; afterwards when every agency of the old"
        " and the new text has consented."
    )
    example: ClassVar[Json] = {
        **AGREEMENT,
        "notice_days": 14,
        "why": exercise("a shorter notice was agreed."),
    }

    why: Text = member("What changes, and why", section="Change")
