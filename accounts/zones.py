"""Time zones as a person looks for them: by continent and city."""

import zoneinfo
from functools import cache
from itertools import groupby

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

Choices = list[tuple[str, list[tuple[str, str]]]]

DEFAULT_ZONE = "Europe/London"

_CONTINENTS = {
    "Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific",
}  # fmt: skip


@cache
def zone_choices() -> Choices:
    """Grouped choices of a select: `("Europe", [("Europe/London", "London"), …])`, and UTC at the end."""
    names = sorted(name for name in zoneinfo.available_timezones() if name.split("/")[0] in _CONTINENTS)
    groups = groupby(names, key=lambda name: name.split("/")[0])
    choices = [(continent, [(name, _city(name)) for name in zones]) for continent, zones in groups]
    return [*choices, ("UTC", [("UTC", "UTC")])]


def validate_time_zone(name: str) -> None:
    """Raises ValidationError for what is no time zone's name."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(
            _("“%(name)s” is not a time zone: use a name such as Europe/London."), params={"name": name}
        )


def _city(name: str) -> str:
    return name.partition("/")[2].replace("_", " ").replace("/", ", ")
