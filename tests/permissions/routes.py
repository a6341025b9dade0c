"""Every API route × method that the resolver knows: the matrix must name each of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

METHODS = ("get", "post", "put", "patch", "delete")
PREFIX = "api/v1/"


@dataclass(frozen=True, order=True)
class Route:
    name: str
    method: str

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.name}"


def api_routes() -> list[Route]:
    """All routes under /api/v1/, by name and method."""
    return sorted(set(_walk(get_resolver().url_patterns, "")))


def _walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[Route]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if path.startswith(PREFIX[: len(path)]):
                yield from _walk(pattern.url_patterns, path)
        elif path.startswith(PREFIX):
            for method in _methods(pattern):
                yield Route(str(pattern.name), method)


def _methods(pattern: URLPattern) -> list[str]:
    callback = pattern.callback
    if actions := getattr(callback, "actions", None):
        return [method for method in METHODS if method in actions]
    view = getattr(callback, "cls", None) or getattr(callback, "view_class", None)
    return [method for method in METHODS if hasattr(view, method)]
