"""The normal form, the index and the coder, without a database."""

from pathlib import Path

import numpy as np
import pytest

from backend.taxonomy.titles.form import normal
from backend.taxonomy.titles.index import Index
from tests.bench.coding import Coder
from tests.bench.ranking import in_company, one_of_each_first


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("сварщик", "svarshchik"),
        ("сваршик", "svarshik"),
        ("шофёр", "shofyor"),
        ("парикмахер", "parikmakher"),
        ("ғишт терувчи", "gʻisht teruvchi"),
        ("ўқитувчи", "o'qituvchi"),
        ("ҳисобчи", "hisobchi"),
        ("welders", "WELDER"),
        ("secretaries", "secretary"),
        ("электро-монтёр", "электро  монтер"),
        ("сва\u200bрщик", "сварщик"),
    ],
)
def test_the_same_word_in_two_spellings_has_one_form(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize("text", ["", "  ", "–", "ъь", "\x00", "\u200b", "'"])
def test_what_has_no_letters_has_no_form(text: str) -> None:
    assert normal(text) == ""


def test_a_text_is_wholly_like_itself_and_not_at_all_like_strange_letters() -> None:
    index = Index.of(["svarshik", "gaz svarshik", "bufet"])
    likeness = index.likeness("svarshik")
    assert likeness[0] == pytest.approx(1)
    assert likeness[0] > likeness[1] > likeness[2] == 0
    assert not index.likeness("").any()
    assert not index.likeness("lom").any()


def test_short_and_empty_texts_have_their_place_in_the_index() -> None:
    index = Index.of(["", "a", "ab c"])
    assert index.likeness("a")[1] == pytest.approx(1)
    assert index.likeness("ab c").argmax() == 2


def test_a_saved_index_answers_the_same(tmp_path: Path) -> None:
    index = Index.of(["svarshik", "povar", "elektrik"])
    index.save(tmp_path)
    assert np.array_equal(Index.load(tmp_path).likeness("povr"), index.likeness("povr"))


def test_titles_of_one_occupation_speak_for_each_other() -> None:
    scores = np.array([0.5, 0.5, 0.4, 0.0], np.float32)
    assert in_company(scores, np.array([0, 1, 1, 0])).argmax() == 1


def test_the_best_of_each_occupation_comes_before_its_second() -> None:
    order = one_of_each_first(np.array([3, 2, 1, 0]), np.array([0, 1, 1, 1]))
    assert order.tolist() == [3, 0, 2, 1]


def test_a_title_never_seen_is_coded_by_those_it_is_like() -> None:
    coder = Coder.taught(
        [
            ("газосварщик", "7212"),
            ("электросварщик", "7212"),
            ("сварщик труб", "7212"),
            ("повар кафе", "5120"),
            ("повар столовой", "5120"),
        ]
    )
    (first, sure), (second, less) = coder.best("сварщик-монтажник")
    assert (first, second) == ("7212", "5120")
    assert sure > less
    assert coder.best("–")[0][1] == 0
