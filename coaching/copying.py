"""A club's own copy of an exercise: its words, dose, figure and picture, free to change from then on."""

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.text import slugify

from accounts.models import Club
from coaching.models import Exercise
from coaching.models.dose import DOSE_FIELDS

_COPIED = (
    "kind",
    "side_specific",
    "figure",
    "order",
    *DOSE_FIELDS,
)


@transaction.atomic
def copy_for_club(*, exercise: Exercise, club: Club) -> Exercise:
    """The club's copy of `exercise`: a draft until it is saved, or the one that the club has already.

    The picture is copied too, so that neither exercise loses it with the other.
    """
    # Locked, so that pressing twice makes one copy.
    Club.objects.select_for_update().get(pk=club.pk)
    own = Exercise.objects.filter(club=club, copied_from=exercise).exclude(state=Exercise.State.ARCHIVED)
    if copy := own.first():
        return copy
    copy = Exercise(
        club=club,
        copied_from=exercise,
        slug=_free_slug(exercise, club),
        state=Exercise.State.DRAFT,
        **{name: getattr(exercise, name) for name in _COPIED},
        # A club writes in its own language: that of whoever copies.
        **{name: exercise.said(name) for name in Exercise.WORDS},
    )
    if exercise.picture:
        with exercise.picture.open() as picture:
            copy.picture.save(f"{copy.pk}.webp", ContentFile(picture.read()), save=False)
    copy.save()
    return copy


def _free_slug(exercise: Exercise, club: Club) -> str:
    stem = f"{exercise.slug[:45]}-{slugify(club.name)[:25]}".strip("-")
    taken = set(Exercise.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    number = 2
    slug = stem
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug
