"""What officers keep beside a dossier stays in the node, and is theirs alone."""

from collections.abc import Callable

from django.test import Client

from mithaq.node.models import Audit, EntryRow, Note, Officer, PrivateTask
from web.story import Story

SignIn = Callable[[str], Client]


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def test_a_task_is_set_done_and_taken_back(story: Story, sign_in: SignIn) -> None:
    salma, address = sign_in("Salma"), f"/dossiers/{story.request}/"
    entries = EntryRow.objects.count()
    salma.post(f"{address}tasks/", {"text": "<i>call</i> Madrid", "due": "2020-01-31"})
    task = PrivateTask.objects.get()
    assert (task.officer.name, task.by.name, str(task.due), task.done_at) == (
        "Salma",
        "Salma",
        "2020-01-31",
        None,
    )
    page = text(salma.get(address))
    shown = page.split('id="tasks"', 1)[1].split("</section>", 1)[0]
    assert "&lt;i&gt;call&lt;/i&gt; Madrid" in shown
    assert 'class="state late"' in shown
    salma.post(f"{address}tasks/", {"done": task.pk})
    task.refresh_from_db()
    assert task.done_by is not None
    assert task.done_by.name == "Salma"
    assert "<s " in text(salma.get(address)).split('id="tasks"', 1)[1].split("</section>", 1)[0]
    salma.post(f"{address}tasks/", {"again": task.pk})
    task.refresh_from_db()
    assert (task.done_at, task.done_by) == (None, None)
    acts = Audit.objects.filter(who="salma@dgsn.example", what__startswith="task").order_by("number")
    assert list(acts.values_list("what", flat=True)) == ["tasked", "task-done", "task-again"]
    assert EntryRow.objects.count() == entries


def test_a_task_is_for_who_may_read_the_dossier(story: Story, sign_in: SignIn) -> None:
    salma, address = sign_in("Salma"), f"/dossiers/{story.request}/tasks/"
    anas, youssef = (Officer.objects.get(name=name) for name in ("Anas", "Youssef"))
    assert salma.post(address, {"text": "look", "officer": anas.pk}).status_code == 404 or not (
        PrivateTask.objects.exists()
    )
    assert not PrivateTask.objects.exists()
    salma.post(address, {"text": "look", "officer": youssef.pk, "due": "no day"})
    task = PrivateTask.objects.get()
    assert (task.officer, task.due) == (youssef, None)


def test_a_task_of_another_dossier_is_not_done_from_here(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    salma.post(f"/dossiers/{story.request}/tasks/", {"text": "look"})
    task = PrivateTask.objects.get()
    for number in (str(task.pk), "x", "9" * 30):
        salma.post(f"/dossiers/{story.pact}/tasks/", {"done": number})
    task.refresh_from_db()
    assert task.done_at is None
    assert not Audit.objects.filter(what="task-done").exists()


def test_a_note_on_an_entry_stands_beside_it(story: Story, sign_in: SignIn) -> None:
    salma, address = sign_in("Salma"), f"/dossiers/{story.request}/"
    entry = story.receive(story.madrid.write(story.request, "acknowledge", {}))
    answer = salma.post(f"{address}notes/", {"text": "seen by us", "entry": entry})
    assert answer.headers["Location"] == f"{address}entries/{entry}/#notes"
    line = text(salma.get(address)).split(f'id="e-{entry[:10]}"', 1)[1].split("</li><li", 1)[0]
    assert "seen by us" in line
    assert "seen by us" in text(salma.get(f"{address}entries/{entry}/"))
    assert "seen by us" not in text(salma.get(f"{address}entries/{story.request}/"))
    assert Audit.objects.get(what="noted").entries == [entry]


def test_a_note_is_about_an_entry_of_this_dossier(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    for entry in (story.pact, "0" * 64, "x"):
        answer = salma.post(f"/dossiers/{story.request}/notes/", {"text": "seen", "entry": entry})
        assert answer.status_code == 404
    assert not Note.objects.exists()


def test_who_controls_sees_neither_notes_nor_tasks(story: Story, sign_in: SignIn) -> None:
    salma, hind, address = sign_in("Salma"), sign_in("Hind"), f"/dossiers/{story.request}/"
    salma.post(f"{address}notes/", {"text": "a private word", "entry": story.request})
    salma.post(f"{address}tasks/", {"text": "a private task"})
    for path in (address, f"{address}entries/{story.request}/"):
        page = text(hind.get(path))
        assert "a private word" not in page
        assert "a private task" not in page
    assert hind.post(f"{address}notes/", {"text": "x"}).status_code == 403
    assert hind.post(f"{address}tasks/", {"text": "x"}).status_code == 403


def test_people_are_shown_with_who_named_them(story: Story, sign_in: SignIn) -> None:
    youssef = sign_in("Youssef")
    anas = Officer.objects.get(name="Anas")
    youssef.post(f"/dossiers/{story.request}/people/", {"add": anas.pk})
    youssef.post("/account/language/", {"language": "en", "next": "/"})
    people = text(youssef.get(f"/dossiers/{story.request}/")).split('id="people"', 1)[1]
    assert "named by <bdi>Youssef</bdi>" in people.split("</section>", 1)[0]
