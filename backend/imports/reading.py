"""From a file as people really send it to rows of text. Pure: bytes in, rows out.

CSV in UTF-8 (with or without BOM), UTF-16 or Windows-1251, with commas, semicolons or
tabs; XLSX. Excel in a Russian Windows saves CSV as Windows-1251 with semicolons.
"""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass

import openpyxl
from django.utils.translation import gettext_lazy as _

from backend.lib.errors import Invalid

MOST_ROWS = 1_000  # imported in one request: about as many as a minute takes
MOST_UNZIPPED = 100 * 1024 * 1024
ENCODINGS = ("utf-8-sig", "cp1251")
DELIMITERS = ";,\t"


@dataclass(frozen=True)
class Line:
    """One row of the table: its number as the person sees it, and its cells as text."""

    row: int
    cells: list[str]


def read_table(content: bytes) -> list[Line]:
    """Every row that is not empty, the header first. Raises Invalid in plain words."""
    if not content.strip():
        raise _refused(_("The file is empty."))
    lines = _from_xlsx(content) if content.startswith(b"PK\x03\x04") else _from_csv(content)
    filled = [line for line in lines if any(line.cells)]
    if len(filled) < 2:
        raise _refused(_("The file has a heading at most, and no rows."))
    if len(filled) > MOST_ROWS + 1:
        raise _refused(
            _("The file has more than %(most)s rows. Send it in parts.") % {"most": MOST_ROWS}
        )
    return filled


def _from_csv(content: bytes) -> list[Line]:
    text = _decoded(content)
    if "\x00" in text:
        raise _refused(_("This is not a table. Send a CSV or XLSX file."))
    head = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return [Line(reader.line_num, _trimmed(map(_clean, row))) for row in reader]
    except csv.Error as error:
        raise _refused(_("This is not a table. Send a CSV or XLSX file.")) from error


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _refused(_("The letters of this file cannot be read. Save it as UTF-8."))


def _from_xlsx(content: bytes) -> list[Line]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(item.file_size for item in archive.infolist()) > MOST_UNZIPPED:
                raise _refused(_("The file is too large. Send it in parts."))
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(values_only=True, max_row=MOST_ROWS * 2, max_col=100)
        return [Line(number, _trimmed(map(_text, row))) for number, row in enumerate(rows, 1)]
    except Invalid:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers raise on a broken file
        raise _refused(_("This Excel file cannot be read. Save it again as XLSX.")) from error


def _trimmed(cells: Iterable[str]) -> list[str]:
    """Without the empty cells at the end, which spreadsheets add at will."""
    row = list(cells)
    while row and not row[-1]:
        row.pop()
    return row


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return _clean(str(cell))


def _clean(cell: str) -> str:
    return cell.replace("\u00a0", " ").replace("\u200b", "").strip()


def _refused(sentence: object) -> Invalid:
    return Invalid(fields={"file": str(sentence)})
