"""Limits hold when everybody presses at once (threads on real PostgreSQL)."""

import pytest

from backend.accounts.actions.codes import GUESSES, verify_code
from backend.accounts.errors import CodeExpired, GuessesUsedUp, TooManyCodes, WrongCode
from backend.accounts.models import Allowance, SignInCode, User
from backend.notifications.models import Message
from tests.accounts.conftest import AT_ONCE, all_at_once, ask, other_than

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_fifty_guesses_exactly_five_are_looked_at() -> None:
    request, secret, code = ask()
    wrong = other_than(code)
    came = all_at_once(
        lambda _: verify_code(request_id=request.public_id, secret=secret, code=wrong)
    )
    # The fifth is looked at too, and says at once that it was the last.
    assert came == {WrongCode: GUESSES - 1, GuessesUsedUp: AT_ONCE - GUESSES + 1}
    request.refresh_from_db()
    assert request.attempts == GUESSES


def test_with_two_live_codes_each_is_looked_at_five_times_and_nobody_deadlocks() -> None:
    request, secret, code = ask()
    _again, _secret, second = ask(secret=secret)
    wrong = next(c for c in map(str, range(100_000, 100_003)) if c not in (code, second))
    came = all_at_once(
        lambda _: verify_code(request_id=request.public_id, secret=secret, code=wrong)
    )
    assert came == {WrongCode: GUESSES - 1, GuessesUsedUp: AT_ONCE - GUESSES + 1}
    assert set(SignInCode.objects.values_list("attempts", flat=True)) == {GUESSES}


def test_a_code_typed_twice_at_once_signs_in_once_and_makes_one_account() -> None:
    request, secret, code = ask()
    came = all_at_once(
        lambda _: verify_code(request_id=request.public_id, secret=secret, code=code), times=GUESSES
    )
    assert came == {User: 1, CodeExpired: GUESSES - 1}
    assert User.objects.count() == 1


def test_twenty_requests_for_one_number_send_three_codes() -> None:
    came = all_at_once(lambda _: ask(), times=20)
    assert came == {tuple: 3, TooManyCodes: 17}
    assert Message.objects.count() == SignInCode.objects.count() == 3


def test_different_numbers_do_not_deadlock_on_the_counters_they_share() -> None:
    came = all_at_once(lambda number: ask(f"+9967005{number:05}"), times=30)
    assert came == {tuple: 30}
    assert Allowance.objects.get(scope="service/86400").count == 30
