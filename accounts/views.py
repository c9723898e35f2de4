"""Placeholders until the pages land."""

from django.http import HttpResponse


def club(request):
    return HttpResponse("club")


def club_switch(request):
    return HttpResponse("club_switch")
