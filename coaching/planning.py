"""What a coach is offered to assign: a template's exercises, fitted to one athlete's suggestion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import Club
from coaching.domain.prescription import Suggestion
from coaching.models import Exercise, PrescribedExercise, ProgrammeTemplate, TemplateItem

BOTH = {"left", "right"}


@dataclass(frozen=True, slots=True)
class Plan:
    """A programme that nobody has assigned yet: its exercises are unsaved rows in their order."""

    emphasis: str
    name: str
    weeks: int
    note: str
    exercises: list[PrescribedExercise]


def plan_for(suggestion: Suggestion, *, emphasis: str, club: Club) -> Plan | None:
    """What `emphasis` prescribes for this suggestion, or None where there is no such template.

    `emphasis` may be another than the suggested one: then its stretches stay, except on hips that have range
    enough. A club's own copy of an exercise goes before the platform's; what is not published is left out.
    """
    return Plans.of(club, ProgrammeTemplate.objects.filter(emphasis=emphasis)).fit(
        suggestion, emphasis=emphasis
    )


@dataclass(frozen=True, slots=True)
class Plans:
    """The templates with a club's copies of their exercises, to be fitted to any number of suggestions."""

    items: Mapping[ProgrammeTemplate, Sequence[TemplateItem]]
    copies: Mapping[object, Exercise]

    @classmethod
    def of(cls, club: Club, templates: QuerySet[ProgrammeTemplate] | None = None) -> Plans:
        """By three queries at most; all templates unless told which."""
        chosen = ProgrammeTemplate.objects.all() if templates is None else templates
        items: dict[ProgrammeTemplate, list[TemplateItem]] = {template: [] for template in chosen}
        for item in TemplateItem.objects.filter(template__in=list(items)).select_related(
            "exercise", "template"
        ):
            items[item.template].append(item)
        copies = _copies([item for some in items.values() for item in some], club) if items else {}
        return cls(items, copies)

    def fit(self, suggestion: Suggestion, *, emphasis: str) -> Plan | None:
        """What `emphasis` prescribes for this suggestion, as unsaved rows, or None where no template does."""
        template = next((one for one in self.items if one.emphasis == emphasis), None)
        if template is None:
            return None
        stretch = suggestion.stretch or emphasis != suggestion.emphasis
        return Plan(
            emphasis=emphasis,
            name=template.title,
            weeks=template.weeks,
            note=template.said("introduction"),
            exercises=list(_prescribed(self.items[template], self.copies, suggestion, stretch=stretch)),
        )


def _copies(items: Iterable[TemplateItem], club: Club) -> dict[object, Exercise]:
    """The club's own published copies, by the exercise that they were copied from."""
    own = Exercise.objects.filter(
        club=club, state=Exercise.State.PUBLISHED, copied_from__in=[item.exercise_id for item in items]
    ).order_by("pk")
    return {copy.copied_from_id: copy for copy in own}


def _prescribed(
    items: Iterable[TemplateItem],
    copies: Mapping[object, Exercise],
    suggestion: Suggestion,
    *,
    stretch: bool,
) -> Iterator[PrescribedExercise]:
    for item in items:
        exercise = copies.get(item.exercise_id, item.exercise)
        is_stretch = exercise.kind == Exercise.Kind.STRETCH
        left_out = set(suggestion.no_stretch) if is_stretch else set()
        unwanted = is_stretch and not stretch
        if exercise.state == Exercise.State.PUBLISHED and not unwanted and left_out != BOTH:
            yield _fitted(item, exercise, suggestion, sides=BOTH - left_out)


def _fitted(
    item: TemplateItem, exercise: Exercise, suggestion: Suggestion, *, sides: set[str]
) -> PrescribedExercise:
    extra = {side: suggestion.extra_sets[side] if side in sides else 0 for side in ("left", "right")}
    return PrescribedExercise(
        exercise=exercise,
        sets=item.sets,
        hold_seconds=item.hold_seconds,
        reps_low=item.reps_low,
        reps_high=item.reps_high,
        rest_seconds=item.rest_seconds,
        days_per_week=item.days_per_week,
        sides=PrescribedExercise.Sides.BOTH if sides == BOTH else next(iter(sides)),
        extra_sets_left=extra["left"],
        extra_sets_right=extra["right"],
    )
