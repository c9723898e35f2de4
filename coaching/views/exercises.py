"""Placeholder until the page lands."""

from django.http import HttpResponse


def exercises(request, **kwargs):
    return HttpResponse("")


def exercise(request, **kwargs):
    return HttpResponse("")
