"""How far a request has come with each agency asked, and when its answer is due (REQ-9 to REQ-27)."""

from dataclasses import dataclass, field, replace

from mithaq.kinds.deadlines import Profile, between, due
from mithaq.kinds.ledger import Ledger
from mithaq.kinds.predicates import Past
from mithaq.kinds.state import State, renewed

FINAL = frozenset({"hit", "no-hit"})
GIVEN = ("granted", "granted-with-conditions")


@dataclass(frozen=True, slots=True)
class Question:
    """A clarification that an agency waits for."""

    id: str
    since: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One agency that was asked or informed: ids of what it wrote, codes and times."""

    agency: str
    acknowledged: str = ""
    assigned: str = ""
    answers: Ledger[str] = field(default_factory=Ledger[str])
    """Answer -> its result."""
    done: str = ""
    """Its first answer that is not partial."""
    in_time: bool = False
    refused: str = ""
    ground: str = ""
    extended: str = ""
    until: str = ""
    questions: tuple[Question, ...] = ()
    stopped: str = ""
    """When its clock stopped, while it waits for a clarification."""
    paused: int = 0
    """Milliseconds for which its clock stood still, since the request or its last extension."""
    closed: str = ""
    usefulness: str = ""

    @property
    def settled(self) -> bool:
        """Whether nothing more is expected of it."""
        return bool(self.done or self.refused)

    @property
    def stage(self) -> str:
        """How far it is, a code of the vocabulary request-states."""
        reached = (
            (self.refused, "refused"),
            (self.done, "answered"),
            (self.questions, "clarification-asked"),
            (len(self.answers), "partly-answered"),
            (self.extended, "extended"),
            (self.assigned, "assigned"),
            (self.acknowledged, "acknowledged"),
        )
        return next((code for mark, code in reached if mark), "asked")


@dataclass(frozen=True, slots=True)
class Permission:
    """A use that was asked for, of which entry, and what its originator said."""

    id: str
    entry: str
    originator: str
    asker: str
    use: str
    answer: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(State):
    """A request, or spontaneous information, with each agency asked or informed."""

    area: str
    purpose: str
    urgency: str = ""
    agreed: str = ""
    asked: tuple[Asked, ...]
    permissions: Ledger[Permission] = field(default_factory=Ledger[Permission])
    closed: str = ""
    usefulness: str = ""
    withdrawn: str = ""

    @property
    def spontaneous(self) -> bool:
        """Whether nobody asked."""
        return self.opened_as == "inform"

    @property
    def over(self) -> bool:
        """Whether it is closed or withdrawn."""
        return bool(self.closed or self.withdrawn)

    def of(self, agency: str) -> Asked | None:
        """Return how far one agency is, or None if it was not asked."""
        return next((asked for asked in self.asked if asked.agency == agency), None)


def put(state: Request, changed: Asked) -> Request:
    """Return the state with one agency's progress changed."""
    asked = tuple(changed if asked.agency == changed.agency else asked for asked in state.asked)
    return renewed(state, asked=asked)


def stage(state: Request) -> str:
    """Return how far the whole request is, a code of the vocabulary request-states (REQ-10)."""
    if state.over:
        return "withdrawn" if state.withdrawn else "closed"
    if state.spontaneous:
        return "informed"
    each = [asked.stage for asked in state.asked]
    if all(asked.settled for asked in state.asked):
        return "answered" if "answered" in each else "refused"
    if any(asked.settled for asked in state.asked):
        return "partly-answered"
    order = ("clarification-asked", "partly-answered", "extended", "assigned", "acknowledged")
    return next((code for code in order if code in each), "asked")


def settle(state: Request) -> Request:
    """Return the state in which every agency's final answer is one that still stands (KND-16)."""
    return replace(state, asked=tuple(_settled(asked) for asked in state.asked))


def _settled(asked: Asked) -> Asked:
    done = next((entry for entry, result in asked.answers.items() if result in FINAL), "")
    stopped = asked.stopped if asked.questions else ""
    return replace(
        asked,
        done=done,
        in_time=asked.in_time and bool(done),
        ground=asked.ground if asked.refused else "",
        until=asked.until if asked.extended else "",
        stopped=stopped,
        usefulness=asked.usefulness if asked.closed else "",
    )


def deadline(state: Request, asked: Asked, past: Past) -> str | None:
    """Return when an agency's answer is due by what a past knows, or None (REQ-20 to REQ-26).

    None: nothing was asked, receipt is not signed yet, the clock stands still, or no time was agreed.
    """
    profile = state.terms.profile if state.terms else Profile()
    if state.spontaneous or (asked.stopped and profile.clarification_stops):
        return None
    received = past.receipt(state.opening, asked.agency)
    if received is None:
        return None
    if asked.until:
        return due(profile, "agreed", asked.agency, received, asked.until, asked.paused)
    return due(profile, state.urgency, asked.agency, received, state.agreed, asked.paused)


def in_time(state: Request, asked: Asked, past: Past) -> bool:
    """Return whether the time of an entry is not after the deadline that its past knows."""
    limit = deadline(state, asked, past)
    return limit is None or past.time <= limit


def permitted(state: Request, entry: str, agency: str, use: str) -> bool:
    """Return whether an agency has been given, and not been withdrawn, a use of an entry (REQ-15)."""
    return any(
        (known.entry, known.asker, known.use) == (entry, agency, use) and known.answer in GIVEN
        for known in state.permissions.values()
    )


def stop(state: Request, asked: Asked, question: str, moment: str) -> Asked:
    """Return the progress with one more question open; the clock stops at the first (REQ-25)."""
    return replace(
        asked, questions=(*asked.questions, Question(question, moment)), stopped=asked.stopped or moment
    )


def resume(state: Request, asked: Asked, question: str, moment: str) -> Asked:
    """Return the progress with a question answered; the clock runs again after the last (REQ-25)."""
    left = tuple(other for other in asked.questions if other.id != question)
    if left:
        return replace(asked, questions=left)
    profile = state.terms.profile if state.terms else Profile()
    pause = between(asked.stopped, moment) if asked.stopped and profile.clarification_stops else 0
    return replace(asked, questions=(), stopped="", paused=asked.paused + pause)
