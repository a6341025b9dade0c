"""Spellings that mean the same title have the same search key."""

import pytest

from backend.taxonomy.data.tables import uzbek_marks
from backend.taxonomy.folding import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Шофёр", "шофер"),
        ("Сварщик-монтажник", "сварщик  монтажник"),
        ("Yogʻoch usta", "yog'och usta"),
        ("o‘qituvchi", "o`qituvchi"),
        ("водитель «Газели»", "ВОДИТЕЛЬ ГАЗЕЛИ"),
    ],
)
def test_case_punctuation_and_apostrophes_make_no_difference(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_letters_that_differ_stay_different() -> None:
    assert fold("қара") != fold("кара")
    assert fold("краи") != fold("край")


@pytest.mark.parametrize("text", ["", "  ", "\x00", "!?", "___", "\u200b"])
def test_what_holds_no_word_folds_to_nothing(text: str) -> None:
    assert fold(text) == ""


def test_uzbek_apostrophes_are_those_of_the_alphabet() -> None:
    assert uzbek_marks("o'qituvchi, san’at, g`isht") == "oʻqituvchi, sanʼat, gʻisht"
