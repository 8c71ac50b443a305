"""What a register shows in tasks, calendar and figures (PRO-8, PRO-18)."""

from collections.abc import Iterator

from mithaq.kinds.cards import Card, Facets, View
from mithaq.kinds.programme.register import LIVE, Commitment, Programme, Review

TAKE_ON, DUE, COUNT = "Take on a commitment", "A commitment is due", "Commitment"
SCORE, SIGN, CLOSE = "Give your scores for the review", "Sign your figures for the review", "Close the review"
LEVEL, MEASURE = "Level of the partnership", "Agree on a measure against a challenge"

WORDS = (TAKE_ON, DUE, COUNT, SCORE, SIGN, CLOSE, LEVEL, MEASURE)


def cards(state: Programme, view: View) -> tuple[Card, ...]:
    """Return what is to be done by whom, what is due when, and the figures, in the order of the state."""
    found = [card for known in state.commitments.values() for card in _cards(known)]
    found += [card for review in state.reviews.values() for card in _review(review)]
    found += _challenges(state)
    return tuple(found)


def _challenges(state: Programme) -> Iterator[Card]:
    answered = {known.answers for known in state.commitments.values() if known.status != "dropped"}
    for one in state.challenges.values():
        if not one.retired and one.id not in answered:
            args = (("area", one.areas[0]),)
            yield Card("task", one.id, f"measure/{one.id}", MEASURE, args, state=one.outlook)


def _review(review: Review) -> Iterator[Card]:
    if not review.closed:
        for agency in review.reviewers:
            if agency not in review.sealed:
                yield Card(
                    "task", review.id, f"score/{review.id}/{agency}", SCORE, owner=agency, state="open"
                )
            if agency not in review.figures:
                yield Card("task", review.id, f"sign/{review.id}/{agency}", SIGN, owner=agency, state="open")
        if all(agency in review.opened for agency in review.reviewers):
            yield Card("task", review.id, f"close/{review.id}", CLOSE, owner=review.author, state="open")
    due = f"{review.end}T23:59:59.999Z"
    for agency, opened in review.opened.items():
        for area, dimension, level in opened.scores:
            key, args = f"level/{review.id}/{agency}/{area}/{dimension}", (("area", area),)
            yield Card("figure", review.id, key, LEVEL, args, due, agency, dimension, level)


def _cards(known: Commitment) -> Iterator[Card]:
    due = f"{known.due}T23:59:59.999Z" if known.due else ""
    args = (("commitment", known.kind),)
    if known.status in LIVE:
        for owner in known.owners:
            if owner not in known.taken:
                key = f"take-on/{known.id}/{owner}"
                yield Card("task", known.id, key, TAKE_ON, args, owner=owner, state=known.status)
            if due:
                yield Card("moment", known.id, f"due/{known.id}/{owner}", DUE, args, due, owner, known.status)
    for owner in known.owners:
        yield Card("figure", known.id, f"figure/{known.id}/{owner}", COUNT, args, due, owner, known.status, 1)


def facets(state: Programme) -> Facets:
    """Return the areas of all commitments, each once."""
    return Facets(tuple(dict.fromkeys(area for one in state.commitments.values() for area in one.areas)))
