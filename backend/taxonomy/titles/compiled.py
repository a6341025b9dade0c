"""The titles of `data/` with their index, made once and then mapped by every process.

`manage.py compile_titles`, part of `release`, makes it. A process that finds none makes it
itself, which takes it some seconds. The folder is named after what it is made from, so that it
is never older than the data or the code.
"""

import csv
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path
from sys import intern

from django.conf import settings

from backend.taxonomy import folding
from backend.taxonomy.data import titles as data
from backend.taxonomy.data.titles import TABLES, title_rows
from backend.taxonomy.titles.form import normal
from backend.taxonomy.titles.index import Index
from backend.taxonomy.titles.suggesting import Title, Titles

CODE = (*(Path(__file__).with_name(f"{name}.py") for name in ("form", "features", "index")),
        Path(folding.__file__), Path(data.__file__), Path(__file__))  # fmt: skip
ROWS = "rows.csv"


@cache
def titles() -> Titles:
    """Of this process; the first call maps the files."""
    folder = Path(settings.TITLES_INDEX_DIR) / fingerprint()
    if not folder.exists():
        make(folder)
    with (folder / ROWS).open(encoding="utf-8", newline="") as file:
        rows = [
            Title(intern(isco), intern(language), intern(source), folded, form, shown == "1")
            for isco, language, source, folded, form, shown in csv.reader(file)
        ]
    return Titles.of(rows, Index.load(folder))


def make(folder: Path) -> None:
    """Whole or not at all: two processes may make it at once, the first is kept."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    rows = sorted(written_rows(), key=lambda row: (row.form, row.language, row.isco, row.source))
    made = Path(tempfile.mkdtemp(dir=folder.parent))
    made.chmod(0o755)
    Index.of([row.form for row in rows]).save(made)
    with (made / ROWS).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            (row.isco, row.language, row.source, row.folded, row.form, int(row.shown))
            for row in rows
        )
    try:
        made.rename(folder)
    except OSError:
        shutil.rmtree(made)


def written_rows() -> Iterator[Title]:
    """Each title as `load_taxonomy` has it, but for those without a letter to compare."""
    for row in title_rows():
        if form := normal(row.text):
            yield Title(row.isco, row.language, row.source, row.folded, form, row.shown)


def fingerprint() -> str:
    made_from = blake2b(digest_size=8)
    for file in (*TABLES, *CODE):
        made_from.update(file.read_bytes())
    return made_from.hexdigest()
