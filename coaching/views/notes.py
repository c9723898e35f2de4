"""The thread of notes between an athlete and their coaches."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.ids import uuid7
from accounts.requests import MedialRequest
from athletes.models import Athlete
from coaching.forms.note import NoteForm
from coaching.models import Note
from coaching.noting import edit_note, write_note
from coaching.threads import is_part_of, thread_of


@require_http_methods(["GET", "HEAD", "POST"])
def athlete_notes(request: MedialRequest, pk: UUID) -> HttpResponse:
    """The whole thread; POST adds to it. The athlete and the coaches write, viewers read."""
    rows = Athlete.objects.open_to(request.user).select_related("club")
    athlete = get_object_or_404(rows, pk=pk)
    if request.method == "POST" and (
        athlete.archived_on or athlete.has_withdrawn or not is_part_of(request.user, athlete)
    ):
        raise PermissionDenied
    thread = thread_of(request.user, athlete, number=request.GET.get("page"), whole=True)
    form = NoteForm(request.POST or None, may_be_private=thread.may_write_private)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        write_note(
            pk=values["pk"] or uuid7(),
            athlete=athlete,
            author=request.user,
            text=values["text"],
            private=values.get("private", False),
        )
        return redirect("athlete_notes", athlete.pk)
    return render(
        request, "coaching/notes.html", {**_about(request, athlete), "thread": thread, "form": form}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def note_edit(request: MedialRequest, pk: UUID) -> HttpResponse:
    """One's own note in other words."""
    note = _own_note(request, pk)
    form = NoteForm(request.POST or None, initial={"text": note.text}, may_be_private=False)
    if request.method == "POST" and form.is_valid():
        edit_note(note=note, text=form.cleaned_data["text"])
        messages.success(request, _("The note is changed."))
        return redirect("athlete_notes", note.athlete_id)
    return render(request, "coaching/note_edit.html", {**_about(request, note.athlete), "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def note_delete(request: MedialRequest, pk: UUID) -> HttpResponse:
    """Asks first; then nothing of the note is left."""
    note = _own_note(request, pk)
    if request.method == "POST":
        note.delete()
        messages.success(request, _("The note is deleted."))
        return redirect("athlete_notes", note.athlete_id)
    return render(request, "coaching/note_delete.html", {**_about(request, note.athlete), "note": note})


def _own_note(request: MedialRequest, pk: UUID) -> Note:
    """404 for what one can't see, 403 for what somebody else wrote or where one only reads by now."""
    rows = Note.objects.visible_to(request.user).select_related("athlete__club")
    note = get_object_or_404(rows, pk=pk)
    mine = note.author_id == request.user.pk and is_part_of(request.user, note.athlete)
    if not mine or note.athlete.archived_on:
        raise PermissionDenied
    return note


def _about(request: MedialRequest, athlete: Athlete) -> dict[str, object]:
    """Who it is about, and whether that is who reads: they have their own way back."""
    own = athlete.user_id == request.user.pk
    return {"athlete": athlete, "own": own, "section": "" if own else "squad", "tab": "notes"}
