"""Every form, sent to its page with what nobody would type: the page answers, and never with an error."""

import copy
import datetime as dt
import importlib
import pkgutil
import sys
from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.forms import BaseForm
from django.test import Client
from hypothesis import HealthCheck, given, settings

from accounts.models import Club, User
from athletes.consenting import ask, path_of
from athletes.models import Athlete
from coaching.copying import copy_for_club
from coaching.models import Exercise, ProgrammeTemplate
from tests.cast import signed_in
from tests.factories import (
    PASSWORD,
    confirm,
    make_assessment,
    make_athlete,
    make_programme,
    make_repeat,
    make_session,
    make_squad,
    make_study,
    make_user,
)
from tests.fuzz.filling_in import Form, filled_in
from tests.fuzz.passkeys import make_passkey
from tests.test_sweep import undone

PRODUCT = {"accounts", "athletes", "assessments", "coaching", "config"}

#: Each form: who sends it, the page that has it, and where it goes if that is another address.
FORMS: dict[str, tuple[str, ...]] = {
    "accounts.forms.api_tokens.NewTokenForm": ("alice", "/account/tokens/"),
    "accounts.forms.club.ClubForm": ("alice", "/club/"),
    "accounts.forms.club.KeepingForm": ("alice", "/club/privacy/"),
    "accounts.forms.club.NewClubForm": ("alice", "/club/new/"),
    "accounts.forms.members.InviteMemberForm": ("alice", "/club/members/"),
    "accounts.forms.members.RoleForm": ("alice", "/club/members/", "/club/members/role/"),
    "accounts.forms.second_factor.ActivateAppForm": ("alice", "/accounts/2fa/totp/activate/"),
    "accounts.forms.passkeys.AddPasskeyForm": ("alice", "/accounts/2fa/webauthn/add/"),
    "accounts.forms.second_factor.CodeAgainForm": ("dana", "/accounts/2fa/reauthenticate/"),
    "accounts.forms.second_factor.CodeForm": ("half in", "/accounts/2fa/authenticate/"),
    "accounts.forms.passkeys.PasskeyAgainForm": ("dana", "/accounts/2fa/webauthn/reauthenticate/"),
    "accounts.forms.passkeys.SignInByPasskeyForm": (
        "stranger",
        "/accounts/login/",
        "/accounts/2fa/webauthn/login/",
    ),
    "accounts.forms.passkeys.RenamePasskeyForm": (
        "dana",
        "/accounts/2fa/webauthn/keys/{passkey}/edit/",
    ),
    "accounts.forms.signing_in.ChangeEmailForm": ("alice", "/accounts/email/"),
    "accounts.forms.signing_in.ChangePasswordForm": ("alice", "/accounts/password/change/"),
    "accounts.forms.signing_in.LoginForm": ("stranger", "/accounts/login/"),
    "accounts.forms.signing_in.NewPasswordForm": ("stranger", "{reset}"),
    "accounts.forms.signing_in.ReauthenticateForm": ("alice", "/accounts/reauthenticate/"),
    "accounts.forms.signing_in.ResetPasswordForm": ("stranger", "/accounts/password/reset/"),
    "accounts.forms.signing_in.SetPasswordForm": ("nobody", "/accounts/password/set/"),
    "accounts.forms.signing_up.SignupForm": ("stranger", "/accounts/signup/"),
    "assessments.admin.DefaultErrorForm": ("edith", "/admin/assessments/measurementerror/add/"),
    "assessments.errors_of_club.OwnErrorForm": ("alice", "/club/errors/?change=inclinometer.seated.active"),
    "assessments.forms.AssessmentForm": ("bob", "/athletes/{ann}/assessments/new/"),
    "assessments.study_forms.LeaveOutForm": (
        "bob",
        "/club/errors/own/{study}/",
        "/club/errors/own/pairs/{pair}/",
    ),
    "assessments.study_forms.ReadingForm": ("bob", "/club/errors/own/{study}/{ann}/"),
    "assessments.study_forms.StudyForm": ("bob", "/club/errors/own/"),
    "athletes.consent_forms.AgreeForm": ("ann", "/my-data/consent/{elsewhere}/"),
    "athletes.consent_forms.AskForm": (
        "bob",
        "/athletes/{unasked}/consent/",
        "/athletes/{unasked}/consent/ask/",
    ),
    "athletes.consent_forms.LinkForm": ("stranger", "{consent}"),
    "athletes.consent_forms.RecordForm": ("bob", "/athletes/{unasked}/consent/"),
    "athletes.forms.AthleteForm": ("bob", "/athletes/new/"),
    "athletes.forms.InviteAthleteForm": ("bob", "/athletes/{unlinked}/invite/"),
    "athletes.forms.SquadForm": ("bob", "/squads/"),
    "coaching.admin.exercise_form.ExerciseContentForm": ("edith", "/admin/coaching/exercise/add/"),
    "coaching.admin.programmes.TemplateContentForm": (
        "edith",
        "/admin/coaching/programmetemplate/{template}/change/",
    ),
    "coaching.forms.decision.DecisionForm": ("bob", "/assessments/{test}/decide/"),
    "coaching.forms.exercise.ExerciseForm": ("bob", "/exercises/{own}/edit/"),
    "coaching.forms.mail.MailSettingsForm": ("bob", "/mail/"),
    "coaching.forms.note.NoteForm": ("bob", "/athletes/{ann}/notes/"),
    "coaching.forms.programme.ExerciseForm": ("bob", "/athletes/{unlinked}/programme/new/"),
    "coaching.forms.programme.ProgrammeForm": ("bob", "/athletes/{unlinked}/programme/new/"),
    "coaching.forms.programme.StopForm": ("bob", "/programmes/{programme}/stop/"),
    "coaching.forms.progression.StepForm": (
        "bob",
        "/programmes/{programme}/",
        "/programmes/{programme}/step/",
    ),
    "coaching.forms.session.SessionForm": ("ann", "/today/", "/programmes/{programme}/log/"),
    "coaching.views.moving.MoveForm": ("bob", "/athletes/{ann}/move/"),
    "coaching.forms.test_day.NewAthleteForm": ("bob", "/test-day/", "/test-day/athletes/"),
}
#: Shown and never sent: a script or the address takes what is chosen. DatedSessionForm is the API's, and
#: PasskeyForm comes without the field of the form beside it: tests/fuzz/test_addresses.py sends it.
NO_PAGE = {
    "accounts.forms.passkeys.PasskeyForm",
    "coaching.forms.self_test.SelfTestForm",
    "coaching.forms.test_day.SetupForm",
    "coaching.forms.session.DatedSessionForm",
}
#: What others are built upon and no page has: their own rows try them.
BASES = {
    "accounts.crispy.CrispyMixin",
    "accounts.forms.signing_in.AccountMixin",
    "assessments.picture_form.PictureOfTestForm",
    "athletes.consent_forms._Consenting",
    "assessments.unusual_form.UnusualForm",
    "coaching.admin.translations.TranslationsForm",
    "coaching.forms.picture.PictureForm",
}


