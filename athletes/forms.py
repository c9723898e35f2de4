"""A profile, the squads of a club, and whom an invitation goes to."""

import datetime as dt
import uuid
from typing import Any, cast

from django import forms
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.crispy import CrispyMixin
from accounts.fields import NameField
from accounts.ids import uuid7
from accounts.models import Club
from athletes.models import Athlete, Squad

_OLDEST = dt.date(1900, 1, 1)


class AthleteForm(CrispyMixin, forms.ModelForm):
    """A profile of `club`: the squads to choose from are that club's.

    A new one carries the id that it will have, so that sending it twice makes one. Where the club has an
    athlete of that name, a tick box appears that asks before there are two.
    """

    pk = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7, required=False)
    another = forms.BooleanField(label=_("Yes, this is another person of the same name"))
    agreed = forms.BooleanField(
        required=False,
        help_text=_("On paper or in person. Until somebody agrees, only whoever enters a test sees it."),
    )
    new_squad = NameField(
        label=_("New squad"),
        max_length=80,
        required=False,
        help_text=_("Makes a squad of this name and puts the athlete in it."),
    )

    field_order = [
        "pk",
        "name",
        "another",
        "event",
        "born_on",
        "sex",
        "squads",
        "new_squad",
        "note",
        "agreed",
    ]
    autocomplete = {"name": "off", "born_on": "off"}

    class Meta:
        model = Athlete
        fields = ["name", "event", "born_on", "sex", "squads", "note"]
        field_classes = {"name": NameField}
        widgets = {
            "born_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "squads": forms.CheckboxSelectMultiple,
            "note": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "born_on": _("With it Medial can say when somebody under 18 should see a doctor first."),
            "note": _("Coaches and viewers of the club see it."),
        }
        error_messages = {"name": {"required": _("Give the athlete’s name.")}}

    def __init__(self, *args: Any, club: Club, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.club = club
        self.instance.club = club
        squads = cast(forms.ModelMultipleChoiceField, self.fields["squads"])
        squads.queryset = club.squads.all()
        if not squads.queryset:
            del self.fields["squads"]
        sex = cast(forms.ChoiceField, self.fields["sex"])
        sex.choices = [("", _("Not given")), *Athlete.Sex.choices]
        if kwargs.get("instance"):
            del self.fields["pk"], self.fields["agreed"]
        else:
            label = gettext("They are %(age)d or older, have read what is kept about them, and agree, today")
            self.fields["agreed"].label = label % {"age": club.consent_age}
        self.namesake = self._namesake()
        if self.namesake:
            self.fields["another"].error_messages["required"] = self._question(self.namesake)
        else:
            del self.fields["another"]

    def clean_pk(self) -> uuid.UUID:
        return self.cleaned_data["pk"] or uuid7()

    def clean_born_on(self) -> dt.date | None:
        born_on: dt.date | None = self.cleaned_data["born_on"]
        if born_on and born_on > self.club.today():
            raise forms.ValidationError(_("This day is still to come: check the date of birth."))
        if born_on and born_on < _OLDEST:
            raise forms.ValidationError(_("Check the year: nobody tested today was born before 1900."))
        return born_on

    def clean(self) -> dict[str, Any] | None:
        data = super().clean() or self.cleaned_data
        born_on, age = data.get("born_on"), self.club.consent_age
        if data.get("agreed") and Athlete(club=self.club, born_on=born_on).needs_guardian:
            sentence = _(
                "Under %(age)d a parent or guardian agrees, by mail: leave this empty, and ask then."
            )
            self.add_error("agreed", sentence % {"age": age})
        return data

    def chosen_squads(self) -> dict[str, Any]:
        """The ticked squads and the name of a new one, as `athletes.registering` takes them."""
        ticked = self.cleaned_data.get("squads", [])
        return {"squads": ticked, "new_squad": self.cleaned_data["new_squad"]}

    def _namesake(self) -> Athlete | None:
        """Another athlete of the club by the name that was typed, unless the name is the one it had."""
        name = self.fields["name"].to_python(self.data.get("name", ""))
        # A name with the character NUL is refused by its field; PostgreSQL can't even be asked for it.
        if not name or "\0" in name or name.casefold() == self.instance.name.casefold():
            return None
        own = self.instance.pk if "pk" not in self.fields else self._posted_pk()
        in_training_first = F("archived_on").asc(nulls_first=True)
        return (
            self.club.athletes.filter(name__iexact=name).exclude(pk=own).order_by(in_training_first).first()
        )

    def _posted_pk(self) -> Any:
        try:
            return self.fields["pk"].clean(self.data.get("pk"))
        except forms.ValidationError:
            return None

    def _question(self, namesake: Athlete) -> str:
        if namesake.archived_on:
            return gettext(
                "%(name)s is in the archive and can be brought back from there. Or tick here to add another."
            ) % {"name": namesake.name}
        return gettext("The club has %(name)s already. Tick here to add another, or change the name.") % {
            "name": namesake.name
        }


NAME_TAKEN = _("There is a squad of this name already: choose another name.")


class SquadForm(CrispyMixin, forms.ModelForm):
    """A squad's name, once in a club."""

    class Meta:
        model = Squad
        fields = ["name"]
        field_classes = {"name": NameField}
        labels = {"name": _("Name of the squad")}
        error_messages = {"name": {"required": _("Give the squad a name.")}}

    def __init__(self, *args: Any, club: Club, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.club = club
        self.instance.club = club

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        same = Squad.objects.filter(club=self.club, name__iexact=name).exclude(pk=self.instance.pk)
        if same.exists():
            raise forms.ValidationError(NAME_TAKEN)
        return name

    def saved(self) -> Squad | None:
        """The saved squad; None, with the sentence at its name, where two came in at the same moment."""
        try:
            with transaction.atomic():
                squad: Squad = self.save()
        except IntegrityError:
            self.add_error("name", NAME_TAKEN)
            return None
        return squad


class InviteAthleteForm(CrispyMixin, forms.Form):
    """Where the link is mailed to; empty where it is only shown."""

    email = forms.EmailField(
        label=_("Send it by e-mail as well"),
        required=False,
        help_text=_("Leave it empty to show the link and its code on this screen only."),
    )

    autocomplete = {"email": "off"}
