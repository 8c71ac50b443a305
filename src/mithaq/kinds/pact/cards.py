"""What a pact shows in the lists people work from (PAC-10)."""

from collections.abc import Iterator

from mithaq.kinds.cards import Card, View
from mithaq.kinds.pact.contactcards import CONTACT_WORDS, contact_cards
from mithaq.kinds.pact.progress import Pact, stage

SIGN, CONSENT, RESUME = "Sign the pact", "Decide on an amendment of the pact", "The pact is suspended"

WORDS = (SIGN, CONSENT, RESUME, *CONTACT_WORDS)


def cards(state: Pact, view: View) -> tuple[Card, ...]:
    """Return who has still to sign, to decide or to acknowledge, and who has suspended (PAC-10, PAC-20)."""
    return (*_cards(state, view), *contact_cards(state, view))


def _cards(state: Pact, view: View) -> Iterator[Card]:
    if not state.declined:
        for agency in view.parties():
            if agency not in state.signed:
                yield Card("task", state.opening, f"sign/{agency}", SIGN, owner=agency, state=stage(state))
    for amendment in state.amendments.values():
        for agency in view.parties():
            if agency not in amendment.consents:
                key = f"consent/{amendment.id}/{agency}"
                yield Card("task", amendment.id, key, CONSENT, owner=agency, state="proposed")
    for agency in state.suspended:
        yield Card("task", state.opening, f"resume/{agency}", RESUME, owner=agency, state="suspended")