def name_of(form: type) -> str:
    return f"{form.__module__}.{form.__qualname__}"


@pytest.fixture(scope="module", autouse=True)
def everything_imported() -> None:
    """Some modules are only imported once a setting or an address needs them."""
    for name in PRODUCT:
        for module in pkgutil.walk_packages(importlib.import_module(name).__path__, f"{name}."):
            if "migrations" not in module.name and module.name != "config.wsgi":
                importlib.import_module(module.name)


def forms(base: type[BaseForm] = BaseForm) -> set[type[BaseForm]]:
    """Every form class that is written in the product."""
    found: set[type[BaseForm]] = set()
    for form in base.__subclasses__():
        found |= forms(form)
        # Django names those it makes of others by itself after what they are made for.
        made = not hasattr(sys.modules.get(form.__module__), form.__name__)
        if form.__module__.split(".")[0] in PRODUCT and not made:
            found.add(form)
    return found


@pytest.fixture
def people(alice: User, bob: User, ann: Athlete, edith: User) -> dict[str, User | None]:
    nobody = make_user()
    nobody.set_unusable_password()
    nobody.save()
    dana = confirm(make_user(email="dana@example.org"))
    TOTP.activate(dana, "JBSWY3DPEHPK3PXP")
    make_passkey(dana)
    return {
        "stranger": None,
        "half in": None,
        "dana": dana,
        "alice": alice,
        "bob": bob,
        "ann": ann.user,
        "edith": edith,
        "nobody": nobody,
    }


