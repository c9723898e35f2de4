"""Placeholder until the page lands."""

from django.http import HttpResponse


def squad(request, **kwargs):
    return HttpResponse("")
