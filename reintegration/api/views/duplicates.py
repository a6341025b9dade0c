from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.serializers import Empty
from backend.api.views import ReadOnlyViewSet
from backend.lib.errors import Invalid
from reintegration.actions import duplicates, merging
from reintegration.api.filters import DuplicateFilter
from reintegration.api.serializers import cases
from reintegration.models import PossibleDuplicate


class DuplicateViewSet(ReadOnlyViewSet):
    """Pairs of files that may be one person, for staff who see both."""

    queryset = PossibleDuplicate.objects.none()
    serializer_class = cases.DuplicateShape
    filterset_class = DuplicateFilter

    def get_queryset(self) -> QuerySet[PossibleDuplicate]:
        return super().get_queryset().with_files()

    @extend_schema(request=Empty, responses=cases.DuplicateShape)
    @action(detail=True, methods=["post"])
    def dismiss(self, request: Request, public_id: str) -> Response:
        """They are two different people."""
        return self.act(duplicates.dismiss, Empty)

    @extend_schema(request=cases.KeepInput, responses=cases.DuplicateShape)
    @action(detail=True, methods=["post"])
    def merge(self, request: Request, public_id: str) -> Response:
        """They are one person: the other file becomes part of the one to keep."""
        pair, keep = self.get_object(), self.valid(cases.KeepInput)["keep"]
        if keep not in (pair.first, pair.second):
            raise Invalid(fields={"keep": _("Choose one of the two files.")})
        absorb = pair.second if keep == pair.first else pair.first
        merging.merge(keep, absorb=absorb, by=self.actor)
        return self.shown(pair)
