"""What a catalogue of expertise shows in tasks, calendar and figures (XPT-10)."""

from collections.abc import Iterator
from itertools import islice

from mithaq.kinds.cards import Card, Facets, View
from mithaq.kinds.expertise.catalogue import Expertise, Match, Session, candidates

MATCH, AGREE, PLAN = "An offer meets your need", "Agree to a match or decline it", "Plan a session"
RATE, HELD = "Give feedback on a session", "Session"
TRAINED, RATED, LEARNT = "Session of expertise", "Usefulness of a session", "Lesson published"
WORDS = (MATCH, AGREE, PLAN, RATE, HELD, TRAINED, RATED, LEARNT)
MOST = 100
"""Proposals of a match that are shown at once; the others come when these are settled."""


def cards(state: Expertise, view: View) -> tuple[Card, ...]:
    """Return the tasks of each agency, the moments and the figures, in the order of the state."""
    found = [
        Card(
            "task",
            need.id,
            f"match/{offer.id[:32]}/{need.id[:32]}",
            MATCH,
            (("agency", offer.author), ("form", need.form)),
            owner=need.author,
            state="offered",
        )
        for offer, need in islice(candidates(state), MOST)
    ]
    for match in state.matches.values():
        found += _of_match(match)
    for session in state.sessions.values():
        match_of = state.matches.get(session.match)
        if match_of is not None:
            found += _of_session(session, match_of)
    for lesson in state.lessons.values():
        for area in lesson.areas:
            key, args = f"lesson/{lesson.id}/{area}", (("area", area),)
            found.append(Card("figure", lesson.id, key, LEARNT, args, owner=lesson.author, value=1))
    return tuple(found)


def _of_match(match: Match) -> Iterator[Card]:
    args = (("form", match.form),)
    if match.status == "proposed":
        yield Card("task", match.id, f"agree/{match.id}", AGREE, args, owner=match.other, state="proposed")
    elif match.status == "agreed" and not match.sessions:
        yield Card("task", match.id, f"plan/{match.id}", PLAN, args, owner=match.giver, state="agreed")


def _of_session(session: Session, match: Match) -> Iterator[Card]:
    args = (("form", match.form),)
    yield Card("moment", session.id, f"session/{session.id}", HELD, args, session.start, state=match.status)
    if match.status == "agreed" and match.taker not in session.rated:
        yield Card("task", session.id, f"rate/{session.id}", RATE, args, session.end, match.taker, "agreed")
    if len(session.present):
        for area in match.areas:
            key, where = f"held/{session.id}/{area}", (("area", area), *args)
            yield Card("figure", session.id, key, TRAINED, where, session.end, match.giver, "held", 1)
    for agency, rating in session.rated.items():
        key = f"rated/{session.id}/{agency}"
        yield Card("figure", session.id, key, RATED, args, session.end, agency, "rated", rating)


def facets(state: Expertise) -> Facets:
    """Return the areas of what stands in the catalogue, each once."""
    return Facets(tuple(dict.fromkeys(area for one in state.items.values() for area in one.areas)))
