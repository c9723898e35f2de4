"""Placeholder until the page lands."""

from django.http import HttpResponse


def learn(request, **kwargs):
    return HttpResponse("")
