"""How a test with real transactions leaves an empty database to the next one.

Django would TRUNCATE every table and make content types and permissions again: files and commits
that take a fifth of a second of disk each time. A few rows are deleted in a twentieth of that.
"""

from typing import Any

from django.core.management.commands import flush
from django.db.backends.postgresql.operations import DatabaseOperations

# No test writes them: the taxonomy with its 70,000 titles, and what the migrations made.
KEPT = ("taxonomy_", "django_content_type", "auth_permission")
# Triggers write here while the other tables are emptied.
LAST = "jobs_factchange"

# As TRUNCATE does, so that requests under way end first. A page that was just left may be at one
# still, with some of the tables read and others not: then all are let go, and taken again.
LOCK = """
DO $$ BEGIN
    LOOP
        BEGIN
            LOCK TABLE {tables};
            EXIT;
        EXCEPTION WHEN deadlock_detected THEN NULL;
        END;
    END LOOP;
END $$
"""


def deletions(ops: Any, style: Any, tables: list[str], **options: Any) -> list[str]:
    """The statements that empty `tables`, in place of Django's TRUNCATE; run in one transaction."""
    names = [ops.quote_name(name) for name in sorted(tables, key=LAST.__eq__) if _goes(name)]
    return [
        LOCK.format(tables=", ".join(names)),
        "SET LOCAL homeward.erasing = 'on'",
        *(f"DELETE FROM {name}" for name in names),  # noqa: S608  names of our own tables
    ]


def _goes(table: str) -> bool:
    return not table.startswith(KEPT)


def install() -> None:
    """Make `flush` delete, and not make again what was not deleted."""
    # On the class: a browser's event loop may give the same thread another connection.
    DatabaseOperations.sql_flush = deletions  # type: ignore[method-assign, assignment]
    flush.emit_post_migrate_signal = lambda *args, **options: None  # type: ignore[attr-defined]
