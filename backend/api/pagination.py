"""Keyset pagination: page 10,000 costs what page 1 costs, and no row is seen twice."""

from typing import Any

from django.core.exceptions import ValidationError as DjangoValidationError
from django.db import DataError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.views import APIView


class Pages(CursorPagination):
    """`?cursor=…&page_size=1..100`, answering `{next, previous, results}`."""

    page_size = 25
    max_page_size = 100
    page_size_query_param = "page_size"
    ordering = ("-pk",)
    cursor_query_description = "Where the page starts; take it from `next` or `previous`."

    def decode_cursor(self, request: Request) -> Any:
        try:
            return super().decode_cursor(request)
        except NotFound as error:
            raise _broken_cursor() from error

    def paginate_queryset(
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> list[Any] | None:
        """One page. A position that the ordering column cannot hold is a broken cursor."""
        try:
            return super().paginate_queryset(queryset, request, view)
        except (ValueError, DjangoValidationError, DataError) as error:
            raise _broken_cursor() from error

    def get_ordering(
        self, request: Request, queryset: QuerySet[Any], view: APIView
    ) -> tuple[str, ...]:
        """The order asked for, made total by the primary key."""
        ordering = tuple(super().get_ordering(request, queryset, view))
        if any(name.lstrip("-") == "pk" for name in ordering):
            return ordering
        return (*ordering, "-pk" if ordering[0].startswith("-") else "pk")


def _broken_cursor() -> ValidationError:
    return ValidationError({"cursor": [_("Start again from the first page.")]})
