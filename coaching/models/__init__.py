"""Exercises, the programmes made of them, the sessions athletes log, what coaches decide; notes, and mail."""

from coaching.models.calendar import CalendarFeed
from coaching.models.decision import Decision
from coaching.models.dose import Dose
from coaching.models.exercise import Exercise
from coaching.models.mail import MailItem, MailSettings
from coaching.models.note import Note, NoteRead
from coaching.models.programme import PrescribedExercise, Programme
from coaching.models.progression import Progression
from coaching.models.session import DoneExercise, Session
from coaching.models.template import ProgrammeTemplate, TemplateItem

__all__ = [
    "CalendarFeed",
    "Decision",
    "DoneExercise",
    "Dose",
    "Exercise",
    "MailItem",
    "MailSettings",
    "Note",
    "NoteRead",
    "PrescribedExercise",
    "Programme",
    "ProgrammeTemplate",
    "Progression",
    "Session",
    "TemplateItem",
]
