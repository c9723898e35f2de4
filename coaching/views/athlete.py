"""Placeholder until the page lands."""

from django.http import HttpResponse


def athlete(request, **kwargs):
    return HttpResponse("")
