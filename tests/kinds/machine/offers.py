"""What anybody may write at any time: bodies near what is meant, and some far from it."""

from typing import Any

from hypothesis import strategies as st

Changes = st.SearchStrategy[dict[str, Any]]

LEG = st.sampled_from(["L1", "L1", "L2", "L2", "L3", "L3", "L4", 1, 2, 5, 99])
LEGS = st.lists(LEG, min_size=1, max_size=3, unique_by=str)
COUNTRY = st.sampled_from(["MA", "ES", "DE", "ES", "DE", "PT"])
FORMS = st.sampled_from(
    [["intact", "partly-replaced", "replaced"]] * 3 + [["intact"], ["intact", "partly-replaced"]]
)
SINCE = st.sampled_from(["T-1d", "T-1d", "T-1d", "T-3", "T+5"])
UNTIL = st.sampled_from(["T+30d", "T+30d", "T+4", "T+40", "T-1", "T-2d"])
AT = st.sampled_from(["T+0", "T+0", "T-1d", "T+3", "T+40d", "T-9d"])
SEALS = st.sampled_from([["EX 1", "EX 2"], ["ex2", "EX1"], [], ["EX 3"]])
WEIGHT = st.sampled_from([None, 1000, 1003, 1005, 1006, 995, 0])
FLAG = st.booleans()
ENTRY = st.sampled_from(
    ["@consent", "@authorise", "@hand-over", "@require", "@hand-over/1", "@consent/1", "@note"]
)
EVENTS = ["departed", "departed", "arrived", "arrived", "crossed", "seen", "contact-lost", "contact-regained"]
EVENT = st.sampled_from([*EVENTS, "danger", "incident"])


def _amount(letter: str) -> st.SearchStrategy[str]:
    return st.sampled_from(
        [f"{letter}{word}" for word in ("0", "0", "-2", "-30", "+5", "-9999", "+400", "0g")]
    )


QUANTITY = st.one_of(st.none(), _amount("Q"), _amount("Q"))
SUBSTITUTE = st.one_of(st.none(), st.none(), _amount("S"))


def _place(name: str) -> dict[str, str]:
    return {"place": name}


def _leg(country: str, agency: str, start: str, end: str, days: tuple[int, int]) -> dict[str, Any]:
    return {
        "transport": "sea",
        "start": _place(start),
        "end": _place(end),
        "countries": [country, "ES"] if country != "ES" else ["ES"],
        "agency": agency,
        "departs": f"2030-01-{days[0]:02}T06:00:00.000Z",
        "arrives": f"2030-01-{days[1]:02}T18:00:00.000Z",
        "desk": "Exercise desk",
        "telephone": "+000000100",
    }


MA, ES, DE = ("MA", "ma.dgsn"), ("ES", "es.policia"), ("DE", "de.bundespolizei")
WAYS = [
    [_leg(*MA, "tangier-med", "hamburg", (7, 8)), _leg(*DE, "hamburg", "berlin", (9, 9))],
    [_leg(*DE, "algeciras", "hamburg", (8, 12)), _leg(*ES, "hamburg", "berlin", (13, 13))],
    [_leg(*ES, "algeciras", "berlin", (8, 12))],
    [_leg(*DE, "hamburg", "berlin", (8, 12))],
    [_leg(*DE, "berlin", "hamburg", (8, 12))],
    [_leg(*ES, "algeciras", "hamburg", (12, 8))],
    [_leg(*ES, "algeciras", "hamburg", (8, 12)), _leg(*DE, "berlin", "hamburg", (13, 13))],
    [_leg(*ES, "algeciras", "hamburg", (8, 12)), _leg(*DE, "hamburg", "berlin", (9, 9))],
    [_leg("DE", "pt.psp", "algeciras", "hamburg", (8, 12))],
    [_leg("DE", "ma.dgsn", "algeciras", "hamburg", (8, 12))],
]


def _some(**fields: st.SearchStrategy[Any]) -> Changes:
    return st.fixed_dictionaries({}, optional=fields)


def _all(**fields: st.SearchStrategy[Any]) -> Changes:
    return st.fixed_dictionaries(fields)


_FOUND = {"quantity": QUANTITY, "substitute": SUBSTITUTE}
OFFERS: dict[str, Changes] = {
    "reroute": _all(legs=st.sampled_from(WAYS)),
    "authorise": _some(legs=LEGS, country=COUNTRY, forms=FORMS, since=SINCE, until=UNTIL),
    "refuse": _some(legs=LEGS, country=COUNTRY),
    "require": _some(legs=LEGS, country=COUNTRY),
    "consent": st.builds(
        lambda one, other: {**one, **other},
        _all(legs=LEGS, country=COUNTRY, entry=st.sampled_from([None, "@require", "@require", "@require/1"])),
        _some(forms=FORMS, since=SINCE, until=UNTIL),
    ),
    "withdraw-consent": _all(entry=ENTRY),
    "confirm-team": _some(leg=LEG),
    "stand-down": _some(leg=LEG),
    "assess-safety": _some(leg=LEG, safe=FLAG),
    "order-leg": _some(leg=LEG, met=st.sampled_from([True, True, False])),
    "note": st.just({}),
    "conclude": st.just({}),
    "report": _all(event=EVENT, leg=LEG, at=AT),
    "hand-over": st.builds(
        lambda one, other: {**one, **other},
        _all(leg=LEG, held=FLAG),
        _some(weight=WEIGHT, seals=SEALS, **_FOUND),
    ),
    "take-over": st.builds(
        lambda one, other: {**one, **other},
        _all(entry=st.sampled_from(["@hand-over", "@hand-over", "@hand-over/1", "@note"])),
        _some(weight=WEIGHT, seals=SEALS, **_FOUND),
    ),
    "substitute": _all(removed=_amount("Q"), put=_amount("Q")),
    "sample": _all(quantity=_amount("Q")),
    "seize": _all(**_FOUND),
    "missing": _all(**_FOUND),
    "intercept": _all(**_FOUND),
    "abort": st.just({}),
    "outcome": st.just({}),
    "enter-evidence": st.just({}),
    "give-evidence": st.just({}),
    "take-evidence": st.just({}),
}
DECISIONS = ("authorise", "refuse", "require", "consent", "withdraw-consent", "reroute")
TEAMS = ("confirm-team", "stand-down", "assess-safety", "order-leg", "conclude", "note")
FACTS = ("report", "report", "hand-over", "take-over", "substitute", "sample", "seize", "missing", "outcome")
ENDS = ("abort", "intercept")
RECALLED = (
    *("authorise", "refuse", "require", "consent", "withdraw-consent", "confirm-team", "assess-safety"),
    *("order-leg", "report", "hand-over", "take-over", "substitute", "seize", "missing", "sample"),
    *("abort", "intercept", "outcome", "reroute", "recall"),
)


def offers(*types: str) -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
    """Return pairs of a type and what it changes in its example."""
    return st.sampled_from(types).flatmap(lambda type_: st.tuples(st.just(type_), OFFERS[type_]))


HOSTILE = st.dictionaries(
    st.sampled_from(["legs", "leg", "entry", "quantity", "country", "met", "at"]),
    st.one_of(st.none(), st.integers(-1, 3), st.text("aL1é ", max_size=3), st.just(["L1", "L1"])),
    min_size=1,
    max_size=2,
)
