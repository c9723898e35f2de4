"""Placeholder until the page lands."""

from django.http import HttpResponse


def programme_new(request, **kwargs):
    return HttpResponse("")


def programme(request, **kwargs):
    return HttpResponse("")


def programme_stop(request, **kwargs):
    return HttpResponse("")
