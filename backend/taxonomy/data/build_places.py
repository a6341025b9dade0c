"""Regions and settlements: GeoNames, with Russian, Kazakh and Uzbek names from the classifiers."""

import re
from collections import defaultdict
from pathlib import Path

from backend.taxonomy.data.tables import LANGUAGES, WRITTEN, Row, read, uzbek_marks
from backend.taxonomy.folding import fold

# The first digits of a SOATO code of Uzbekistan, by region.
SOATO = {
    "1703": "UZ-AN",
    "1706": "UZ-BU",
    "1708": "UZ-JI",
    "1710": "UZ-QA",
    "1712": "UZ-NW",
    "1714": "UZ-NG",
    "1718": "UZ-SA",
    "1722": "UZ-SU",
    "1724": "UZ-SI",
    "1726": "UZ-TK",
    "1727": "UZ-TO",
    "1730": "UZ-FA",
    "1733": "UZ-XO",
    "1735": "UZ-QR",
}
PLACE_COLUMNS = [
    *("country", "kind", "iso", "geoname_id", "parent", "latitude", "longitude", "population"),
    *LANGUAGES,
    *("project", "aliases"),
]
OWN_LANGUAGE = {"KG": "ky", "KZ": "kk", "UZ": "uz", "TJ": "tg", "TM": "tk"}
OWN_LETTERS = {"tg": set("ғӣқӯҳҷ"), "ky": set("ңөү"), "kk": set("әғқңөұүһі")}
# "Koson Shahri" is the town of Koson: the kind of settlement is no part of its name.
KIND_WORDS = re.compile(
    r" (shahri|shahar|shaharchasi|qishlog.i|tumani)$", re.IGNORECASE | re.UNICODE
)
# GeoNames puts these under a region they are not in, or not yet in.
REGION_OF = {"1527534": "KG-GO", "1218089": "TM-L"}
SAME_PLACE_DEGREES = 0.1
# A second "Talas" in the mountains: no population, no region, no such town.
NO_SETTLEMENT = {"7649203"}


class Settlement:
    """One GeoNames row with the names found for it."""

    def __init__(self, row: Row, region: str):
        self.row, self.region = row, region
        self.at = float(row["lat"]), float(row["lon"])
        self.population = int(row["population"] or 0)
        self.english = KIND_WORDS.sub("", row["name_en"]).replace("’", "ʼ")
        self.names = {"en": self.english, "ru": row["name_ru"]}
        self.project: set[str] = set()
        self.aliases = {name.strip() for name in row["names_cyrillic_all"].split("|")}

    def distance(self, other: "Settlement") -> float:
        """In degrees, which is enough to tell the nearest."""
        return abs(self.at[0] - other.at[0]) + abs(self.at[1] - other.at[1])

    def fill(self, language: str, text: str) -> None:
        self.names[language] = self.names.get(language) or text

    def replace(self, language: str, text: str) -> None:
        """The project's name; what it takes the place of stays findable."""
        if old := self.names.get(language):
            self.aliases.add(old)
        self.names[language] = text
        self.project.add(language)

    def columns(self) -> list[object]:
        shown = {name for name in self.names.values() if name}
        return [
            self.row["country"],
            "settlement",
            "",
            self.row["geonameid"],
            self.region,
            *self.at,
            self.population or "",
            *(self.names.get(language, "") for language in LANGUAGES),
            " ".join(sorted(self.project)),
            "|".join(sorted(self.aliases - shown - {""})),
        ]


def place_rows(folder: Path) -> list[list[object]]:
    regions = list(read(WRITTEN / "regions.csv"))
    settlements = _settlements(folder / "places" / "settlements_geonames.csv", regions)
    _name_in_kazakhstan(settlements, folder / "places" / "kz_kato.csv")
    _name_in_uzbekistan(settlements, folder / "places" / "uz_soato.csv")
    _name_in_own_language(settlements)
    _apply_written(settlements)
    return [_region_columns(row, settlements) for row in regions] + [
        settlement.columns() for settlement in settlements
    ]


def _settlements(path: Path, regions: list[Row]) -> list[Settlement]:
    """Every settlement once, each in a region: its own, or that of its nearest neighbour."""
    region_of = {code: row["iso"] for row in regions for code in row["geonames"].split()}
    found = [
        Settlement(
            row,
            REGION_OF.get(row["geonameid"])
            or region_of.get(f"{row['country']}.{row['admin1_geonames']}", ""),
        )
        for row in read(path)
        if row["geonameid"] not in NO_SETTLEMENT
    ]
    found.sort(key=lambda one: (one.row["country"], -one.population, int(one.row["geonameid"])))
    placed = [one for one in found if one.region]
    for one in found:
        if not one.region:
            near = (other for other in placed if other.row["country"] == one.row["country"])
            one.region = min(near, key=one.distance).region
    return _without_doubles(found)


