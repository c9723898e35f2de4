"""Exercises, the programmes made of them, and the sessions athletes log."""

from coaching.models.dose import Dose
from coaching.models.exercise import Exercise
from coaching.models.programme import PrescribedExercise, Programme
from coaching.models.progression import Progression
from coaching.models.session import DoneExercise, Session
from coaching.models.template import ProgrammeTemplate, TemplateItem

__all__ = [
    "DoneExercise",
    "Dose",
    "Exercise",
    "PrescribedExercise",
    "Programme",
    "ProgrammeTemplate",
    "Progression",
    "Session",
    "TemplateItem",
]
