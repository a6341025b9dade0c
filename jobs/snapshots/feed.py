"""What has changed since a version, as the feed of the triggers tells it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

from jobs.models import FactChange
from jobs.querysets import Version
from jobs.states import ChangeKind

VERSION = "SELECT pg_current_snapshot()::text, coalesce(max(id), 0) FROM jobs_factchange"


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of people and of vacancies; or that nobody can say, and all must be read anew."""

    people: frozenset[int] = frozenset()
    vacancies: frozenset[int] = frozenset()
    everything: bool = False

    def __bool__(self) -> bool:
        return self.everything or bool(self.people or self.vacancies)


def changed_since(version: Version) -> Changes:
    """What a snapshot of this version does not hold. One indexed query."""
    rows = FactChange.objects.since(version).order_by().values_list("kind", "subject_id")
    found: dict[int, set[int]] = {kind: set() for kind in ChangeKind}
    for kind, subject in rows.distinct():
        found[kind].add(subject)
    return Changes(
        people=frozenset(found[ChangeKind.PERSON]),
        vacancies=frozenset(found[ChangeKind.VACANCY]),
        everything=bool(found[ChangeKind.TAXONOMY] or found[ChangeKind.FORGOTTEN]),
    )


def current_version() -> Version:
    """To be asked before the facts are read: what is newer is then read again next time."""
    with connection.cursor() as cursor:
        cursor.execute(VERSION)
        return Version(*cursor.fetchone())


@contextmanager
def one_moment() -> Iterator[None]:
    """A transaction that reads one moment of the database and writes nothing.

    Inside a caller's transaction it is as strict as that one is: facts may then be of slightly
    different moments, but none is older than the version.
    """
    own = not connection.in_atomic_block
    with transaction.atomic():
        if own:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
