"""Exercises, the programmes made of them, the sessions athletes log, and what coaches decide."""

from coaching.models.calendar import CalendarFeed
from coaching.models.decision import Decision
from coaching.models.dose import Dose
from coaching.models.exercise import Exercise
from coaching.models.programme import PrescribedExercise, Programme
from coaching.models.session import DoneExercise, Session
from coaching.models.template import ProgrammeTemplate, TemplateItem

__all__ = [
    "CalendarFeed",
    "Decision",
    "DoneExercise",
    "Dose",
    "Exercise",
    "PrescribedExercise",
    "Programme",
    "ProgrammeTemplate",
    "Session",
    "TemplateItem",
]
