"""The terms of a pact that the rules of its dossiers need, in codes, numbers and times (pact.md, PAC-2)."""

from typing import Annotated

from pydantic import Field

from mithaq.kinds.body import Part
from mithaq.kinds.deadlines import Profile
from mithaq.kinds.fields import Several, member
from mithaq.kinds.handling import MAX_RETENTION_MONTHS
from mithaq.terms import AreaCode, HandlingCode, KindName, LegalBasis, PurposeCode, TlpCode


class Terms(Part):
    """What the parties may do under a pact, and how far."""

    areas: Several[AreaCode] = member("Areas of cooperation")
    purposes: Several[PurposeCode] = member("Purposes")
    kinds: Several[KindName] = member("Kinds of dossier", "What may be opened under this pact.")
    handling: Several[HandlingCode] = member(
        "Handling codes", "The codes that every party has promised to honour."
    )
    tlp: TlpCode = member(
        "Strictest TLP marking", "An entry marked more strictly may not go under this pact."
    )
    retention_months: Annotated[int, Field(ge=1, le=MAX_RETENTION_MONTHS)] = member(
        "Longest retention in months", form="number"
    )
    legal_basis: LegalBasis = member("Legal basis")
    profile: Profile = member("Deadlines", default=Profile())
