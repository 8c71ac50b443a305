"""The door, authors and recipients, bodies and openings (LAW-11 to LAW-14, LAW-29 to LAW-31)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.record import bodies
from mithaq.record.dossier import Dossier
from mithaq.record.errors import Refusal
from record.world import (
    AGENCIES,
    Site,
    Written,
    account,
    laws,
    make,
    open_dossier,
    opening_body,
    quiet,
    refusal_of,
    signing,
    verdict_of,
)

MA, ES, DE = AGENCIES


# ---------------------------------------------------------------- the door


def _door(site: Site, one: Written) -> Refusal:
    before = account(site.dossier)
    with pytest.raises(Refusal) as caught:
        site.dossier.place(one.entry)
    assert account(site.dossier) == before
    return caught.value


def test_the_door_wants_numbers_without_gaps_and_the_authors_own_previous_entry_first() -> None:
    first, sites = open_dossier()
    site = sites[MA]
    add = site.write("add", {"amount": 1})
    assert _door(site, make(MA, first.id, 4, [add.id], None)) == Refusal("chain-broken", {"number": 4})
    assert _door(site, make(ES, first.id, 2, [add.id], None)) == Refusal("chain-broken", {"number": 2})
    assert _door(site, make(ES, first.id, 1, [add.id], None)) == Refusal("party-unknown", {"agency": ES})
    assert _door(site, make(MA, first.id, 1, [first.id], None)) == Refusal("party-unknown", {"agency": MA})


def test_the_door_wants_the_parents_first() -> None:
    first, sites = open_dossier()
    unknown = make(ES, first.id, 1, ["0" * 64], None)
    assert sites[MA].dossier.missing(unknown.entry.header) == ("0" * 64,)
    assert _door(sites[MA], unknown) == Refusal("parents-missing", {"count": 1})


def test_the_door_wants_the_newest_of_each_other_party_once() -> None:
    first, sites = open_dossier()
    site = sites[MA]
    one = site.write("add", {"amount": 1})
    two = site.write("add", {"amount": 1})
    spanish = make(ES, first.id, 1, [first.id, two.id, one.id], None)
    assert _door(site, spanish) == Refusal("parent-repeated", {"agency": MA})
    assert _door(site, make(MA, first.id, 4, [two.id, one.id], None)) == Refusal("parent-own")


def test_the_door_wants_entries_of_this_dossier() -> None:
    _, sites = open_dossier()
    other, _ = open_dossier(exercise=False)
    site = sites[MA]
    assert _door(site, make(ES, other.id, 1, [site.dossier.id], None)) == Refusal("dossier-differs")
    assert _door(site, other) == Refusal("dossier-differs")
    empty = Dossier.begin(laws, MA)
    with pytest.raises(Refusal, match="dossier-differs"):
        empty.place(make(ES, other.id, 1, [site.dossier.id], None).entry)


def test_the_same_entry_twice_changes_nothing() -> None:
    _, sites = open_dossier()
    one = sites[MA].write("add", {"amount": 1})
    before = account(sites[MA].dossier)
    assert sites[MA].dossier.place(one.entry) is sites[MA].dossier.place(one.entry)
    sites[MA].take(one)
    assert account(sites[MA].dossier) == before


# ---------------------------------------------------------------- who, with which key, to whom


def test_an_entry_is_sealed_to_every_member_by_its_past() -> None:
    first, sites = open_dossier()
    one = make(MA, first.id, 2, [first.id], "add", {"amount": 1}, to=[MA, ES])
    sites[MA].take(one)
    assert refusal_of(sites[MA], one) == Refusal("recipient-absent", {"agency": DE})


def test_an_entry_is_signed_with_its_authors_key() -> None:
    first, sites = open_dossier()
    one = make(MA, first.id, 2, [first.id], "add", {"amount": 1}, key=signing(ES).id)
    sites[MA].take(one)
    assert refusal_of(sites[MA], one) == Refusal("key-not-current")


# ---------------------------------------------------------------- bodies


def test_a_body_outside_the_profile_is_refused_alike_everywhere() -> None:
    first, _ = open_dossier()
    one = make(MA, first.id, 2, [first.id], "add", {"amount": 1})
    broken = {
        b'{"a":1,"a":2}': Refusal("json-duplicate"),
        b"\xff": Refusal("json-utf8"),
        b'{"a":"\\u0000"}': Refusal("json-nul"),
        b'{"a":"\\ud800"}': Refusal("json-surrogate"),
        b'{"a":1e9}': Refusal("json-float"),
        b'{"a":99999999999999999999}': Refusal("json-number"),
        b"[" * 40 + b"]" * 40: Refusal("json-depth", {"most": 16}),
        b"[]": Refusal("plaintext-invalid", {"field": "salt"}),
        b'{"salt":"' + b"0" * 32 + b'"}': Refusal("plaintext-invalid", {"field": "type"}),
        b'{"salt":"' + b"0" * 32 + b'","type":"unopened","handling":null,"body":{}}': Refusal(
            "plaintext-invalid", {"field": "type"}
        ),
        b'{"salt":"' + b"0" * 32 + b'","type":"add","handling":3,"body":{}}': Refusal(
            "plaintext-invalid", {"field": "handling"}
        ),
        b'{"salt":"' + b"0" * 32 + b'","type":"add","handling":null,"body":[]}': Refusal(
            "plaintext-invalid", {"field": "body"}
        ),
    }
    for plaintext, refusal in broken.items():
        dossier = Dossier.begin(laws, ES)
        site = Site(ES, dossier)
        site.take(first, Written(one.entry, plaintext))
        assert refusal_of(site, one) == refusal


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=70),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=8,
)


@given(st.sampled_from(sorted(bodies.COMMON)), st.data())
def test_no_body_raises_anything_but_is_refused(type_: str, data: st.DataObject) -> None:
    fields = st.fixed_dictionaries({}, optional=dict.fromkeys(bodies.COMMON[type_].model_fields, JSON))
    body = data.draw(fields)
    _, sites = open_dossier()
    try:
        one = sites[ES].write(type_, body)
    except Refusal as refusal:
        if not refusal.code.startswith("json-"):
            raise
        return
    verdict = verdict_of(sites[ES], one)
    assert verdict.refusal is None or isinstance(verdict.refusal, Refusal)
    quiet(sites)


def test_a_common_body_names_the_field_at_fault() -> None:
    _, sites = open_dossier()
    one = sites[MA].write("exclude", {"agency": "es.policia", "last": True, "reason": None})
    assert refusal_of(sites[MA], one) == Refusal("body-invalid", {"type": "exclude", "field": "last"})
    two = sites[MA].write("admit", {"agency": "pt.psp", "keys": {}, "hash": "0" * 64, "ground": None})
    assert refusal_of(sites[MA], two) == Refusal("body-invalid", {"type": "admit", "field": "keys.members"})


def test_unknown_members_of_a_common_body_are_ignored() -> None:
    _, sites = open_dossier()
    one = sites[MA].write("leave", {"reason": None, "later": {"a": [1]}})
    assert refusal_of(sites[MA], one) is None


# ---------------------------------------------------------------- the opening


def test_an_opening_names_each_party_once_and_its_author_among_them() -> None:
    cases = {
        "party-repeated": opening_body([MA, ES, ES]),
        "not-a-member": opening_body([ES, DE]),
        "opening-refused": opening_body(AGENCIES, body={"refuse": True}),
    }
    for code, body in cases.items():
        first = make(MA, None, 1, (), "open", body)
        site = Site(MA, Dossier.begin(laws, MA))
        site.take(first)
        refusal = refusal_of(site, first)
        assert refusal is not None
        if code == "opening-refused":
            assert refusal == Refusal("unopenable")
            assert refusal_of(site, site.write("add", {"amount": 1})) == Refusal("opening-refused")
        else:
            assert refusal.code == code
            assert site.dossier.members() == ()


def test_an_opening_is_signed_by_the_key_it_announces() -> None:
    first = make(MA, None, 1, (), "open", opening_body(AGENCIES), key=signing(MA, 7).id)
    site = Site(MA, Dossier.begin(laws, MA))
    site.take(first)
    assert refusal_of(site, first) == Refusal("key-not-current")


def test_the_first_entry_opens_and_no_other_does() -> None:
    _, sites = open_dossier()
    again = sites[MA].write("open", opening_body(AGENCIES))
    assert refusal_of(sites[MA], again) == Refusal("opening-repeated")
    first = make(MA, None, 1, (), "add", {"amount": 1})
    site = Site(MA, Dossier.begin(laws, MA))
    site.take(first)
    assert refusal_of(site, first) == Refusal("opening-expected")


def test_a_dossier_of_one_party_is_stable_at_once() -> None:
    _, sites = open_dossier([MA])
    one = sites[MA].write("add", {"amount": 1})
    assert sites[MA].dossier.stable(one.id)
    assert not sites[MA].dossier.wants_acknowledgement()
