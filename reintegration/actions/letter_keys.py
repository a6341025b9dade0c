"""Locking letters again under the newest key, while people read and write."""

from collections.abc import Iterator

from backend.lib import vault
from reintegration.models import LetterPart

AT_ONCE = 200


def lock_again() -> Iterator[int]:
    """Yields how many parts are done, batch by batch; stopped and begun again, it goes on.

    A part changes only if it still is what was read, and only its lock changes. One that no key
    opens raises ValueError: then a key is missing from PROTECTION_KEYS.
    """
    done = after = 0
    while parts := list(_under_older_keys(after)):
        for part in parts:
            told, old = part.told(), part.locked
            part.lock(told)
            done += LetterPart.objects.filter(pk=part.pk, locked=old).update(locked=part.locked)
        after = parts[-1].pk
        yield done


def _under_older_keys(after: int) -> Iterator[LetterPart]:
    older = LetterPart.objects.exclude(locked__startswith=f"{vault.newest()}.")
    yield from older.filter(pk__gt=after).order_by("pk")[:AT_ONCE]
