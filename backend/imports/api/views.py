from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.parsing import TextSafeJSONParser
from backend.api.serializers import Empty
from backend.api.views import ReadOnlyViewSet
from backend.imports.actions import apply_batch, preview
from backend.imports.api.serializers import BatchShape, Upload
from backend.imports.models import ImportBatch


class ImportViewSet(ReadOnlyViewSet):
    """Tables you uploaded: preview first, then apply."""

    queryset = ImportBatch.objects.none()
    serializer_class = BatchShape
    parser_classes = (MultiPartParser, TextSafeJSONParser)

    @extend_schema(request={"multipart/form-data": Upload}, responses={201: BatchShape})
    def create(self, request: Request) -> Response:
        """Read a CSV or XLSX file and show what is wrong in it. Nothing is imported."""
        values = self.valid(Upload)
        file = values["file"]
        batch = preview(values["sheet"], by=self.actor, filename=file.name, content=file.read())
        return self.shown(batch, 201)

    @extend_schema(request=Empty, responses=BatchShape)
    @action(detail=True, methods=["post"])
    def apply(self, request: Request, public_id: str) -> Response:
        """Import the whole table, or nothing of it if one row is wrong."""
        return self.act(apply_batch, Empty)
