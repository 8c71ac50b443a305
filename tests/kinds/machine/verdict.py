"""What is compared at a node: the referee's sheet with state, verdicts, given orders and cards."""

from typing import Any

from kinds.machine.network import Node
from kinds.machine.referee import REPORTS, Leg, Referee
from kinds.machine.trace import trace
from mithaq.kinds import Kind
from mithaq.record.dossier import Dossier


class View:
    """Everything that is held at a node, as a past."""

    id = author = time = ""
    seq = 0

    def __init__(self, kind: Kind[Any], dossier: Dossier) -> None:
        self.kind, self.dossier = kind, dossier

    def has(self, entry: str, /) -> bool:
        return entry in self.dossier.graph.nodes

    def stable(self, entry: str, /) -> bool:
        return self.dossier.stable(entry)

    def parties(self) -> tuple[str, ...]:
        return self.dossier.members()

    def receipt(self, entry: str, agency: str, /) -> str | None:
        return self.dossier.receipt(entry, agency)

    def content(self, entry: str, /) -> Any:
        return None


def cards(kind: Kind[Any], node: Node) -> tuple[Any, ...]:
    return kind.cards(node.state, View(kind, node.dossier))


def check(kind: Kind[Any], node: Node) -> Referee:
    """Fail where a node and the referee differ about the same entries; return the referee."""
    folded = node.dossier.fold()
    lines = trace(node.dossier)
    referee = Referee(lines)
    for line in lines:
        verdict = folded.verdicts[line.id]
        assert not (line.type in REPORTS and verdict.refusal), f"a report was refused: {line.type}"
        if line.id in referee.verdicts:
            spoken = (verdict.refusal,) if verdict.refusal else verdict.deviations
            found, wanted = sorted(one.code for one in spoken), referee.verdicts[line.id]
            assert found == wanted, f"{line.type} by {line.author}: {found}, not {wanted}"
    _same_sheet(folded.state, referee)
    _given(folded, referee, node)
    _one_responsible(kind, folded, referee, node)
    return referee


def _same_sheet(state: Any, sheet: Referee) -> None:
    route = [(leg.number, leg.agency, leg.order, leg.departed, leg.arrived) for leg in state.route]
    assert route == [(leg.number, leg.agency, leg.order, leg.departed, leg.arrived) for leg in sheet.legs]
    every = [*sheet.legs, *sheet.replaced]
    consents = {key: one.id for key, one in state.consents.items()}
    assert consents == {f"{leg.number}/{by}": yes.id for leg in every for by, yes in leg.yes.items()}
    denials = {(one.key, one.agency, one.id) for one in state.denials.values()}
    assert denials == {(f"{leg.number}/{by}", who, entry) for leg in every for by, who, entry in leg.no}
    teams = {number: one.id for number, one in state.teams.items()}
    assert teams == {str(leg.number): leg.team for leg in every if leg.team}
    safety = {number: (one.id, one.safe) for number, one in state.safety.items()}
    assert safety == {str(leg.number): leg.safety for leg in every if leg.safety}
    assert set(state.needs) == {entry for leg in every for entry in leg.needs}
    giving = sheet.giving and (sheet.giving["id"], sheet.giving["to"])
    assert (state.giving and (state.giving.id, state.giving.taker)) == giving
    plain = (state.holder, state.endangered, state.lost, state.heard, state.form, state.concluded)
    assert plain == (
        sheet.holder,
        sheet.endangered,
        sheet.lost,
        sheet.heard,
        sheet.form,
        sheet.concluded,
    )
    assert [(end.code, end.agency) for end in state.ends.values()] == sheet.ends
    assert {agency: one.id for agency, one in state.outcomes.items()} == sheet.outcomes
    _quantities_add_up(state, sheet)


def _quantities_add_up(state: Any, sheet: Referee) -> None:
    for account, heaps in zip(state.accounts, (sheet.shadow.goods, sheet.shadow.substitute), strict=True):
        away = account.removed + account.sampled + account.seized + account.missing
        assert account.declared + account.surplus == account.under_way + away
        for name in ("declared", "surplus", "removed", "sampled", "seized", "missing"):
            assert getattr(account, name) == getattr(heaps, name), name
        assert account.under_way == heaps.way


def given_legs(state: Any, given: frozenset[str]) -> list[int]:
    return [leg.number for leg in state.route if leg.order in given]


def _given(folded: Any, sheet: Referee, node: Node) -> None:
    """No leg is given without every authorisation stable and valid; nothing is ordered after an end."""
    for leg in sheet.legs:
        if leg.order not in folded.given or leg.departed:
            continue
        assert not sheet.over, "given after the end"
        order = node.dossier._held.past(node.dossier.graph.nodes[leg.order])
        for by in leg.wanted():
            yes = leg.yes.get(by)
            assert yes is not None, f"given without the consent of {by}"
            assert order.stable(yes.id), "given without a stable authorisation"
            assert yes.body["since"] <= order.time <= yes.body["until"], "given without a valid one"


def _one_responsible(kind: Kind[Any], folded: Any, sheet: Referee, node: Node) -> None:
    """Exactly one agency is responsible, and is a party; the tasks name it."""
    if not folded.members:
        return
    one = sheet.responsible(folded.members)
    assert one in folded.members
    found: dict[str, set[str]] = {}
    for card in cards(kind, node):
        if card.kind == "task":
            found.setdefault(card.key.split("/")[0], set()).add(card.owner)
    for key in ("report", "regain", "hand", "goods"):
        assert found.get(key, {one}) == {one}, f"{key} is the task of {found[key]}, not of {one}"
    taking = {sheet.giving["to"]} if sheet.giving and not sheet.concluded else None
    assert found.get("take") == taking
    assert found.get("order", set()) == _may_order(sheet)


def _may_order(sheet: Referee) -> set[str]:
    if sheet.over or sheet.concluded or sheet.legs[-1].arrived:
        return set()
    return {leg.agency for index, leg in enumerate(sheet.legs) if _is_next(sheet, leg, index)}


def _is_next(sheet: Referee, leg: Leg, index: int) -> bool:
    ready = leg.team and all(by in leg.yes for by in leg.wanted())
    safe = not sheet.endangered or (leg.safety is not None and leg.safety[1])
    first = index == 0 or bool(sheet.legs[index - 1].order)
    return bool(not leg.departed and not leg.order and ready and safe and first)
