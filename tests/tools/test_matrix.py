"""The document on privacy shows the table that the tests hold every address to."""

import pytest

from tools import matrix
from tools.steps import Stop


def test_the_document_says_what_the_tests_try() -> None:
    text = matrix.PAGE.read_text(encoding="utf-8")
    assert matrix.written(text) == text, "Run `python -m tools.matrix`."


def test_the_rest_of_the_document_stays() -> None:
    text = f"# Before\n{matrix.BEGIN}\nout of date\n{matrix.END}\nAfter\n"
    assert matrix.written(text).startswith("# Before\n")
    assert matrix.written(text).endswith("\nAfter\n")
    assert "out of date" not in matrix.written(text)


def test_a_document_without_the_markers_is_left_alone() -> None:
    with pytest.raises(Stop, match="needs the comments"):
        matrix.written("# Nothing here\n")


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (("200", "200"), "reads, changes"),
        (("200", "405"), "reads"),
        (("200", "403"), "reads"),
        (("405", "go"), "changes"),
        (("405", "403"), "refused"),
        (("404", "404"), "not there"),
        (("405", "404"), "not there"),
        (("in", "in"), "sign in first"),
        (("401", "405", "401"), "sign in first"),
        (("405", "405", "201"), "changes"),
        (("home", "home"), "sent home"),
        (("go", "go"), "sent on"),
        (("405", "405"), "–"),
    ],
)
def test_answers_become_words(answers: tuple[str, ...], words: str) -> None:
    assert matrix.cell(*answers) == words


@pytest.mark.parametrize(
    ("pattern", "shown"),
    [
        ("/athletes/<uuid:pk>/edit/", "/athletes/…/edit/"),
        ("/calendar/<str:token>.ics", "/calendar/….ics"),
        (r"/x/^confirm-email/(?P<key>[-:\w]+)/$", "/x/confirm-email/…/"),
        ("/admin/coaching/exercise/^([^/]+)/history/([^/]+)/$", "/admin/coaching/exercise/…/history/…/"),
    ],
)
def test_an_address_shows_what_varies(pattern: str, shown: str) -> None:
    assert matrix._readable(pattern) == shown
