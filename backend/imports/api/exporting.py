"""The one route that hands out a table, for the viewsets of the apps above."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.imports.exports import MOST_ROWS, File, FileFormat
from backend.imports.writing import CSV_TYPE, XLSX_TYPE
from backend.lib.errors import Invalid

FORMAT = OpenApiParameter(
    "file_format",
    str,
    enum=FileFormat.values,
    default=FileFormat.CSV,
    description=f"At most {MOST_ROWS} rows. The columns are those of the import.",
)
describe_export = extend_schema(
    parameters=[FORMAT],
    filters=True,
    responses={
        (200, CSV_TYPE.split(";")[0]): OpenApiTypes.BINARY,
        (200, XLSX_TYPE): OpenApiTypes.BINARY,
    },
)


def export_answer(request: Request, export: Callable[..., File]) -> Response:
    """`export` writes the file; it is told the `file_format` that the request asks for."""
    wanted: Any = request.query_params.get("file_format", FileFormat.CSV)
    if wanted not in FileFormat.values:
        raise Invalid(fields={"file_format": ", ".join(FileFormat.values)})
    file = export(file_format=wanted)
    disposition = f'attachment; filename="{file.name}"'
    return Response(
        file.content,
        content_type=file.content_type,
        headers={"Content-Disposition": disposition, "Cache-Control": "no-store"},
    )
