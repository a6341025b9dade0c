"""From rows to a CSV or XLSX file that no spreadsheet program can be tricked by.

A cell that begins like a formula gets an apostrophe in front (OWASP CSV injection); the
CSV has a BOM and semicolons, which Excel in the region opens without asking.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

import openpyxl
from openpyxl.cell import WriteOnlyCell

FORMULA = re.compile(r"\A[\ufeff\x00-\x1f\x7f\s]*[=+\-@|%]")
NUMBER = re.compile(r"\A[+-]?\d+([.,]\d+)?\Z")

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def safe(value: object) -> str:
    """`value` as text that stays text. Phone numbers and negative numbers stay as they are."""
    text = "" if value is None else str(value)
    if FORMULA.match(text) and not NUMBER.match(text):
        return "'" + text
    return text


def as_csv(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow(heading)
    writer.writerows([safe(value) for value in row] for row in rows)
    return "\ufeff".encode() + buffer.getvalue().encode()


def as_xlsx(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in ([*heading], *rows):
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=safe(value))
            cell.data_type = "s"  # always text: what looks like a formula is never one
            cells.append(cell)
        sheet.append(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
