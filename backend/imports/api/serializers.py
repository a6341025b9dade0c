from typing import Any

from rest_framework import serializers

from backend.api.serializers import Strict
from backend.imports import sheets
from backend.imports.models import ImportBatch


class RowFindingShape(serializers.Serializer[Any]):
    row = serializers.IntegerField()
    column = serializers.CharField(allow_blank=True)
    text = serializers.CharField()


class BatchShape(serializers.ModelSerializer[ImportBatch]):
    errors = RowFindingShape(many=True, read_only=True)  # type: ignore[assignment]
    notes = RowFindingShape(many=True, read_only=True)

    class Meta:
        model = ImportBatch
        fields = [
            "public_id",
            "sheet",
            "filename",
            "state",
            "total",
            "errors",
            "notes",
            "created",
            "unchanged",
            "created_at",
            "applied_at",
        ]


class Upload(Strict):
    sheet = serializers.CharField(max_length=32, help_text="returnees or vacancies")
    file = serializers.FileField(allow_empty_file=True, max_length=200)

    def validate_sheet(self, value: str) -> str:
        if value not in sheets.names():
            raise serializers.ValidationError(", ".join(sheets.names()))
        return value
