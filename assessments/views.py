"""Placeholders until the pages land."""

from django.http import HttpResponse


def assessment_new(request, athlete_pk):
    return HttpResponse("")


def assessment_edit(request, pk):
    return HttpResponse("")


def assessment_delete(request, pk):
    return HttpResponse("")
