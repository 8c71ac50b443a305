"""How a dossier is marked: every handling code, and the strictest TLP and PAP, of what a page shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mithaq.terms import HANDLING, PAP, TLP, Vocabulary
from mithaq.web import words


@dataclass(frozen=True, slots=True)
class Marking:
    """Handling codes in their order, TLP and PAP; "" where none is given."""

    codes: tuple[str, ...] = ()
    tlp: str = ""
    pap: str = ""

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Each marking in the reader's language, with what it means."""
        given = [("handling", code) for code in self.codes]
        given += [("tlp", self.tlp)] if self.tlp else []
        given += [("pap", self.pap)] if self.pap else []
        return tuple((words.name(name, code), words.note(name, code)) for name, code in given)

    @property
    def short(self) -> str:
        """The codes alone, as they stand on every sheet of paper."""
        return " · ".join((*self.codes, *filter(None, (self.tlp, self.pap))))


def marking_of(handlings: Iterable[Mapping[str, Any] | None]) -> Marking:
    """Return the marking of what carries these handlings, whatever a partner has written there."""
    codes, tlp, pap = set(), set(), set()
    for handling in handlings:
        given = (handling or {}).get("codes")
        codes |= {str(code) for code in given} if isinstance(given, list) else set()
        tlp.add(str((handling or {}).get("tlp") or ""))
        pap.add(str((handling or {}).get("pap") or ""))
    if len(codes) > 1:
        codes.discard("H0")  # "no restriction" stands alone
    return Marking(_ordered(HANDLING, codes), _strictest(TLP, tlp), _strictest(PAP, pap))


def _ordered(vocabulary: Vocabulary, codes: set[str]) -> tuple[str, ...]:
    known = [code for code in vocabulary.codes if code in codes]
    return (*known, *sorted(codes.difference(known, {""})))


def _strictest(vocabulary: Vocabulary, codes: set[str]) -> str:
    """Return the first of them: these vocabularies run from the strictest to the freest (HAN-15)."""
    return next(iter(_ordered(vocabulary, codes)), "")
