"""Placeholder until the page lands."""

from django.http import HttpResponse


def assessment(request, **kwargs):
    return HttpResponse("")
