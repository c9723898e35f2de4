"""Athlete profiles, the squads they train in, what they agreed to, and who has read about them."""

from athletes.models.athlete import Athlete, AthleteQuerySet, Squad, SquadQuerySet
from athletes.models.consent import Consent, ConsentQuerySet
from athletes.models.reader import FirstRead

__all__ = [
    "Athlete",
    "AthleteQuerySet",
    "Consent",
    "ConsentQuerySet",
    "FirstRead",
    "Squad",
    "SquadQuerySet",
]
