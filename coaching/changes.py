"""Who changed what in a club, and when: pages of its history for its owners."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import Club, Membership, User
from assessments.models import Assessment, MeasurementError
from athletes.elsewhere import was_elsewhere
from athletes.models import Athlete, Squad
from coaching.models import Decision, Exercise, Programme

PAGE = 50
#: Columns that say nothing to a reader: keys, stamps, and what follows from the rest.
SILENT = frozenset({"id", "version", "saved_on", "created_at", "slug", "order", "invitation", "figure"})
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Change:
    """One field: what it was and what it is."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """One act: when, by whom, on what; what changed, where it was a change."""

    at: dt.datetime
    by: str
    act: str
    about: str
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of history: its name, a club's rows of it, and whom or what a row is about."""

    label: Any
    rows: Callable[[Club], QuerySet[Any]]
    about: str = ""


def _athletes(club: Club) -> QuerySet[Any]:
    """Of whoever is in the club now and has not withdrawn consent, what was written down in it: not what
    another club had before."""
    here = Athlete.objects.not_withdrawn().filter(club=club)
    return Athlete.history.filter(club_id=club.pk, id__in=here.values("pk"))


def _of_athletes(history: Any) -> Callable[[Club], QuerySet[Any]]:
    """Rows about whoever is in the club and lets it read: not of somebody who withdrew consent, nor what
    another club wrote down before they came."""

    def rows(club: Club) -> QuerySet[Any]:
        here = Athlete.objects.agreed().filter(club=club)
        there = was_elsewhere(at="history_date")
        found: QuerySet[Any] = history.filter(~there, athlete_id__in=here.values("pk"))
        return found

    return rows


KINDS: Mapping[str, Kind] = {
    "athletes": Kind(gettext_lazy("Athletes"), _athletes),
    "tests": Kind(gettext_lazy("Tests"), _of_athletes(Assessment.history), about="athlete"),
    "programmes": Kind(gettext_lazy("Programmes"), _of_athletes(Programme.history), about="athlete"),
    "decisions": Kind(gettext_lazy("Decisions"), _of_athletes(Decision.history), about="athlete"),
    "roles": Kind(
        gettext_lazy("Roles"), lambda club: Membership.history.filter(club_id=club.pk), about="user"
    ),
    "exercises": Kind(gettext_lazy("Exercises"), lambda club: Exercise.history.filter(club_id=club.pk)),
    "errors": Kind(
        pgettext_lazy("errors of measurement", "Errors"),
        lambda club: MeasurementError.history.filter(club_id=club.pk),
    ),
    "club": Kind(gettext_lazy("Club"), lambda club: Club.history.filter(id=club.pk)),
}


def changes_of(
    club: Club, what: str, *, athlete: UUID | None = None, number: str | None = None
) -> tuple[Page[Any], list[Line]]:
    """Page `number` of one kind, latest first; `athlete` narrows it to one. Eight queries at most.

    Raises KeyError for a kind that there isn't.
    """
    kind = KINDS[what]
    rows = kind.rows(club)
    if athlete and what in ("athletes", "tests", "programmes", "decisions"):
        rows = rows.filter(**{"id" if what == "athletes" else "athlete_id": athlete})
    page = Paginator(_with_before(rows), PAGE).get_page(number)
    found = list(page.object_list)
    before = rows.model.objects.in_bulk([row.before for row in found if row.before])
    names = _names(found, list(before.values()))
    if what == "athletes":
        names |= _squads([*before, *(row.pk for row in found)])
    return page, [_line(row, before.get(row.before), kind, names) for row in found]


def _with_before(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Each with `before`, the key of the same thing's row before it, among those that may be read."""
    earlier = Q(history_date__lt=OuterRef("history_date")) | Q(
        history_date=OuterRef("history_date"), history_id__lt=OuterRef("history_id")
    )
    same = rows.filter(earlier, id=OuterRef("id")).order_by("-history_date", "-history_id")
    found = rows.annotate(before=Subquery(same.values("history_id")[:1]))
    return found.select_related("history_user").order_by("-history_date", "-history_id")


def _names(*lists: list[Any]) -> dict[Any, str]:
    """The names of the athletes and people whom these rows point to, by key: two queries."""
    people: set[Any] = set()
    athletes: set[Any] = set()
    for row in (row for rows in lists for row in rows):
        for field in row.instance_type._meta.concrete_fields:
            if field.related_model is User:
                people.add(getattr(row, field.attname))
            elif field.related_model is Athlete:
                athletes.add(getattr(row, field.attname))
    names = {pk: str(user) for pk, user in User.objects.in_bulk(people - {None}).items()}
    return names | {pk: one.name for pk, one in Athlete.objects.in_bulk(athletes - {None}).items()}


def _squads(rows: list[Any]) -> dict[Any, str]:
    """The squads of each of these rows of profiles, in words, by ("squads", the row's key): two queries."""
    (members,) = (one.related_model for one in Athlete.history.model._meta.related_objects)
    pairs = list(members.objects.filter(history__in=rows).values_list("history_id", "squad_id"))
    known = Squad.objects.in_bulk({squad for _row, squad in pairs})
    found: dict[Any, list[str]] = {}
    for row, squad in pairs:
        found.setdefault(("squads", row), []).append(known[squad].name if squad in known else _("another"))
    return {key: ", ".join(sorted(names)) for key, names in found.items()}


def _line(row: Any, before: Any, kind: Kind, names: Mapping[Any, str]) -> Line:
    acts = {"+": _("added"), "~": _("changed"), "-": _("deleted")}
    about = names.get(getattr(row, f"{kind.about}_id"), NOTHING) if kind.about else str(row.history_object)
    changes = list(_changes(row, before, names)) if before and row.history_type == "~" else []
    by = str(row.history_user) if row.history_user else _("Medial, or somebody who is gone")
    return Line(row.history_date, by, acts[row.history_type], about, changes)


def _changes(row: Any, before: Any, names: Mapping[Any, str]) -> Iterator[Change]:
    for field in row.instance_type._meta.concrete_fields:
        was, now = getattr(before, field.attname), getattr(row, field.attname)
        if field.name not in SILENT and was != now:
            said = [_said(one, field, names) for one in (before, row)]
            yield Change(str(field.verbose_name), *said)
    was, now = (names.get(("squads", one.pk), NOTHING) for one in (before, row))
    if was != now:
        yield Change(_("squads"), was, now)


def _said(row: Any, field: Any, names: Mapping[Any, str]) -> str:
    value = getattr(row, field.attname)
    if value in (None, "", [], {}):
        return NOTHING
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if field.is_relation:
        return names.get(value, _("another"))
    if isinstance(value, dt.date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return str(value)
