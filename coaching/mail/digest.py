"""A coach's week in a few lists of names, without anybody's numbers: those are on the squad page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from accounts.models import Club, User
from athletes.models import Athlete
from coaching.domain.worklist import Need, Standing, in_order
from coaching.mail.content import Listed
from coaching.mail.standing import named
from coaching.models import Programme
from coaching.progress import progress_of
from coaching.worklist import worklist_of

WEEK = dt.timedelta(days=7)
#: Whoever did less than this share of what was due is named.
LITTLE = 0.5
_STANDS_OUT = (Need.BELOW, Need.BORDERLINE, Need.APART)


def digest(club: Club, *, today: dt.date, reader: User) -> list[Listed]:
    """Who reported pain this week, who is due, who stands out, and how the programmes go.

    The most in need come first; empty where there is nothing to say.
    """
    everybody = in_order(worklist_of(club, today=today, reader=reader).standings, "need")
    lists = [
        Listed(_("Pain reported in the last seven days"), _names(everybody, lambda one: _hurt(one, today))),
        Listed(_("Retest due"), _names(everybody, lambda one: one.overdue is not None)),
        Listed(
            _("Stands out in the last test"),
            _names(everybody, lambda one: bool(one.referral) or one.need in _STANDS_OUT),
        ),
        Listed(_("Programmes"), _programmes(club, today)),
    ]
    return [one for one in lists if one.lines]


def _names(everybody: Iterable[Standing], chosen: Callable[[Standing], bool]) -> list[str]:
    return named([one.name for one in everybody if chosen(one)])


def _hurt(one: Standing, today: dt.date) -> bool:
    return one.pain is not None and one.pain.on > today - WEEK


def _programmes(club: Club, today: dt.date) -> list[str]:
    """How much of what was due was done over all, and who did little of it."""
    rows = Programme.objects.running().filter(
        athlete__in=Athlete.objects.active().agreed(), athlete__club=club
    )
    programmes = list(rows.select_related("athlete").order_by("athlete__name"))
    progress = progress_of(programmes, today=today)
    shares = [
        (one.athlete.name, share) for one in programmes if (share := progress[one.pk].adherence) is not None
    ]
    if not shares:
        return []
    percent = round(100 * sum(share for _name, share in shares) / len(shares))
    lines = [_("%(percent)d %% of what was due is done, over all running programmes.") % {"percent": percent}]
    little = [name for name, share in shares if share < LITTLE]
    if little:
        lines.append(_("Less than half: %(names)s") % {"names": ", ".join(named(little))})
    return lines
