"""Languages: every word in each of them, the reader's own choice, the library and its editors."""

import ast
import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import polib
import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from accounts.models import Role, User
from assessments.domain.phrases import Phrase, kept, listed, revived
from assessments.formats import in_language
from coaching.copying import copy_for_club
from coaching.library.programmes import EXERCISES
from coaching.library.translations import of_exercise
from coaching.models import Exercise, ProgrammeTemplate
from tests.cast import signed_in
from tests.factories import PASSWORD, join, make_club, make_user
from tools.messages import Message, catalogues, messages, places
from tools.steps import ROOT

SAID = messages()
FILES = catalogues()
LANGUAGES = pytest.mark.parametrize("language", FILES)


def entries(language: str) -> list[polib.POEntry]:
    return list(polib.pofile(str(FILES[language])))


def texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_there_are_german_and_french():
    assert list(FILES) == ["de", "fr"]


@LANGUAGES
def test_no_message_is_missing(language: str):
    known = {Message(one.msgid, one.msgid_plural, one.msgctxt or "") for one in entries(language)}
    assert known == SAID, "run: python -m tools.messages"


@LANGUAGES
def test_every_message_is_translated_and_none_is_fuzzy(language: str):
    missing = [one.msgid for one in entries(language) if one.fuzzy or not all(texts(one))]
    assert missing == []


@LANGUAGES
def test_what_is_filled_in_is_the_same(language: str):
    """A plural may leave out its number ("one day"); anything else that is filled in has to be there."""
    for entry in entries(language):
        wanted = places(entry.msgid) | places(entry.msgid_plural)
        for text in texts(entry):
            lost = places(entry.msgid) & places(entry.msgid_plural or entry.msgid) - places(text)
            assert places(text) <= wanted, entry.msgid
            assert not lost or (entry.msgid_plural and len(lost) == 1), entry.msgid
            assert text.count("%") - 2 * text.count("%%") == entry.msgid.count("%") - 2 * entry.msgid.count(
                "%%"
            ) or (entry.msgid_plural), entry.msgid


@LANGUAGES
def test_what_django_reads_is_what_is_written(language: str):
    path = FILES[language]
    compiled = {(one.msgid, one.msgctxt): texts(one) for one in polib.mofile(str(path.with_suffix(".mo")))}
    assert compiled == {(one.msgid, one.msgctxt): texts(one) for one in entries(language)}


def test_words_are_looked_up_when_they_are_said():
    """A lookup at import would keep the language of whoever came first."""
    early = []
    for folder in ("accounts", "assessments", "athletes", "coaching"):
        for path in (ROOT / folder).rglob("*.py"):
            early += [f"{path.name}: {words}" for words in at_import(path)]
    assert early == []


