"""What dev and test put in the environment before `base` reads it. Nothing here is secret."""

import os

from django.core.exceptions import ImproperlyConfigured

from backend.embedded import servers

os.environ.setdefault(
    "SECRET_KEY", "for development and tests only, known to everybody: 0123456789"
)
os.environ.setdefault(
    "PROTECTION_KEYS", "of development and tests only; known to everybody: 9876543210 abcdef"
)
os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
os.environ.pop("DEBUG", None)
# One place for compiled machine code, for all workers; numba reads it when it is imported.
os.environ.setdefault("NUMBA_CACHE_DIR", str(servers.VAR / "numba"))

os.environ.update(servers.read_urls())
if not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")):
    raise ImproperlyConfigured(
        "PostgreSQL and Redis are not running. Start them with: python -m backend.embedded up"
    )
