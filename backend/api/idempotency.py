"""`Idempotency-Key`: a phone on a bad network may send a write again without fear.

The key's row is written first, in the transaction of the write itself (ATOMIC_REQUESTS):
a twin that arrives meanwhile waits on the unique index, then reads the kept answer. A
refused write (4xx) rolls back with its key, so a corrected request may use it again.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.core.files.base import File
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from backend.api.models import KeptResponse
from backend.lib.errors import Invalid, Problem

HEADER = "Idempotency-Key"
KEPT_HEADER = "Idempotent-Replayed"
LONGEST_KEY = 255


class KeyReused(Problem):
    code = "idempotency_key_reused"
    status = 422
    sentence = _("This key was already used for something else. Make a new one.")


class Replayed(Exception):
    """Not an error: the write was done before, and this is what it answered."""

    def __init__(self, response: Response):
        self.response = response


def open_key(request: Request) -> KeptResponse | None:
    """Claim the request's key; None without one. Raises Replayed if it was answered before."""
    key = request.headers.get(HEADER)
    if key is None or request.method in ("GET", "HEAD", "OPTIONS"):
        return None
    if not 1 <= len(key) <= LONGEST_KEY or not key.isprintable():
        raise Invalid(_("Idempotency-Key must be 1 to 255 printable characters."))
    address = request.get_full_path()
    row, is_new, is_same = claim(
        request.user, key, fingerprint(f"{request.method} {address}", request.data)
    )
    if is_new:
        return row
    if not is_same:
        raise KeyReused()
    raise Replayed(Response(row.body, status=row.status, headers={KEPT_HEADER: "true"}))


def claim(user: Any, key: str, sent: str) -> tuple[KeptResponse, bool, bool]:
    """The row of this person's key, whether it is new, and whether it is of the same request.

    In the transaction of the write: a twin waits here until it is known whether that was done.
    """
    caller = f"user:{user.pk}" if user.is_authenticated else "anonymous"
    row, is_new = KeptResponse.objects.get_or_create(
        caller=caller, key=key, defaults={"fingerprint": sent}
    )
    return row, is_new, row.fingerprint == sent


def keep(row: KeptResponse, response: Response) -> None:
    """Store a success beside the write it belongs to."""
    row.status = response.status_code
    row.body = json.loads(json.dumps(response.data, cls=JSONEncoder))
    row.save(update_fields=["status", "body"])


def fingerprint(what: str, data: Any) -> str:
    """SHA-256 of what is asked for, by which address and method, and of what is sent along."""
    digest = hashlib.sha256(f"{what}\n".encode())
    for name, value in sorted(_parts(data)):
        digest.update(f"{name}={len(value)}\n".encode())
        digest.update(value)
    return digest.hexdigest()


def _parts(data: Any) -> Iterator[tuple[str, bytes]]:
    """The body by its fields: files by their content, everything else as JSON."""
    fields = data.lists() if isinstance(data, QueryDict) else [("", [data])]
    for name, values in fields:
        for value in values:
            if isinstance(value, File):
                content = value.read()
                value.seek(0)
            else:
                content = json.dumps(value, sort_keys=True, default=str).encode()
            yield name, content
