"""Who may write what in a catalogue of expertise, when, and what then follows (docs/spec/expertise.md)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from mithaq.kinds.agreement import Terms
from mithaq.kinds.expertise import bodies as b
from mithaq.kinds.expertise.catalogue import Expertise, Item, Lesson, Match, Session, fits
from mithaq.kinds.predicates import AREAS, PARTY, Act, Past, When, areas_are_agreed, reading
from mithaq.kinds.rule import Rule, texts_only
from mithaq.record.errors import Refusal


def begin(act: Act[Any], terms: Terms | None, past: Past) -> Expertise | Refusal:
    """XPT-1: a catalogue begins empty."""
    return Expertise(opening=act.id, opener=act.author, opened_as=b.Catalogue.type, terms=terms)


# ------------------------------------------------------------------ when


def _item(state: Expertise, entry: str, role: str = "") -> Item | None:
    """Return an offer or a need that stands."""
    found = state.items.get(entry)
    return found if found and not found.gone and role in ("", found.role) else None


def _is_own_item(state: Expertise, act: Act[b.TakeBack], past: Past) -> bool:
    found = _item(state, act.body.entry)
    return found is not None and found.author == act.author


def _two(state: Expertise, act: Act[b.Match]) -> tuple[Item, Item] | None:
    offer, need = _item(state, act.body.offer, "offer"), _item(state, act.body.need, "need")
    return (offer, need) if offer and need else None


def _stand(state: Expertise, act: Act[b.Match], past: Past) -> bool:
    return _two(state, act) is not None


def _fit(state: Expertise, act: Act[b.Match], past: Past) -> bool:
    two = _two(state, act)
    return two is not None and fits(*two)


def _one_is_own(state: Expertise, act: Act[b.Match], past: Past) -> bool:
    two = _two(state, act)
    return two is not None and act.author in {item.author for item in two}


def _not_matched(state: Expertise, act: Act[b.Match], past: Past) -> bool:
    pair = (act.body.offer, act.body.need)
    return all((one.offer, one.need) != pair for one in state.matches.values())


def _waits(state: Expertise, act: Act[Any], past: Past) -> bool:
    return any(one.other == act.author and one.status == "proposed" for one in state.matches.values())


def _match(state: Expertise, act: Act[Any]) -> Match | None:
    return state.matches.get(act.body.entry)


def _waits_for_it(state: Expertise, act: Act[Any], past: Past) -> bool:
    found = _match(state, act)
    return found is not None and found.other == act.author and found.status == "proposed"


def _is_in(match: Match | None, agency: str) -> bool:
    return match is not None and agency in (match.giver, match.taker)


def _any_agreed(state: Expertise, act: Act[Any], past: Past) -> bool:
    return any(_is_in(one, act.author) and one.status == "agreed" for one in state.matches.values())


def _is_agreed(state: Expertise, act: Act[Any], past: Past) -> bool:
    found = _match(state, act)
    return found is not None and _is_in(found, act.author) and found.status == "agreed"


def _ends_after(state: Expertise, act: Act[b.Session], past: Past) -> bool:
    return act.body.start <= act.body.end


def _any_session(state: Expertise, act: Act[Any], past: Past) -> bool:
    return any(_is_in(state.matches.get(one.match), act.author) for one in state.sessions.values())


def _in_session(state: Expertise, act: Act[Any], past: Past) -> bool:
    found = state.sessions.get(act.body.entry)
    return found is not None and _is_in(state.matches.get(found.match), act.author)


def _has_session(state: Expertise, act: Act[Any], past: Past) -> bool:
    found = _match(state, act)
    return found is not None and found.sessions > 0


def _comes_from_session(state: Expertise, act: Act[b.Lesson], past: Past) -> bool:
    return act.body.entry is None or act.body.entry in state.sessions


OWN_ITEM = reading("names its own offer or need", "item-not-own", _is_own_item)
STAND = When("both stand", "item-unknown", _stand, reads=True)
FIT = When("they fit", "match-unfit", _fit, reads=True)
ONE_OWN = When("one is its own", "match-not-own", _one_is_own, reads=True)
NEW = When("not matched before", "match-known", _not_matched, reads=True)
WAITS = When("a match waits for it", "no-match-pending", _waits)
WAITS_FOR_IT = reading("this match waits for it", "match-not-pending", _waits_for_it)
HAS_AGREED = When("has an agreed match", "no-match-agreed", _any_agreed)
IS_AGREED = reading("names an agreed match of its own", "match-not-agreed", _is_agreed)
ENDS_AFTER = When("ends after it begins", "session-ends-before", _ends_after, reads=True)
HAS_SESSION = When("took part in a session", "no-session", _any_session)
IN_SESSION = reading("took part in this session", "session-unknown", _in_session)
HELD = reading("has had a session", "match-without-session", _has_session)
FROM_SESSION = reading("comes from a session here", "session-unknown", _comes_from_session)

# ------------------------------------------------------------------ what then


def _put(state: Expertise, match: Match) -> Expertise:
    return replace(state, matches=state.matches.put(match.id, match))


def _stated(role: str) -> Callable[[Expertise, Act[Any], Past], Expertise]:
    def then(state: Expertise, act: Act[Any], past: Past) -> Expertise:
        body = act.body
        made = Item(act.id, role, act.author, body.form, body.areas, body.languages)
        return replace(state, items=state.items.put(act.id, made))

    return then


def _restated(state: Expertise, act: Act[Any], past: Past) -> Expertise | Refusal:
    """XPT-3: a correction changes an offer or a need that stands in no match."""
    known, body = state.items.get(act.id), act.body
    if known is None or any(act.id in (one.offer, one.need) for one in state.matches.values()):
        return Refusal("correction-changes-match")
    if not areas_are_agreed(state, act, past):
        return Refusal("areas-not-in-pact")
    changed = replace(known, form=body.form, areas=body.areas, languages=body.languages)
    return replace(state, items=state.items.put(act.id, changed))


def _taken_back(state: Expertise, act: Act[b.TakeBack], past: Past) -> Expertise:
    known = state.items.get(act.body.entry)
    return replace(state, items=state.items.put(known.id, replace(known, gone=True))) if known else state


def _matched(state: Expertise, act: Act[b.Match], past: Past) -> Expertise:
    two = _two(state, act)
    if two is None:  # never: STAND was asked before
        return state
    offer, need = two
    areas = tuple(area for area in offer.areas if area in need.areas)
    ends = (offer.id, need.id, offer.author, need.author)
    return _put(state, Match(act.id, *ends, act.author, offer.form, areas))


def _becomes(status: str) -> Callable[[Expertise, Act[Any], Past], Expertise]:
    def then(state: Expertise, act: Act[Any], past: Past) -> Expertise:
        known = _match(state, act)
        return _put(state, replace(known, status=status)) if known else state

    return then


def _planned(state: Expertise, act: Act[b.Session], past: Past) -> Expertise:
    known, body = _match(state, act), act.body
    if known is None:  # never: IS_AGREED was asked before
        return state
    made = Session(act.id, known.id, body.start, body.end)
    after = _put(state, replace(known, sessions=known.sessions + 1))
    return replace(after, sessions=after.sessions.put(act.id, made))


def _replanned(state: Expertise, act: Act[b.Session], past: Past) -> Expertise | Refusal:
    """XPT-6: a correction changes when a session is, not of which match."""
    known, body = state.sessions.get(act.id), act.body
    if known is None or known.match != body.entry:
        return Refusal("correction-changes-match")
    if not _ends_after(state, act, past):
        return Refusal("session-ends-before")
    changed = replace(known, start=body.start, end=body.end)
    return replace(state, sessions=state.sessions.put(act.id, changed))


def _counted(state: Expertise, act: Act[b.Attendance], past: Past) -> Expertise:
    known = state.sessions.get(act.body.entry)
    if known is None:  # never: IN_SESSION was asked before
        return state
    changed = replace(known, present=known.present.put(act.author, act.body.present))
    return replace(state, sessions=state.sessions.put(known.id, changed))


def _rated(state: Expertise, act: Act[b.Feedback], past: Past) -> Expertise:
    known = state.sessions.get(act.body.entry)
    if known is None:  # never: IN_SESSION was asked before
        return state
    changed = replace(known, rated=known.rated.put(act.author, act.body.rating))
    return replace(state, sessions=state.sessions.put(known.id, changed))


def _learnt(state: Expertise, act: Act[b.Lesson], past: Past) -> Expertise:
    body = act.body
    source = body.source.dossier if body.source else body.entry or ""
    made = Lesson(act.id, act.author, body.areas, source)
    return replace(state, lessons=state.lessons.put(act.id, made))


def _relearnt(state: Expertise, act: Act[b.Lesson], past: Past) -> Expertise | Refusal:
    for when in (AREAS, FROM_SESSION):
        refusal = when.refusal(state, act, past)
        if refusal is not None:
            return refusal
    return _learnt(state, act, past)


def _rule(body: Any, **line: Any) -> Rule[Expertise, Any]:
    return Rule(body, **line)


RULES: tuple[Rule[Expertise, Any], ...] = (
    # body, by whom, when, what then
    _rule(b.Offer, by=PARTY, when=(AREAS,), then=_stated("offer"), amend=_restated),
    _rule(b.Need, by=PARTY, when=(AREAS,), then=_stated("need"), amend=_restated),
    _rule(b.TakeBack, by=PARTY, when=(OWN_ITEM,), then=_taken_back),
    _rule(b.Match, by=PARTY, when=(STAND, FIT, ONE_OWN, NEW), then=_matched),
    _rule(b.Agree, by=PARTY, when=(WAITS, WAITS_FOR_IT), then=_becomes("agreed")),
    _rule(b.Refuse, by=PARTY, when=(WAITS, WAITS_FOR_IT), then=_becomes("declined"), amend=texts_only),
    _rule(b.Session, by=PARTY, when=(HAS_AGREED, IS_AGREED, ENDS_AFTER), then=_planned, amend=_replanned),
    _rule(b.Attendance, by=PARTY, when=(HAS_SESSION, IN_SESSION), then=_counted),
    _rule(b.Feedback, by=PARTY, when=(HAS_SESSION, IN_SESSION), then=_rated),
    _rule(b.Lesson, by=PARTY, when=(AREAS, FROM_SESSION), then=_learnt, amend=_relearnt),
    _rule(b.Finish, by=PARTY, when=(HAS_AGREED, IS_AGREED, HELD), then=_becomes("done")),
)

__all__ = ["RULES", "begin"]
