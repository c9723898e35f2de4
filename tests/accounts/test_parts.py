"""Smaller parts: the cache's table, time zones, QR codes, how forms look."""

import re

import pytest
import segno
from django import forms
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.template import Context, Template

from accounts.crispy import CrispyMixin
from accounts.qr import qr_code
from accounts.zones import validate_time_zone, zone_choices


@pytest.mark.django_db
def test_migrating_makes_the_table_that_limits_count_in() -> None:
    assert "cache" in connection.introspection.table_names()
    cache.set("counted", 1)
    assert cache.get("counted") == 1
    call_command("createcachetable", verbosity=0)
    assert cache.get("counted") == 1


def test_every_zone_on_offer_can_be_stored() -> None:
    names = [name for _group, zones in zone_choices() for name, _city in zones]
    assert len(names) == len(set(names)) > 300
    assert {"Europe/London", "America/Argentina/Ushuaia", "Pacific/Auckland", "UTC"} <= set(names)
    for name in names:
        validate_time_zone(name)


def test_the_path_of_a_code_draws_its_modules() -> None:
    link = "https://medial.example/invitation/abc/"
    code = qr_code(link)
    matrix = segno.make(link, error="m", micro=False).matrix
    drawn = {
        (int(x) + i, int(y))
        for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", code.path)
        for i in range(int(width))
    }
    dark = {(x + 4, y + 4) for y, row in enumerate(matrix) for x, module in enumerate(row) if module}
    assert drawn == dark
    assert code.size == len(matrix) + 8


class Sample(CrispyMixin, forms.Form):
    """Two fields and a rule about both."""

    name = forms.CharField(help_text="As you like.")
    mail = forms.EmailField()

    autocomplete = {"mail": "email", "absent": "off"}

    def clean(self) -> None:
        raise forms.ValidationError("Not like this.")


def render(form: forms.Form) -> str:
    return Template('{% include "components/_form.html" with submit="Do it" cancel="/back/" %}').render(
        Context({"form": form})
    )


def test_a_form_is_shown_by_one_include() -> None:
    html = render(Sample())
    assert '<form method="post" novalidate>' in html
    assert 'autocomplete="email"' in html
    assert "Do it</button>" in html
    assert 'href="/back/"' in html
    assert "autofocus" not in html


def test_a_refused_form_opens_at_its_first_error() -> None:
    html = render(Sample({"name": "A", "mail": "x"}))
    assert 'role="alert"' in html
    assert "Not like this." in html
    focused = re.findall(r"<input[^>]*autofocus[^>]*>", html)
    assert len(focused) == 1
    assert 'name="mail"' in focused[0]
