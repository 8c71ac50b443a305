"""Reviews of the partnership for their page: who has scored, levels once open, figures beside, the trend."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from django.utils.translation import gettext as _

from mithaq.kinds.programme.register import Challenge, Review
from mithaq.node.models import DossierRow
from mithaq.node.views import HeldView
from mithaq.terms import REVIEW_FIGURES
from mithaq.web import words
from mithaq.web.charts import Bar, Chart, Level, Risk, Series, Share, bars, levels, matrix, stacked, trend
from mithaq.web.programme import figures
from mithaq.web.programme.opened import fetch, said
from mithaq.web.reading import Said

MOST = 12
"""Reviews that a trend goes back."""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of an area: what this node has counted, and what each party has signed."""

    area: str
    figure: str
    here: int
    signed: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One review as its page shows it."""

    review: Review
    sealed: tuple[tuple[str, bool], ...]
    complete: bool
    """Whether all scores are open."""
    charts: tuple[Chart, ...]
    lines: tuple[Line, ...]
    conclusion: Said | None


@dataclass(frozen=True, slots=True)
class Challenged:
    """One common challenge."""

    known: Challenge
    said: Said | None
    translated: Said | None
    measures: int


def shown(view: HeldView, row: DossierRow, review: Review) -> Shown:
    """Return a review; its scores only when every reviewer's are open."""
    fetch(view, [entry for entry in (*review.figures.values(), review.closed) if entry])
    complete = all(agency in review.opened for agency in review.reviewers)
    return Shown(
        review,
        tuple((agency, agency in review.sealed) for agency in review.reviewers),
        complete,
        tuple(_charts(view, review)) if complete else (),
        tuple(_lines(view, row, review)),
        said(view, review.closed, "text")[0] if review.closed else None,
    )


def _charts(view: HeldView, review: Review) -> Iterator[Chart]:
    """Yield the level by area of the partnership and of each party, now and in the review before."""
    before = _before(view, review)
    yield levels(
        _("Level of the partnership"),
        [
            Level(words.name("areas", area), _level(before, area), _level(review, area))
            for area in review.areas
        ],
        of=_("Area of cooperation"),
    )
    yield levels(
        _("Level by dimension"),
        [
            Level(words.name("dimensions", one), _by_dimension(before, one), _by_dimension(review, one))
            for one in review.dimensions
        ],
        of=_("Dimension"),
    )
    for agency in review.reviewers:
        title = _("As seen by %(agency)s") % {"agency": words.agency_short(agency)}
        yield levels(
            title,
            [
                Level(words.name("areas", area), _level(before, area, agency), _level(review, area, agency))
                for area in review.areas
            ],
            of=_("Area of cooperation"),
        )


def _before(view: HeldView, review: Review) -> Review | None:
    """Return the review before this one whose scores are all open."""
    found = None
    for one in view.state.reviews.values():
        if one.id == review.id:
            return found
        if all(agency in one.opened for agency in one.reviewers):
            found = one
    return None


def _scores(review: Review | None, agency: str = "") -> Iterable[tuple[str, str, int]]:
    if review is None:
        return ()
    return (
        score for name, opened in review.opened.items() if agency in ("", name) for score in opened.scores
    )


def _level(review: Review | None, area: str, agency: str = "") -> float | None:
    found = [level for where, _dimension, level in _scores(review, agency) if where == area]
    return fmean(found) if found else None


def _by_dimension(review: Review | None, dimension: str) -> float | None:
    found = [level for _area, what, level in _scores(review) if what == dimension]
    return fmean(found) if found else None


def _lines(view: HeldView, row: DossierRow, review: Review) -> Iterator[Line]:
    """Yield every figure that this node has counted or a party has signed."""
    here = figures.counted(row.pact, review.areas, review.start, review.end)
    signed = {agency: _signed(view, review.figures.get(agency)) for agency in review.reviewers}
    order = {code: place for place, code in enumerate(REVIEW_FIGURES.codes)}
    pairs = {*here, *(pair for one in signed.values() for pair in one)}
    for area, figure in sorted(pairs, key=lambda pair: (pair[0], order.get(pair[1], 99))):
        yield Line(
            area,
            figure,
            here.get((area, figure), 0),
            tuple((agency, signed[agency].get((area, figure))) for agency in review.reviewers),
        )


def _signed(view: HeldView, entry: str | None) -> figures.Counts:
    body: Any = view.content(entry) if entry else None
    return {(one.area, one.figure): one.value for one in body.figures} if body is not None else {}


# ------------------------------------------------------------------ over all reviews


def overview(view: HeldView) -> tuple[Chart, ...]:
    """Return how the partnership goes: the trend of its levels, commitments by area, and in time."""
    return (*_trend(view), *_commitments(view))


def _trend(view: HeldView) -> Iterator[Chart]:
    done = [
        one for one in view.state.reviews.values() if all(agency in one.opened for agency in one.reviewers)
    ][-MOST:]
    if len(done) < 2:
        return
    areas = list(dict.fromkeys(area for one in done for area in one.areas))[:4]
    series = [Series(words.name("areas", area), tuple(_level(one, area) for one in done)) for area in areas]
    yield trend(_("Trend of the partnership"), "", [one.end[:7] for one in done], series, of=_("Review"))


def _commitments(view: HeldView) -> Iterator[Chart]:
    known = list(view.state.commitments.values())
    if not known:
        return
    parts = ("open", "under-way", "at-risk", "fulfilled", "dropped")
    areas = dict.fromkeys(area for one in known for area in one.areas)
    rows = [
        Share(
            words.name("areas", area),
            tuple(float(sum(one.status == part and area in one.areas for one in known)) for part in parts),
        )
        for area in areas
    ]
    names = [words.name("commitment-states", part) for part in parts]
    yield stacked(_("Commitments by area"), names, rows, of=_("Area of cooperation"))
    rates = [Bar(words.agency_short(agency), _on_time(view, agency)) for agency in view.parties()]
    if any(rate.value is not None for rate in rates):
        yield bars(_("Fulfilled in time"), "%", rates, of=_("Agency"))


def _on_time(view: HeldView, agency: str) -> float | None:
    """Return how many of a hundred fulfilled or overdue commitments of an agency were fulfilled in time."""
    due = [one for one in view.state.commitments.values() if agency in one.owners and one.due]
    nodes = view.dossier.graph.nodes
    done = [one for one in due if one.status == "fulfilled" and one.by in nodes]
    in_time = [one for one in done if nodes[one.by].time[:10] <= one.due]
    late = [one for one in due if one.status in ("open", "under-way", "at-risk") and one.due < view.time[:10]]
    total = len(done) + len(late)
    return 100.0 * len(in_time) / total if total else None


def challenges(view: HeldView) -> tuple[tuple[Challenged, ...], Chart | None]:
    """Return the challenges that stand, and their matrix of likelihood and impact."""
    standing = [one for one in view.state.challenges.values() if not one.retired]
    fetch(view, (one.id for one in standing))
    answers = [one.answers for one in view.state.commitments.values() if one.status != "dropped"]
    found = []
    for one in standing:
        text, translated = said(view, one.id, "text")
        found.append(Challenged(one, text, translated, answers.count(one.id)))
    if not found:
        return (), None
    risks = [
        Risk(one.said.text[:40] if one.said else "", one.known.likelihood, one.known.impact) for one in found
    ]
    return tuple(found), matrix(
        _("Likelihood and impact"),
        risks,
        of=_("Challenge"),
        likelihood=_("Likelihood"),
        impact=_("Impact"),
    )
