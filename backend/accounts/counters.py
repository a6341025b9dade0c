"""allauth's counters of wrong passwords and used codes, kept by PostgreSQL.

allauth counts in Django's cache. A cache that may be away or emptied makes a poor guard: this
one is as sure as the accounts it guards, and a counter and the deed it counts are committed
together. Requests that touch one counter wait for each other, so none is counted twice.
"""

import json
from datetime import datetime, timedelta
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone

from backend.accounts.models import Counter
from backend.lib import keyed

# A key that is there and not over stays as it is.
ADD = """
    INSERT INTO accounts_counter (key, value, expires_at) VALUES (%s, %s, %s)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at
    WHERE accounts_counter.expires_at <= statement_timestamp()
    RETURNING 1
"""


class Counters(BaseCache):
    """A cache of small JSON values. Keys name people and addresses: only their HMAC is kept."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def add(
        self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: Any = None
    ) -> bool:
        row = (self._digest(key, version), json.dumps(value), self._end(timeout))
        with connection.cursor() as cursor:
            cursor.execute(ADD, row)
            return cursor.fetchone() is not None

    def get(self, key: str, default: Any = None, version: Any = None) -> Any:
        kept = Counter.objects.filter(key=self._digest(key, version), expires_at__gt=Now())
        return next(iter(kept.values_list("value", flat=True)), default)

    def set(
        self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: Any = None
    ) -> None:
        Counter.objects.bulk_create(
            [Counter(self._digest(key, version), value, self._end(timeout))],
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["value", "expires_at"],
        )

    def touch(self, key: str, timeout: float | None = DEFAULT_TIMEOUT, version: Any = None) -> bool:
        kept = Counter.objects.filter(key=self._digest(key, version), expires_at__gt=Now())
        return bool(kept.update(expires_at=self._end(timeout)))

    def delete(self, key: str, version: Any = None) -> bool:
        return bool(Counter.objects.filter(key=self._digest(key, version)).delete()[0])

    def clear(self) -> None:
        Counter.objects.all().delete()

    def _digest(self, key: str, version: Any) -> str:
        return keyed.digest("counters", self.make_key(key, version))

    def _end(self, timeout: float | None) -> datetime:
        """Nothing is kept for ever: no timeout means a day."""
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        return timezone.now() + timedelta(seconds=86_400 if seconds is None else float(seconds))
