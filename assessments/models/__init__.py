"""Tests of athletes, the error of each method, and the repeated tests that a club finds its own error by."""

from assessments.models.assessment import (
    PAIN,
    Assessment,
    AssessmentPicture,
    AssessmentPictureQuerySet,
    AssessmentQuerySet,
)
from assessments.models.error import LARGEST_SEM, LEAST_SEM, MeasurementError, MeasurementErrorQuerySet
from assessments.models.study import ErrorStudy, ErrorStudyQuerySet, Repeat, RepeatQuerySet

__all__ = [
    "LARGEST_SEM",
    "LEAST_SEM",
    "PAIN",
    "Assessment",
    "AssessmentPicture",
    "AssessmentPictureQuerySet",
    "AssessmentQuerySet",
    "ErrorStudy",
    "ErrorStudyQuerySet",
    "MeasurementError",
    "MeasurementErrorQuerySet",
    "Repeat",
    "RepeatQuerySet",
]
