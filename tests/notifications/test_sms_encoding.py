"""Vectors of messaging.md 5.3, counted there with an independent library, and properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.notifications.encoding import BASIC, EXTENSION, ROOM, encoding, fold, parts, segments

UZBEK = (
    "Kodingiz: 482913. Uni hech kimga bermang. 5 daqiqa amal qiladi. O'zbekiston\n"
    "@mig.example #482913"
)


def test_the_basic_table_has_127_characters_and_the_escape_is_none_of_them() -> None:
    assert len(BASIC) == 127
    assert "\x1b" not in BASIC | EXTENSION
    assert {"Ç", "ä", "ö", "ü", "ñ", "'", "Δ"} <= BASIC
    assert not {"ç", "ý", "ž", "ň", "ş", "`", "\u00a0", "\u02bb"} & (BASIC | EXTENSION)


@pytest.mark.parametrize(
    ("text", "kind", "count"),
    [
        *[("ж" * n, "ucs2", c) for n, c in ((70, 1), (71, 2), (134, 2), (135, 3))],
        *[("a" * n, "gsm7", c) for n, c in ((160, 1), (161, 2), (306, 2), (307, 3))],
        ("€" * 80, "gsm7", 1),
        ("€" * 81, "gsm7", 2),
        ("😀" * 35, "ucs2", 1),
        ("😀" * 36, "ucs2", 2),
        ("a" * 158 + "€", "gsm7", 1),
        ("a" * 159 + "€", "gsm7", 2),
        ("ж" * 68 + "😀", "ucs2", 1),
        ("ж" * 69 + "😀", "ucs2", 2),
        (UZBEK, "gsm7", 1),
        (UZBEK.replace("'", "\u02bb"), "ucs2", 2),
        ("Код 482913. Никому не сообщайте.\n@mig.example #482913", "ucs2", 1),
        (
            "Ваш код: 482913. Никому не сообщайте его. Действует 5 минут.\n@mig.example #482913",
            "ucs2",
            2,
        ),
        ("Koduňyz: 482913. Hiç kime aýtmaň. 5 minut güýjinde.\n@mig.example #482913", "ucs2", 2),
    ],
)
def test_texts_are_counted_as_operators_count_them(text: str, kind: str, count: int) -> None:
    assert (encoding(text), segments(text)) == (kind, count)


@pytest.mark.parametrize(
    ("text", "lengths"),
    [("a" * 152 + "€" + "a" * 10, [152, 11]), ("ж" * 66 + "😀" + "ж" * 10, [66, 11])],
)
def test_a_character_of_two_units_moves_whole_to_the_next_part(
    text: str, lengths: list[int]
) -> None:
    assert [len(part) for part in parts(text)] == lengths


def test_folding_keeps_an_uzbek_text_in_one_cheap_part() -> None:
    assert fold(UZBEK.replace("'", "\u02bb")) == UZBEK


def test_folding_makes_spaces_quotes_and_dashes_plain_and_drops_what_nobody_sees() -> None:
    assert fold("«65\u00a0000»\u202f— сом…\u200b\ufeff\r\nок ") == '"65 000" - сом...\nок'


@given(st.text())
def test_no_character_is_lost_or_split_and_no_part_is_too_long(text: str) -> None:
    split = parts(text)
    alone, chained = ROOM[encoding(text)]
    assert "".join(split) == text
    assert all(_units(part, text) <= (alone if len(split) == 1 else chained) for part in split)


@given(st.text(alphabet=sorted(BASIC | EXTENSION)))
def test_texts_of_the_table_are_gsm_and_one_cyrillic_letter_ends_that(text: str) -> None:
    assert encoding(text) == "gsm7"
    assert encoding(text + "ң") == "ucs2"


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def _units(part: str, whole: str) -> int:
    if encoding(whole) == "ucs2":
        return len(part.encode("utf-16-be", "surrogatepass")) // 2
    return sum(2 if character in EXTENSION else 1 for character in part)
