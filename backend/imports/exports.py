"""Tables out: the columns of an import, so that what goes out can come in again."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backend.imports.sheets import Sheet
from backend.imports.writing import CSV_TYPE, XLSX_TYPE, as_csv, as_xlsx
from backend.lib.errors import Invalid

MOST_ROWS = 10_000
AT_ONCE = 1_000


class FileFormat(models.TextChoices):
    CSV = "csv", gettext_lazy("CSV")
    XLSX = "xlsx", gettext_lazy("Excel")


@dataclass(frozen=True, slots=True)
class File:
    name: str
    content_type: str
    content: bytes
    rows: int


def table_of(
    sheet: Sheet,
    things: QuerySet[Any],
    cells_of: Callable[[Any], Mapping[str, object]],
    file_format: str,
) -> File:
    """`things` as a file with the headings of `sheet`; `cells_of` names the cells of one row.

    Raises Invalid for more than 10,000 rows.
    """
    count = things.count()
    if count > MOST_ROWS:
        raise Invalid(
            _("These are %(count)s rows. A file takes %(most)s: narrow the list first.")
            % {"count": count, "most": MOST_ROWS}
        )
    heading = [str(column.label) for column in sheet.columns]
    rows = _rows(sheet, things, cells_of)
    if file_format == FileFormat.XLSX:
        return File(f"{sheet.name}.xlsx", XLSX_TYPE, as_xlsx(heading, rows), count)
    return File(f"{sheet.name}.csv", CSV_TYPE, as_csv(heading, rows), count)


def _rows(
    sheet: Sheet, things: QuerySet[Any], cells_of: Callable[[Any], Mapping[str, object]]
) -> Iterator[list[object]]:
    names = [column.name for column in sheet.columns]
    for thing in things.iterator(chunk_size=AT_ONCE):
        cells = cells_of(thing)
        yield [cells.get(name) for name in names]
