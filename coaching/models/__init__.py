"""Exercises, the programmes made of them, and the sessions athletes log."""

from coaching.models.calendar import CalendarFeed
from coaching.models.dose import Dose
from coaching.models.exercise import Exercise
from coaching.models.programme import PrescribedExercise, Programme
from coaching.models.session import DoneExercise, Session
from coaching.models.template import ProgrammeTemplate, TemplateItem

__all__ = [
    "CalendarFeed",
    "DoneExercise",
    "Dose",
    "Exercise",
    "PrescribedExercise",
    "Programme",
    "ProgrammeTemplate",
    "Session",
    "TemplateItem",
]
