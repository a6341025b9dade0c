"""An SMS is understood as a whole or not at all, in seven languages and both scripts."""

import hypothesis
import pytest
from django.conf import settings
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from reintegration.replies import words
from reintegration.replies.reading import LONGEST, Meaning, Said, read
from reintegration.replies.typos import is_slip_of
from reintegration.states import Livelihood

# A busy machine is no fault of the reader.
unhurried = hypothesis.settings(deadline=None)

LANGUAGES = [code for code, _ in settings.LANGUAGES]
TABLES = [
    (words.STOP, Meaning.STOP),
    (words.START, Meaning.START),
    (words.YES, Meaning.YES),
    (words.NO, Meaning.NO),
]
PHRASES = [
    (code, phrase, Said(meaning))
    for table, meaning in TABLES
    for code, phrases in table.items()
    for phrase in phrases
] + [
    (code, phrase, Said(Meaning.LIVELIHOOD, livelihood=livelihood))
    for code, livelihoods in words.LIVELIHOODS.items()
    for livelihood, phrases in livelihoods.items()
    for phrase in phrases
]
# "Not", before or after, in some form in each of the languages.
NEGATIONS = ["не", "no", "not", "эмес", "emas", "емес", "нест", "däl", "don't"]
NOISE = st.text(st.sampled_from(' !?.,…-*)(:;✋🙏😀👍\u200d\ufe0f\n\t"«»'), max_size=6)
STOP, NO = Said(Meaning.STOP), Said(Meaning.NO)
of_words = st.sampled_from(PHRASES)


def works_as(livelihood: Livelihood) -> Said:
    return Said(Meaning.LIVELIHOOD, livelihood=livelihood)


@pytest.mark.parametrize(("code", "phrase", "said"), PHRASES)
def test_every_word_is_understood_by_itself_in_its_language(
    code: str, phrase: str, said: Said
) -> None:
    assert read(phrase, code) == said
    assert read(phrase.upper(), code) == said


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("livelihood", Livelihood)
def test_the_words_of_the_page_are_understood_too(code: str, livelihood: Livelihood) -> None:
    with translation.override(code):
        label = str(livelihood.label)
    assert read(label, code) == works_as(livelihood)


@pytest.mark.parametrize("code", LANGUAGES)
def test_stop_is_understood_in_russian_and_english_from_everybody(code: str) -> None:
    for word in ("STOP", "Стоп!", "CTOП", "ＳＴＯＰ", "стоп стоп", "✋ stop ✋", "unsubscribe"):
        assert read(word, code) == STOP, word


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("ТЎХТАТ", "uz", STOP),
        ("Toʻxtat.", "uz", STOP),
        ("to`xtat", "uz", STOP),
        ("toktot", "ky", STOP),
        ("otpisatsya", "ru", STOP),
        ("отпесаться", "ru", STOP),
        ("отпсиаться", "ru", STOP),
        ("HET", "ru", NO),
        ("ish izlayapman", "uz", works_as(Livelihood.UNEMPLOYED)),
        ("иш излаяпман", "uz", works_as(Livelihood.UNEMPLOYED)),
        ("ищу роботу", "ru", works_as(Livelihood.UNEMPLOYED)),
        ("ishu rabotu", "ru", works_as(Livelihood.UNEMPLOYED)),
        ("30 000", "ky", Said(Meaning.NUMBER, number=30_000)),
        ("5️⃣", "ky", Said(Meaning.NUMBER, number=5)),
        ("٤٠", "tg", Said(Meaning.NUMBER, number=40)),
    ],
)
def test_both_scripts_slips_and_signs_are_understood(text: str, language: str, said: Said) -> None:
    assert read(text, language) == said


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("", "ru"),
        ("👍", "ru"),
        ("не стоп", "ru"),
        ("please do not stop", "en"),
        ("stop asking, I work", "en"),
        ("отмена", "ru"),
        ("работаю", "ru"),  # for whom, it does not say
        ("работал", "ru"),
        ("не работаю", "ru"),
        ("устроилось на работу", "ru"),
        ("стол", "ru"),
        ("step", "en"),
        ("4 5", "ru"),
        ("2,5", "ru"),
        ("50%30", "ru"),
        ("бес", "kk"),  # five; a Turkmen who writes it says stop
        ("bes", "ky"),
        ("истина", "tg"),
        ("тоқтатпа", "kk"),  # do not stop
        ("тўхтатма", "uz"),
        ("стоп " * 100, "ru"),
    ],
)
def test_what_is_not_sure_is_not_guessed(text: str, language: str) -> None:
    assert read(text, language) is None


def test_a_word_that_means_two_things_in_two_languages_means_nothing_from_a_stranger() -> None:
    assert read("да") == Said(Meaning.YES)
    assert read("токтот") == STOP
    assert read("не", "tg") == NO
    assert read("не", "ru") is None


@unhurried
@given(of_words, NOISE, NOISE)
def test_signs_and_emoji_around_a_phrase_change_nothing(
    known: tuple[str, str, Said], before: str, after: str
) -> None:
    code, phrase, said = known
    text = f"{before} {phrase} {after}"
    assert len(text) > LONGEST or read(text, code) == said


@unhurried
@given(of_words, st.sampled_from(NEGATIONS), st.booleans())
def test_a_negation_never_leaves_a_meaning_standing(
    known: tuple[str, str, Said], no: str, first: bool
) -> None:
    code, phrase, said = known
    assert read(f"{no} {phrase}" if first else f"{phrase} {no}", code) != said or phrase == no


@unhurried
@given(of_words, st.data())
def test_one_slip_never_turns_one_meaning_into_another(
    known: tuple[str, str, Said], data: st.DataObject
) -> None:
    code, phrase, said = known
    place = data.draw(st.integers(0, len(phrase) - 1))
    letter = data.draw(st.sampled_from("абвгдежзийклмнопрстуфхцчшщьыэюяabcdefghijklmnopqrstuvwxyz"))
    slips = (
        phrase[:place] + letter + phrase[place + 1 :],
        phrase[:place] + letter + phrase[place:],
        phrase[:place] + phrase[place + 1 :],
    )
    words_of_language = {other: what for of, other, what in PHRASES if of in (code, "ru", "en")}
    for slip in slips:
        assert read(slip, code) in (said, None, words_of_language.get(slip.strip())), slip


@unhurried
@given(st.text(max_size=120), st.sampled_from([*LANGUAGES, "", "xx"]))
def test_any_text_is_read_without_harm(text: str, language: str) -> None:
    said = read(text, language)
    assert said is None or said.meaning in Meaning


@pytest.mark.parametrize(
    ("written", "meant", "is_slip"),
    [
        ("otpesatsa", "otpisatsa", True),
        ("otpsiatsa", "otpisatsa", True),
        ("otisatsa", "otpisatsa", True),
        ("otpiisatsa", "otpisatsa", True),
        ("otpisatsa", "otpisatsa", False),  # no slip at all
        ("stap", "stop", False),
        ("rabotal", "rabotau", False),
        ("vtpisatsa", "otpisatsa", False),
        ("ne otpisatsa", "otpisatsa", False),
        ("otpesasta", "otpisatsa", False),
    ],
)
def test_a_slip_is_one_letter_of_a_long_word_before_its_ending(
    written: str, meant: str, is_slip: bool
) -> None:
    assert is_slip_of(written, meant) is is_slip
