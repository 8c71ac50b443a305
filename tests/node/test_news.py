"""What officers are told of what came, and of what became of their drafts: counted, and told once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mithaq.node import audit, clock, drafts, news, officers, release, store
from mithaq.node.composing import Intent, Opening
from mithaq.node.home import Home
from mithaq.node.models import (
    Contact,
    DossierOfficer,
    DossierRow,
    Draft,
    NewsCursor,
    NewsMark,
    NewsWish,
    Notice,
    Officer,
    Responsible,
)
from mithaq.node.news import pulse, watching
from mithaq.record.errors import Refusal
from mithaq.terms import ASKED_BEFORE_TRANSFER
from partners import AGREE, ASK, HANDLING, INFORM, Partner, officer, words

PERSON = {
    "person": True,
    "category": "suspect",
    "assessed": "fact",
    "identifiers": [{"type": "name", "value": "Exercise Person"}],
}
PERSON_GOES = {
    **HANDLING,
    "evaluation": {"scheme": "4x4", "source": "B", "information": "2"},
    "retention_months": 12,
    "transfer": {
        "basis": "binding-instrument",
        "justification": words("needed"),
        "origin": "own-data",
        "onward": "with-authorisation",
    },
    "risks": [{"risk": risk, "present": False} for risk in ASKED_BEFORE_TRANSFER],
}


@pytest.fixture
def pact(node: Home, madrid: Partner, salma: Officer) -> str:
    """A pact that Salma proposed and Madrid signed; nobody has been told of anything yet."""
    opening = Opening("pact", ("es.policia", "ma.dgsn"), None, True)
    made = release.release(salma, Intent("agree", {"type": "agree", **AGREE}, None, None, opening))
    madrid.take([made.encode()])
    receive(madrid, made.id, "sign", {})
    watching.tell_entries()
    Notice.objects.all().delete()
    return made.id


@pytest.fixture
def asked(pact: str, madrid: Partner, salma: Officer) -> str:
    """A request of Salma's to Madrid."""
    intent = Intent(
        "ask",
        {"type": "ask", **ASK},
        HANDLING,
        None,
        Opening("request", ("es.policia", "ma.dgsn"), pact, True),
    )
    made = release.release(salma, intent)
    madrid.take([made.encode()])
    watching.tell_entries()
    return made.id


def receive(madrid: Partner, dossier: str, type_: str, body: dict[str, object]) -> None:
    handling = HANDLING if type_ == "inform" else None
    (result,) = store.append([madrid.write(dossier, type_, body, handling).encode()], source="es.policia")
    assert result.status == "new", result


def told(who: Officer) -> list[tuple[str, int]]:
    """Return what an officer has not read yet."""
    rows = Notice.objects.filter(officer=who, read_at=None)
    return list(rows.order_by("what").values_list("what", "count"))


def test_entries_of_a_partner_are_told_to_those_named_and_counted(
    asked: str, madrid: Partner, salma: Officer, anas: Officer
) -> None:
    receive(madrid, asked, "acknowledge", {})
    receive(madrid, asked, "inform", INFORM)
    watching.tell_entries()
    assert told(salma) == [("entry", 2)]
    assert told(anas) == []
    receive(madrid, asked, "inform", INFORM)
    watching.tell_entries()
    assert told(salma) == [("entry", 3)]


def test_what_was_told_is_not_told_again(asked: str, madrid: Partner, salma: Officer) -> None:
    receive(madrid, asked, "inform", INFORM)
    assert watching.tell_entries() is False
    watching.tell_entries()
    assert told(salma) == [("entry", 1)]
    assert NewsCursor.objects.get().serial == watching.newest_serial()


