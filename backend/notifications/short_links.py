"""Links in messages: short, on our own host, of letters that nobody guesses, and they end.

    short("/matches/7d4…/", lives=timedelta(days=30))   https://<host>/l/Xk3mQ9rT

A row and no signature: nothing shorter can be signed safely, and a row can be taken back. No
letter of it tells of the person, and it never signs anybody in.
"""

from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from backend.notifications.links import absolute
from backend.notifications.models.links import LENGTH, ShortLink, new_token

SAMPLE = f"/l/{'x' * LENGTH}"

# A page that many are sent to has one link: it is made to last longer before it ends, and gets
# other letters after.
WRITE = """
    INSERT INTO notifications_shortlink AS known (token, path, expires_at) VALUES (%s, %s, %s)
    ON CONFLICT (path) DO UPDATE SET
        token = CASE WHEN known.expires_at > statement_timestamp() THEN known.token
                     ELSE excluded.token END,
        expires_at = GREATEST(known.expires_at, excluded.expires_at)
    RETURNING token
"""


def short(path: str, *, lives: timedelta) -> str:
    """An address that leads to `path` for `lives` at least, and twice that at most.

    A path that is no longer than a short one stays: such a page is of nobody and never ends.
    Belongs into the transaction of its message. One query where there is one, else two.
    """
    full = absolute(path)
    if len(path) <= len(SAMPLE):
        return full
    now = timezone.now()
    known = ShortLink.objects.filter(path=path, expires_at__gte=now + lives)
    token = known.values_list("token", flat=True).first() or _written(path, now + 2 * lives)
    return absolute(f"/l/{token}")


def sample() -> str:
    """As long as every short link."""
    return absolute(SAMPLE)


def forget() -> int:
    """Every night: those that are over."""
    return ShortLink.objects.filter(expires_at__lte=timezone.now()).delete()[0]


def _written(path: str, until: datetime) -> str:
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [new_token(), path, until])
        return str(cursor.fetchone()[0])
