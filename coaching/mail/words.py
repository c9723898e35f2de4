"""Each kind of mail in words, from what is true when it is sent. Little is said: the page has the rest.

A mail that is not true any more, that its reader does not want, or that would go to somebody who has lost
the right to know, is none.
"""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Callable

from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.letters import user_language
from accounts.models import Club
from assessments.reading import targets_of
from athletes.models import Athlete
from coaching.mail.content import Content, Listed, mail_of
from coaching.mail.digest import digest
from coaching.mail.readers import is_confirmed, wants
from coaching.mail.standing import named, still_due, unlogged
from coaching.models import MailItem, Note, Programme, Session
from coaching.models.note import new_to
from coaching.retaining import going, owners_of


def mail_for(item: MailItem, now: dt.datetime) -> EmailMultiAlternatives | None:
    """The mail, or None where there is nothing to say to this reader (any more)."""
    user = item.recipient
    if not user.is_active or not wants(user, item.kind) or not is_confirmed(user):
        return None
    with translation.override(user_language(user)):
        content = _KINDS[item.kind](item, now)
        return mail_of(item, content) if content else None


def _programme(item: MailItem, _now: dt.datetime) -> Content | None:
    rows = Programme.objects.running().filter(athlete__in=Athlete.objects.linked_to(item.recipient))
    programme = rows.select_related("athlete__club", "assessment").filter(pk=item.about).first()
    if programme is None:
        return None
    club = programme.athlete.club
    weeks = ngettext("%(n)d week", "%(n)d weeks", programme.weeks) % {"n": programme.weeks}
    said = {"club": club, "weeks": weeks, "day": _day(programme.starts_on)}
    return Content(
        subject=_("Your new programme is ready"),
        sentences=[
            _("Your coach at %(club)s has put together a programme for your hips: %(weeks)s, from %(day)s.")
            % said,
            _("The routine of each day is on your phone, with a figure and the dose for each side."),
        ],
        path=reverse("programme", args=[programme.pk]),
        link=_("See the programme"),
        test=programme.assessment,
        targets=targets_of(club),
    )


def _note(item: MailItem, _now: dt.datetime) -> Content | None:
    user = item.recipient
    athlete = Athlete.objects.visible_to(user).not_withdrawn().filter(pk=item.about).first()
    own = athlete is not None and athlete.user_id == user.pk
    if athlete is None or not (own or user.may_coach(athlete.club_id)):
        return None
    new = Note.objects.filter(new_to(user), athlete=athlete, private=False, by_athlete=not own)
    count = new.count()
    if not count:
        return None
    if own:
        subject = ngettext("A new note from your coach", "%(n)d new notes from your coach", count)
    else:
        subject = ngettext("A new note from %(name)s", "%(n)d new notes from %(name)s", count)
    return Content(
        subject=subject % {"n": count, "name": athlete.name},
        sentences=[_("You can read and answer on Medial.")],
        path=reverse("athlete_notes", args=[athlete.pk]),
        link=_("Read and answer"),
    )


def _reminder(item: MailItem, now: dt.datetime) -> Content | None:
    athletes = Athlete.objects.linked_to(item.recipient)
    if not unlogged(athletes, now):
        return None
    return Content(
        subject=_("Today’s routine is waiting"),
        sentences=[
            _("Nothing is logged for today yet. A few minutes are enough, and partly done counts too.")
        ],
        path=reverse("today"),
        link=_("Start the routine"),
    )


def _retest(item: MailItem, now: dt.datetime) -> Content | None:
    rows = Programme.objects.running().filter(athlete__in=Athlete.objects.linked_to(item.recipient))
    due = still_due(rows.filter(pk=item.about, retest_on=item.day), now)
    if not due:
        return None
    return Content(
        subject=_("Time to test your hips again"),
        sentences=[
            _("Your programme at %(club)s planned the next test for %(day)s.")
            % {"club": due[0].athlete.club, "day": _day(due[0].retest_on)},
            _("Ask your coach when it suits: the test says whether the work has changed anything."),
        ],
        path=reverse("my_hips"),
        link=_("See your last test"),
    )


