"""What is found no more, and how far a search looks, on both engines alike."""

import threading

import pytest
from django.core.cache import cache

from mithaq.node import clock, officers, release, retention, rows, tasks
from mithaq.node.composing import Intent
from mithaq.node.home import Home
from mithaq.node.models import (
    DossierRow,
    EntryRow,
    Officer,
    SearchName,
    SearchRow,
    TaskRow,
)
from mithaq.node.search import indexing, statements
from mithaq.node.search.asking import Asked, token
from mithaq.node.search.finding import Listed, dossiers_with
from mithaq.node.search.tokens import WINDOW
from partners import HANDLING, Partner
from searches import ask, found, look, opened, person, received, signed_pact, text


@pytest.fixture
def pact(salma: Officer, madrid: Partner) -> str:
    return signed_pact(salma, madrid)


def taken_out(one: str) -> bool:
    """Return whether nothing of an entry is in the index."""
    indexing.catch_up()
    serial = EntryRow.objects.get(entry=one).serial
    return not SearchRow.objects.filter(serial=serial).exists()


def test_what_is_locked_is_not_found_from_that_moment_on(
    salma: Officer, youssef: Officer, madrid: Partner, node: Home, pact: str
) -> None:
    one = received(madrid, node, pact, subjects=[person("Idriss Oufkiroui")])
    assert found(salma, "Oufkiroui") == [one]
    assert SearchName.objects.filter(word="oufkiroui").exists()
    dossier = str(EntryRow.objects.get(entry=one).dossier_id)
    tasks.open_one(dossier, TaskRow.Why.RETENTION, None, [one], clock.now())
    task = TaskRow.objects.get(dossier=dossier)
    retention.decide(task, youssef, erase=True, reason="its time is over")
    assert found(salma, "Oufkiroui") == []
    assert taken_out(one)
    assert not SearchName.objects.filter(word="oufkiroui").exists()


def test_what_is_recalled_is_not_found(salma: Officer, pact: str) -> None:
    dossier = opened(salma, pact, ask())
    body = {"type": "inform", "text": text("en", "Exercise: a periscope"), "area": "drugs"}
    sent = release.release(salma, Intent("inform", {**body, "purpose": "investigation"}, HANDLING, dossier))
    indexing.catch_up()
    assert found(salma, "periscope") == [sent.id]
    release.release(
        salma, Intent("recall", {"type": "recall", "entries": [sent.id], "reason": "wrong"}, None, dossier)
    )
    assert found(salma, "periscope") == []
    assert taken_out(sent.id)


def test_a_correction_takes_the_place_of_what_it_corrects(salma: Officer, pact: str) -> None:
    one = opened(salma, pact, ask(question=text("en", "Exercise: a blue lorry")))

    def correct(colour: str) -> str:
        anew = {**ask(question=text("en", f"Exercise: a {colour} lorry"))}
        body = {"type": "correct", "entry": one, "reason": "inaccurate", "body": anew}
        made = release.release(salma, Intent("correct", body, HANDLING, one)).id
        indexing.catch_up()
        return made

    red = correct("red")
    assert found(salma, "lorry") == [red]
    assert found(salma, "blue lorry") == []
    green = correct("green")
    assert found(salma, "lorry") == [green]
    # The correction itself is taken back: what stood before stands again.
    EntryRow.objects.filter(entry=green).update(verdict={"refusal": None, "deviations": [], "gone": True})
    indexing.catch_up()
    assert found(salma, "lorry") == [red]


