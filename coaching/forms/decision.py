"""The answer after twelve weeks: which one, and a note that a physiotherapist may need."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.crispy import CrispyMixin
from coaching.models import Decision


class DecisionForm(CrispyMixin, forms.ModelForm):
    """On the athlete's page each answer is a button; on the page of its own, a choice."""

    class Meta:
        model = Decision
        fields: ClassVar = ["answer", "note"]
        labels: ClassVar = {"note": _("Note")}
        help_texts: ClassVar = {"note": _("Who to see, what to ask, or why to go on.")}
        widgets: ClassVar = {"answer": forms.RadioSelect, "note": forms.Textarea(attrs={"rows": 2})}