@pytest.fixture
def rows(club: Club, ann: Athlete, bob: User, people: dict[str, User | None]) -> dict[str, Any]:
    """What the addresses are about."""
    started = club.today() - dt.timedelta(days=9)
    test = make_assessment(athlete=ann, left=29.0, right=38.0)
    programme = make_programme(athlete=ann, assessment=test, starts_on=started)
    study = make_study(club=club, tester=bob)
    unlinked = make_athlete(club=club)
    make_assessment(athlete=unlinked, left=29.0, right=38.0)
    make_squad(club=club)
    unasked = make_athlete(club=club, consent="none")
    elsewhere = make_athlete(user=ann.user, consent="none")
    consent = ask(athlete=make_athlete(consent="none"), email="ann@example.org", by=bob)
    library = Exercise.objects.filter(club=None)
    user = make_user()
    key = default_token_generator.make_token(user)
    return {
        "ann": ann.pk,
        "unlinked": unlinked.pk,
        "test": test.pk,
        "programme": programme.pk,
        "session": make_session(programme=programme, done_on=club.today() - dt.timedelta(days=2)).pk,
        "passkey": Authenticator.objects.get(user=people["dana"], type=Authenticator.Type.WEBAUTHN).pk,
        "unasked": unasked.pk,
        "elsewhere": elsewhere.pk,
        "consent": path_of(consent),
        "study": study.pk,
        "pair": make_repeat(study=study).pk,
        "own": copy_for_club(exercise=library.earliest("order"), club=club).slug,
        "template": ProgrammeTemplate.objects.earliest("emphasis").pk,
        "reset": f"/accounts/password/reset/key/{user_pk_to_url_str(user)}-{key}/",
    }


def watched(form: type[BaseForm], monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Gets an entry whenever a form of that class has been checked."""
    checked = []
    clean = form.full_clean

    def full_clean(self: BaseForm) -> None:
        clean(self)
        if self.is_bound:
            checked.append(not self.errors)

    monkeypatch.setattr(form, "full_clean", full_clean)
    return checked


@pytest.mark.parametrize("name", FORMS)
def test_whatever_is_sent_is_answered(
    name: str, people: dict[str, User | None], rows: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    who, *addresses = FORMS[name]
    shown, *to = (address.format(**rows) for address in addresses)
    client = signed_in(people[who])
    # Some pages ask first once more who it is, or come between the password and being in.
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    if who == "half in":
        client.post("/accounts/login/", {"login": "dana@example.org", "password": PASSWORD})
    page = client.get(shown, follow=True)
    assert page.status_code == 200
    sent_to = to[0] if to else page.wsgi_request.get_full_path()
    [form] = [one for one in forms() if name_of(one) == name]
    declared = set(getattr(form, "base_fields", ()))
    checked = watched(form, monkeypatch)
    cookies = copy.deepcopy(client.cookies)

    @settings(suppress_health_check=list(HealthCheck), max_examples=settings().max_examples // 6 or 1)
    @given(filled_in(Form(page.content.decode()), declared))
    def answered(data: dict[str, Any]) -> None:
        client.cookies = copy.deepcopy(cookies)
        with undone():
            assert sent(client, sent_to, data) < 500

    answered()

    assert checked, f"Nothing that was sent to {sent_to} came to {name}"


def sent(client: Client, address: str, data: dict[str, Any]) -> int:
    """The status of the answer, and of the page that it leads to; what a page raises is raised here."""
    answer = client.post(address, data)
    if answer.status_code == 302 and answer["Location"].startswith("/"):
        assert client.get(answer["Location"]).status_code < 500
    return int(answer.status_code)


def test_no_form_is_left_out() -> None:
    assert {name_of(form) for form in forms()} - NO_PAGE - BASES == set(FORMS)
