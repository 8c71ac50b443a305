"""Three agencies, three real dossiers: the kinds as the record folds them."""

from kinds.agencies import NINE, Agency, begin, exchange
from mithaq.kinds.deadlines import later
from mithaq.kinds.pact import PACT
from mithaq.kinds.programme import PROGRAMME
from mithaq.kinds.request import REQUEST


def same_everywhere(*agencies: Agency) -> str:
    exchange(*agencies)
    states = {agency.kind.dump(agency.folded().state) for agency in agencies}
    assert len(states) == 1
    one = agencies[0]
    return one.kind.stage(one.folded().state)


def test_a_pact_comes_into_force() -> None:
    rabat, madrid, potsdam = begin(PACT)
    assert same_everywhere(rabat, madrid, potsdam) == "proposed"
    madrid.say("sign")
    potsdam.say("sign")  # at the same time: neither knows of the other
    assert same_everywhere(rabat, madrid, potsdam) == "in-force"
    rabat.say("amend")
    exchange(rabat, madrid, potsdam)
    madrid.say("consent")
    potsdam.say("consent")
    assert same_everywhere(rabat, madrid, potsdam) == "in-force"
    assert rabat.folded().state.agreed.retention_months == 24


def test_a_commitment_is_taken_on_and_fulfilled() -> None:
    rabat, madrid, potsdam = begin(PROGRAMME)
    rabat.say("commit")
    exchange(rabat, madrid, potsdam)
    madrid.say("take-on")
    exchange(rabat, madrid, potsdam)
    rabat.say("fulfil")
    assert same_everywhere(rabat, madrid, potsdam) == "fulfilled"


def test_the_whole_life_of_a_request() -> None:
    rabat, madrid, potsdam = begin(REQUEST)
    madrid.acknowledge(minute=30)
    exchange(rabat, madrid, potsdam)
    state = rabat.folded().state
    assert rabat.dossier.receipt(state.opening, "es.policia") == later(NINE, 30 * 60_000)
    madrid.say("acknowledge", minute=40)
    question = madrid.say("clarify", minute=60)
    exchange(rabat, madrid, potsdam)
    rabat.say("explain", minute=120)
    exchange(rabat, madrid, potsdam)
    madrid.say("answer", minute=150, result="partial")
    second = madrid.say("answer", minute=9 * 60 + 30)
    hit = potsdam.say("answer", minute=200)
    assert same_everywhere(rabat, madrid, potsdam) == "answered"
    state = madrid.folded().state
    assert [state.of(agency).in_time for agency in ("es.policia", "de.bundespolizei")] == [True, True]
    assert state.of("es.policia").done == second
    assert question in state.entries
    wanted = rabat.say("ask-permission", entry=hit, minute=600)
    exchange(rabat, madrid, potsdam)
    potsdam.say("permit", entry=wanted, minute=610)
    translated = madrid.say("translate", entry=hit, field="text", minute=620)
    exchange(rabat, madrid, potsdam)
    rabat.say("close", minute=630)
    assert same_everywhere(rabat, madrid, potsdam) == "closed"
    state = potsdam.folded().state
    assert state.permissions.get(wanted).answer == "granted"
    assert [known.id for known in state.entries.get(hit).translations] == [translated]


def test_an_answer_that_crosses_the_closing_has_the_same_verdict_everywhere() -> None:
    rabat, madrid, potsdam = begin(REQUEST)
    potsdam.say("answer")
    exchange(rabat, potsdam)
    rabat.say("close")
    crossing = madrid.say("answer")
    assert madrid.verdict(crossing) == "", "Madrid does not know yet"
    same_everywhere(rabat, madrid, potsdam)
    verdicts = {agency.verdict(crossing) for agency in (rabat, madrid, potsdam)}
    assert len(verdicts) == 1
    assert verdicts <= {"", "request-over"}


def test_a_recalled_answer_leaves_the_state_at_every_agency() -> None:
    rabat, madrid, potsdam = begin(REQUEST)
    hit = madrid.say("answer")
    exchange(rabat, madrid, potsdam)
    assert rabat.folded().state.of("es.policia").done == hit
    madrid.write("recall", {"entries": [hit], "reason": None}, handling=None)
    exchange(rabat, madrid, potsdam)
    for agency in (rabat, madrid, potsdam):
        assert agency.folded().state.of("es.policia").done == ""
        assert agency.folded().verdicts[hit].gone
    assert same_everywhere(rabat, madrid, potsdam) == "asked"


def test_a_correction_is_the_same_everywhere() -> None:
    rabat, madrid, potsdam = begin(REQUEST)
    hit = madrid.say("answer")
    exchange(rabat, madrid, potsdam)
    body = {**dict(REQUEST.table["answer"].body.example), "result": "partial"}
    madrid.say("correct", entry=hit, body=body)
    foreign = potsdam.say("correct", entry=hit, body=body)
    same_everywhere(rabat, madrid, potsdam)
    assert {agency.verdict(foreign) for agency in (rabat, madrid, potsdam)} == {"correction-not-own"}
    assert rabat.folded().state.of("es.policia").stage == "partly-answered"


def test_options_from_a_real_dossier() -> None:
    rabat, madrid, potsdam = begin(REQUEST)
    madrid.acknowledge(minute=30)
    exchange(rabat, madrid, potsdam)
    for agency, possible in (
        (madrid, {"answer", "extend"}),
        (potsdam, {"answer", "extend"}),
        (rabat, {"withdraw"}),
    ):
        past = agency.dossier.past_now(later(NINE, 40 * 60_000))
        options = REQUEST.options(agency.folded().state, agency.name, past)
        assert possible <= {option.type for option in options if option.refusal is None}
    late = madrid.dossier.past_now(later(NINE, 9 * 3_600_000))
    refused = {
        o.type: o.refusal.code for o in REQUEST.options(madrid.folded().state, madrid.name, late) if o.refusal
    }
    assert refused["extend"] == "deadline-passed"
    assert refused["close"] == "not-for-you"
