"""What a good officer does next, by what is known at its own node; and words that bodies are filled from."""

import re
from typing import Any

from kinds.machine.network import Node
from mithaq.kinds import diagram
from mithaq.kinds.body import Body
from mithaq.kinds.deadlines import later
from mithaq.kinds.delivery.progress import responsible

Move = tuple[str, dict[str, Any]]
DAY = 1440
FORMS = ["intact", "partly-replaced", "replaced"]
SEALS = ["EX 1", "EX 2"]


def of_type(node: Node, type_: str) -> list[str]:
    """Return the entries of a type that are held, in order; refused ones too."""
    found = []
    for entry in node.dossier.order:
        opened = node.dossier._held.bodies.get(entry)
        if opened is not None and opened.type == type_:
            found.append(entry)
    return found


def next_for(node: Node) -> Move | None:
    """Return what is next for an agency, or None."""
    state, agency = node.state, node.agency
    if state.concluded:
        return None
    for found in (_control(node), _ending(node) if state.over or state.arrived else _planning(node)):
        if found is not None:
            return found
    return ("order-leg", {"leg": f"L{place}"}) if (place := _may_order(node, agency)) else None


def _control(node: Node) -> Move | None:
    state, agency = node.state, node.agency
    holder = responsible(state, node.dossier.members())
    giving = state.giving
    if giving is not None and giving.taker == agency:
        same = {"weight": 1002, "seals": SEALS} if giving.held else {"seals": [], "weight": None}
        return "take-over", {"entry": giving.id, "at": "T+0", **same, "quantity": "Q0", "substitute": "S0"}
    if state.lost and holder == agency:
        return "report", {"event": "contact-regained", "leg": "L1", "at": "T+0"}
    given = node.dossier.fold().given
    moving = [leg for leg in state.route if leg.departed]
    if moving and not moving[-1].arrived and moving[-1].agency == agency and not state.over:
        return "report", {"event": "arrived", "leg": moving[-1].number, "at": "T+0"}
    ahead = [leg for leg in state.route if not leg.departed]
    if not ahead or state.over or ahead[0].order not in given:
        return None
    if ahead[0].agency == agency and holder == agency:
        return "report", {"event": "departed", "leg": ahead[0].number, "at": "T+0"}
    if moving and moving[-1].arrived and holder == agency and giving is None:
        held = ahead[0].number % 2 == 0
        said = {"held": held, "seals": SEALS, "weight": 1000} if held else {"held": False}
        return "hand-over", {"leg": ahead[0].number, "at": "T+0", **said, "quantity": "Q0"}
    return None


def _ending(node: Node) -> Move | None:
    state, agency = node.state, node.agency
    goods, substitute = state.accounts
    holder = responsible(state, node.dossier.members())
    if agency == holder and (goods.under_way or substitute.under_way):
        return "seize", {"quantity": "Q0", "substitute": "S0", "at": "T+0"}
    if agency in state.agencies and agency not in state.outcomes:
        return "outcome", {}
    members = node.dossier.members()
    waits = set(state.agencies) & set(members) - set(state.outcomes)
    if agency == state.opener and not waits and not goods.under_way and not substitute.under_way:
        return "conclude", {}
    return None


def _planning(node: Node) -> Move | None:
    state, agency, now = node.state, node.agency, node.time
    land = agency.split(".")[0].upper()
    spoken = {member.split(".")[0].upper() for member in node.dossier.members()}
    forms = {"forms": FORMS, "since": "T-1d", "until": "T+30d"}
    legs = [leg for leg in state.route if not leg.departed]
    for country in sorted({c for leg in legs for c in leg.countries}):
        numbers = [
            leg.number for leg in legs if country in leg.countries and not _holds(state, leg, country, now)
        ]
        if numbers and country == land:
            return "authorise", {"legs": numbers, "country": country, **forms}
        if numbers and country not in spoken and agency == state.opener:
            return "consent", {"legs": numbers, "country": country, "entry": None, **forms}
    for need in state.needs.values():
        numbers = [
            n
            for n in need.legs
            if (leg := state.leg(n)) and not leg.departed and not _holds(state, leg, need.id, now)
        ]
        if numbers and agency == state.opener:
            return "consent", {"legs": numbers, "country": need.country, "entry": need.id, **forms}
    for leg in legs:
        number = str(leg.number)
        if leg.agency == agency and number not in state.teams:
            return "confirm-team", {"leg": leg.number}
        safety = state.safety.get(number)
        if leg.agency == agency and state.endangered and not (safety and safety.safe):
            return "assess-safety", {"leg": leg.number, "safe": True}
    return None


def _holds(state: Any, leg: Any, by: str, now: str) -> bool:
    one = state.consents.get(f"{leg.number}/{by}")
    return one is not None and one.until >= now and state.form in one.forms


def _may_order(node: Node, agency: str) -> int:
    state = node.state
    if state.over or state.lost:
        return 0
    for place, leg in enumerate(state.route, 1):
        if leg.order or leg.departed:
            continue
        needs = [*leg.countries, *[need.id for need in state.needs.values() if leg.number in need.legs]]
        ready = str(leg.number) in state.teams and all(_holds(state, leg, by, node.time) for by in needs)
        return place if ready and leg.agency == agency else 0
    return 0


# ------------------------------------------------------------------ words


def example(model: type[Body], node: Node) -> dict[str, Any]:
    """Return the example of a body for this agency; entries that it names are words still."""
    return dict(model.fitted(dict(model.example), node.agency))


def fill(value: Any, node: Node) -> Any:
    """Return a body with its words filled in from what is known at a node."""
    if isinstance(value, dict):
        return {name: fill(member, node) for name, member in value.items()}
    if isinstance(value, (list, tuple)):
        return [fill(item, node) for item in value]
    return _word(value, node) if isinstance(value, str) else value


def _word(word: str, node: Node) -> Any:
    state = node.state
    if found := re.fullmatch(r"L(\d)", word):
        place = int(found[1]) - 1
        return state.route[place].number if place < len(state.route) else place + 1
    if found := re.fullmatch(r"([QS])([+-]?\d+)(kg|g)?", word):
        account = state.accounts["QS".index(found[1])]
        return {"value": max(0, account.under_way + int(found[2])), "unit": found[3] or "kg"}
    if found := re.fullmatch(r"T([+-]\d+)(d)?", word):
        return later(node.time, int(found[1]) * (DAY if found[2] else 1) * 60_000)
    if found := re.fullmatch(r"@([a-z-]+)(?:/(\d))?", word):
        entries = [node.dossier.id] if found[1] == "opening" else of_type(node, found[1])
        return entries[-1 - int(found[2] or 0) % len(entries)] if entries else diagram.NOWHERE
    return word
