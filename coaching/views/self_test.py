"""Testing one's own hips: for anyone, and on their device only."""

import json

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.domain.findings import Targets
from assessments.reading import ErrorTable
from coaching.forms.self_test import SelfTestForm
from coaching.self_testing import methods


@require_safe
@login_not_required
def self_test(request: HttpRequest) -> HttpResponse:
    """The page, with everything its script judges by: it asks for nothing more and sends nothing."""
    ways = methods(ErrorTable.of_nobody())
    context = {
        "section": "self_test",
        "targets": Targets(),
        "form": SelfTestForm(methods=ways),
        "methods": json.dumps({way.instrument.value: way.judged_by for way in ways}),
    }
    return render(request, "coaching/self_test.html", context)
