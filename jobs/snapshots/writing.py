"""Columns of whole numbers into PostgreSQL, as fast as they come out of it (copying.py)."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from django.db import connection, models

from jobs.matching.arrays import Ints

SIGNATURE = b"PGCOPY\n\xff\r\n\0" + bytes(8)  # no flags, no extension
END = b"\xff\xff"
SIZES = {"smallint": 2, "integer": 4, "bigint": 8}
AT_ONCE = 50_000


def append(model: type[models.Model], columns: Mapping[str, Ints]) -> None:
    """One row of `model` for each place in the columns, by their names. None of them is NULL."""
    fields: list[Any] = [model._meta.get_field(name) for name in columns]
    sizes = [SIZES[str(field.db_type(connection)).split()[0]] for field in fields]
    names = ", ".join(f'"{field.column}"' for field in fields)
    into = f'COPY "{model._meta.db_table}" ({names}) FROM STDIN (FORMAT BINARY)'
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        copy.write(SIGNATURE)
        for some in _blocks(list(columns.values())):
            copy.write(_packed(some, sizes))
        copy.write(END)


def _blocks(columns: list[Ints]) -> Iterator[list[Ints]]:
    for start in range(0, len(columns[0]), AT_ONCE):
        yield [column[start : start + AT_ONCE] for column in columns]


def _packed(columns: list[Ints], sizes: list[int]) -> bytes:
    """Each row: how many fields, then the size and the value of each."""
    row: list[tuple[str, str]] = [("width", ">i2")]
    for n, size in enumerate(sizes):
        row += [(f"size{n}", ">i4"), (f"value{n}", f">i{size}")]
    block = np.empty(len(columns[0]), np.dtype(row))
    block["width"] = len(columns)
    for n, (column, size) in enumerate(zip(columns, sizes, strict=True)):
        block[f"size{n}"], block[f"value{n}"] = size, column
    return block.tobytes()
