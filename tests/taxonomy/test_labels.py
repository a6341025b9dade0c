"""A label in the reader's language, or in the next one they read."""

import pytest

from backend.taxonomy.levels import Cefr, Isced
from backend.taxonomy.models.labels import best_label

LABELS = {"en": "Welder", "ru": "Сварщик", "ky": "Ширетүүчү"}


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ky", "Ширетүүчү"),
        ("ru", "Сварщик"),
        ("uz", "Сварщик"),
        ("tk", "Сварщик"),
        ("en", "Welder"),
        ("de", "Welder"),
        ("ru-kg", "Сварщик"),
        ("ky_KG", "Ширетүүчү"),
    ],
)
def test_readers_of_the_region_fall_back_to_russian_others_to_english(
    language: str, expected: str
) -> None:
    assert best_label(LABELS, language) == expected


def test_a_russian_reader_without_a_russian_label_gets_the_english_one() -> None:
    assert best_label({"en": "Welder"}, "ru") == "Welder"


def test_any_label_is_better_than_none_and_none_is_empty() -> None:
    assert best_label({"kk": "Дәнекерлеуші"}, "en") == "Дәнекерлеуші"
    assert best_label({}, "en") == ""


def test_language_levels_climb_from_a1_to_c2() -> None:
    assert [level.rank for level in Cefr] == [1, 2, 3, 4, 5, 6]
    assert Cefr.B2.reaches(Cefr.B1)
    assert Cefr.B1.reaches(Cefr.B1)
    assert not Cefr.A2.reaches(Cefr.B1)


def test_levels_of_education_are_the_nine_of_isced() -> None:
    assert Isced.values == list(range(9))
