"""The lock of protection data, and changing its keys while people write."""

import secrets

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from backend.lib import vault
from reintegration.actions import letter_keys
from reintegration.models import LetterPart
from tests.reintegration.help.conftest import WORDS, Write, Written

pytestmark = pytest.mark.django_db


def new_key(settings: Settings, *, keep_old: bool = True) -> None:
    old = settings.PROTECTION_KEYS if keep_old else []
    settings.PROTECTION_KEYS = [secrets.token_urlsafe(64), *old]


def test_words_carried_over_to_another_row_do_not_open(write: Write) -> None:
    first, second = write("the first").letter.parts.get(), write("the second").letter.parts.get()
    LetterPart.objects.filter(pk=second.pk).update(locked=first.locked)
    with pytest.raises(ValueError, match="no protection key"):
        LetterPart.objects.get(pk=second.pk).told()


def test_one_changed_character_does_not_open(written: Written) -> None:
    part = written.letter.parts.get()
    end = "A" if part.locked[-9] != "A" else "B"
    part.locked = part.locked[:-9] + end + part.locked[-8:]
    with pytest.raises(ValueError, match="no protection key"):
        part.told()


def test_the_same_words_never_lock_alike() -> None:
    assert vault.lock("x", place="a:1") != vault.lock("x", place="a:1")


def test_an_old_key_opens_until_all_is_locked_again_and_then_can_go(
    write: Write, settings: Settings
) -> None:
    for _ in range(3):
        write()
    new_key(settings)
    write()
    assert {part.told().text for part in LetterPart.objects.all()} == {WORDS}
    call_command("protection_keys")
    settings.PROTECTION_KEYS = settings.PROTECTION_KEYS[:1]
    assert {part.told().text for part in LetterPart.objects.all()} == {WORDS}


def test_stopped_in_the_middle_it_goes_on(
    write: Write, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        write()
    new_key(settings)
    monkeypatch.setattr(letter_keys, "AT_ONCE", 1)
    assert next(letter_keys.lock_again()) == 1
    assert list(letter_keys.lock_again()) == [1, 2]
    assert list(letter_keys.lock_again()) == []


def test_without_the_key_nothing_opens_and_the_command_says_so(
    written: Written, settings: Settings
) -> None:
    new_key(settings, keep_old=False)
    with pytest.raises(CommandError, match="is a key missing"):
        call_command("protection_keys")
    with pytest.raises(ValueError, match="no protection key"):
        written.letter.parts.get().told()
