"""Writing millions of rows: keys reserved beforehand, rows streamed in by COPY, a table at a time.

COPY fires no `save()` and no `auto_now`, so a row tells of the past as it is; PostgreSQL still
checks every constraint.
"""

from collections.abc import Iterable, Iterator
from random import Random
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Model
from psycopg import sql

Row = TypeVar("Row", bound=Model)
KEYS_AT_ONCE = 1000


class Tables:
    """Rows that wait to be written, in the order in which their tables were first named."""

    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self.rows: dict[type[Model], list[Model]] = {}
        self.keys: dict[type[Model], Iterator[int]] = {}

    def add(self, model: type[Row], **values: Any) -> Row:
        """A new row with its key, and a public id if it has one; written by `write`."""
        row = model(pk=self.key(model), **values)
        if hasattr(row, "public_id"):
            row.public_id = self.public_id()
        self.rows.setdefault(model, []).append(row)
        return row

    def take(self, model: type[Row], rows: list[Row]) -> None:
        """Rows that are complete already."""
        self.rows.setdefault(model, []).extend(rows)

    def public_id(self) -> UUID:
        return UUID(int=self.dice.getrandbits(128), version=4)

    def key(self, model: type[Model]) -> int:
        """The next key of the table, taken from its own sequence."""
        if model not in self.keys:
            self.keys[model] = _keys(model)
        return next(self.keys[model])

    def write(self) -> int:
        """Write all rows and forget them; returns how many they were."""
        written = sum(len(rows) for rows in self.rows.values())
        for model, rows in self.rows.items():
            _copy(model, rows)
        self.rows = {model: [] for model in self.rows}
        return written


def _keys(model: type[Model]) -> Iterator[int]:
    table, column = model._meta.db_table, model._meta.pk.column
    query = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
    while True:
        with connection.cursor() as cursor:
            cursor.execute(query, [table, column, KEYS_AT_ONCE])
            keys = [key for (key,) in cursor.fetchall()]
        yield from keys


def _copy(model: type[Model], rows: Iterable[Model]) -> None:
    fields = model._meta.local_concrete_fields
    columns = [sql.Identifier(field.attname) for field in fields]
    command = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table), sql.SQL(", ").join(columns)
    )
    with connection.cursor() as cursor, cursor.copy(command) as stream:
        for row in rows:
            stream.write_row(
                [
                    field.get_db_prep_save(getattr(row, field.attname), connection)
                    for field in fields
                ]
            )