def test_a_crash_between_telling_and_noting_tells_once(
    asked: str, madrid: Partner, salma: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(madrid, asked, "inform", INFORM)

    def die(_self: object, *_given: object, **_named: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr(NewsCursor, "save", die)
        with pytest.raises(OSError, match="no space"):
            watching.tell_entries()
    assert told(salma) == []
    watching.tell_entries()
    assert told(salma) == [("entry", 1)]


def test_our_own_entries_and_acknowledgements_are_no_news(
    asked: str, madrid: Partner, salma: Officer
) -> None:
    store.append([madrid.acknowledge(asked).encode()], source="es.policia")
    release.release(salma, Intent("inform", dict(INFORM), HANDLING, asked))
    watching.tell_entries()
    assert told(salma) == []


def test_what_came_long_ago_is_no_news(
    asked: str, madrid: Partner, salma: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(madrid, asked, "inform", INFORM)
    later = clock.now() + watching.OLD + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    watching.tell_entries()
    assert told(salma) == []


def test_what_an_officer_does_not_want_is_not_told(asked: str, madrid: Partner, salma: Officer) -> None:
    NewsWish.objects.create(officer=salma, unwanted=["entry"])
    receive(madrid, asked, "inform", INFORM)
    watching.tell_entries()
    assert told(salma) == []


def test_who_writes_first_in_a_dossier_answers_for_it(asked: str, salma: Officer) -> None:
    assert Responsible.objects.get(dossier=asked).officer == salma


def test_a_dossier_of_a_partner_is_nobodys_until_somebody_writes(
    pact: str, madrid: Partner, node: Home, salma: Officer
) -> None:
    ask = {"type": "ask", **ASK, "asked": ["ma.dgsn"]}
    opening = madrid.open([node.keys], "request", ask, pact=pact, handling=HANDLING)
    store.append([opening.encode()], source="es.policia")
    watching.tell_entries()
    assert told(salma) == [("entry", 1)]
    assert not Responsible.objects.filter(dossier=opening.id).exists()
    release.release(salma, Intent("acknowledge", {}, None, opening.id))
    watching.tell_entries()
    assert Responsible.objects.get(dossier=opening.id).officer == salma


def test_looking_at_a_dossier_reads_its_notices(asked: str, madrid: Partner, salma: Officer) -> None:
    receive(madrid, asked, "inform", INFORM)
    watching.tell_entries()
    news.read_dossier(salma, asked)
    assert told(salma) == []
    receive(madrid, asked, "inform", INFORM)
    watching.tell_entries()
    assert told(salma) == [("entry", 1)]
    assert Notice.objects.filter(officer=salma).count() == 2


def test_the_ways_of_a_draft_are_told(pact: str, asked: str, salma: Officer, youssef: Officer) -> None:
    second = officer("Amina", "supervisor")
    draft = drafts.begin(salma, Intent("refuse", {"ground": "sovereignty"}, HANDLING, asked))
    Draft.objects.filter(pk=draft.pk).update(state=Draft.State.SECOND, sender=salma)
    news.tell(youssef, "second-waiting", dossier=asked, subject=str(draft.pk))
    news.tell(second, "second-waiting", dossier=asked, subject=str(draft.pk))
    draft.refresh_from_db()
    drafts.return_to_author(youssef, draft, "name the article")
    assert told(salma) == [("draft-returned", 1)]
    assert told(youssef) == told(second) == []


def test_a_draft_that_needs_a_second_officer_is_told_to_those_who_may_be(
    asked: str, salma: Officer, youssef: Officer, anas: Officer
) -> None:
    body = {**INFORM, "subjects": [PERSON]}
    draft = drafts.begin(salma, Intent("inform", body, PERSON_GOES, asked))
    with pytest.raises(Refusal, match="second-officer-needed"):
        drafts.send(salma, draft)
    assert told(youssef) == [("second-waiting", 1)]
    assert told(anas) == told(salma) == []
    drafts.second(youssef, Draft.objects.get(pk=draft.pk))
    assert told(youssef) == []
    assert told(salma) == [("draft-released", 1)]


def test_who_is_named_is_told_and_who_names_is_not(
    asked: str, salma: Officer, anas: Officer, youssef: Officer
) -> None:
    row = DossierRow.objects.get(id=asked)
    officers.name(anas, row, salma)
    officers.name(youssef, row, youssef)
    officers.name(anas, row, salma)
    assert told(anas) == [("named", 1)]
    assert told(youssef) == []


def test_a_silent_partner_is_told_once_a_silence(node: Home, madrid: Partner, youssef: Officer) -> None:
    karim = officer("Karim", "administrator")
    heard = clock.now() - timedelta(hours=2)
    Contact.objects.update(failures=9, last_heard=heard)
    watching.tell_silence()
    watching.tell_silence()
    assert told(youssef) == told(karim) == [("partner-silent", 1)]
    Contact.objects.update(last_heard=clock.now() - timedelta(minutes=90))
    watching.tell_silence()
    assert told(youssef) == [("partner-silent", 1), ("partner-silent", 1)]
    Contact.objects.update(paused=True, last_heard=clock.now() - timedelta(minutes=100))
    watching.tell_silence()
    assert len(told(youssef)) == 2


def test_the_stand_in_is_told_and_the_absent_officer_keeps_it(
    asked: str, madrid: Partner, salma: Officer, anas: Officer
) -> None:
    salma.absent_until, salma.stand_in = clock.now().date() + timedelta(days=3), anas
    salma.save()
    receive(madrid, asked, "inform", INFORM)
    watching.tell_entries()
    assert told(anas) == [], "Anas may not know of the dossier"
    DossierOfficer.objects.create(dossier_id=asked, officer=anas)
    news.tell(salma, "overdue", dossier=asked, subject="answer", key="overdue/answer")
    assert told(anas) == [("overdue", 1)]
    assert Notice.objects.get(officer=anas).instead_of == salma
    assert ("overdue", 1) in told(salma)


def test_an_unknown_kind_of_news_is_our_own_mistake(salma: Officer) -> None:
    with pytest.raises(ValueError, match="gossip"):
        news.tell(salma, "gossip")


def test_every_telling_and_reading_moves_the_mark(salma: Officer) -> None:
    def version() -> int:
        return NewsMark.objects.filter(officer=salma).values_list("version", flat=True).first() or 0

    before = version()
    news.tell(salma, "search-hits", subject="7", count=4)
    middle = version()
    news.mark_read(salma, clock.now())
    assert before < middle < version()
    assert news.unread(salma, 100) == 0


def test_telling_many_takes_no_more_statements_than_telling_few(node: Home, salma: Officer) -> None:
    def statements(count: int) -> int:
        told_now = [news.Told(salma, "search-hits", subject=f"{count}-{number}") for number in range(count)]
        with CaptureQueriesContext(connection) as captured:
            news.tell_all(told_now)
        return len(captured)

    assert statements(100) == statements(2)


# ---------------------------------------------------------------- what a stream says


def listener(who: Officer, serial: int) -> pulse.Listener:
    return pulse.Listener(who.pk, "key", serial, 0)


def test_a_stream_says_counts_and_dossiers_that_the_officer_may_see(
    asked: str, madrid: Partner, salma: Officer, anas: Officer, youssef: Officer, hind: Officer
) -> None:
    before = watching.newest_serial()
    receive(madrid, asked, "acknowledge", {})
    receive(madrid, asked, "inform", INFORM)
    now = watching.newest_serial()
    said = pulse.tell(listener(salma, before), now)
    assert (said["new"], said["dossiers"], said["more"]) == (2, [asked], False)
    assert pulse.tell(listener(youssef, before), now)["dossiers"] == [asked]
    assert pulse.tell(listener(hind, before), now)["dossiers"] == [asked]
    stranger = pulse.tell(listener(anas, before), now)
    assert (stranger["new"], stranger["dossiers"]) == (0, [])


def test_a_colleagues_entry_changes_the_dossier_and_is_not_new(asked: str, salma: Officer) -> None:
    before = watching.newest_serial()
    release.release(salma, Intent("inform", dict(INFORM), HANDLING, asked))
    said = pulse.tell(listener(salma, before), watching.newest_serial())
    assert (said["new"], said["dossiers"]) == (0, [asked])


def test_the_counts_of_the_frame_are_those_of_the_officer(
    asked: str, salma: Officer, youssef: Officer
) -> None:
    drafts.begin(salma, Intent("inform", dict(INFORM), HANDLING, asked))
    news.tell(salma, "named", dossier=asked)
    assert pulse.counts(salma) == {"drafts": 1, "news": 1, "desks": 0}
    assert pulse.counts(youssef) == {"drafts": 0, "news": 0, "releases": 0, "desks": 0}


def test_telling_is_kept_beside_the_audit_log_and_not_in_it(asked: str, salma: Officer) -> None:
    size = audit.tree().size
    news.tell(salma, "named", dossier=asked)
    assert audit.tree().size == size
