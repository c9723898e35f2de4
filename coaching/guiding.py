"""What a phone needs to guide through a routine by itself: the sets, their days, and the words."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assessments.models import Assessment
from coaching.models import PrescribedExercise
from coaching.models.session import Place, SkipReason
from coaching.routines import Routine, due_exercises

#: A page that is kept on the phone knows what is due on so many days.
DAYS_AHEAD = 14
#: Seconds a repetition, to choose from.
PACES = (3, 4, 5, 6)


def guide_of(routine: Routine) -> dict[str, Any]:
    """A routine as plain values, in the shape that `static/js/routine-plan.js` describes.

    `due` has the numbers of the exercises by day, since the page may be opened without a network days later.
    """
    programme = routine.programme
    if programme is None:
        return {}
    days = [routine.today + dt.timedelta(days=n) for n in range(DAYS_AHEAD)]
    stiffer = _stiffer(programme.assessment)
    return {
        "programme": str(programme.pk),
        "name": programme.athlete.club.name,
        "today": routine.today.isoformat(),
        "zone": programme.athlete.club.time_zone,
        "due": {day.isoformat(): [item.pk for item in due_exercises(programme, day)] for day in days},
        "items": [_item(item, stiffer) for item in programme.exercises.all()],
    }


def _item(item: PrescribedExercise, stiffer: str) -> dict[str, Any]:
    return {
        "id": item.pk,
        "name": item.exercise.title,
        "dose": item.dose,
        "together": not item.exercise.side_specific and item.sides == PrescribedExercise.Sides.BOTH,
        "left": item.sets_left,
        "right": item.sets_right,
        "extra_left": item.extra_sets_left,
        "extra_right": item.extra_sets_right,
        "hold": item.hold_seconds,
        "low": item.reps_low,
        "high": item.reps_high,
        "rest": item.rest_seconds,
        "stiffer": stiffer,
    }


def _stiffer(test: Assessment | None) -> str:
    """The hip with the smaller mean in the test that the programme rests on; empty where there is none."""
    if test is None or test.left_degrees is None or test.right_degrees is None:
        return ""
    if test.left_degrees == test.right_degrees:
        return ""
    return "left" if test.left_degrees < test.right_degrees else "right"


def guide_context() -> dict[str, Any]:
    """What the dialog of the guide has to choose from, and its words."""
    return {
        "guide_words": json.dumps({name: str(words) for name, words in guide_words().items()}),
        "paces": PACES,
        "places": Place.choices,
        # Pain has a button and a question of its own.
        "skip_reasons": [one for one in SkipReason.choices if one[0] != SkipReason.PAIN],
        "scale": range(11),
    }


def guide_words() -> dict[str, str]:
    """What the guide shows and says. {in braces} is filled in on the device."""
    return {
        "left": _("left side"),
        "right": _("right side"),
        "both": _("both hips"),
        "say_left": _("Left side."),
        "say_right": _("Right side."),
        "say_both": _("Both hips."),
        "set": _("set {set} of {of}"),
        "extra_left": _("extra set, left"),
        "extra_right": _("extra set, right"),
        "extra_both": _("extra set"),
        "stiffer_left": _("extra set, left: your stiffer hip"),
        "stiffer_right": _("extra set, right: your stiffer hip"),
        "together_left": _("Both hips work here all the same: one more set, for what your left hip needs."),
        "together_right": _("Both hips work here all the same: one more set, for what your right hip needs."),
        "together_both": _("One more set, for both hips."),
        "intro": _("Take your place"),
        "switch": _("Switch sides"),
        "rest": _("Rest"),
        "ready": _("Get ready"),
        "hold": _("Hold"),
        "reps": _("Repetitions"),
        "of_reps": _("of {low}–{high}"),
        "of_one": _("of {high}"),
        "paused": _("Paused"),
        "say_ready": _("Get ready."),
        "say_hold": _("Hold."),
        "say_go": _("Go."),
        "say_last": _("Last ten seconds."),
        "say_rest": _("Rest."),
        "say_switch": _("Switch sides."),
        "say_next": _("Done. Next: {name}."),
        "say_end": _("That was the last one. Well done."),
        "say_stop": _("Stop for today."),
        "next": pgettext("what comes then", "Next"),
        "last": _("Then you are done."),
        "number": _("{number} of {total}"),
        "done": _("done"),
        "partly": _("partly"),
        "skipped": _("skipped"),
        "not_reached": _("not reached"),
        "sets": _("sets left {left}, right {right}"),
        "many": _("{reps} repetitions"),
        "pain": _("Pain {pain} of 10"),
        "choose_pain": _("Choose how much it hurts, from 0 to 10."),
        "choose_place": _("Choose where it hurts."),
        "choose_reason": _("Say why: one tap is enough."),
        "go_on": _("Go on: {name}"),
    }
