"""Placeholder until the page lands."""

from django.http import HttpResponse


def my_hips(request, **kwargs):
    return HttpResponse("")


def history(request, **kwargs):
    return HttpResponse("")
