"""What the content pages of every app have in common: the platform's own rows, with their history."""

from typing import Any

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin


class ContentPages(SimpleHistoryAdmin):
    """Rows that editors look after, with their history; nothing is ever deleted here."""

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> Any:
        """404, as everywhere: Django's own goes to the list and says there that a row does not exist."""
        raise Http404

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        self.known(request, object_id)
        return super().history_view(request, object_id, extra_context)

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        self.known(request, object_id)
        return super().history_form_view(request, object_id, version_id, extra_context)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """`?_to_field=` names no field, which Django by itself answers with an error."""
        return super().get_object(request, object_id, from_field or None)

    def known(self, request: HttpRequest, object_id: str) -> Any:
        """The row, or 404: simple_history by itself would show the history of rows outside the queryset."""
        found = self.get_object(request, object_id)
        if found is None:
            raise Http404
        return found


class ContentAdmin(ContentPages):
    """The platform's own rows (`club` empty), never a club's."""

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).filter(club=None)
