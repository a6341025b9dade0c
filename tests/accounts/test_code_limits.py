"""How many codes are sent: per number, neighbourhood, address, and in all."""

from datetime import timedelta

import pytest
from django.db.models import F
from pytest_django import Settings

from backend.accounts.actions.cleaning import forget_sign_ins
from backend.accounts.errors import TooManyCodes
from backend.accounts.models import Allowance, SignInCode
from backend.notifications.models import Message
from backend.settings.sign_in import SIGN_IN_LIMITS
from tests.accounts.conftest import PHONE, ask

pytestmark = pytest.mark.django_db


def test_a_fourth_code_in_ten_minutes_is_refused_and_says_how_long() -> None:
    for _code in range(3):
        ask()
    with pytest.raises(TooManyCodes) as refusal:
        ask()
    assert 0 < refusal.value.retry_after <= 600
    assert ask("+996700555002")


def test_the_limit_of_a_number_ends_by_itself() -> None:
    for _code in range(3):
        ask()
    Allowance.objects.update(window_end=F("window_end") - timedelta(minutes=10))
    assert ask()


def test_a_ninth_code_in_a_day_is_refused(settings: Settings) -> None:
    settings.SIGN_IN_LIMITS = [limit for limit in settings.SIGN_IN_LIMITS if limit[2] != 600]
    for _code in range(8):
        ask()
    with pytest.raises(TooManyCodes):
        ask()


@pytest.mark.parametrize(
    ("scope", "neighbour", "stranger"),
    [
        ("block", ("+996700555999", "192.0.2.9"), ("+996700556000", "192.0.2.1")),
        ("address", ("+996700999999", "192.0.2.1"), ("+996700555001", "192.0.2.2")),
    ],
)
def test_each_limit_counts_its_own_subject(
    settings: Settings,
    scope: str,
    neighbour: tuple[str, str],
    stranger: tuple[str, str],
) -> None:
    settings.SIGN_IN_LIMITS = [(scope, 1, 3600)]
    ask(PHONE, "192.0.2.1")
    with pytest.raises(TooManyCodes):
        ask(*neighbour)
    assert ask(*stranger)


def test_the_whole_service_has_a_budget(settings: Settings) -> None:
    settings.SIGN_IN_LIMITS = [("service", 1, 3600)]
    ask(PHONE, "192.0.2.1")
    with pytest.raises(TooManyCodes):
        ask("+77015550001", "192.0.2.9")


def test_one_address_never_uses_up_the_day_of_the_whole_service() -> None:
    a_day = {scope: most for scope, most, seconds in SIGN_IN_LIMITS if seconds == 24 * 3600}
    assert a_day["address"] * 3 < a_day["service"]


def test_a_refused_request_sends_nothing_and_spends_nothing(settings: Settings) -> None:
    settings.SIGN_IN_LIMITS = [("address", 10, 3600), ("service", 0, 3600)]
    with pytest.raises(TooManyCodes):
        ask()
    assert not Allowance.objects.exists()
    assert not Message.objects.exists()


def test_a_reception_desk_signs_in_a_crowd() -> None:
    for visitor in range(40):
        assert ask(f"+99670055{visitor:04}")


def test_counters_hold_no_number_and_no_address() -> None:
    ask()
    for row in Allowance.objects.values_list("scope", "subject"):
        assert "700555001" not in "".join(row)
        assert "192.0.2" not in "".join(row)


def test_what_is_over_is_forgotten(settings: Settings) -> None:
    ask()
    SignInCode.objects.update(expires_at=F("expires_at") - timedelta(days=2))
    Allowance.objects.update(window_end=F("window_end") - timedelta(days=2))
    ask("+996700555002")
    forget_sign_ins()
    assert SignInCode.objects.get().phone == "+996700555002"
    assert Allowance.objects.count() == len(settings.SIGN_IN_LIMITS)
