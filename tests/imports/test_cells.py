"""One cell read: as people write it, and refused in words that help."""

import datetime as dt

import pytest
from django.utils import translation

from backend.imports import cells, words
from backend.lib.errors import Invalid
from backend.taxonomy.levels import Cefr
from backend.taxonomy.models import Place
from jobs.states import PayPeriod

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("text", ["24.11.2026", "2026-11-24", "24/11/2026", "24.11.26"])
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert cells.day(text) == dt.date(2026, 11, 24)


@pytest.mark.parametrize(("text", "value"), [("45 000", 45_000), ("45000,00", 45_000), ("7", 7)])
def test_a_number_may_have_gaps(text: str, value: int) -> None:
    assert cells.whole(1, 100_000)(text) == value


@pytest.mark.parametrize("text", ["около 40", "-5", "0", "100001", "4.5"])
def test_a_number_out_of_bounds_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="is not a number from 1 to 100000"):
        cells.whole(1, 100_000)(text)


@pytest.mark.parametrize(("text", "value"), [("Да", True), ("жок", False), ("yes", True)])
def test_yes_and_no_in_the_languages_of_the_staff(text: str, value: bool) -> None:
    assert cells.yes_or_no(text) is value


def test_a_choice_is_read_by_its_label_in_any_language() -> None:
    with translation.override("ru"):
        russian = str(PayPeriod.MONTH.label)
    assert cells.one_of(PayPeriod)(russian) == PayPeriod.MONTH
    with pytest.raises(Invalid, match="is not one of: a month, a day, an hour"):
        cells.one_of(PayPeriod)("в год")


def test_values_with_commas_in_them_survive() -> None:
    values = ["Сыр, масло"]
    assert cells.several(str)(cells.shown(values)) == values
    assert cells.several(str)("a, b, a") == ["a", "b"]


@pytest.mark.parametrize("text", ["Ош", "г. Ош", "Osh", "ош (город Ош)"])
def test_a_town_is_found_however_it_is_written(text: str, osh: Place) -> None:
    assert words.place(text) == osh


def test_a_town_goes_by_its_former_name_too() -> None:
    assert words.place("Джалал-Абад").label("en") == "Manas"


def test_a_region_is_a_place_when_no_more_is_known() -> None:
    assert words.place("Нарынская обл.").kind == Place.Kind.REGION


def test_a_name_that_several_villages_bear_asks_for_the_region() -> None:
    with pytest.raises(Invalid) as refused, translation.override("ru"):
        words.place("Покровка")
    assert "Таласская область" in str(refused.value)
    assert words.place("Покровка, Таласская область").parent.label("en") == "Talas region"


def test_an_unknown_town_is_answered_with_one_spelt_alike() -> None:
    with pytest.raises(Invalid) as refused, translation.override("ru"):
        words.place("Бишек")
    assert "Бишкек" in str(refused.value)


def test_every_town_of_the_country_is_read_back_from_what_an_export_writes() -> None:
    towns = Place.objects.settlements().filter(country="KG").select_related("parent")
    lost = []
    for town in towns:
        try:
            found = words.place(words.place_words(town))
        except Invalid:
            found = None
        if found != town:
            lost.append(words.place_words(town))
    assert lost == []


@pytest.mark.parametrize(("title", "code"), [("сварщик", "7212"), ("Швея-мотористка", "8153")])
def test_a_job_title_becomes_a_code(title: str, code: str) -> None:
    assert words.kind_of_work(words.work(title)).pk == code


def test_a_title_of_several_kinds_names_them() -> None:
    groups = words.work("7212").groups + words.work("8153").groups
    with pytest.raises(Invalid) as refused:
        words.kind_of_work(words.Work("мастер", groups))
    assert "7212 Welders and flamecutters; 8153 Sewing machine operators" in str(refused.value)


def test_an_unknown_title_is_answered_with_one_spelt_alike() -> None:
    with pytest.raises(Invalid) as refused:
        words.kind_of_work(words.work("штукатурр"))
    assert "штукатур" in str(refused.value)


def test_a_language_needs_its_level_and_takes_a_cyrillic_one() -> None:
    language, level = words.spoken("турецкий А2")
    assert (language.pk, level) == ("tr", Cefr.A2)
    with pytest.raises(Invalid, match="русский B1"):
        words.spoken("русский")


def test_a_licence_typed_on_a_russian_keyboard_is_the_same_licence() -> None:
    assert words.licence("СЕ").pk == "CE"
