"""What a person types, and the occupation it means."""

import pytest

from backend.taxonomy.models import OccupationTitle

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "isco"),
    [
        ("сварщик", "7212"),
        ("СВАРЩИК", "7212"),
        ("ширетүүчү", "7212"),
        ("payvandchi", "7212"),
        ("welder", "7212"),
        ("svarshik", "7212"),
        ("сваршик", "7212"),
        ("газ сварщик-монтажник", "7212"),
        ("шофёр категории С", "8332"),
        ("пайвандчи", "7212"),
        ("ҳайдовчи", "8322"),
        ("ғишт терувчи", "7112"),
        ("kebşirleýji", "7212"),
        ("дӯзанда", "7531"),
        ("parikmaher", "5141"),
        ("muhandis", "2149"),
        ("ашпозчу", "5120"),
        ("oshpaz", "5120"),
        ("тикмечи", "7531"),
        ("швея", "8153"),
        ("тракторист", "8341"),
        ("g'isht teruvchi", "7112"),
        ("штукатур маляр", "7123"),
        ("сиделка", "5322"),
    ],
)
def test_the_first_suggestion_is_the_occupation_meant(typed: str, isco: str) -> None:
    assert OccupationTitle.objects.search(typed)[0].isco_id == isco


@pytest.mark.parametrize(("typed", "isco"), [("шопр", "8322"), ("электирк", "7411")])
def test_a_slip_of_the_finger_still_brings_it_among_the_first(typed: str, isco: str) -> None:
    found = OccupationTitle.objects.search(typed, ["ru"])
    assert isco in [title.isco_id for title in found[:3]]


def test_a_cyrillic_word_is_not_answered_with_an_english_one_that_sounds_like_it() -> None:
    assert OccupationTitle.objects.search("вод")[0].text == "водитель"


def test_a_few_letters_bring_everyday_titles_first() -> None:
    found = OccupationTitle.objects.search("вод", ["ru"])
    assert found[0].text == "водитель"
    assert len(found) == 20
    assert {title.language for title in found} == {"ru"}


def test_no_group_crowds_out_the_others() -> None:
    groups = [title.isco_id for title in OccupationTitle.objects.search("оператор", ["ru"])]
    assert max(groups.count(group) for group in groups) <= 4
    assert len(set(groups)) >= 5


def test_the_same_text_brings_the_same_list() -> None:
    once, twice = (OccupationTitle.objects.search("строитель") for _ in range(2))
    assert [title.pk for title in once] == [title.pk for title in twice]


@pytest.mark.parametrize(
    "typed",
    ["", "я", "  ", "<b>'; --", "' | & ! :* (", "\\", "%_", "\x00\x07", "\u200b\u200b", "щъщъщъщъ"],
)
def test_what_is_no_title_brings_nothing_and_no_error(typed: str) -> None:
    assert OccupationTitle.objects.search(typed) == []


def test_ten_thousand_letters_are_no_error() -> None:
    assert OccupationTitle.objects.search("сварщик " * 1250)
