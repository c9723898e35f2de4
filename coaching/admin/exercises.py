"""The platform's exercises: words, figure, dose, state; previewed as an athlete sees them."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from import_export.admin import ImportExportMixin
from import_export.forms import ExportForm
from import_export.tmp_storages import CacheStorage
from tablib.exceptions import TablibException

from accounts.content_admin import ContentAdmin
from coaching.admin.exercise_form import ExerciseContentForm
from coaching.admin.exercise_import import ExerciseCSV, ExerciseJSON, ExerciseResource
from coaching.admin.figure_field import FigureField, FigureWidget
from coaching.admin.translations import language_fieldsets
from coaching.archiving import put, use_of, with_use
from coaching.models import Exercise
from coaching.models.dose import DOSE_FIELDS
from coaching.views.exercises import picture_response

State = Exercise.State


@admin.register(Exercise)
class ExerciseAdmin(ImportExportMixin, ContentAdmin):
    form = ExerciseContentForm
    resource_classes = (ExerciseResource,)
    # The other form, which ticks fields, comes with inline scripts and styles.
    export_form_class = ExportForm
    formats = (ExerciseCSV, ExerciseJSON)
    # The file waits for its confirmation where every process finds it.
    tmp_storage_class = CacheStorage
    import_error_display = ("message",)

    list_display = ("name", "kind", "state", "dose", "in_use", "order")
    list_editable = ("order",)
    list_filter = ("state", "kind")
    search_fields = ("name", "slug", "summary")
    actions = ("publish", "archive", "back_to_draft")
    fieldsets = (
        (None, {"fields": ("name", "slug", ("kind", "side_specific"), ("state", "order"))}),
        (_("Words"), {"fields": ("summary", "steps", "cues", "stop_signs")}),
        (_("The dose it starts from"), {"fields": (DOSE_FIELDS,)}),
        (_("Figure"), {"fields": ("figure",)}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return with_use(super().get_queryset(request))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        there = ("picture_now", "picture", "remove_picture") if obj and obj.picture else ("picture",)
        return (*self.fieldsets, (_("Picture"), {"fields": there}), *language_fieldsets(Exercise))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        # An address that is known stays: links, imports and later releases find the exercise by it.
        return ("slug", "picture_now") if obj else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, tuple[str, ...]]:
        return {} if obj else {"slug": ("name",)}

    @admin.display(description=_("in use"))
    def in_use(self, exercise: Any) -> str:
        return _in_use(exercise) or "–"

    @admin.display(description=_("picture now"))
    def picture_now(self, exercise: Exercise) -> str:
        return render_to_string("admin/coaching/exercise/picture_now.html", {"exercise": exercise})

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "order":
            # The list shows the box without its label.
            field.widget.attrs["aria-label"] = field.label
        return field

    # -- state -------------------------------------------------------------------------------------

    def save_model(self, request: HttpRequest, obj: Exercise, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if "state" in form.changed_data and obj.state == State.ARCHIVED and (use := use_of(obj)):
            words = _use_in_words(use.programmes, use.templates)
            warning = _g("“%(name)s” is archived. In use: %(use)s. What has it keeps it.")
            messages.warning(request, warning % {"name": obj, "use": words})

    @admin.action(description=_("Publish"), permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Exercise]) -> None:
        self._put(request, queryset, State.PUBLISHED)

    @admin.action(description=_("Back to draft"), permissions=["change"])
    def back_to_draft(self, request: HttpRequest, queryset: QuerySet[Exercise]) -> None:
        self._put(request, queryset, State.DRAFT)

    @admin.action(description=_("Archive"), permissions=["change"])
    def archive(self, request: HttpRequest, queryset: QuerySet[Exercise]) -> HttpResponse | None:
        used = [(exercise, words) for exercise in queryset if (words := _in_use(exercise))]
        if used and "confirmed" not in request.POST:
            context = {
                **self.admin_site.each_context(request),
                "title": _g("Archive exercises that are in use?"),
                "opts": self.opts,
                "used": used,
                "chosen": [exercise.pk for exercise in queryset],
            }
            return render(request, "admin/coaching/exercise/archive.html", context)
        self._put(request, queryset, State.ARCHIVED)
        return None

    def _put(self, request: HttpRequest, queryset: QuerySet[Exercise], state: Exercise.State) -> None:
        for exercise in queryset:
            put(exercise, state)
        n = len(queryset)
        words = ngettext("%(n)d exercise is now “%(state)s”.", "%(n)d exercises are now “%(state)s”.", n)
        messages.success(request, words % {"n": n, "state": state.label.lower()})

    # -- import and export ---------------------------------------------------------------------------

    def has_import_permission(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request) and self.has_change_permission(request)

    def has_export_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def add_data_read_fail_error_to_form(self, form: Any, e: Exception) -> None:
        told = e if isinstance(e, ValidationError) else _("That is no file in the format that you chose.")
        form.add_error("import_file", told)

    def export_action(self, request: HttpRequest) -> HttpResponse:
        """Raises Http404 for an address that asks for what no exercise has."""
        try:
            return super().export_action(request)
        except IncorrectLookupParameters:
            raise Http404 from None

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Does what was shown: once, and as long as the file waits, which is a day."""
        try:
            answer: HttpResponseBase = super().process_import(request, **kwargs)
        except ValidationError as error:
            messages.error(request, error.message)
        except (AttributeError, LookupError, TypeError, ValueError, TablibException):
            messages.error(request, _g("The file that was shown is no longer there: choose it again."))
        else:
            return answer
        return redirect("admin:coaching_exercise_import")

    # -- previews --------------------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("figure/", wrap(require_POST(self.figure_view)), name="coaching_exercise_figure"),
            path("<uuid:pk>/preview/", wrap(self.preview_view), name="coaching_exercise_preview"),
            path("<uuid:pk>/picture/", wrap(self.picture_view), name="coaching_exercise_picture"),
            *super().get_urls(),
        ]

    def _readable(self, request: HttpRequest, pk: object) -> Exercise:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return self.known(request, str(pk))

    def preview_view(self, request: HttpRequest, pk: object) -> HttpResponse:
        """The exercise on a phone's width, whatever its state."""
        return render(
            request, "admin/coaching/exercise/preview.html", {"exercise": self._readable(request, pk)}
        )

    def picture_view(self, request: HttpRequest, pk: object) -> HttpResponseBase:
        exercise = self._readable(request, pk)
        if not exercise.picture:
            raise Http404
        return picture_response(request, exercise)

    def figure_view(self, request: HttpRequest) -> HttpResponse:
        """The figure that the sheet describes at this moment: the picture alone for a script, else a page."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        field, widget = FigureField(required=False), FigureWidget()
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": _g("Preview of the figure"),
        }
        try:
            value = widget.value_from_datadict(request.POST, request.FILES, "figure")
            context["figure"] = field.clean(value)
        except ValidationError as error:
            context["problems"] = error.messages
        alone = request.headers.get("X-Requested-With") == "fetch"
        name = "figure_picture.html" if alone else "figure_preview.html"
        return render(request, f"admin/coaching/exercise/{name}", context)


def _in_use(exercise: Any) -> str:
    """In words, of an exercise from `with_use`."""
    return _use_in_words(exercise.programmes_running, exercise.templates_using)


def _use_in_words(programmes: int, templates: int) -> str:
    parts = []
    if programmes:
        words = ngettext("%(n)d running programme", "%(n)d running programmes", programmes)
        parts.append(words % {"n": programmes})
    if templates:
        parts.append(ngettext("%(n)d template", "%(n)d templates", templates) % {"n": templates})
    return ", ".join(parts)
