"""Taking an exercise out of use: nobody is offered it any more, and whoever has it keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from coaching.models import Exercise, Programme


@dataclass(frozen=True, slots=True)
class Use:
    """Where an exercise is in use: running programmes, and programme templates."""

    programmes: int
    templates: int

    def __bool__(self) -> bool:
        return bool(self.programmes or self.templates)


def with_use(exercises: QuerySet[Exercise]) -> QuerySet[Any]:
    """The same with `programmes_running` and `templates_using`: numbers only, over all clubs."""
    running = Q(prescriptions__programme__state=Programme.State.RUNNING)
    return exercises.annotate(
        programmes_running=Count("prescriptions__programme", filter=running, distinct=True),
        templates_using=Count("template_items__template", distinct=True),
    )


def use_of(exercise: Exercise) -> Use:
    """Where one exercise is in use."""
    found = with_use(Exercise.objects.filter(pk=exercise.pk)).get()
    return Use(found.programmes_running, found.templates_using)


def put(exercise: Exercise, state: Exercise.State) -> None:
    """Archived, published or a draft. Programmes keep an archived exercise, readable and to be logged."""
    exercise.state = state
    exercise.save(update_fields=["state"])
