# ruff: noqa: E501 - one guard a line
"""The rules of a delivery with one guard deleted, for each of them: the machine must find every one.

Guards of the table are taken out of its lines. Guards inside of what follows are listed with the text that
deletes them, and stand in a copy of the kind's code under another name.
"""

import importlib
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mithaq.kinds import Kind
from mithaq.kinds.delivery import DELIVERY
from mithaq.kinds.predicates import Who

ANYBODY = Who("anybody", "not-a-party", lambda state, act, past: True)
FOLDER = Path(sys.modules["mithaq.kinds.delivery"].__file__ or "").parent

INNER: tuple[tuple[str, str, str, str], ...] = (
    ("progress", "needs: authorisations and consents", "*(one.id for one in consents(state, leg) if one is not None),", ""),
    ("progress", "needs: the team", "*((team.id,) if team else ()),", ""),
    ("progress", "needs: the clearance", "*((safety.id,) if safety and state.endangered else ()),", ""),
    ("progress", "needs: the order of the leg before", "*((before.order,) if before else ()),", ""),
    ("progress", "a requirement is waited for", "if leg.number in need.legs:", "if False:"),
    ("progress", "an order falls with the order before", "return sequence and authorised", "return authorised"),
    ("progress", "an order falls with an authorisation", "return sequence and authorised and ready", "return sequence and ready"),
    ("progress", "an order falls with the form", "is_authorised(state, leg) and allows_form(state, leg)", "is_authorised(state, leg)"),
    ("progress", "an order falls with the team", "ready = str(leg.number) in state.teams and is_cleared", "ready = is_cleared"),
    ("progress", "an order falls with the clearance", "in state.teams and is_cleared(state, leg)", "in state.teams"),
    ("progress", "an order falls with the end", "ready and not state.over", "ready"),
    ("progress", "what has departed keeps its order", "if leg.order and not leg.departed and not _is_upheld", "if leg.order and not _is_upheld"),
    ("progress", "a newer consent strikes no departed order", "if leg is not None and leg.order and not leg.departed:", "if leg is not None and leg.order:"),
    ("progress", "who has left is not responsible", "(one for one in candidates if one in parties)", "(one for one in candidates)"),
    ("progress", "the opener comes after the holder", "state.holder, state.opener, *state", "state.holder, *state"),
    ("progress", "who left owes no outcome", " & frozenset(past.parties())", ""),
    ("table", "a newer consent takes an order with it", "return withdrawn(replace(state, consents=consents, denials=denials), act.body.legs)", "return replace(state, consents=consents, denials=denials)"),
    ("table", "a no is kept", 'denials = denials.put(f"{key}/{act.author}", Denial(act.id, act.author, key))', "pass"),
    ("table", "each agency's no is kept", '.put(f"{key}/{act.author}"', '.put(f"{key}"'),
    ("table", "a no takes the consent", "consents=state.consents.without(keys), ", ""),
    ("table", "a no takes an order with it", "return upheld(replace(state, consents=state.consents.without(keys), denials=denials))", "return replace(state, consents=state.consents.without(keys), denials=denials)"),
    ("table", "a requirement takes an order with it", "return upheld(replace(state, needs=state.needs.put(act.id, need)))", "return replace(state, needs=state.needs.put(act.id, need))"),
    ("table", "a team that stands down takes an order with it", "return upheld(replace(state, teams=state.teams.without((str(act.body.leg),))))", "return replace(state, teams=state.teams.without((str(act.body.leg),)))"),
    ("table", "doubt takes an order with it", "return upheld(replace(state, safety=safety, endangered=True))", "return replace(state, safety=safety, endangered=True)"),
    ("table", "doubt endangers", "safety=safety, endangered=True", "safety=safety"),
    ("table", "danger takes orders with it", "return upheld(replace(state, endangered=True,", "return (replace(state, endangered=True,"),
    ("table", "danger endangers", "endangered=True, safety=Ledger", "safety=Ledger"),
    ("table", "danger undoes clearances", "safety=Ledger[Safety](), ", ""),
    ("table", "danger is remembered", ", alarms=alarms", ""),
    ("table", "the end takes orders with it", "return upheld(replace(state, ends=ends))", "return replace(state, ends=ends)"),
    ("table", "an interception is an end", 'return _ended(found(state, act, past), act, "intercepted")', "return found(state, act, past)"),
    ("table", "an abort is an end", 'return _ended(state, act, "aborted")', "return state"),
    ("table", "an interception books what it seized", "_ended(found(state, act, past), act,", "_ended(state, act,"),
    ("table", "a departure is noted", "if event in c.MOVING:", "if False:"),
    ("table", "the first departure counts", "departed=leg.departed or act.body.at", "departed=act.body.at"),
    ("table", "a replaced leg can have moved", "leg = state.replaced.get(str(act.body.leg))", "leg = None"),
    ("table", "a leg that is back strikes orders ahead", "return withdrawn(after, tuple(one.number for _, one in ahead))", "return after"),
    ("table", "a leg that is back goes before the others", "Ledger([*kept, (key, leg), *ahead])", "Ledger([*kept, *ahead, (key, leg)])"),
    ("table", "replaced legs are kept", "replaced = Ledger([*state.replaced.items(), *gone])", "replaced = state.replaced"),
    ("table", "a replaced leg has no order", '(key, replace(leg, order="")) for key', "(key, leg) for key"),
    ("table", "what has departed stays on the route", "kept = [leg for leg in state.route if leg.departed]", "kept = []"),
    ("table", "a new route begins where the old one ends", 'kept[-1].end if kept else ""', '""'),
    ("table", "new legs have new numbers", "legs_of(act.id, act.body.legs, state.last)", "legs_of(act.id, act.body.legs, 0)"),
    ("table", "another route takes a hand-over with it", "state.giving if state.giving and str(state.giving.leg) in legs else None", "state.giving"),
    ("table", "a bad route is refused", "if problem is not None:\n        return problem", "if False:\n        return problem"),
    ("table", "contact lost is a state", "return replace(state, lost=state.lost or act.body.at)", "return state"),
    ("table", "contact regained is one", 'return replace(state, lost="") if event == "contact-regained" else state', "return state"),
    ("table", "the responsible agency is heard", "if act.author == responsible(state, past.parties()):", "if False:"),
    ("table", "control passes", "replace(state, holder=act.author, since=act.time, giving=None", "replace(state, giving=None"),
    ("table", "what was taken over waits no more", "since=act.time, giving=None,", "since=act.time,"),
    ("table", "closed is closed", "return replace(state, concluded=True)", "return state"),
    ("account", "a count is booked", "return _booked(state, act, past, COUNTED)", "return state"),
    ("account", "a seizure is booked", 'return _booked(state, act, past, "seized")', "return state"),
    ("account", "what is missing is booked", 'return _booked(state, act, past, "missing")', "return state"),
    ("account", "another unit moves nothing", "if not same_unit(state, act, past):\n        return state\n    account = state.account\n    for", "account = state.account\n    for"),
    ("account", "another unit is no sample", 'return state\n    return replace(state, account=book(state.account, act.id, "goods", "sampled"', 'pass\n    return replace(state, account=book(state.account, act.id, "goods", "sampled"'),
    ("account", "another unit is no substitution", 'return state\n    account = book(state.account, act.id, "goods", "removed"', 'pass\n    account = book(state.account, act.id, "goods", "removed"'),
    ("account", "a sample is booked", "account=book(state.account, act.id, \"goods\", \"sampled\", act.body.quantity.value)", "account=state.account"),
    ("account", "what was removed is booked", 'account = book(state.account, act.id, "goods", "removed", act.body.removed.value)', "account = state.account"),
    ("account", "what was put in is booked", 'account = book(account, act.id, "substitute", PUT, act.body.put.value)', "pass"),
    ("account", "a substitution changes the form", "account=account, form=form_after(state, act.body)", "account=account"),
    ("account", "a form takes orders with it", "return upheld(replace(state, account=account, form", "return (replace(state, account=account, form"),
    ("goods", "what lacks is missing", "missing=now.missing + now.under_way - amount", "missing=now.missing"),
    ("goods", "what was missing is found", "again = min(more, now.missing)", "again = 0"),
    ("goods", "what is too much is a surplus", "surplus=now.surplus + more - again", "surplus=now.surplus"),
    ("goods", "a seizure finds what was missing", 'if where == "seized" else 0', 'if where == "" else 0'),
    ("goods", "a seizure of too much is a surplus", "surplus = now.surplus + amount - taken - found", "surplus = now.surplus"),
    ("goods", "what was taken is not on the way", "under_way=now.under_way - taken, ", ""),
    ("__init__", "a recalled hand-over waits for nobody", "state = replace(state, giving=None)", "pass"),
    ("__init__", "what was recalled entitles no order", "return upheld(_needless(state))", "return _needless(state)"),
    ("__init__", "a recalled requirement takes its consents with it", "return upheld(_needless(state))", "return upheld(state)"),
    ("conditions", "who opened has it until it leaves", "act.author == (state.opener if state.opener in past.parties() else act.author)", "act.author == state.opener"),
    ("conditions", "a withdrawal is of a document", "by_document = mark is not None and mark.type == b.Consent.type", "by_document = True"),
    ("conditions", "who is gone can be contradicted", "return by_document or country_of(one.agency) not in _here(past)", "return by_document"),
    ("conditions", "an order is known to be held by all", "bool(leg.order) and past.stable(leg.order) and", "bool(leg.order) and"),
    ("conditions", "whose agency has left is not given", " and leg.agency in past.parties()", ""),
    ("conditions", "what is over may be handed on", "return leg is None or state.over or _given", "return leg is None or _given"),
    ("conditions", "only what was handed over is taken", "giving is not None and giving.id == act.body.entry and", "giving is not None and"),
    ("conditions", "only the taker takes", "== act.body.entry and giving.taker == act.author", "== act.body.entry"),
    ("conditions", "alarms bind", "said = [*state.alarms, *(", "said = [*("),
    ("conditions", "doubts bind", "*([doubt.id] if doubt and not doubt.safe else [])", ""),
    ("conditions", "seals are compared without spaces and case", '"".join(seal.split()).upper()', "seal"),
    ("conditions", "a weight that was left must be found", "if giving.weight is None or found is None:\n        return False", "if giving.weight is None or found is None:\n        return True"),
    ("conditions", "who held nothing left no seals", "return giving is None or not giving.held or giving.seals", "return giving is None or giving.seals"),
    ("conditions", "what was missing may be seized", "(account.missing if again else 0)", "0"),
    ("conditions", "only seizures come from what was missing", "again = isinstance(act.body, f.Seize | f.Intercept)", "again = True"),
    ("conditions", "each legs' consents are asked for a new form", "ahead = (leg for leg in state.route if not leg.arrived)", "ahead = state.route[:1]"),
    ("opening", "legs belong to parties", "if leg.agency not in past.parties():", "if False:"),
    ("opening", "legs belong to countries", "if country_of(leg.agency) not in leg.countries:", "if False:"),
    ("opening", "legs arrive later", "if leg.arrives < leg.departs:", "if False:"),
    ("opening", "legs hang together", "if any(one and one != other for one, other in joints):", "if False:"),
    ("opening", "legs follow one another", "if any(earlier.arrives > later.departs for earlier, later in pairwise(legs)):", "if False:"),
)  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """A kind without one guard. It is made when it is asked for."""

    name: str
    make: Callable[[], Kind[Any]]


