"""Money, dates and distances in the seven languages."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import override

from backend.web import formats

DAY = date(2027, 3, 3)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "25,000 som"),
        ("ru", "25 000 сом"),
        ("ky", "25 000 сом"),
        ("uz", "25 000 som"),
        ("kk", "25 000 сом"),
        ("tg", "25 000 сом"),
        ("tk", "25 000 som"),
    ],
)
def test_money_is_grouped_and_named_as_the_language_does(language: str, text: str) -> None:
    with override(language):
        assert formats.money(25_000, "KGS").replace("\u00a0", " ") == text


def test_whole_amounts_have_no_decimals_and_others_two() -> None:
    assert formats.money(Decimal("1200.00"), "TJS") == "1,200\u00a0somoni"
    assert formats.money(Decimal("1200.5"), "TJS") == "1,200.50\u00a0somoni"


def test_money_never_breaks_over_a_line() -> None:
    with override("ru"):
        assert " " not in formats.money(1_000_000, "UZS")


def test_a_currency_without_a_word_of_ours_is_shown_by_its_code() -> None:
    assert formats.money(10, "KRW") == "10\u00a0KRW"


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (45_000, 60_000, "45,000–60,000 som"),
        (45_000, 45_000, "45,000 som"),
        (45_000, None, "from 45,000 som"),
        (None, 60_000, "up to 60,000 som"),
        (None, None, ""),
    ],
)
def test_a_wage_may_be_open_at_either_end(low: int | None, high: int | None, text: str) -> None:
    assert formats.money_range(low, high, "KGS").replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        ("en", "3 March 2027", "3 March"),
        ("ru", "3 марта 2027", "3 марта"),
        ("ky", "2027-ж., 3-март", "3-март"),
        ("uz", "3-mart, 2027", "3-mart"),
        ("kk", "2027 ж. 3 наурыз", "3 наурыз"),
        ("tg", "3 март 2027", "3 март"),
        ("tk", "3 mart 2027", "3 mart"),
    ],
)
def test_dates_are_written_as_people_write_them(language: str, long: str, short: str) -> None:
    with override(language):
        assert formats.long_date(DAY) == long
        assert formats.day_and_month(DAY) == short


def test_moments_are_told_in_the_time_of_the_service() -> None:
    assert formats.day_and_time(datetime(2027, 3, 3, 3, 5, tzinfo=UTC)) == "3 March, 09:05"


def test_distance_is_whole_kilometres() -> None:
    assert formats.distance(12.4) == "12 km"
    assert formats.distance(0.3) == "less than 1 km"
