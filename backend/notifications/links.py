"""Addresses that go into messages."""

from django.conf import settings


def absolute(path: str) -> str:
    """The full address of `path` ("/…") on this service's own host, for people outside it."""
    if not path.startswith("/") or path.startswith("//"):
        raise ValueError(f"{path!r} is not a path of this service")
    return f"{settings.HOMEWARD_BASE_URL}{path}"
