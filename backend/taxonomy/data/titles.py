"""The job titles of `built/` and `written/` as one list: for the database, and for the index."""

from collections.abc import Iterator
from typing import NamedTuple

from backend.taxonomy.data.tables import BUILT, WRITTEN, read
from backend.taxonomy.folding import fold

TABLES = (BUILT / "titles.csv.gz", WRITTEN / "titles.csv")
WRITTEN_BY = "project"  # titles of `written/` name no other source


class TitleRow(NamedTuple):
    isco: str
    language: str
    source: str
    folded: str
    text: str
    shown: bool


def title_rows() -> Iterator[TitleRow]:
    """Each title once for a group, language and source: of two that fold alike the first."""
    seen = set()
    for table in TABLES:
        for row in read(table):
            text, source = row.get("text") or row["title"], row.get("source", WRITTEN_BY)
            key = row["isco"], row["language"], source, fold(text)
            if key[-1] and key not in seen:
                seen.add(key)
                yield TitleRow(*key, text, row.get("shown", "1") == "1")
