"""Consent: before a test is shown to anybody but whoever entered it, and until it is withdrawn."""

import datetime as dt
import hashlib
import re
from importlib import import_module

import pytest
from django.apps import apps
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.ids import uuid7
from accounts.models import Club, User
from athletes import consenting
from athletes.models import Athlete, Consent
from coaching.mail.falling_due import queue_due
from coaching.models import MailItem, Note, Programme
from coaching.withdrawing import withdraw
from tests.cast import signed_in
from tests.factories import (
    confirm,
    make_assessment,
    make_athlete,
    make_note,
    make_programme,
    make_session,
    make_user,
)
from tools.steps import ROOT

NONE = Athlete.ConsentState.NONE
#: Each version of the words of consent, with the beginning of their SHA-256.
WORDS = {"2026-11-22": "12b2ebb3c06162b1"}


@pytest.fixture
def runner(club: Club, bob: User) -> Athlete:
    """Somebody with a sign-in whom Bob has tested, and who was not asked yet."""
    athlete = make_athlete(club=club, name="Nell Newcomer", user=make_user(name="Nell"), consent=NONE)
    make_assessment(athlete=athlete, left=21.0, right=44.0, tester=bob)
    return athlete


def link_in_mail() -> str:
    found = re.search(r"https?://[^/]+(/consent/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


# -- before it is given ---------------------------------------------------------------------------


def test_only_whoever_entered_a_test_sees_it(
    runner: Athlete, alice: User, bob: User, vera: User, club: Club
) -> None:
    test = runner.assessments.get()
    pages = {
        "athlete": reverse("athlete", args=[runner.pk]),
        "squad": reverse("squad"),
        "day": f"{reverse('test_day_rows')}?date={test.tested_on}",
        "sheet": f"{reverse('test_day')}?tested_on={test.tested_on}",
        "summary": f"{reverse('test_day_summary')}?date={test.tested_on}",
        "next test": reverse("assessment_new", args=[runner.pk]),
        "api": reverse("api:assessments", args=[runner.pk]),
    }

    for name, address in pages.items():
        assert re.search(rb"21\b", signed_in(bob).get(address).content), name
        other = signed_in(alice).get(address).content.decode()
        assert "21.0" not in other, name
        assert '"left_degrees": 21' not in other, name
    assert signed_in(bob).get(reverse("assessment", args=[test.pk])).status_code == 200
    for reader in (alice, vera, runner.user):
        assert signed_in(reader).get(reverse("assessment", args=[test.pk])).status_code == 404
        assert signed_in(reader).get(reverse("api:assessment", args=[test.pk])).status_code in (403, 404)
    for page in ("my_hips", "history"):
        assert "21.0" not in signed_in(runner.user).get(reverse(page)).content.decode()
    assert "Consent missing" in signed_in(vera).get(pages["squad"]).content.decode()


def test_another_coach_can_t_save_over_a_hidden_test(runner: Athlete, alice: User) -> None:
    test = runner.assessments.get()
    body = {
        "athlete": str(runner.pk),
        "tested_on": str(test.tested_on),
        "position": "seated",
        "motion": "active",
        "instrument": "inclinometer",
        "left_trials": [40],
        "version": 7,
    }

    def put(**changes: object) -> tuple[int, bytes]:
        sent = {**body, **changes}
        answer = signed_in(alice).put(reverse("api:assessment", args=[test.pk]), sent, "application/json")
        return answer.status_code, answer.content

    status, said = put()
    assert status == 404
    assert b"21" not in said
    # Nor whether a guess is right: what is stored already would not be asked about.
    test.left_trials = [80]
    test.save()
    status, said = put(left_trials=[80])
    assert status == 422
    assert b"is unusual" in said


def test_no_programme_is_assigned(runner: Athlete, bob: User) -> None:
    page = signed_in(bob).get(reverse("programme_new", args=[runner.pk]))

    assert page["Location"] == reverse("athlete_consent", args=[runner.pk])


def test_the_test_day_says_who_has_not_agreed(runner: Athlete, bob: User) -> None:
    test = runner.assessments.get()
    day = signed_in(bob).get(f"{reverse('test_day_summary')}?date={test.tested_on}")
    line = next(one for one in day.context["summary"].lines if one.plan)

    done = signed_in(bob).post(
        reverse("test_day_assign"), {"date": str(test.tested_on), "assign": line.value}, follow=True
    )

    assert "Nell Newcomer has not agreed yet" in done.content.decode()
    assert not Programme.objects.exists()


def test_tests_of_two_coaches_are_read_apart(runner: Athlete, alice: User, bob: User) -> None:
    second = make_assessment(athlete=runner, left=33.0, tester=alice)

    page = signed_in(alice).get(reverse("assessment", args=[second.pk])).content.decode()

    assert "33.0" in page
    assert "21.0" not in page


# -- given ----------------------------------------------------------------------------------------


def test_the_athlete_agrees_and_everybody_in_the_club_sees(runner: Athlete, vera: User) -> None:
    own = signed_in(runner.user)
    assert "asks whether you agree" in own.get(reverse("today")).content.decode()

    own.post(reverse("my_consent", args=[runner.pk]), {"agrees": "on", "old_enough": "on"})

    consent = runner.consents.get()
    assert (consent.way, consent.version, consent.given_on) == (
        "own",
        consenting.VERSION,
        runner.club.today(),
    )
    assert b"21.0" in signed_in(vera).get(reverse("athlete", args=[runner.pk])).content
    assert b"21.0" in own.get(reverse("my_hips")).content


def test_agreeing_takes_the_ticks(runner: Athlete) -> None:
    page = signed_in(runner.user).post(reverse("my_consent", args=[runner.pk]), {})

    said = page.content.decode()
    assert "Tick this if you agree" in said
    assert "Under 16 a parent or guardian agrees" in said
    assert not runner.consents.exists()


def test_a_coach_writes_down_what_was_signed_on_paper(runner: Athlete, alice: User) -> None:
    address = reverse("athlete_consent", args=[runner.pk])
    refused = signed_in(alice).post(address, {})
    assert "Say how you know" in refused.content.decode()

    signed_in(alice).post(address, {"giver": "Signed form", "agrees": "on", "old_enough": "on"})

    consent = runner.consents.get()
    assert (consent.way, consent.giver, consent.by) == ("recorded", "Signed form", alice)
    assert "Written down by Alice Owen" in signed_in(alice).get(address).content.decode()


def test_a_new_profile_may_come_with_consent(bob: User, club: Club) -> None:
    assert "They are 16 or older" in signed_in(bob).get(reverse("athlete_new")).content.decode()

    signed_in(bob).post(reverse("athlete_new"), {"name": "Pat Paper", "agreed": "on"})

    assert Athlete.objects.get(name="Pat Paper").has_agreed


def test_a_child_s_profile_doesn_t_come_with_consent(bob: User, club: Club) -> None:
    born_on = club.today() - dt.timedelta(days=14 * 366)

    page = signed_in(bob).post(reverse("athlete_new"), {"name": "Kit", "agreed": "on", "born_on": born_on})

    assert "Under 16 a parent or guardian agrees, by mail" in page.content.decode()
    assert not Athlete.objects.exists()


def test_who_accepts_an_invitation_is_asked_first(club: Club, bob: User) -> None:
    athlete = make_athlete(club=club, consent=NONE)
    page = signed_in(bob).post(reverse("athlete_invite", args=[athlete.pk]), {"email": ""})
    path = re.sub(r"https?://[^/]+", "", page.context["link"])

    accepted = signed_in(make_user()).post(path)

    assert accepted["Location"] == reverse("my_consent", args=[athlete.pk])


# -- by mail --------------------------------------------------------------------------------------


def test_an_athlete_without_an_account_agrees_and_withdraws_by_mail(runner: Athlete, bob: User) -> None:
    signed_in(bob).post(reverse("athlete_consent_ask", args=[runner.pk]), {"email": "nell@example.org"})
    link, stranger = link_in_mail(), Client()
    assert mail.outbox[-1].to == ["nell@example.org"]
    assert "asks for your consent" in stranger.get(link).content.decode()
    assert "Give your name." in stranger.post(link, {}).content.decode()

    stranger.post(link, {"giver": "Nell Newcomer", "agrees": "on", "old_enough": "on"})

    runner.refresh_from_db()
    assert runner.has_agreed
    assert runner.consents.get().giver == "Nell Newcomer"
    stranger.post(link, {"withdraw": "1"})
    runner.refresh_from_db()
    assert runner.has_withdrawn
    assert "Withdrawn" in stranger.get(link).content.decode()


def test_for_a_child_a_guardian_agrees_by_mail_and_nobody_else(runner: Athlete, bob: User) -> None:
    Athlete.objects.filter(pk=runner.pk).update(born_on=runner.club.today() - dt.timedelta(days=14 * 366))
    ticks = {"agrees": "on", "old_enough": "on", "giver": "said so"}
    signed_in(runner.user).post(reverse("my_consent", args=[runner.pk]), ticks)
    signed_in(bob).post(reverse("athlete_consent", args=[runner.pk]), ticks)
    assert not runner.consents.exists()

    signed_in(bob).post(reverse("athlete_consent_ask", args=[runner.pk]), {"email": "parent@example.org"})
    assert "as a parent or guardian" in str(mail.outbox[-1].body)
    Client().post(link_in_mail(), {"giver": "Pa Newcomer", "agrees": "on"})

    consent = runner.consents.get()
    assert (consent.way, consent.giver, consent.email) == ("guardian", "Pa Newcomer", "parent@example.org")


def test_a_club_sets_the_age(runner: Athlete, bob: User, club: Club) -> None:
    club.consent_age = 13
    club.save()
    Athlete.objects.filter(pk=runner.pk).update(born_on=club.today() - dt.timedelta(days=14 * 366))

    signed_in(runner.user).post(reverse("my_consent", args=[runner.pk]), {"agrees": "on"})

    assert runner.consents.get().way == "own"


def test_asking_again_and_waiting_long_close_a_link(runner: Athlete, bob: User) -> None:
    old = consenting.path_of(consenting.ask(athlete=runner, email="a@example.org", by=bob))
    new = consenting.path_of(consenting.ask(athlete=runner, email="b@example.org", by=bob))
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200

    Consent.objects.update(asked_at=timezone.now() - consenting.OPEN_FOR)

    assert Client().get(new).status_code == 404
    assert Client().get(reverse("consent_link", args=["made-up"])).status_code == 404


def test_a_birthday_that_becomes_known_closes_an_athlete_s_own_link(runner: Athlete, bob: User) -> None:
    consent = consenting.ask(athlete=runner, email="a@example.org", by=bob)
    Athlete.objects.filter(pk=runner.pk).update(born_on=runner.club.today() - dt.timedelta(days=14 * 366))

    with pytest.raises(consenting.Closed):
        consenting.answer(consent=consent, giver="Nell")


def test_a_date_of_birth_that_is_corrected_asks_a_guardian(runner: Athlete, bob: User) -> None:
    consenting.give(athlete=runner, way="own")
    born_on = runner.club.today() - dt.timedelta(days=14 * 366)

    signed_in(bob).post(reverse("athlete_edit", args=[runner.pk]), {"name": "Nell", "born_on": born_on})

    runner.refresh_from_db()
    assert runner.consent == NONE
    assert not runner.consents.standing().exists()


def test_a_programme_waits_for_the_guardian_that_turns_out_to_be_needed(ann: Athlete, bob: User) -> None:
    consenting.give(athlete=ann, way="own")
    programme = make_programme(athlete=ann)
    assert ann.user
    confirm(ann.user)
    born_on = ann.club.today() - dt.timedelta(days=14 * 366)
    signed_in(bob).post(reverse("athlete_edit", args=[ann.pk]), {"name": "Ann Runner", "born_on": born_on})

    own = signed_in(ann.user)
    assert "asks whether you agree" in own.get(reverse("today")).content.decode()
    assert own.post(reverse("session_log", args=[programme.pk]), {}).status_code == 403
    queue_due(timezone.now().replace(hour=23, minute=30))
    assert not MailItem.objects.filter(kind="reminder").exists()

    consenting.give(athlete=ann, way="guardian")
    assert "week 1 of 6" in own.get(reverse("today")).content.decode()


def test_a_mail_server_that_is_away_is_said(
    runner: Athlete, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("athletes.consenting.send", lambda _consent: False)

    address = reverse("athlete_consent_ask", args=[runner.pk])
    page = signed_in(bob).post(address, {"email": "nell@example.org"}, follow=True)

    assert "The mail could not be sent." in page.content.decode()
    assert "Enter a valid" in signed_in(bob).post(address, {"email": "nell"}).content.decode()


# -- withdrawn ------------------------------------------------------------------------------------


@pytest.fixture
def gone(ann: Athlete, bob: User) -> Athlete:
    """Ann, with all there is, who has withdrawn consent."""
    test = make_assessment(athlete=ann, left=21.0, tester=bob)
    make_session(programme=make_programme(athlete=ann, assessment=test), pain=6)
    make_note(athlete=ann, author=bob, text="How is the hip?")
    signed_in(ann.user).post(reverse("my_consent", args=[ann.pk]), {"withdraw": "1"})
    ann.refresh_from_db()
    return ann


def test_nobody_writes_down_consent_over_an_athletes_own_withdrawal(gone: Athlete, bob: User) -> None:
    address = reverse("athlete_consent", args=[gone.pk])
    page = signed_in(bob).post(address, {"giver": "Told me", "agrees": "on", "old_enough": "on"})

    assert "On paper or in person" not in page.content.decode()
    gone.refresh_from_db()
    assert gone.has_withdrawn


def test_withdrawing_is_shown_to_the_coach_and_hides_the_rest(gone: Athlete, bob: User, vera: User) -> None:
    test, programme = gone.assessments.get(), gone.programmes.get()
    for reader in (bob, vera):
        client = signed_in(reader)
        page = client.get(reverse("athlete", args=[gone.pk])).content.decode()
        assert "Ann Runner has withdrawn consent." in page
        assert "21.0" not in page
        assert "How is the hip?" not in page
        squad = client.get(reverse("squad")).content.decode()
        assert "Consent withdrawn" in squad
        assert "21.0" not in squad
        for name, pk in (
            ("assessment", test.pk),
            ("programme", programme.pk),
            ("programme_sheet", programme.pk),
            ("athlete_report", gone.pk),
            ("athlete_notes", gone.pk),
            ("session_edit", programme.sessions.get().pk),
            ("note_edit", Note.objects.get().pk),
        ):
            assert client.get(reverse(name, args=[pk])).status_code == 404, name


def test_withdrawing_stops_the_programme_the_mails_and_new_entries(gone: Athlete, bob: User) -> None:
    programme = gone.programmes.get()
    assert programme.state == "stopped"
    assert not MailItem.objects.filter(state="waiting", about__in=[gone.pk, programme.pk]).exists()

    coach, own = signed_in(bob), signed_in(gone.user)
    tried = coach.get(reverse("assessment_new", args=[gone.pk]), follow=True)
    assert "nothing more is entered" in tried.content.decode()
    body = {"tested_on": gone.club.today(), "position": "seated", "motion": "active", "left_1": "30"}
    refused = coach.post(
        reverse("assessment_new", args=[gone.pk]), {**body, "instrument": "inclinometer", "right_1": "30"}
    )
    assert "nothing more is entered" in refused.content.decode()
    sent = {"athlete": str(gone.pk), "tested_on": str(gone.club.today()), "left_trials": [30]}
    method = {"position": "seated", "motion": "active", "instrument": "phone"}
    address = reverse("api:assessment", args=[uuid7()])
    answer = coach.put(address, {**sent, **method}, "application/json")
    assert answer.status_code == 422
    assert "nothing more is entered" in answer.content.decode()
    assert coach.get(reverse("programme_new", args=[gone.pk])).status_code == 302
    assert "see “My data”" in own.post(reverse("session_log", args=[programme.pk]), {}).content.decode()
    kept = {"programme": str(programme.pk), "done_on": str(gone.club.today()), "exercises": []}
    late = own.put(reverse("api:session", args=[uuid7()]), kept, "application/json")
    assert (late.status_code, late.json()) == (
        403,
        {"detail": "Nothing is logged without your consent: see “My data”."},
    )
    assert own.post(reverse("athlete_notes", args=[gone.pk]), {"text": "Hello"}).status_code == 403
    assert coach.get(reverse("test_day")).context["rows"] == []


def test_a_profile_in_the_archive_can_be_withdrawn_too(runner: Athlete, bob: User) -> None:
    consenting.give(athlete=runner, way="own")
    signed_in(bob).post(reverse("athlete_archive", args=[runner.pk]))
    own, address = signed_in(runner.user), reverse("my_consent", args=[runner.pk])
    assert address in own.get(reverse("my_data")).content.decode()

    own.post(address, {"withdraw": "1"})
    own.post(address, {"agrees": "on", "old_enough": "on"})

    runner.refresh_from_db()
    assert runner.has_withdrawn
    assert "21.0" not in signed_in(bob).get(reverse("athlete", args=[runner.pk])).content.decode()


def test_what_the_club_noted_on_the_profile_is_not_read_either(gone: Athlete, alice: User) -> None:
    assert signed_in(alice).get(reverse("athlete_edit", args=[gone.pk])).status_code == 404
    assert signed_in(alice).get(reverse("club_history")).context["lines"] == []


def test_the_athlete_still_reads_their_own(gone: Athlete) -> None:
    own = signed_in(gone.user)
    assert "Change" not in own.get(reverse("history")).content.decode()

    assert "21.0" in own.get(reverse("my_hips")).content.decode()
    assert own.get(reverse("assessment", args=[gone.assessments.get().pk])).status_code == 200
    assert "You have withdrawn consent" in own.get(reverse("today")).content.decode()


def test_a_coach_writes_down_that_it_was_withdrawn(ann: Athlete, bob: User) -> None:
    consenting.give(athlete=ann, way="own")
    address = reverse("athlete_consent_withdraw", args=[ann.pk])
    assert "Has Ann Runner withdrawn" in signed_in(bob).get(address).content.decode()

    signed_in(bob).post(address)

    ann.refresh_from_db()
    assert ann.has_withdrawn
    assert ann.consents.get().withdrawn_on == ann.club.today()
    assert withdraw(athlete=ann) is False


def test_consent_given_again_opens_everything_again(gone: Athlete, bob: User) -> None:
    ticks = {"agrees": "on", "old_enough": "on"}

    signed_in(gone.user).post(reverse("my_consent", args=[gone.pk]), ticks)

    assert b"21.0" in signed_in(bob).get(reverse("athlete", args=[gone.pk])).content


# -- those from before ----------------------------------------------------------------------------


def test_whoever_was_tested_before_is_carried_over(runner: Athlete, club: Club) -> None:
    untested = make_athlete(club=club, consent=NONE)
    migration = import_module("athletes.migrations.0002_ask_for_consent")

    migration.carry_over(apps, None)

    runner.refresh_from_db()
    untested.refresh_from_db()
    assert (runner.consent, untested.consent) == ("given", "none")
    assert runner.consents.get().way == "carried"


# -- the words ------------------------------------------------------------------------------------


def test_other_words_ask_for_another_version() -> None:
    """Whoever changes the text gives it a new version, and adds both here."""
    text = (ROOT / "templates/athletes/_consent_text.html").read_bytes()

    assert WORDS[consenting.VERSION] == hashlib.sha256(text).hexdigest()[:16]
