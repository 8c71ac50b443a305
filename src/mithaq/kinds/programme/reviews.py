"""Blind reviews of the partnership: sealed by each, opened when all have sealed (docs/spec/programme.md)."""

from dataclasses import replace
from typing import Any

from mithaq.kinds.predicates import AREAS, PARTY, Act, Past, When, reading
from mithaq.kinds.programme import bodies as b
from mithaq.kinds.programme.register import Opened, Programme, Review, Sealed, fingerprint
from mithaq.kinds.rule import Rule, texts_only


def live(state: Programme) -> Review | None:
    """Return the review that is not closed; there is at most one (PRO-11)."""
    return next((one for one in state.reviews.values() if not one.closed), None)


def _named(state: Programme, act: Act[Any]) -> Review | None:
    known = state.reviews.get(act.body.entry)
    return known if known and not known.closed else None


def pairs(review: Review) -> set[tuple[str, str]]:
    """Return every area with every dimension that the review asks for."""
    return {(area, dimension) for area in review.areas for dimension in review.dimensions}


def scores_of(body: b.Unseal) -> tuple[tuple[str, str, int], ...]:
    """Return the scores of a body in the order in which they are kept."""
    return tuple(sorted((one.area, one.dimension, one.level) for one in body.scores))


def waited_for(review: Review, past: Past) -> set[str]:
    """Return the reviewers that are still parties: who has left is not waited for."""
    return set(review.reviewers) & set(past.parties())


# ------------------------------------------------------------------ when


def _ends_after(state: Programme, act: Act[b.Review], past: Past) -> bool:
    return act.body.start <= act.body.end


def _reviews(state: Programme, act: Act[Any], past: Past) -> bool:
    review = live(state)
    return review is not None and act.author in review.reviewers


def _not_sealed(state: Programme, act: Act[Any], past: Past) -> bool:
    review = live(state)
    return review is None or act.author not in review.sealed


def _all_sealed(state: Programme, act: Act[Any], past: Past) -> bool:
    review = live(state)
    return review is not None and waited_for(review, past) <= set(review.sealed)


def _not_opened(state: Programme, act: Act[Any], past: Past) -> bool:
    review = live(state)
    return review is None or act.author not in review.opened


def _all_opened(state: Programme, act: Act[Any], past: Past) -> bool:
    review = live(state)
    return review is not None and waited_for(review, past) <= set(review.opened)


def _is_live(state: Programme, act: Act[Any], past: Past) -> bool:
    return _named(state, act) is not None


def _is_complete(state: Programme, act: Act[b.Unseal], past: Past) -> bool:
    review = _named(state, act)
    given = [(one.area, one.dimension) for one in act.body.scores]
    return review is None or (len(given) == len(set(given)) and set(given) == pairs(review))


def _is_bound(state: Programme, act: Act[b.Unseal], past: Past) -> bool:
    review = _named(state, act)
    sealed = review.sealed.get(act.author) if review else None
    found = fingerprint(act.body.entry, act.author, act.body.salt, scores_of(act.body))
    return sealed is not None and sealed.digest == found


PERIOD = When("ends on or after its first day", "period-ends-before", _ends_after, reads=True)
NONE_LIVE = When("no review is open", "review-open", lambda state, act, past: live(state) is None)
REVIEWS = When("reviews", "no-review-open", _reviews)
IS_LIVE = reading("names the open review", "review-unknown", _is_live)
NOT_SEALED = When("has not scored", "scores-given", _not_sealed)
ALL_SEALED = When("all have scored", "scores-missing", _all_sealed)
NOT_OPENED = When("has not opened its scores", "scores-opened", _not_opened)
COMPLETE = reading("every area and dimension once", "scores-incomplete", _is_complete)
BOUND = reading("the scores that were sealed", "scores-differ", _is_bound)
ALL_OPENED = When("all scores are open", "scores-not-opened", _all_opened)

# ------------------------------------------------------------------ what then


def _put(state: Programme, review: Review) -> Programme:
    return replace(state, reviews=state.reviews.put(review.id, review))


def _begun(state: Programme, act: Act[b.Review], past: Past) -> Programme:
    """PRO-11: who is a party when it begins reviews."""
    body, reviewers = act.body, tuple(sorted(past.parties()))
    return _put(
        state, Review(act.id, act.author, reviewers, body.areas, body.dimensions, body.start, body.end)
    )


def _sealed(state: Programme, act: Act[b.Seal], past: Past) -> Programme:
    review = _named(state, act)
    if review is None:  # never: IS_LIVE was asked before
        return state
    return _put(state, replace(review, sealed=review.sealed.put(act.author, Sealed(act.id, act.body.digest))))


def _seals(state: Programme, act: Act[Any], past: Past) -> tuple[str, ...]:
    """PRO-14: every party's sealed scores must be stable before one is opened."""
    review = _named(state, act)
    return tuple(sealed.id for sealed in review.sealed.values()) if review else ()


def _opened(state: Programme, act: Act[b.Unseal], past: Past) -> Programme:
    review = _named(state, act)
    if review is None:  # never: IS_LIVE was asked before
        return state
    opened = review.opened.put(act.author, Opened(act.id, scores_of(act.body)))
    return _put(state, replace(review, opened=opened))


def _counted(state: Programme, act: Act[b.Figures], past: Past) -> Programme:
    review = _named(state, act)
    return _put(state, replace(review, figures=review.figures.put(act.author, act.id))) if review else state


def _closed(state: Programme, act: Act[b.CloseReview], past: Past) -> Programme:
    review = _named(state, act)
    return _put(state, replace(review, closed=act.id)) if review else state


def _rule(body: Any, **line: Any) -> Rule[Programme, Any]:
    return Rule(body, **line)


RULES: tuple[Rule[Programme, Any], ...] = (
    _rule(b.Review, by=PARTY, when=(NONE_LIVE, AREAS, PERIOD), then=_begun),
    _rule(b.Seal, by=PARTY, when=(REVIEWS, NOT_SEALED, IS_LIVE), then=_sealed),
    _rule(
        b.Unseal,
        by=PARTY,
        when=(REVIEWS, ALL_SEALED, NOT_OPENED, IS_LIVE, COMPLETE, BOUND),
        then=_opened,
        order=True,
        needs=_seals,
    ),
    _rule(b.Figures, by=PARTY, when=(REVIEWS, IS_LIVE), then=_counted, amend=texts_only),
    _rule(b.CloseReview, by=PARTY, when=(REVIEWS, ALL_OPENED, IS_LIVE), then=_closed, amend=texts_only),
)
