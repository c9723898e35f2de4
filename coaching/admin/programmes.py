"""Programme templates with their exercises."""

from typing import Any

from django.contrib import admin
from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from accounts.content_admin import ContentPages
from coaching.admin.translations import TranslationsForm, in_languages, language_fieldsets
from coaching.models import Exercise, ProgrammeTemplate, TemplateItem
from coaching.models.dose import DOSE_FIELDS


class ExerciseChoice(ModelChoiceField):
    """Says of an exercise that isn't published that programmes will leave it out."""

    def label_from_instance(self, obj: Exercise) -> str:
        if obj.state == Exercise.State.PUBLISHED:
            return obj.name
        return _("%(name)s (%(state)s: left out)") % {
            "name": obj.name,
            "state": obj.get_state_display().lower(),
        }


class ItemInline(admin.StackedInline):
    model = TemplateItem
    fields = (("order", "exercise"), DOSE_FIELDS)
    extra = 0
    verbose_name = _l("exercise")
    verbose_name_plural = _l("exercises, in their order")
    min_num = 1

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        return super().formfield_for_foreignkey(db_field, request, form_class=ExerciseChoice, **kwargs)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        if choice := formset.form.base_fields.get("exercise"):
            # Exercises have pages of their own; a row is for choosing one.
            choice.widget.can_add_related = choice.widget.can_change_related = False
            choice.widget.can_view_related = False
        return formset


@in_languages
class TemplateContentForm(TranslationsForm):
    class Meta:
        model = ProgrammeTemplate
        fields = ("name", "emphasis", "weeks", "introduction")


@admin.register(ProgrammeTemplate)
class ProgrammeTemplateAdmin(ContentPages):
    form = TemplateContentForm
    list_display = ("name", "emphasis", "weeks", "contents")
    fieldsets = (
        (None, {"fields": ("name", "emphasis", "weeks", "introduction")}),
        *language_fieldsets(ProgrammeTemplate),
    )
    inlines = (ItemInline,)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("items__exercise")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("emphasis",) if obj else ()

    @admin.display(description=_l("Exercises"))
    def contents(self, template: ProgrammeTemplate) -> str:
        return ", ".join(str(item) for item in template.items.all())