def test_a_worker_does_full_batches_one_after_another_and_then_rests(
    salma: Officer, pact: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = opened(salma, pact, ask())
    looked: list[int] = []
    follow = indexing.follow

    def noted() -> int:
        looked.append(follow())
        if len(looked) == 3:  # what comes during the last batch is for the next time
            inform("kayak")
        return looked[-1]

    def inform(words: str) -> None:
        said = {"text": text("en", f"Exercise: a {words}"), "area": "drugs", "purpose": "investigation"}
        release.release(salma, Intent("inform", {"type": "inform", **said}, HANDLING, dossier))

    for number in range(5):
        inform(f"canoe {number}")
    monkeypatch.setattr(indexing, "BATCH", 2)
    monkeypatch.setattr(indexing, "follow", noted)
    indexing.run(threading.Event())
    assert looked == [2, 2, 1]
    assert len(found(salma, "canoe")) == 5
    assert found(salma, "kayak") == []
    indexing.run(threading.Event())
    assert len(found(salma, "kayak")) == 1


def test_all_can_be_made_findable_anew(salma: Officer, madrid: Partner, node: Home, pact: str) -> None:
    one = received(madrid, node, pact, subjects=[person("Hamid Tazi")])
    before = sorted(SearchRow.objects.values_list("serial", flat=True))
    assert indexing.rebuild() == EntryRow.objects.count()
    assert sorted(SearchRow.objects.values_list("serial", flat=True)) == before
    assert found(salma, "التازي") == [one]


@pytest.mark.parametrize("words", ["container", "container nothing", "CSQU3054383"])
def test_few_hits_far_back_are_found_as_well(
    salma: Officer, anas: Officer, pact: str, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    # As if these few entries were very many: hits are looked for window by window.
    monkeypatch.setattr("mithaq.node.search.tokens.WINDOW", 2)
    monkeypatch.setattr("mithaq.node.search.statements.WINDOW", 2)
    made = [opened(salma, pact, ask()) for _ in range(7)]
    assert sorted(found(salma, words)) == (sorted(made) if words != "container nothing" else [])
    assert look(anas, "container").elsewhere is not None


def test_what_may_not_be_read_is_looked_for_among_the_newest_of_common_words(
    salma: Officer, anas: Officer, pact: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [opened(salma, pact, ask()) for _ in range(3)]
    monkeypatch.setattr("mithaq.node.search.statements.COMMON", 1)
    monkeypatch.setattr("mithaq.node.search.statements.MOST_BEYOND", 2)
    elsewhere = look(anas, "container").elsewhere
    assert elsewhere is not None
    assert elsewhere.dossiers in (2, len(made))
    assert sorted(found(salma, "container")) == sorted(made)


def test_dossiers_with_words_are_those_that_may_be_read(salma: Officer, anas: Officer, pact: str) -> None:
    first, second = (opened(salma, pact, ask()) for _ in range(2))
    cache.clear()
    assert dossiers_with(salma, "container") == Listed((second, first))
    assert dossiers_with(anas, "container") == Listed()
    for nothing in ("submarine", "%", '"', ""):
        assert dossiers_with(salma, nothing) == Listed()
    officers.name(anas, DossierRow.objects.get(id=first), salma)
    assert dossiers_with(anas, "container") == Listed((first,))
    EntryRow.objects.filter(dossier=first).update(gone=True)
    assert dossiers_with(anas, "container") == Listed()


def test_dossiers_with_words_go_on_where_the_newest_hits_end(
    salma: Officer, pact: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = (opened(salma, pact, ask()) for _ in range(3))
    cache.clear()
    monkeypatch.setattr("mithaq.node.search.finding.HITS_LISTED", 2)
    newest = dossiers_with(salma, "container")
    assert newest.dossiers == (third, second)
    assert newest.older is not None
    assert dossiers_with(salma, "container", newest.older) == Listed((first,))
    # What is gone by now was looked through all the same.
    EntryRow.objects.filter(dossier__in=(third, second)).update(gone=True)
    assert dossiers_with(salma, "container") == Listed((), newest.older)


def test_dossiers_with_words_go_on_where_no_more_was_looked_through(
    salma: Officer, anas: Officer, pact: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *_others = (opened(salma, pact, ask()) for _ in range(3))
    officers.name(anas, DossierRow.objects.get(id=first), salma)
    cache.clear()
    if rows.is_postgresql():  # common words: only the newest windows are gone through
        monkeypatch.setattr("mithaq.node.search.statements.ROUGH", 1)
        monkeypatch.setattr("mithaq.node.search.statements.COMMON", 0)
    else:  # of the hits that are gone through none may be read
        monkeypatch.setattr("mithaq.node.search.statements.MOST_SCANNED", 2)
        monkeypatch.setattr("mithaq.node.search.finding.MOST_SCANNED", 2)
    newest = dossiers_with(anas, "container")
    assert newest.dossiers == ()
    assert newest.older is not None
    hidden, values = statements.newest(
        token("container"), statements.Sight(anas.pk), Asked(), 9, 5 * WINDOW, beyond=True
    )
    assert all(dossier is not None for _, dossier in statements.run(hidden, values)), "told to lists only"
    monkeypatch.undo()
    assert dossiers_with(anas, "container", newest.older) == Listed((first,))
