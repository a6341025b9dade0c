"""View bases: what every route has, so that no route can forget it.

A queryset is always `visible_to` the caller; an id outside it is 404, the same as an id
that never was. A write is one action; the view parses, calls, and shows the result.
"""

from collections.abc import Callable
from typing import Any, cast

from django.db.models import Model
from rest_framework import mixins
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer, Serializer
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from backend.api.idempotency import Replayed, keep, open_key
from backend.api.models import KeptResponse


class SafeToRepeat(APIView):
    """Writes with an `Idempotency-Key` run once and answer the same every time.

    `repeatable = False` for an answer that must not be kept, such as a new API key.
    """

    repeatable = True
    kept: KeptResponse | None = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.kept = open_key(request) if self.repeatable else None

    def handle_exception(self, exc: Exception) -> Response:
        if isinstance(exc, Replayed):
            return exc.response
        return super().handle_exception(exc)

    def finalize_response(
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> Response:
        if self.kept is not None and response.status_code < 400:
            keep(self.kept, response)
        return super().finalize_response(request, response, *args, **kwargs)


class VisibleViewSet(SafeToRepeat, GenericViewSet[Any]):
    """A collection of what the caller may see, addressed by public id."""

    lookup_field = "public_id"
    lookup_value_converter = "uuid"

    @property
    def actor(self) -> Any:
        """The signed-in User who acts: the permission classes let nobody else come this far."""
        return self.request.user

    @property
    def model(self) -> Any:
        """The class of the rows, named by the viewset's empty `queryset`."""
        rows: Any = self.queryset  # type: ignore[arg-type]  # Manager is a descriptor
        return rows.model

    def get_queryset(self) -> Any:
        """All that the caller may see; a subclass adds what the screen needs."""
        return self.model._default_manager.visible_to(self.request.user)

    def valid(self, input_class: type[Serializer[Any]], **kwargs: Any) -> dict[str, Any]:
        """The request body as `input_class` reads it; raises on anything it does not."""
        context = self.get_serializer_context()
        serializer = input_class(data=self.request.data, context=context, **kwargs)
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def act(
        self, deed: Callable[..., Model], input_class: type[Serializer[Any]], **kwargs: Any
    ) -> Response:
        """Do `deed` to the object of this URL with what the body says, and show it."""
        thing = self.get_object()
        values = self.valid(input_class, **kwargs)
        return self.shown(deed(thing, by=self.actor, **values))

    def shown(self, thing: Model, status: int = 200) -> Response:
        """`thing` as the collection shows it, read again with what the screen needs.

        The actor may have lost sight of it by the deed itself; then the thing as it was
        written is the answer.
        """
        found = self.get_queryset().filter(pk=thing.pk).first() or thing
        serializer: BaseSerializer[Any] = self.shape(found)
        return Response(serializer.data, status=status)

    def shape(self, thing: Model) -> BaseSerializer[Any]:
        """The serializer that shows one thing: the viewset's own `serializer_class`."""
        serializer_class = cast("type[BaseSerializer[Any]]", self.serializer_class)
        return serializer_class(thing, context=self.get_serializer_context())


class ReadOnlyViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, VisibleViewSet):
    """List and detail."""
