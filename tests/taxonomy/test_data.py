"""What the data promises, read from the files as the loader reads them."""

import re
from collections import Counter

import pytest

from backend.taxonomy.data.tables import BUILT, HERE, LANGUAGES, WRITTEN, Row, read

HOME = {"KG": "KGS", "KZ": "KZT", "UZ": "UZS", "TJ": "TJS", "TM": "TMT"}
# Unit groups in which many returnees worked abroad or look for work at home.
COMMON = """
    5120 5131 5132 5141 5142 5151 5152 5153 5211 5212 5221 5222 5223 5230 5243 5244 5245 5246 5311
    5312 5321 5322 5411 5414 6111 6112 6113 6114 6121 6122 6123 6130 6210 6221 6310 6320 6330 7111
    7112 7113 7114 7115 7119 7121 7122 7123 7124 7125 7126 7127 7131 7132 7133 7212 7213 7214 7215
    7221 7222 7223 7224 7231 7233 7234 7411 7412 7413 7421 7422 7511 7512 7513 7514 7522 7523 7531
    7532 7533 7534 7535 7536 7544 8111 8112 8113 8114 8121 8122 8142 8151 8152 8153 8154 8156 8157
    8160 8172 8182 8183 8189 8211 8212 8219 8322 8331 8332 8341 8342 8343 8344 9111 9112 9121 9122
    9123 9129 9211 9212 9213 9214 9215 9311 9312 9313 9321 9329 9333 9334 9411 9412 9510 9520 9611
    9612 9613 9621 9622 9629 4110 4120 4132 4224 4226 4311 4321 4323 3221 3123 3434
""".split()  # noqa: SIM905
MIXED = re.compile(r"[a-z]+[а-яёқғҳўөүңәіұһҷӣӯ]|[а-яёқғҳўөүңәіұһҷӣӯ]+[a-z]", re.IGNORECASE)


def table(name: str) -> list[Row]:
    return list(read((WRITTEN if (WRITTEN / name).exists() else BUILT) / name))


def test_it_stays_small() -> None:
    assert sum(file.stat().st_size for file in HERE.rglob("*.csv*")) < 3_000_000


@pytest.mark.parametrize("code", COMMON)
def test_each_common_occupation_has_six_to_twenty_skills(code: str) -> None:
    links = [row for row in read(BUILT / "skill_links.csv") if row["isco"] == code]
    assert 6 <= len(links) <= 20


def test_each_skill_has_a_label_in_russian_and_kyrgyz_of_its_own() -> None:
    skills = list(read(WRITTEN / "skills.csv"))
    assert 500 <= len(skills) <= 700
    for language in ("en", "ru", "ky"):
        count = Counter(row[language] for row in skills)
        assert all(count)
        assert max(count.values()) == 1


def test_an_esco_skill_stands_for_one_skill_only() -> None:
    ids = [
        esco
        for row in read(WRITTEN / "skills.csv")
        for esco in [row["esco_id"], *row["also"].split()]
    ]
    assert len(ids) == len(set(ids))


def test_each_occupation_group_people_see_has_russian_and_kyrgyz_words() -> None:
    groups = {row["code"] for row in read(BUILT / "isco_groups.csv")}
    ours = {row["code"]: row for row in read(WRITTEN / "isco_labels.csv")}
    assert ours.keys() == {code for code in groups if len(code) in (1, 2, 4)}
    assert all(row["ru"] and row["ky"] for row in ours.values())


def test_everyday_titles_cover_the_common_occupations_in_three_languages() -> None:
    known = {(row["isco"], row["language"]) for row in read(WRITTEN / "titles.csv")}
    missing = {code for code in COMMON for lang in ("ru", "ky", "uz") if (code, lang) not in known}
    assert missing == set()


@pytest.mark.parametrize(
    "name", ["skills.csv", "isco_labels.csv", "titles.csv", "regions.csv", "licences.csv"]
)
def test_no_word_mixes_two_alphabets(name: str) -> None:
    words = [value for row in read(WRITTEN / name) for value in row.values()]
    assert [word for word in words if MIXED.search(word)] == []


@pytest.mark.parametrize("name", ["licences.csv", "regions.csv", "countries.csv"])
def test_what_people_choose_from_is_named_in_seven_languages(name: str) -> None:
    assert [row for row in table(name) if not all(row[language] for language in LANGUAGES)] == []


def test_each_language_is_named_in_seven_languages() -> None:
    rows = list(read(BUILT / "languages.csv"))
    assert [row for row in rows if not all(row[language] for language in LANGUAGES)] == []


def test_the_five_home_countries_have_their_currency() -> None:
    countries = read(BUILT / "countries.csv")
    assert {row["code"]: row["currency"] for row in countries if row["home"] == "1"} == HOME


def test_every_settlement_is_in_a_region_of_its_country_with_coordinates() -> None:
    places = list(read(BUILT / "places.csv"))
    regions = {row["iso"]: row["country"] for row in places if row["kind"] == "region"}
    assert Counter(regions.values()) == {"KG": 9, "KZ": 20, "TJ": 5, "TM": 6, "UZ": 14}
    for row in places:
        assert row["latitude"]
        assert row["longitude"]
        if row["kind"] == "settlement":
            assert regions[row["parent"]] == row["country"]
