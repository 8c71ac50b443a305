"""The lives along which every body of a delivery is tried in every situation (KND-46)."""

from mithaq.kinds.contract import Path

_MA, _ES, _DE = "ma.dgsn", "es.policia", "de.bundespolizei"


def _each(type_: str) -> Path:
    return tuple((agency, type_, "") for agency in (_MA, _ES, _DE))


def _event(agency: str, event: str) -> tuple[str, str, str]:
    return (agency, "report", f'{{"event": "{event}"}}')


_READY: Path = (*_each("authorise"), *_each("confirm-team"))
_MOVING: Path = (*_READY, (_MA, "order-leg", ""), _event(_MA, "departed"))
_AT_SEA: Path = (
    *_MOVING,
    (_ES, "order-leg", ""),
    _event(_MA, "arrived"),
    (_MA, "hand-over", ""),
    (_ES, "take-over", ""),
    _event(_ES, "departed"),
)
_ARRIVED: Path = (
    *_AT_SEA,
    (_DE, "order-leg", ""),
    _event(_ES, "arrived"),
    (_ES, "hand-over", ""),
    (_DE, "take-over", ""),
    _event(_DE, "departed"),
    _event(_DE, "arrived"),
)
_ALL = '{"quantity": {"value": 400, "unit": "kg"}}'

LIVES: tuple[Path, ...] = (
    (*_ARRIVED, (_DE, "seize", _ALL), *_each("outcome"), (_MA, "conclude", "")),
    ((_MA, "refuse", ""), (_MA, "authorise", ""), (_MA, "reroute", "")),
    ((_MA, "require", ""), (_ES, "consent", ""), (_ES, "withdraw-consent", "")),
    (
        *_READY,
        _event(_DE, "danger"),
        *_each("assess-safety"),
        (_MA, "order-leg", ""),
        (_MA, "stand-down", ""),
    ),
    (*_MOVING, _event(_MA, "contact-lost"), (_MA, "sample", ""), (_MA, "substitute", ""), (_ES, "abort", "")),
    (*_AT_SEA, (_ES, "missing", ""), (_DE, "intercept", ""), *_each("outcome")),
    ((_ES, "enter-evidence", ""), (_ES, "give-evidence", ""), (_MA, "abort", "")),
)
