"""How many SMS each kind takes in each language, with the longest values that are realistic."""

import pytest
from django.conf import settings as django_settings
from django.utils import translation
from pytest_django import Settings

from backend.notifications import kinds, kinds_page
from backend.notifications.encoding import LETTERS, encoding, fitted, fold, for_sms, segments
from backend.notifications.kinds import Kind

HOUSE = [kind for kind in kinds.all_kinds() if not kind.name.startswith("test.")]
# As long as a host may be for a Cyrillic code to stay one SMS (messaging.md 5.3).
LONGEST_HOST = "homeward.migration.example"

TURKMEN = "Koduňyz: 482913. Hiç kime aýtmaň. 5 minut güýjinde.\n@mig.example #482913"


@pytest.mark.parametrize("language", [code for code, _ in django_settings.LANGUAGES])
@pytest.mark.parametrize("kind", HOUSE, ids=lambda kind: kind.name)
def test_the_longest_text_keeps_to_its_budget_in_every_language(
    kind: Kind, language: str, settings: Settings
) -> None:
    assert len(LONGEST_HOST) == 26
    settings.HOMEWARD_BASE_URL = f"https://{LONGEST_HOST}"
    with translation.override(language):
        text = for_sms(kind.text(kind.longest()), language)
    assert segments(text) <= kind.segments, text


def test_the_list_in_the_docs_is_the_list_in_the_code() -> None:
    written = kinds_page.PATH.read_text(encoding="utf-8")
    assert written == kinds_page.page(HOUSE), "run: manage.py message_kinds"


def test_turkmen_letters_are_made_plainer_where_that_saves_an_sms() -> None:
    assert segments(fold(TURKMEN)) == 2
    folded = for_sms(TURKMEN, "tk")
    assert (segments(folded), encoding(folded)) == (1, "gsm7")
    assert folded.startswith("Kodunyz: 482913. Hic kime aytman. 5 minut güyjinde.")


def test_a_short_turkmen_text_keeps_its_letters_as_they_cost_nothing() -> None:
    assert for_sms("Gowy habar bar, täze iş.", "tk") == "Gowy habar bar, täze iş."


def test_a_turkmen_text_with_a_cyrillic_name_keeps_its_letters_as_it_stays_ucs2() -> None:
    text = f"{'ş' * 80} Сварщик"
    assert for_sms(text, "tk") == text


def test_the_new_uzbek_letters_are_written_in_the_old_way_where_that_saves_an_sms() -> None:
    text = "Sizga yangi ish topildi: payvandchi, Toshkent şahri, kuniga 300 000 sõm. Batafsil:"
    assert for_sms(text, "uz").count("shahri") == 1
    assert (segments(fold(text)), segments(for_sms(text, "uz"))) == (2, 1)
    assert for_sms(text, "ru") == text


@pytest.mark.parametrize("table", LETTERS.values(), ids=LETTERS.keys())
def test_every_plainer_letter_is_in_gsm7_and_every_replaced_one_is_not(
    table: dict[int, str],
) -> None:
    for letter, plainer in table.items():
        assert encoding(plainer) == "gsm7"
        assert encoding(chr(letter)) == "ucs2"


def test_a_long_name_is_cut_at_a_word_until_the_text_fits() -> None:
    name = "сварка " * 30
    text = fitted(name, lambda words: f"Курс “{words}” начнётся.", 1)
    assert segments(fold(text)) == 1
    assert "сварка…”" in text
    assert fitted("сварка", lambda words: words, 1) == "сварка"
