"""Load the taxonomies from `data/` into the database: the same result however often it runs.

A code that leaves the data stays in the database, since people's records may point at it;
titles and links between occupations and skills are replaced whole.
"""

import json
from collections.abc import Callable

from django.db import connection, transaction

from backend.taxonomy.data.tables import BUILT, LANGUAGES, WRITTEN, Row, labels, read
from backend.taxonomy.data.titles import title_rows
from backend.taxonomy.models import (
    Country,
    IscoGroup,
    Language,
    Licence,
    OccupationSkill,
    OccupationTitle,
    Place,
    Skill,
)
from backend.taxonomy.upsert import Change, upsert

ADVISORY_LOCK = 0x7A0_0001  # two loaders at once take turns
LABELS = ("labels", "project_labels")


@transaction.atomic
def load() -> list[Change]:
    """Load everything, in an order that lets each table point at the ones before it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
    return [step() for step in STEPS]


def _labelled(row: Row) -> tuple[str, list[str]]:
    """`labels` and `project_labels` of a row with a `project` column."""
    return json.dumps(labels(row)), sorted(row["project"].split())


def _countries() -> Change:
    rows = (
        (row["code"], row["currency"], row["home"] == "1", *_labelled(row))
        for row in read(BUILT / "countries.csv")
    )
    return upsert(Country, ["code"], ["code", "currency", "home", *LABELS], rows)


def _languages() -> Change:
    rows = ((row["code"], *_labelled(row)) for row in read(BUILT / "languages.csv"))
    return upsert(Language, ["code"], ["code", *LABELS], rows)


def _licences() -> Change:
    ours = sorted(LANGUAGES)
    rows = (
        (row["code"], row["kind"], rank, json.dumps(labels(row)), ours)
        for rank, row in enumerate(read(WRITTEN / "licences.csv"))
    )
    return upsert(Licence, ["code"], ["code", "kind", "rank", *LABELS], rows)


def _regions() -> Change:
    rows = (
        (row["iso"], row["country"], row["kind"], *_where(row), _aliases(row), *_labelled(row))
        for row in read(BUILT / "places.csv")
        if row["kind"] == Place.Kind.REGION
    )
    columns = ["iso_code", "country_id", "kind", "latitude", "longitude", "population"]
    return upsert(Place, ["iso_code"], [*columns, "aliases", *LABELS], rows, name="regions")


def _settlements() -> Change:
    region = dict(Place.objects.regions().values_list("iso_code", "pk"))
    rows = (
        (
            *(int(row["geoname_id"]), row["country"], row["kind"], region[row["parent"]]),
            *(*_where(row), _aliases(row), *_labelled(row)),
        )
        for row in read(BUILT / "places.csv")
        if row["kind"] == Place.Kind.SETTLEMENT
    )
    columns = ["geoname_id", "country_id", "kind", "parent_id", "latitude", "longitude"]
    columns += ["population", "aliases", *LABELS]
    return upsert(Place, ["geoname_id"], columns, rows, name="towns and villages")


def _where(row: Row) -> tuple[float | None, float | None, int | None]:
    latitude, longitude = row["latitude"], row["longitude"]
    return (
        float(latitude) if latitude else None,
        float(longitude) if longitude else None,
        int(row["population"]) if row["population"] else None,
    )


def _aliases(row: Row) -> list[str]:
    return row["aliases"].split("|") if row["aliases"] else []


def _isco_groups() -> Change:
    ours = {row["code"]: row for row in read(WRITTEN / "isco_labels.csv")}
    rows = (
        (code, int(row["level"]), code[:-1] or None, *_with_english(row, ours.get(code, {})))
        for row in read(BUILT / "isco_groups.csv")
        for code in [row["code"]]
    )
    return upsert(IscoGroup, ["code"], ["code", "level", "parent_id", *LABELS], rows)


def _with_english(official: Row, ours: Row) -> tuple[str, list[str]]:
    """The official English label and the project's own in other languages."""
    texts = {language: ours[language] for language in ("ru", "ky") if ours.get(language)}
    return json.dumps({"en": official["en"]} | texts), sorted(texts)


def _titles() -> Change:
    key_columns = ["language", "folded", "isco_id", "source"]
    rows = (
        (row.language, row.folded, row.isco, row.source, row.text, row.shown)
        for row in title_rows()
    )
    return upsert(OccupationTitle, key_columns, [*key_columns, "text", "shown"], rows, prune=True)


def _skills() -> Change:
    ours = {row["esco_id"]: row for row in read(WRITTEN / "skills.csv")}
    rows = (
        (row["esco_id"], row["kind"], _aliases(row), *_with_english(row, ours[row["esco_id"]]))
        for row in read(BUILT / "skills.csv")
    )
    return upsert(Skill, ["esco_id"], ["esco_id", "kind", "aliases", *LABELS], rows)


def _skill_links() -> Change:
    skill = {str(esco): pk for esco, pk in Skill.objects.values_list("esco_id", "pk")}
    rows = (
        (row["isco"], skill[row["esco_id"]], row["essential"] == "1", int(row["weight"]))
        for row in read(BUILT / "skill_links.csv")
    )
    key = ["isco_id", "skill_id"]
    return upsert(OccupationSkill, key, [*key, "essential", "weight"], rows, prune=True)


STEPS: tuple[Callable[[], Change], ...] = (
    _countries,
    _languages,
    _licences,
    _regions,
    _settlements,
    _isco_groups,
    _titles,
    _skills,
    _skill_links,
)