def mutants() -> Iterator[Mutant]:
    """Yield every mutant, those of the table first."""
    for place, rule in enumerate(DELIVERY.rules):
        if "evidence" in rule.body.type or rule.body.type in ("seal-broken", "re-seal", "end-custody"):
            continue  # the register of evidence has its own tests
        type_ = rule.body.type
        if rule.by.code != "not-a-party":  # the record keeps strangers out before the table does
            yield _table(f"{type_}: by {rule.by.name}", place, replace(rule, by=ANYBODY))
        for index, when in enumerate(rule.when):
            left = rule.when[:index] + rule.when[index + 1 :]
            yield _table(f"{type_}: {when.name}", place, replace(rule, when=left))
        if rule.order:
            yield _table(f"{type_}: is an order", place, replace(rule, order=False))
        if rule.report:
            yield _table(f"{type_}: is a report", place, replace(rule, report=False))
        if rule.deviant:
            yield _table(f"{type_}: what deviates moves nothing", place, replace(rule, deviant=None))
    for number, (file, name, old, new) in enumerate(INNER):
        yield Mutant(f"{file}: {name}", _copy(number, file, old, new))


def _table(name: str, place: int, rule: Any) -> Mutant:
    rules = (*DELIVERY.rules[:place], rule, *DELIVERY.rules[place + 1 :])
    return Mutant(name, lambda: replace(DELIVERY, rules=rules))


def _copy(number: int, file: str, old: str, new: str) -> Callable[[], Kind[Any]]:
    def made() -> Kind[Any]:
        name = f"delivery_without_{number}"
        if name not in sys.modules:
            with tempfile.TemporaryDirectory() as folder:
                target = Path(folder) / name
                shutil.copytree(FOLDER, target, ignore=shutil.ignore_patterns("__pycache__"))
                path = target / f"{file}.py"
                text = path.read_text("utf-8")
                assert text.count(old) == 1, f"{file}: {text.count(old)} places read {old!r}"
                path.write_text(text.replace(old, new), "utf-8")
                for one in target.glob("*.py"):
                    own = one.read_text("utf-8").replace("mithaq.kinds.delivery", name)
                    one.write_text(own, "utf-8")
                sys.path.insert(0, folder)
                try:
                    importlib.invalidate_caches()
                    importlib.import_module(name)
                finally:
                    sys.path.remove(folder)
        kind: Kind[Any] = sys.modules[name].DELIVERY
        return kind

    return made