def _without_doubles(found: list[Settlement]) -> list[Settlement]:
    """GeoNames has some towns twice ("Koson", "Koson Shahri"): the larger row stays."""
    kept: dict[tuple[str, str], list[Settlement]] = defaultdict(list)
    result = []
    for one in found:
        twins = kept[one.row["country"], _spelling(one.english)]
        twin = next((t for t in twins if one.distance(t) < SAME_PLACE_DEGREES), None)
        if twin:
            twin.aliases |= one.aliases
            twin.fill("ru", one.names["ru"])
        else:
            twins.append(one)
            result.append(one)
    return result


def _spelling(name: str) -> str:
    """One key for the ways an Uzbek name is written in Latin letters."""
    return fold(name.lower().replace("ŭ", "o").replace("gh", "g"))


def _name_in_kazakhstan(settlements: list[Settlement], path: Path) -> None:
    """Kazakh by Russian name and Russian by Kazakh name, where the region has just one such."""
    pairs: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in read(path):
        russian, kazakh = _bare(row["name_ru"]), _bare(row["name_kk"])
        if russian and kazakh:
            region = f"KZ-{row['kato'][:2]}"
            pairs[region, "ru", fold(russian)].add(kazakh)
            pairs[region, "kk", fold(kazakh)].add(russian)
    for one in settlements:
        kazakh_names = pairs.get((one.region, "ru", fold(one.names["ru"])), set())
        if len(kazakh_names) == 1:
            one.fill("kk", min(kazakh_names))
        for alias in sorted(one.aliases):
            russian_names = pairs.get((one.region, "kk", fold(alias)), set())
            if len(russian_names) == 1:
                one.fill("kk", alias)
                one.fill("ru", min(russian_names))


def _bare(name: str) -> str:
    """The name without "г.", "с.", "қ.", "а."; empty for what is no town or village."""
    if match := re.fullmatch(r"(?:г|с|п)\.\s*(.+)", name):
        return match[1].strip()
    match = re.fullmatch(r"(.+?)\s*(?:қ|а|к)\.", name)
    return match[1].strip() if match else ""


def _name_in_uzbekistan(settlements: list[Settlement], path: Path) -> None:
    names: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for row in sorted(read(path), key=lambda row: (len(row["soato"]), row["soato"])):
        region = SOATO.get(row["soato"][:4])
        if region and " " not in row["name_uz"].strip():
            key = region, _spelling(row["name_uz"])
            names[key].setdefault("uz", uzbek_marks(row["name_uz"].strip()))
            names[key].setdefault("ru", row["name_ru"].strip())
    for one in settlements:
        for language, text in names.get((one.region, _spelling(one.english)), {}).items():
            one.fill(language, text)


def _name_in_own_language(settlements: list[Settlement]) -> None:
    """The country's language: GeoNames' Latin name, or the one alias in its own letters."""
    for one in settlements:
        language = OWN_LANGUAGE[one.row["country"]]
        if language == "tk":
            one.fill(language, one.english)
        elif language == "uz":
            latin = re.sub("[ŭŬ]", "oʻ", one.english).replace("gh", "gʻ").replace("Gh", "Gʻ")
            one.fill(language, uzbek_marks(latin[:1].upper() + latin[1:]))
        else:
            letters = OWN_LETTERS[language]
            own = sorted(a for a in one.aliases if letters & set(a.lower()) and " " not in a)
            if len(own) == 1 and _only(own[0], language):
                one.fill(language, own[0])


def _only(name: str, language: str) -> bool:
    """No letter of another language's alphabet, as far as letters can tell."""
    others = set().union(*OWN_LETTERS.values()) - OWN_LETTERS[language]
    return not others & set(name.lower())


def _apply_written(settlements: list[Settlement]) -> None:
    by_id = {one.row["geonameid"]: one for one in settlements}
    for row in read(WRITTEN / "settlement_names.csv"):
        for language in LANGUAGES:
            if row[language]:
                by_id[row["geoname_id"]].replace(language, row[language])
        by_id[row["geoname_id"]].aliases |= set(filter(None, row["aliases"].split("|")))


def _region_columns(row: Row, settlements: list[Settlement]) -> list[object]:
    """A region stands where its largest settlement stands."""
    inside = [one for one in settlements if one.region == row["iso"]]
    seat = max(inside, key=lambda one: one.population, default=None)
    latitude, longitude = seat.at if seat else ("", "")
    return [
        *(row["iso"][:2], "region", row["iso"], "", "", latitude, longitude, ""),
        *(row[language] for language in LANGUAGES),
        " ".join(LANGUAGES),
        row["aliases"],
    ]
