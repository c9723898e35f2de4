"""The default errors of measurement, as content editors look after them. Tests of athletes are never here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from accounts.content_admin import ContentAdmin
from assessments.domain.error import mdc95
from assessments.models import MeasurementError


class DefaultErrorForm(forms.ModelForm):
    """One default. The database keeps a method from having two; this says so before."""

    class Meta:
        model = MeasurementError
        fields = ("instrument", "position", "motion", "sem", "grade", "source")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        method = {name: data.get(name) for name in ("instrument", "position", "motion")}
        others = MeasurementError.objects.filter(club=None, **method).exclude(pk=self.instance.pk)
        if None not in method.values() and others.exists():
            raise ValidationError(_("There is a value for this method already: change that one."))
        return data


@admin.register(MeasurementError)
class MeasurementErrorAdmin(ContentAdmin):
    """Only the defaults: what a club measured is the club's."""

    form = DefaultErrorForm
    list_display = ("instrument", "position", "motion", "sem", "detectable", "grade", "source")
    list_filter = ("instrument", "position", "grade")
    search_fields = ("source",)
    history_list_display = ("sem", "grade")

    @admin.display(description=_("MDC95"))
    def detectable(self, row: MeasurementError) -> str:
        """The smallest change in degrees that the method can tell from its error."""
        return f"{number_format(mdc95(row.sem), 1)}°"
