"""Placeholder until the page lands."""

from django.http import HttpResponse


def today(request, **kwargs):
    return HttpResponse("")


def session_log(request, **kwargs):
    return HttpResponse("")
