"""Marked pictures: keeping one with its test, and finding those to look at side by side."""

from __future__ import annotations

from functools import partial

from django.core.files.base import ContentFile
from django.db import DatabaseError, transaction

from accounts.models import User
from assessments.models import Assessment, AssessmentPicture
from assessments.reading import Reading


@transaction.atomic
def keep_picture(*, test: Assessment, picture: ContentFile[bytes], coach: User) -> AssessmentPicture:
    """Store `picture`, which the athlete agreed to today, as the one of `test`; the one before is deleted."""
    # Two at once come one after the other.
    Assessment.objects.select_for_update().get(pk=test.pk)
    kept = AssessmentPicture.objects.filter(assessment=test).first() or AssessmentPicture(assessment=test)
    if kept.image:
        # The storage is asked by name: the row holds the new file by then.
        transaction.on_commit(partial(kept.image.storage.delete, str(kept.image.name)))
    kept.consent, kept.consented_on, kept.kept_by = True, test.athlete.club.today(), coach
    try:
        kept.image.save(str(picture.name), picture)
    except DatabaseError:
        # The file is there before its row is: without one, nobody would ever delete it.
        kept.image.storage.delete(str(kept.image.name))
        raise
    return kept


def pictures_of(reading: Reading) -> list[AssessmentPicture]:
    """Of the test that is read and of the one that it is compared with, latest first; often none."""
    tests = [reading.assessment, *([reading.previous] if reading.previous else [])]
    by_test = {
        picture.assessment_id: picture
        for picture in AssessmentPicture.objects.filter(assessment__in=tests).select_related("assessment")
    }
    return [by_test[test.pk] for test in tests if test.pk in by_test]
