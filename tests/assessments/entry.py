"""The form of a test as a browser sends it."""

import datetime as dt
import re
from typing import Any

from django.test import Client
from django.urls import reverse

from assessments.models import Assessment
from athletes.models import Athlete


def filled(*, tested_on: dt.date | str, **changes: Any) -> dict[str, Any]:
    """A plain test, 29° left and 38° right, seated, active, by inclinometer."""
    fields: dict[str, Any] = {
        "tested_on": str(tested_on),
        "position": "seated",
        "motion": "active",
        "instrument": "inclinometer",
        "warm_up": "",
        "left_1": "29",
        "right_1": "38",
        "note": "",
    }
    return fields | changes


def enter(client: Client, athlete: Athlete, **changes: Any) -> Any:
    """Send the form of a new test for today."""
    changes.setdefault("tested_on", athlete.club.today())
    return client.post(reverse("assessment_new", args=[athlete.pk]), filled(**changes))


def change(client: Client, test: Assessment, **changes: Any) -> Any:
    """Send the form of a stored test, as its page showed it, with `changes`."""
    page = client.get(reverse("assessment_edit", args=[test.pk]))
    return client.post(reverse("assessment_edit", args=[test.pk]), sent_by(page) | changes)


def sent_by(page: Any) -> dict[str, Any]:
    """What the form of that page would send if nobody touched it."""
    form = page.context["page"].form
    return {field.html_name: field.value() for field in form if field.value() not in (None, "", [], False)}


def headings(page: Any) -> int:
    return len(re.findall("<h1", page.content.decode()))
