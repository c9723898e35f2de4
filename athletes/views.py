"""Placeholders until the pages land."""

from django.http import HttpResponse


def athlete_new(request):
    return HttpResponse("")


def athlete_edit(request, pk):
    return HttpResponse("")


def athlete_archive(request, pk):
    return HttpResponse("")
