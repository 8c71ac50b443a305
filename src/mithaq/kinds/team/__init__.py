"""The kind "team": a joint team from its agreement to its debriefing (docs/spec/team.md).

The agreement is in `agreement`, the other bodies in `bodies` and `reports`, the state in `progress`, who may
do what in `conditions` and `table`, what changes the agreement in `changes`, the lists in `cards`.
"""

from mithaq.kinds.contract import Kind, Stage
from mithaq.kinds.evidence import settle_evidence
from mithaq.kinds.team.agreement import Agree
from mithaq.kinds.team.cards import WORDS, cards, facets
from mithaq.kinds.team.changes import begin
from mithaq.kinds.team.progress import Team, stage
from mithaq.kinds.team.table import RULES
from mithaq.terms import TEAM_STATES

TEAM = Kind[Team](
    name="team",
    version=1,
    title="Joint team",
    about="Agreement, members, evidence, tasks and reports of a joint team, for a term.",
    opens=(Agree,),
    state=Team,
    begin=begin,
    rules=RULES,
    stages=tuple(Stage(term.code, term.name("en")) for term in TEAM_STATES),
    stage=stage,
    vocabulary=TEAM_STATES.name,
    cards=cards,
    words=WORDS,
    facets=facets,
    settle=settle_evidence,
)
