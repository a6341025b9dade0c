"""A code by SMS: what opens the account, and what never does."""

import uuid
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import F
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from backend.accounts.actions.codes import digits_of, verify_code
from backend.accounts.errors import (
    AccountClosed,
    CodeExpired,
    GuessesUsedUp,
    NoSmsThere,
    WrongCode,
)
from backend.accounts.models import SignInCode, User
from backend.accounts.notices import sign_in_code
from backend.accounts.states import Role
from backend.lib.errors import Invalid
from backend.notifications.encoding import fold, segments
from backend.notifications.models import Message
from tests.accounts.conftest import PHONE, Asked, ask, other_than

pytestmark = pytest.mark.django_db


def enter(asked: Asked, code: str | None = None, secret: str | None = None) -> User:
    request, kept, right = asked
    return verify_code(request_id=request.public_id, secret=secret or kept, code=code or right)


def test_the_first_right_code_opens_the_account(asked: Asked) -> None:
    user = enter(asked)
    assert (user.phone, user.role, user.language) == (PHONE, Role.RETURNEE, "ky")
    assert not user.has_usable_password()


def test_the_next_right_code_finds_the_same_account(asked: Asked) -> None:
    assert enter(asked) == enter(ask())


def test_a_code_works_once(asked: Asked) -> None:
    enter(asked)
    with pytest.raises(CodeExpired):
        enter(asked)


def test_a_wrong_code_opens_nothing(asked: Asked) -> None:
    with pytest.raises(WrongCode):
        enter(asked, other_than(asked[2]))
    assert not User.objects.exists()


def test_after_five_wrong_guesses_the_right_code_is_too_late(asked: Asked) -> None:
    for _guess in range(4):
        with pytest.raises(WrongCode):
            enter(asked, other_than(asked[2]))
    with pytest.raises(GuessesUsedUp):
        enter(asked, other_than(asked[2]))
    with pytest.raises(GuessesUsedUp):
        enter(asked)


def test_the_fifth_guess_may_be_the_right_one(asked: Asked) -> None:
    for _guess in range(4):
        with pytest.raises(WrongCode):
            enter(asked, other_than(asked[2]))
    assert enter(asked).phone == PHONE


@pytest.mark.parametrize("code", ["12345", "1234567", "", "абвгде"])
def test_what_is_not_six_digits_costs_no_guess(asked: Asked, code: str) -> None:
    with pytest.raises(Invalid):
        verify_code(request_id=asked[0].public_id, secret=asked[1], code=code)
    asked[0].refresh_from_db()
    assert asked[0].attempts == 0


def test_a_code_entered_in_another_browser_is_refused(asked: Asked) -> None:
    other = ask("+996700555002")
    with pytest.raises(CodeExpired):
        enter(asked, secret=other[1])
    with pytest.raises(WrongCode):
        enter(other, code=other_than(other[2]) if asked[2] == other[2] else asked[2])


def test_an_unknown_request_is_answered_as_an_expired_one(asked: Asked) -> None:
    with pytest.raises(CodeExpired):
        verify_code(request_id=uuid.uuid4(), secret=asked[1], code=asked[2])


@pytest.mark.parametrize(("age", "works"), [(599, True), (601, False)])
def test_a_code_lives_ten_minutes_on_the_clock_of_the_database(
    asked: Asked, age: int, works: bool
) -> None:
    SignInCode.objects.update(expires_at=F("expires_at") - timedelta(seconds=age))
    if works:
        assert enter(asked).phone == PHONE
    else:
        with pytest.raises(CodeExpired):
            enter(asked)


def test_an_sms_that_was_overtaken_still_works_and_ends_its_siblings(asked: Asked) -> None:
    again = ask(secret=asked[1])
    assert again[1] == asked[1]
    assert enter(again, code=asked[2]).phone == PHONE
    with pytest.raises(CodeExpired):
        enter(again)


def test_a_secret_of_ones_own_making_is_not_taken_over(db: None) -> None:
    assert ask(secret="guessable")[1] != "guessable"


def test_a_new_code_does_not_revive_the_guesses_of_an_old_one(asked: Asked) -> None:
    for _guess in range(5):
        with pytest.raises((WrongCode, GuessesUsedUp)):
            enter(asked, other_than(asked[2]))
    again = ask(secret=asked[1])
    if again[2] != asked[2]:
        with pytest.raises(WrongCode):
            enter(again, code=asked[2])
    assert enter(again).phone == PHONE


def test_a_closed_account_stays_closed(asked: Asked) -> None:
    User.objects.create(phone=PHONE, role=Role.RETURNEE, is_active=False)
    with pytest.raises(AccountClosed):
        enter(asked)


@pytest.mark.parametrize(
    "phone",
    [
        "+905321234567",  # a country that is not served
        "+996312123456",  # a landline
        "+79999999",  # no number at all
    ],
)
def test_no_sms_goes_where_none_can_arrive(phone: str) -> None:
    with pytest.raises(NoSmsThere):
        ask(phone)
    assert not Message.objects.exists()


def test_the_sms_starts_with_the_code_and_ends_for_the_browser(asked: Asked) -> None:
    text = Message.objects.get().text
    assert text.startswith(asked[2])
    assert text.endswith(f"\n@testserver #{asked[2]}")
    assert "http" not in text


@pytest.mark.parametrize("language", dict(settings.LANGUAGES))
def test_in_every_language_the_code_comes_first_and_one_sms_is_enough(language: str) -> None:
    with translation.override(language):
        text = sign_in_code({"code": "123456"})
    assert text.startswith("123456")
    assert segments(fold(text)) == 1


def test_no_table_holds_the_code(asked: Asked) -> None:
    assert Message.objects.get().secret
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT t::text FROM "{table}" AS t')  # noqa: S608
            rows = "\n".join(row for (row,) in cursor.fetchall())
        assert f"#{asked[2]}" not in rows, table
        assert asked[1] not in rows, table


NUMERALS = ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９"]


@given(
    code=st.integers(0, 999_999).map("{:06}".format),
    numerals=st.sampled_from(NUMERALS),
    gap=st.sampled_from(["", " ", "-", "\u00a0", " \n"]),
)
def test_a_code_reads_the_same_however_it_is_typed(code: str, numerals: str, gap: str) -> None:
    typed = gap + gap.join(numerals[int(digit)] for digit in code) + gap
    assert digits_of(typed) == code
