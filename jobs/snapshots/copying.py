"""Columns of whole numbers out of PostgreSQL, a million rows a second.

A row of its own costs a message and a step of Python for each. Here PostgreSQL packs a column
of some ten thousand rows into one array, and numpy reads the binary form of that array as it
is (tests/bench/snapshot.py has the measures).
"""

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from psycopg.abc import Buffer

from jobs.matching.arrays import NONE, Ints, Words

# Rows whose first column is equal in all but the lowest digits travel together.
BLOCK = 20_000

SIGNATURE = 11  # bytes: every binary COPY begins with PGCOPY\n\xff\r\n\0
HEADER = SIGNATURE + 4 + 4  # flags, length of an extension that does not exist
TUPLE = 2  # the number of fields, -1 at the end
DIMENSIONS = 4 + 4 + 4 + 4 + 4 + 4  # length; dimensions, flags, type, size, lower bound
TYPES = {20: ">i8", 21: ">i2", 23: ">i4"}  # by PostgreSQL's number of the type


def columns(
    rows: QuerySet[Any, Any], words: Sequence[Words | None] = (), *, block: int = BLOCK
) -> list[Ints]:
    """The columns of a `values_list` query, in no order; NULL is NONE.

    All columns are whole numbers, the first is never NULL. A column of codes names
    its `words` at the same place, and comes as their numbers; a code they lack comes as NONE.
    """
    query, params = rows.order_by().query.sql_with_params()
    width = len(rows.query.values_select) + len(rows.query.annotation_select)
    named = [*words[:width], *[None] * (width - len(words))]
    joins, codes = _joins(named)
    chosen = ", ".join(f"array_agg({_column(n, word)})" for n, word in enumerate(named))
    names = ", ".join(f"c{n}" for n in range(width))
    # Names are counted here and values are parameters.
    statement = (
        f"COPY (SELECT {chosen} FROM ({query}) AS given ({names}) {joins} "  # noqa: S608
        f"GROUP BY c0 / {block}) TO STDOUT (FORMAT BINARY)"
    )
    # psycopg's own cursor: Django's, where it counts queries, takes no parameters here.
    with connection.cursor() as cursor, cursor.cursor.copy(statement, [*params, *codes]) as copy:
        return _parsed(copy, width)


def among(ids: Iterable[int]) -> RawSQL:
    """For `…__in`: as one array. Ten thousand parameters cost half a second a query."""
    return RawSQL("SELECT unnest(%s::bigint[])", [list(ids)])


def _column(number: int, words: Words | None) -> str:
    if words is not None:
        return f"coalesce(w{number}.number - 1, {NONE})::int4"
    return f"c{number}" if number == 0 else f"coalesce(c{number}, {NONE})"


def _joins(named: Sequence[Words | None]) -> tuple[str, list[Any]]:
    """Numbers go to the database, so that codes need not travel. Words are counted from 0."""
    joins, codes = [], []
    for number, words in zip(count(), named, strict=False):
        if words is not None:
            codes.append(list(words.numbers))
            joins.append(
                f"LEFT JOIN unnest(%s::text[]) WITH ORDINALITY AS w{number} (code, number) "
                f"ON w{number}.code = c{number}"
            )
    return " ".join(joins), codes


def _parsed(rows: Iterable[Buffer], width: int) -> list[Ints]:
    """The arrays of one column after another, out of the binary form of COPY.

    PostgreSQL sends each row as a message of its own, the header before the first of them.
    """
    parts: list[list[Ints]] = [[] for _ in range(width)]
    at = HEADER
    for row in rows:
        data = bytes(row)
        if int.from_bytes(data[at : at + TUPLE], "big", signed=True) == width:
            at += TUPLE
            for part in parts:
                values, at = _values(data, at)
                part.append(values)
        at = 0
    return [_joined(part) for part in parts]


def _values(data: bytes, at: int) -> tuple[Ints, int]:
    """One array, and where the next begins."""
    length, _, _, kind, size, _ = np.frombuffer(data, ">i4", 6, at)
    value = np.dtype(TYPES[int(kind)])
    cell = np.dtype([("length", ">i4"), ("value", value)])
    values = np.frombuffer(data, cell, size, at + DIMENSIONS)["value"]
    return values.astype(value.newbyteorder("=")), at + 4 + int(length)


def _joined(parts: list[Ints]) -> Ints:
    if not parts:
        return np.empty(0, np.int64)
    return np.concatenate(parts)
