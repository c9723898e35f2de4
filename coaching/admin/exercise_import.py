"""Exercises as a file, out and in: known by their slug, checked like the form, never deleted."""

import json
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.formats.base_formats import JSON, TextFormat
from import_export.resources import Diff, ModelResource
from import_export.widgets import Widget
from tablib import Dataset

from accounts.spreadsheet import PlainCSV
from coaching.admin.figure_field import checked_figure
from coaching.admin.translations import TranslationsColumn
from coaching.models import Exercise
from coaching.models.dose import DOSE_FIELDS

#: Of a file, which is checked, shown and stored within one request each: some seconds for so many.
MOST_ROWS = 500


class _Exercises(TextFormat):
    """A file of exercises. Raises ValidationError, with a sentence, for what can't be one."""

    def create_dataset(self, in_stream: Any, **kwargs: Any) -> Dataset:
        dataset = super().create_dataset(in_stream, **kwargs)
        if len(dataset) > MOST_ROWS:
            told = _("The file has %(rows)d rows: send at most %(most)d at a time.")
            raise ValidationError(told % {"rows": len(dataset), "most": MOST_ROWS})
        if dataset and "slug" not in dataset.headers:
            raise ValidationError(_("The file has no column “slug”, by which exercises are known."))
        return dataset


class ExerciseCSV(_Exercises, PlainCSV):
    pass


class ExerciseJSON(_Exercises, JSON):
    pass


class FigureColumn(Widget):
    """A figure's data as one cell of JSON."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> dict[str, object]:
        """Raises ValueError, which the import shows beside the row."""
        try:
            return checked_figure(json.loads(value) if isinstance(value, str) and value.strip() else value)
        except json.JSONDecodeError as error:
            raise ValueError(_("The figure is not JSON: export an exercise to see its form.")) from error
        except ValidationError as error:
            raise ValueError(error.message) from error

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return json.dumps(value) if value else ""


class BeforeAfter(Diff):
    """What a row would change, before and after: the package's own way writes styles into the page."""

    def as_html(self) -> list[str]:
        return [
            render_to_string(
                "admin/coaching/exercise/import_cell.html",
                {"before": "" if self.new else before, "after": after},
            )
            for before, after in zip(self.left, self.right, strict=True)
        ]


class ExerciseResource(ModelResource):
    figure = Field(attribute="figure", column_name="figure", widget=FigureColumn())
    translations = Field(attribute="translations", column_name="translations", widget=TranslationsColumn())

    class Meta:
        model = Exercise
        import_id_fields: ClassVar[tuple[str, ...]] = ("slug",)
        fields: ClassVar[tuple[str, ...]] = (
            "slug",
            "name",
            "kind",
            "side_specific",
            "summary",
            "steps",
            "cues",
            "stop_signs",
            *DOSE_FIELDS,
            "figure",
            "translations",
            "state",
            "order",
        )
        export_order = fields
        import_order = fields
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True

    @classmethod
    def get_diff_class(cls) -> type[Diff]:
        return BeforeAfter

    def get_queryset(self) -> QuerySet[Exercise]:
        return Exercise.objects.filter(club=None)
