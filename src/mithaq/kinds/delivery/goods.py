"""Where the goods of a delivery are: every unit is in exactly one place of the account (DEL-33 to DEL-36).

What an entry reports of a quantity stands under it, and a balance is drawn from what is reported, in its
sequence: so a recalled report takes with it what it moved. Balances are computed, never stored.
"""

from dataclasses import dataclass, replace

from mithaq.kinds.ledger import Ledger

COUNTED = "counted"
PUT = "put"


@dataclass(frozen=True, slots=True)
class Movement:
    """What one entry reports of a quantity; `of` is "goods" or "substitute".

    `where` is the place of the balance to which it went; or else so much was put in, or counted on the way.
    """

    id: str
    of: str
    where: str
    amount: int


@dataclass(frozen=True, slots=True)
class Balance:
    """An account in whole units: declared + surplus = on the way + removed + sampled + seized + missing."""

    declared: int
    surplus: int = 0
    under_way: int = 0
    removed: int = 0
    sampled: int = 0
    seized: int = 0
    missing: int = 0


Account = Ledger[Movement]


def balance(account: Account, of: str, declared: int) -> Balance:
    """Return where the goods, or what replaces them, are; of that, all that was put in is declared."""
    now = Balance(declared, under_way=declared)
    for one in account.values():
        if one.of == of:
            now = _after(now, one.where, one.amount)
    return now


def _after(now: Balance, where: str, amount: int) -> Balance:
    if where == PUT:
        return replace(now, declared=now.declared + amount, under_way=now.under_way + amount)
    if where == COUNTED:
        return _counted(now, amount)
    found = min(amount - min(amount, now.under_way), now.missing) if where == "seized" else 0
    now = _taken(replace(now, missing=now.missing - found), amount, found)
    return replace(now, **{where: getattr(now, where) + amount})


def _taken(now: Balance, amount: int, found: int) -> Balance:
    """DEL-34: so much is not on the way any more; what never was there is a surplus."""
    taken = min(amount, now.under_way)
    surplus = now.surplus + amount - taken - found
    return replace(now, under_way=now.under_way - taken, surplus=surplus)


def _counted(now: Balance, amount: int) -> Balance:
    """DEL-33: what lacks is missing; what is more was missing before, or else is a surplus."""
    if amount < now.under_way:
        return replace(now, under_way=amount, missing=now.missing + now.under_way - amount)
    more = amount - now.under_way
    again = min(more, now.missing)
    return replace(now, under_way=amount, missing=now.missing - again, surplus=now.surplus + more - again)


def book(account: Account, entry: str, of: str, where: str, amount: int | None) -> Account:
    """Return the account with what an entry reports; with nothing new where it names no quantity."""
    return (
        account
        if amount is None
        else account.put(f"{entry}/{of}/{where}", Movement(entry, of, where, amount))
    )
