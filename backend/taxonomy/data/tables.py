"""Reading and writing the CSV tables of this folder."""

import csv
import gzip
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

HERE = Path(__file__).parent
BUILT = HERE / "built"
WRITTEN = HERE / "written"
LANGUAGES = ("en", "ru", "ky", "uz", "kk", "tg", "tk")

Row = dict[str, str]


def read(path: Path) -> Iterator[Row]:
    """Rows of a UTF-8 CSV, plain or .gz, with a heading line."""
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
    else:
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def write(path: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write a CSV the same byte for byte each time; returns the number of rows."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    count = 0
    for row in rows:
        writer.writerow(row)
        count += 1
    data = text.getvalue().encode()
    path.write_bytes(gzip.compress(data, 9, mtime=0) if path.suffix == ".gz" else data)
    return count


def labels(row: Row) -> dict[str, str]:
    """The label columns of a row that are filled, as {language: text}."""
    return {language: row[language] for language in LANGUAGES if row.get(language)}


def uzbek_marks(text: str) -> str:
    """Uzbek apostrophes as the alphabet has them: oʻ and gʻ, and ʼ elsewhere."""
    plain = text
    for mark in "'’‘`´":
        plain = plain.replace(mark, "ʼ")
    for letter in "oOgG":
        plain = plain.replace(f"{letter}ʼ", f"{letter}ʻ")
    return plain
