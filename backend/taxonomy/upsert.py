"""Bring a table to a given state in one statement, touching only the rows that differ."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Model
from psycopg import sql


@dataclass(frozen=True)
class Change:
    """What a load did to one table, in rows."""

    name: str
    given: int
    added: int = 0
    changed: int = 0
    removed: int = 0

    def __str__(self) -> str:
        done = ((self.added, "added"), (self.changed, "changed"), (self.removed, "removed"))
        said = ", ".join(f"{count:,} {word}" for count, word in done if count)
        return f"{self.name}: {self.given:,} ({said or 'no change'})"


def upsert(
    model: type[Model],
    key: Sequence[str],
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    prune: bool = False,
    name: str = "",
) -> Change:
    """Insert the rows, update those that differ; with `prune` delete those not given.

    `columns` are column names in the order of the rows, `key` those of a unique index. A row
    that stands there already as given is not written. Run it in a transaction.
    """
    table = sql.Identifier(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(_stage(table, columns))
        given = 0
        with cursor.copy(_copy(columns)) as copy:
            for row in rows:
                copy.write_row(row)
                given += 1
        cursor.execute(_merge(table, key, columns))
        added, changed = cursor.fetchone()
        removed = 0
        if prune:
            cursor.execute(_prune(table, key))
            removed = cursor.rowcount
        cursor.execute("DROP TABLE stage")
    return Change(name or str(model._meta.verbose_name_plural), given, added, changed, removed)


def _names(columns: Sequence[str], prefix: str = "") -> sql.Composed:
    parts = [sql.Identifier(prefix, c) if prefix else sql.Identifier(c) for c in columns]
    return sql.SQL(", ").join(parts)


def _stage(table: sql.Identifier, columns: Sequence[str]) -> sql.Composed:
    text = "CREATE TEMP TABLE stage AS SELECT {} FROM {} WITH NO DATA"
    return sql.SQL(text).format(_names(columns), table)


def _copy(columns: Sequence[str]) -> sql.Composed:
    return sql.SQL("COPY stage ({}) FROM STDIN").format(_names(columns))


def _same(key: Sequence[str]) -> sql.Composed:
    return sql.SQL("({}) = ({})").format(_names(key, "target"), _names(key, "stage"))


def _merge(table: sql.Identifier, key: Sequence[str], columns: Sequence[str]) -> sql.Composed:
    rest = [column for column in columns if column not in key]
    updates = sql.SQL(", ").join(
        sql.SQL("{} = {}").format(sql.Identifier(c), sql.Identifier("excluded", c)) for c in rest
    )
    # xmax is 0 on a row that was inserted, and set on one that was updated.
    return sql.SQL(
        "WITH written AS (INSERT INTO {table} ({columns}) SELECT {staged} FROM stage"
        " WHERE NOT EXISTS (SELECT FROM {table} AS target WHERE {same}"
        " AND ({there}) IS NOT DISTINCT FROM ({wanted}))"
        " ON CONFLICT ({key}) DO UPDATE SET {updates} RETURNING xmax = 0 AS added)"
        " SELECT count(*) FILTER (WHERE added), count(*) FILTER (WHERE NOT added) FROM written"
    ).format(
        table=table,
        columns=_names(columns),
        staged=_names(columns, "stage"),
        same=_same(key),
        there=_names(rest, "target"),
        wanted=_names(rest, "stage"),
        key=_names(key),
        updates=updates,
    )


def _prune(table: sql.Identifier, key: Sequence[str]) -> sql.Composed:
    text = "DELETE FROM {} AS target WHERE NOT EXISTS (SELECT FROM stage WHERE {})"
    return sql.SQL(text).format(table, _same(key))
