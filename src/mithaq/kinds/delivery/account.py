"""What reports of quantities do to the account of a delivery (DEL-31 to DEL-36)."""

from dataclasses import replace
from typing import Any

from mithaq.kinds.delivery import facts as f
from mithaq.kinds.delivery.conditions import form_after, said, same_unit
from mithaq.kinds.delivery.goods import COUNTED, PUT, book
from mithaq.kinds.delivery.progress import Delivery, upheld
from mithaq.kinds.predicates import Act, Past

OF = ("goods", "substitute")


def counted(state: Delivery, act: Act[Any], past: Past) -> Delivery:
    """DEL-33: a hand-over or take-over that does not agree moves nothing but what is missing."""
    return _booked(state, act, past, COUNTED)


def found(state: Delivery, act: Act[Any], past: Past) -> Delivery:
    """DEL-34: a seizure takes from what is on the way, then from what was missing."""
    return _booked(state, act, past, "seized")


def missing(state: Delivery, act: Act[f.Missing], past: Past) -> Delivery:
    """DEL-35: what is not there is unaccounted for until it is found."""
    return _booked(state, act, past, "missing")


def _booked(state: Delivery, act: Act[Any], past: Past, where: str) -> Delivery:
    """DEL-36: what is not in the request's unit moves nothing."""
    if not same_unit(state, act, past):
        return state
    account = state.account
    for of, amount in zip(OF, said(act), strict=True):
        account = book(account, act.id, of, where, amount)
    return replace(state, account=account)


def sampled(state: Delivery, act: Act[f.Sample], past: Past) -> Delivery:
    """DEL-32: a sample leaves the consignment."""
    if not same_unit(state, act, past):
        return state
    return replace(state, account=book(state.account, act.id, "goods", "sampled", act.body.quantity.value))


def substituted(state: Delivery, act: Act[f.Substitute], past: Past) -> Delivery:
    """DEL-31: goods go out, something else goes in; from then on the delivery has that form."""
    if not same_unit(state, act, past):
        return state
    account = book(state.account, act.id, "goods", "removed", act.body.removed.value)
    account = book(account, act.id, "substitute", PUT, act.body.put.value)
    return upheld(replace(state, account=account, form=form_after(state, act.body)))