def at_import(path: Path) -> list[str]:
    """Words that `gettext` itself, not its lazy sister, looks up outside any function."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    eager = {
        name.asname or name.name
        for one in ast.walk(tree)
        if isinstance(one, ast.ImportFrom) and one.module == "django.utils.translation"
        for name in one.names
        if name.name in {"gettext", "ngettext", "pgettext", "npgettext"}
    }
    found = []
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.Lambda):
            waiting.extend(getattr(node, "decorator_list", []))
            continue
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in eager:
            found.append(ast.unparse(node))
        waiting.extend(ast.iter_child_nodes(node))
    return found


# -- whose language -------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_visitor_reads_in_the_browsers_language(client: Client):
    page = client.get(reverse("learn"), headers={"accept-language": "fr-CH, fr;q=0.9, en;q=0.8"})
    assert page.headers["Content-Language"] == "fr"
    assert '<html lang="fr">' in page.content.decode()
    other = client.get(reverse("learn"), headers={"accept-language": "it"})
    assert '<html lang="en-gb">' in other.content.decode()


@pytest.mark.django_db
def test_a_visitor_chooses_another(client: Client):
    answer = client.post(reverse("language"), {"language": "de", "next": "/hip-internal-rotation/"})
    assert answer.headers["Location"] == "/hip-internal-rotation/"
    page = client.get(answer.headers["Location"], headers={"accept-language": "fr"})
    assert '<html lang="de">' in page.content.decode()


@pytest.mark.django_db
def test_the_choice_goes_with_the_account():
    user = join(make_user(), make_club(), Role.COACH)
    signed_in(user).post(reverse("language"), {"language": "de", "next": "https://elsewhere.example/"})
    # Another device, with another browser's language.
    page = signed_in(user).get(reverse("squad"), headers={"accept-language": "fr"})
    assert '<html lang="de">' in page.content.decode()


@pytest.mark.django_db
def test_an_account_begins_in_the_language_of_the_page_it_was_made_on(client: Client):
    new = {"name": "Dana", "email": "dana@example.org", "password1": PASSWORD, "club_name": "Kanal"}
    client.post(reverse("account_signup"), new, headers={"accept-language": "de-AT"})
    assert User.objects.get().language == "de"
    client = signed_in(User.objects.get())
    page = client.get(reverse("language"), headers={"accept-language": "fr"}).content.decode()
    assert re.search(r'value="de" lang="de" aria-current="true"', page)


@pytest.mark.django_db
def test_the_browser_may_decide_again(client: Client):
    user = join(make_user(language="de"), make_club(), Role.COACH)
    client = signed_in(user)
    client.post(reverse("language"), {"language": "fr"})
    client.post(reverse("language"), {"language": ""})
    user.refresh_from_db()
    assert user.language == ""
    page = client.get(reverse("language"), headers={"accept-language": "fr"}).content.decode()
    assert '<html lang="fr">' in page
    assert re.search(r'value="" aria-current="true"', page)
    english = client.get(reverse("squad"), headers={"accept-language": "en"}).content.decode()
    assert '<html lang="en-gb">' in english


@pytest.mark.django_db
def test_an_invitation_is_written_in_the_language_of_the_page_that_invites(mailoutbox: list[EmailMessage]):
    owner = join(make_user(name="Olga", language="de"), make_club(name="Kanal"), Role.OWNER)
    signed_in(owner).post(reverse("club_members"), {"email": "dana@example.org", "role": "viewer"})
    (mail,) = mailoutbox
    assert mail.subject == "Kanal lädt dich zu Medial ein"
    assert "Olga lädt dich als Mitleser:in zu Kanal" in mail.body


@pytest.mark.django_db
def test_one_goes_back_only_to_pages_of_ones_own(client: Client):
    answer = client.post(reverse("language"), {"language": "de", "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == reverse("home")
    assert client.post(reverse("language"), {"language": "tlh"}).status_code == 404


def test_the_rules_speak_it_too_with_its_decimals():
    apart = Phrase("%(degrees)s apart, with symptoms", degrees="15.5°")
    reason = listed([Phrase("Under 18"), apart])
    assert reason == "Under 18; 15.5° apart, with symptoms"
    with translation.override("de"):
        assert in_language(reason) == "Unter 18; 15,5° auseinander, mit Beschwerden"
    assert in_language("as somebody typed it: 1.5") == "as somebody typed it: 1.5"


def test_reasons_that_were_written_down_are_said_in_another_language():
    with translation.override("de"):
        said = in_language(Phrase("%(degrees)s apart, with symptoms", degrees="15.5°"))
        written = json.loads(json.dumps([kept(said), kept("in the coach’s own words")]))
    assert [revived(one) for one in written] == ["15.5° apart, with symptoms", "in the coach’s own words"]
    with translation.override("fr"):
        assert in_language(revived(written[0])) == "15,5° d’écart, avec des symptômes"


def test_a_french_june_is_no_july():
    with translation.override("fr"):
        days = [date_format(dt.date(2026, month, 2), "SHORT_MONTH_DAY_FORMAT") for month in range(1, 13)]
    assert days[5:7] == ["2 juin", "2 juil."]
    assert len(set(days)) == 12


# -- the library ----------------------------------------------------------------------------------


@pytest.mark.parametrize("words", EXERCISES, ids=lambda words: words.slug)
def test_the_library_says_the_same_line_by_line(words: Any):
    for said in of_exercise(words.slug).values():
        assert said["name"]
        assert said["summary"]
        assert len(said["name"]) <= 80
        assert len(said["summary"]) <= 200
        for field in ("steps", "cues", "stop_signs"):
            assert len(said[field].splitlines()) == len(getattr(words, field))


@pytest.mark.django_db
def test_the_library_is_read_in_the_readers_language():
    client = signed_in(join(make_user(language="de"), make_club(), Role.COACH))
    page = client.get(reverse("exercise", args=["knees-in-stretch"]))
    text = page.content.decode()
    assert "Knie nach innen" in text
    assert "Leg dich auf den Rücken" in text
    assert "Lie on your back" not in text


@pytest.mark.django_db
def test_what_is_not_translated_is_said_in_english():
    exercise = Exercise.objects.get(slug="knees-in-stretch")
    exercise.translations = {"de": {"name": "Knie nach innen"}}
    with translation.override("de"):
        assert (exercise.title, exercise.lead) == ("Knie nach innen", exercise.summary)
    with translation.override("fr"):
        assert exercise.title == "Knees-in stretch"


@pytest.mark.django_db
def test_a_clubs_copy_starts_in_the_language_of_who_copies():
    with translation.override("fr"):
        copy = copy_for_club(exercise=Exercise.objects.get(slug="ninety-ninety-switch"), club=make_club())
    assert copy.name == "Passage 90/90"
    with translation.override("de"):
        assert copy.title == "Passage 90/90"


@pytest.mark.django_db
def test_templates_speak_the_coachs_language():
    with translation.override("fr"):
        assert ProgrammeTemplate.objects.get(emphasis="maintain").title == "Maintenir"
