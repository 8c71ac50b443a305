"""What the demo opens with: two pacts and what lives under them, requests in every state among it.

All of it is an exercise.
"""

from mithaq.demo.stories.container import CONTAINER
from mithaq.demo.stories.delivery import DELIVERY
from mithaq.demo.stories.expertise import EXPERTISE
from mithaq.demo.stories.line import Line, Story
from mithaq.demo.stories.operation import OPERATION
from mithaq.demo.stories.pacts import PACTS
from mithaq.demo.stories.persons import PERSON
from mithaq.demo.stories.requests import WAITING
from mithaq.demo.stories.settled import SETTLED
from mithaq.demo.stories.team import TEAM
from mithaq.demo.stories.visits import TRILATERAL, VISIT

STORIES: tuple[Story, ...] = (
    *PACTS, VISIT, TRILATERAL, EXPERTISE, PERSON, *SETTLED, *WAITING, CONTAINER, OPERATION, TEAM, DELIVERY,
)  # fmt: skip
"""In the order in which they are told; a pact comes before what lives under it."""

__all__ = ["STORIES", "Line", "Story"]
