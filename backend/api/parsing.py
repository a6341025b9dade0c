"""JSON whose texts PostgreSQL and UTF-8 can hold: no NUL, no half of a surrogate pair."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class TextSafeJSONParser(JSONParser):
    """Refuses the whole body: such texts come from broken or hostile programs, not people."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        data = super().parse(stream, media_type, parser_context)
        if any(not is_storable(text) for text in _texts(data)):
            raise ParseError(_("The text holds characters that cannot be stored."))
        return data


def is_storable(text: str) -> bool:
    """Whether `text` can be encoded as UTF-8 and written to PostgreSQL."""
    return not any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in text)


def _texts(data: Any) -> Iterator[str]:
    """Every key and text of a JSON value, however deep."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for name, value in data.items():
            yield name
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)
