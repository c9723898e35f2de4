"""The thread of notes: who writes, who reads, what is new to whom, mending and deleting one's own."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.ids import uuid7
from accounts.models import Club, Membership, Role, User
from athletes.models import Athlete
from coaching.models import MailItem, Note, NoteRead
from coaching.threads import unread_in_club
from tests.cast import signed_in
from tests.coaching.pages import words
from tests.factories import join, make_athlete, make_club, make_note, make_user

pytestmark = pytest.mark.django_db


def thread(user: User | None, athlete: Athlete, query: str = "") -> Any:
    return signed_in(user).get(reverse("athlete_notes", args=[athlete.pk]) + query)


def write(user: User | None, athlete: Athlete, text: str = "Well done.", **more: str) -> Any:
    return signed_in(user).post(reverse("athlete_notes", args=[athlete.pk]), {"text": text, **more})


def edit(user: User | None, note: Note, text: str = "Other words.") -> Any:
    return signed_in(user).post(reverse("note_edit", args=[note.pk]), {"text": text})


def delete(user: User | None, note: Note) -> Any:
    return signed_in(user).post(reverse("note_delete", args=[note.pk]))


# -- writing ----------------------------------------------------------------------------------------


def test_coach_and_athlete_write_to_each_other(bob: User, ann: Athlete) -> None:
    assert ann.user
    write(bob, ann, "How was <b>Thursday</b>?")
    write(ann.user, ann, "Better.")
    page = words(thread(bob, ann))
    assert page.index("Better.") < page.index("How was &lt;b&gt;Thursday&lt;/b&gt;?")
    assert "Ann Runner</strong>" in page
    assert "athlete ·" in page
    assert "Bob Coe</strong>" in page
    assert "coach ·" in page
    assert [note.by_athlete for note in Note.objects.all()] == [True, False]


def test_an_empty_note_is_refused_at_its_field(bob: User, ann: Athlete) -> None:
    page = write(bob, ann, "   ")
    assert "Write something first." in words(page)
    long = words(write(bob, ann, "x" * 4001))
    assert "Keep it to 4000 characters: this has 4001." in long
    assert not Note.objects.exists()


def test_sent_twice_it_is_written_once(bob: User, alice: User, ann: Athlete) -> None:
    key = str(uuid7())
    for _ in range(2):
        write(bob, ann, pk=key)
    assert str(Note.objects.get().pk) == key
    # Somebody else's note under the same key is a note of its own, and overwrites nothing.
    write(alice, ann, "Mine.", pk=key)
    assert set(Note.objects.values_list("author", flat=True)) == {bob.pk, alice.pk}


def test_who_only_looks_reads_and_does_not_write(vera: User, bob: User, ann: Athlete) -> None:
    make_note(athlete=ann, author=bob)
    page = words(thread(vera, ann))
    assert "Well done." in page
    assert "Add the note" not in page
    assert "New</span>" not in page
    assert write(vera, ann).status_code == 403
    assert not NoteRead.objects.exists()


def test_a_coach_of_the_club_before_reads_nothing_any_more(bob: User, ann: Athlete) -> None:
    note = make_note(athlete=ann, author=bob)
    Membership.objects.filter(user=bob).update(role=Role.VIEWER)
    assert edit(bob, note).status_code == delete(bob, note).status_code == 403
    Membership.objects.filter(user=bob).delete()
    assert thread(bob, ann).status_code == edit(bob, note).status_code == 404


def test_an_archived_athlete_s_thread_is_only_read(alice: User, ann: Athlete) -> None:
    assert ann.user
    note = make_note(athlete=ann, author=alice)
    own = make_note(athlete=ann, author=ann.user)
    Athlete.objects.update(archived_on=ann.club.today())
    assert "Well done." in words(thread(alice, ann))
    assert "Add the note" not in words(thread(alice, ann))
    assert write(alice, ann).status_code == edit(alice, note).status_code == 403
    assert thread(ann.user, ann).status_code == delete(ann.user, own).status_code == 404


# -- private ----------------------------------------------------------------------------------------


def test_a_private_note_is_the_coaches_alone(
    alice: User, bob: User, vera: User, ann: Athlete, charlie: User, edith: User
) -> None:
    assert ann.user
    write(bob, ann, "Ask about night pain.", private="on")
    note = Note.objects.get()
    assert note.private
    seen = words(thread(alice, ann))
    assert "Ask about night pain." in seen
    assert "Only for coaches</span>" in seen
    everywhere = [
        reverse("athlete_notes", args=[ann.pk]),
        reverse("athlete", args=[ann.pk]),
        reverse("today"),
        reverse("my_hips"),
        reverse("history"),
        reverse("note_edit", args=[note.pk]),
        reverse("note_delete", args=[note.pk]),
        f"/api/v1/athletes/{ann.pk}/assessments",
        "/admin/",
    ]
    for user in (ann.user, vera, charlie, edith, None):
        for address in everywhere:
            page = signed_in(user).get(address, follow=True)
            assert b"night pain" not in page.content
            assert b"1 new" not in page.content
        assert edit(user, note).status_code in (302, 404)
    assert not MailItem.objects.exists()
    assert Note.objects.get().text == "Ask about night pain."


def test_a_coach_reads_no_private_note_about_themselves(alice: User, bob: User, club: Club) -> None:
    """Who coaches may be an athlete of the club too."""
    runner = make_athlete(club=club, user=bob)
    write(alice, runner, "Ask about night pain.", private="on")
    note = Note.objects.get()

    for address in (reverse("athlete", args=[runner.pk]), reverse("squad")):
        page = signed_in(bob).get(address).content
        assert b"night pain" not in page
        assert b"1 new" not in page
    assert edit(bob, note).status_code == 404
    assert "night pain" in words(thread(alice, runner))


def test_an_athlete_has_no_private_notes_whatever_they_send(ann: Athlete, alice: User) -> None:
    assert ann.user
    write(ann.user, ann, private="on")
    # Nor has a coach about themselves: there, they are the athlete.
    own = make_athlete(club=ann.club, user=alice)
    write(alice, own, private="on")
    assert not Note.objects.filter(private=True).exists()
    assert Note.objects.filter(by_athlete=True).count() == 2


# -- one's own --------------------------------------------------------------------------------------


def test_an_edited_note_says_so_and_the_same_words_don_t(bob: User, ann: Athlete) -> None:
    note = make_note(athlete=ann, author=bob, text="Befor.")
    edit(bob, note, "Befor.")
    assert "edited" not in words(thread(bob, ann))
    edit(bob, note, "Before.")
    page = words(thread(bob, ann))
    assert "Before." in page
    assert "· edited" in page
    assert "Write something first." in words(edit(bob, note, ""))


def test_only_its_author_changes_a_note(
    bob: User, alice: User, vera: User, ann: Athlete, otto: Athlete
) -> None:
    note = make_note(athlete=ann, author=bob)
    for user, status in ((alice, 403), (vera, 403), (ann.user, 403), (otto.user, 404)):
        assert edit(user, note).status_code == status
        assert delete(user, note).status_code == status
    assert Note.objects.get().text == "Well done."
    assert "Edit" not in words(thread(ann.user, ann)).split('class="notes"')[1].split("</ol>")[0]


def test_a_deleted_note_leaves_nothing(bob: User, ann: Athlete) -> None:
    write(bob, ann, "A slip of the tongue.")
    note = Note.objects.get()
    asked = words(signed_in(bob).get(reverse("note_delete", args=[note.pk])))
    assert "Nothing of it is kept" in asked
    assert "A slip of the tongue." in asked
    delete(bob, note)
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            assert "slip of the tongue" not in str(cursor.fetchall()), table
    assert "1 new" not in words(signed_in(ann.user).get(reverse("today")))


def test_a_note_stays_when_its_author_goes(bob: User, alice: User, ann: Athlete) -> None:
    make_note(athlete=ann, author=bob)
    bob.delete()
    assert "Somebody who has left" in words(thread(alice, ann))
    assert unread_in_club(alice, ann.club_id) == {}, "it was read just now"


# -- new to whom ------------------------------------------------------------------------------------


def test_what_is_new_is_marked_until_it_was_seen(bob: User, alice: User, ann: Athlete) -> None:
    assert ann.user
    make_note(athlete=ann, author=bob)
    for page in ("today", "my_hips"):
        assert "1 new</span>" in words(signed_in(ann.user).get(reverse(page)))
    assert "New</span>" in words(thread(ann.user, ann))
    assert "New</span>" not in words(thread(ann.user, ann))
    assert "1 new" not in words(signed_in(ann.user).get(reverse("today")))
    make_note(athlete=ann, author=ann.user, text="Thanks.")
    assert "1 new" not in words(signed_in(ann.user).get(reverse("today"))), "nobody's own note is new to them"
    assert "1 new</span>" in words(signed_in(bob).get(reverse("athlete", args=[ann.pk])))
    assert "2 new</span>" in words(signed_in(alice).get(reverse("athlete", args=[ann.pk])))
    assert "new</span>" not in words(signed_in(bob).get(reverse("athlete", args=[ann.pk])))


def test_the_squad_page_counts_what_is_new_to_the_coach(
    bob: User, vera: User, ann: Athlete, otto: Athlete, charlie: User
) -> None:
    assert ann.user
    another = make_club(name="Zebra Runners")
    join(bob, another)
    stranger = make_athlete(club=another, name="Of another club")
    make_note(athlete=stranger, author=charlie)
    for _ in range(2):
        make_note(athlete=ann, author=ann.user)
    make_note(athlete=otto, author=bob)
    page = words(signed_in(bob).get("/squad/"))
    assert "2 new notes" in page
    assert page.count("new note") == 1
    assert "new note" not in words(signed_in(vera).get("/squad/"))
    thread(bob, ann)
    assert "new note" not in words(signed_in(bob).get("/squad/"))


def test_the_athlete_s_page_has_the_latest_and_the_way_to_all(alice: User, ann: Athlete, bob: User) -> None:
    assert ann.user
    start = timezone.now() - dt.timedelta(days=30)
    for n in range(25):
        make_note(athlete=ann, author=alice, text=f"Note {n:02}.", created_at=start + dt.timedelta(hours=n))
    page = words(signed_in(alice).get(reverse("athlete", args=[ann.pk])))
    assert "Note 24." in page
    assert "Note 19." not in page
    assert "All notes" in page
    whole = thread(alice, ann)
    assert "Note 05." in words(whole)
    assert "Note 04." not in words(whole)
    assert 'rel="next" href="?page=2"' in words(whole)
    assert "Note 04." in words(thread(alice, ann, "?page=2"))
    # What is new to Bob is shown whole on the first look, as far as a page goes.
    assert "Note 05." in words(signed_in(bob).get(reverse("athlete", args=[ann.pk])))


def test_a_thread_costs_the_same_however_long(alice: User, bob: User, club: Club) -> None:
    counts = []
    for number in (1, 10, 60):
        athlete = make_athlete(club=club, user=make_user())
        for _ in range(number):
            make_note(athlete=athlete, author=alice)
        for user in (alice, athlete.user):
            thread(user, athlete)
            client = signed_in(user)
            with CaptureQueriesContext(connection) as queries:
                client.get(reverse("athlete_notes", args=[athlete.pk]))
            counts.append(len(queries))
    assert max(counts) <= 10
    assert counts[2:4] == counts[4:6] == counts[0:2]