def _retests(item: MailItem, now: dt.datetime) -> Content | None:
    club = Club.objects.filter(pk=item.about).first()
    if club is None or not item.recipient.may_coach(club.pk):
        return None
    agreed = Athlete.objects.active().agreed().filter(club=club)
    rows = Programme.objects.running().filter(athlete__in=agreed)
    names = [one.athlete.name for one in still_due(rows.filter(retest_on=item.day), now)]
    if not names:
        return None
    subject = ngettext("A retest is due", "%(n)d retests are due", len(names)) % {"n": len(names)}
    return Content(
        subject=subject,
        sentences=[_("At %(club)s, planned for %(day)s:") % {"club": club, "day": _day(item.day)}],
        lists=[Listed("", named(names))],
        path=f"{reverse('squad')}?show=retest",
        link=_("See who is due"),
    )


def _pain(item: MailItem, _now: dt.datetime) -> Content | None:
    session = Session.objects.filter(pk=item.about).select_related("programme__athlete").first()
    if session is None or not session.reports_pain:
        return None
    athlete = session.programme.athlete
    if athlete.archived_on or not athlete.has_agreed or not item.recipient.may_coach(athlete.club_id):
        return None
    said = {"name": athlete.name, "day": _day(session.done_on)}
    return Content(
        subject=_("%(name)s’s routine needs a look") % said,
        sentences=[
            _("%(name)s logged pain of 4 or more, of 10, on %(day)s. The routine said to stop for that day.")
            % said,
            _("See the log, and talk to them before the next one."),
        ],
        path=reverse("athlete", args=[athlete.pk]),
        link=_("See the log"),
    )


def _digest(item: MailItem, now: dt.datetime) -> Content | None:
    club = Club.objects.filter(pk=item.about).first()
    if club is None or not item.recipient.may_coach(club.pk):
        return None
    today = now.astimezone(zoneinfo.ZoneInfo(club.time_zone)).date()
    lists = digest(club, today=today, reader=item.recipient)
    if not lists:
        return None
    return Content(
        subject=_("The week at %(club)s") % {"club": club},
        sentences=[_("What needs you this week.")],
        lists=lists,
        path=reverse("squad"),
        link=_("Open the squad page"),
    )


def _retention(item: MailItem, _now: dt.datetime) -> Content | None:
    club = Club.objects.filter(pk=item.about).first()
    if club is None or item.recipient not in owners_of(club):
        return None
    athletes = going(club)
    if not athletes:
        return None
    lines = named([f"{one.name}, {_day(one.erase_on)}" for one in athletes if one.erase_on])
    kept = _("Bringing somebody back from the archive before that day keeps everything about them.")
    if club.archived_on:
        kept = _("Bring the club back before that day, and you can keep everything about them.")
    return Content(
        subject=_("Archived athletes of %(club)s will be erased") % {"club": club},
        sentences=[
            _("They have been in the archive for the time that the club has chosen, or asked for it:"),
            kept,
        ],
        lists=[Listed("", lines)],
        path=reverse("clubs_archived" if club.archived_on else "athletes_archived"),
        link=_("See the archive"),
    )


def _day(day: dt.date) -> str:
    return date_format(day, "MONTH_DAY_FORMAT")


_KINDS: dict[str, Callable[[MailItem, dt.datetime], Content | None]] = {
    MailItem.Kind.PROGRAMME: _programme,
    MailItem.Kind.NOTE: _note,
    MailItem.Kind.REMINDER: _reminder,
    MailItem.Kind.RETEST: _retest,
    MailItem.Kind.RETESTS: _retests,
    MailItem.Kind.PAIN: _pain,
    MailItem.Kind.DIGEST: _digest,
    MailItem.Kind.RETENTION: _retention,
}
