"""Serializer bases: shape only, no rules, no writes."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers


class Strict(serializers.Serializer[Any]):
    """Input that refuses fields it does not know, so that a typing error is never lost."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            known = {n for n, field in self.fields.items() if not field.read_only}
            unknown = {str(name): [_("This field is not known.")] for name in data.keys() - known}
            if unknown:
                raise serializers.ValidationError(unknown)
        return super().to_internal_value(data)


class Empty(Strict):
    """The body of a verb that needs no words."""


class PublicIdField(serializers.SlugRelatedField[Any]):
    """A relation named by its public id, found only among what the caller may see."""

    default_error_messages = {"does_not_exist": _("This was not found.")}

    def __init__(self, **kwargs: Any):
        self.model = kwargs.pop("model", None)
        if self.model is not None and not kwargs.get("read_only"):
            kwargs["queryset"] = self.model._default_manager.none()
        super().__init__(slug_field="public_id", **kwargs)

    def get_queryset(self) -> Any:
        return self.model._default_manager.visible_to(self.context["request"].user)

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)
