"""Make `built/` anew from the original files.

    python -m backend.taxonomy.data.build FOLDER

FOLDER holds `occupations/`, `skills/` and `places/` as SOURCE.md names them. The result is the
same byte for byte, so a rebuild that changes nothing shows as no change.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from babel import Locale
from babel.numbers import get_territory_currencies

from backend.taxonomy.data.build_places import PLACE_COLUMNS, place_rows
from backend.taxonomy.data.build_skills import skill_link_rows, skill_rows
from backend.taxonomy.data.tables import BUILT, LANGUAGES, WRITTEN, read, uzbek_marks, write

HOME = ("KG", "KZ", "UZ", "TJ", "TM")
# In CLDR but nowhere to work in: Antarctica, codes that ISO 3166-1 only reserves, test codes.
NO_COUNTRY = "AC AQ CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ"


def isco_rows(folder: Path) -> list[tuple[str, str, str]]:
    source = read(folder / "occupations" / "isco08_structure_en.csv")
    return sorted((row["code"], row["level"], row["title_en"]) for row in source)


def title_rows(folder: Path) -> list[tuple[str, str, str, int, str]]:
    """(isco, language, source, shown, text) of KODP-2020 and ESCO."""
    rows = []
    for row in read(folder / "occupations" / "kodp2020_titles_uz_ru_en.csv"):
        rows.append((row["isco08"], "ru", "kodp2020", 1, row["title_ru"]))
        rows.append((row["isco08"], "uz", "kodp2020", 1, uzbek_marks(row["title_uz"])))
        rows.append((row["isco08"], "en", "kodp2020", 0, row["title_en"]))
    for row in read(folder / "occupations" / "esco_occupations_en_v1.1.1.csv"):
        for text in [row["label"], *row["alt_labels"].split("|")]:
            rows.append((row["isco08"], "en", "esco", 1, text))
    tidy = {(*row[:4], " ".join(row[4].split())) for row in rows}
    return sorted(row for row in tidy if row[4] and len(row[4]) <= 400)


def cldr_names(part: str) -> dict[str, dict[str, str]]:
    """{code: {language: name}} of CLDR `territories` or `languages`."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for language in LANGUAGES:
        for code, text in getattr(Locale(language), part).items():
            names[code][language] = uzbek_marks(text) if language == "uz" else text
    return names


def named_rows(kind: str, names: dict[str, dict[str, str]], codes: list[str]) -> list[list[str]]:
    """[code, labels in seven languages, languages in the project's own words]."""
    ours: dict[str, dict[str, str]] = defaultdict(dict)
    for row in read(WRITTEN / "names.csv"):
        if row["kind"] == kind:
            ours[row["code"]][row["language"]] = row["text"]
    return [
        [
            code,
            *((names.get(code, {}) | ours[code]).get(language, "") for language in LANGUAGES),
            " ".join(sorted(ours[code])),
        ]
        for code in codes
    ]


def country_rows() -> list[list[object]]:
    names = cldr_names("territories")
    codes = sorted(c for c in names if len(c) == 2 and c.isalpha() and c not in NO_COUNTRY)
    return [
        [*row, next(iter(get_territory_currencies(row[0])), ""), int(row[0] in HOME)]
        for row in named_rows("country", names, codes)
    ]


def language_rows() -> list[list[str]]:
    spoken = [row["code"] for row in read(WRITTEN / "languages.csv")]
    return named_rows("language", cldr_names("languages"), spoken)


def build(folder: Path) -> dict[str, int]:
    """Write every table of `built/`; returns the number of rows of each."""
    BUILT.mkdir(exist_ok=True)
    named = ["code", *LANGUAGES, "project"]
    tables: dict[str, tuple[Sequence[str], Iterable[Sequence[object]]]] = {
        "isco_groups.csv": (["code", "level", "en"], isco_rows(folder)),
        "titles.csv.gz": (["isco", "language", "source", "shown", "text"], title_rows(folder)),
        "skills.csv": (["esco_id", "kind", "en", "aliases"], skill_rows(folder)),
        "skill_links.csv": (["isco", "esco_id", "essential", "weight"], skill_link_rows(folder)),
        "countries.csv": ([*named, "currency", "home"], country_rows()),
        "languages.csv": (named, language_rows()),
        "places.csv": (PLACE_COLUMNS, place_rows(folder)),
    }
    return {name: write(BUILT / name, head, rows) for name, (head, rows) in tables.items()}


if __name__ == "__main__":
    for name, count in build(Path(sys.argv[1])).items():
        sys.stdout.write(f"{name}: {count} rows\n")
