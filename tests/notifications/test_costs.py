"""What messages cost, and the budget that stops all but codes."""

from decimal import Decimal

import pytest
from django.utils import timezone
from pytest_django import Settings

from backend.accounts.models import User
from backend.notifications import accounts, actions, costs, delivery, gateway_alarms, reports
from backend.notifications.gateways.base import Accepted, Balance, NotAccepted, Report, Unknown
from backend.notifications.models import Attempt, GatewayMonth, GatewayStatus, Message
from backend.notifications.states import Choice, Lane, State
from tests.notifications.conftest import (
    OTHER_PHONE,
    PHONE,
    ReportingGateway,
    ScriptedGateway,
    Send,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_worker")]


@pytest.fixture(autouse=True)
def _prices(settings: Settings) -> None:
    settings.SMS_PRICES = {"scripted": {"+996": "2.50", "+99670": "3", "": "6"}}


def spent() -> Decimal:
    return costs.spent(timezone.now()).get("scripted", Decimal(0))


def test_a_taken_message_costs_its_sms_at_the_price_of_the_longest_prefix(
    send: Send, operator: ScriptedGateway
) -> None:
    send("one")
    send("two", phone=OTHER_PHONE, context={"word": "ж" * 100})
    delivery.drain(Lane.NORMAL)
    assert sorted(Attempt.objects.values_list("cost", flat=True)) == [3, 12]
    assert spent() == 15
    assert sum(GatewayMonth.objects.values_list("segments", flat=True)) == 3


def test_what_the_gateway_says_counts_more_than_our_table(
    send: Send, operator: ScriptedGateway
) -> None:
    operator.answers = [Accepted("ref", segments=2, cost=Decimal("1.1"))]
    send()
    delivery.drain(Lane.NORMAL)
    attempt = Attempt.objects.get()
    assert (attempt.segments, attempt.cost, spent()) == (2, Decimal("1.1"), Decimal("1.1"))


def test_what_was_not_taken_costs_nothing_and_a_late_answer_is_not_counted_twice(
    send: Send, operator: ScriptedGateway, administrator: User
) -> None:
    operator.answers = [NotAccepted("busy"), Unknown("read_timeout")]
    send("refused")
    send("lost")
    delivery.drain(Lane.NORMAL)
    assert spent() == 0
    parked = Message.objects.parked().get()
    actions.settle(parked, by=administrator, choice=Choice.ARRIVED, reason="She has it")
    assert spent() == 3


def test_over_its_budget_a_gateway_gets_codes_only_and_staff_hear_of_it_once(
    send: Send, operator: ScriptedGateway, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.SMS_BUDGETS = {"scripted": "6"}
    for number in range(2):
        send(f"key-{number}")
    delivery.drain(Lane.NORMAL)
    late, code = send("late"), send("code", "test.code")
    delivery.drain(Lane.NORMAL)
    delivery.drain(Lane.CODES)
    late.refresh_from_db()
    code.refresh_from_db()
    assert (late.state, code.state) == (State.QUEUED, State.ACCEPTED)
    assert caplog.text.count("is used up") == 1
    assert GatewayStatus.objects.get().over_budget_in == costs.month_of(timezone.now())
    settings.SMS_BUDGETS = {"scripted": "60"}  # staff gave more
    delivery.drain(Lane.NORMAL)
    late.refresh_from_db()
    assert late.state == State.ACCEPTED


def test_a_number_without_a_price_is_sent_to_and_not_counted(
    send: Send, operator: ScriptedGateway, settings: Settings
) -> None:
    settings.SMS_PRICES = {"scripted": {"+998": "6"}}
    send()
    delivery.drain(Lane.NORMAL)
    assert (Attempt.objects.get().cost, GatewayMonth.objects.count()) == (None, 0)


class Prepaid(ScriptedGateway):
    """An operator that says how much money is left."""

    asked = 0

    def balance(self) -> Balance | None:
        self.asked += 1
        return Balance(Decimal("120.5"), "KGS") if self.asked == 1 else None


def test_the_balance_is_asked_for_once_an_hour_and_kept_where_no_answer_comes(
    operator: ScriptedGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operator, "__class__", Prepaid)
    assert accounts.are_due()
    accounts.look()
    accounts.look()
    assert not accounts.are_due()
    GatewayStatus.objects.update(balance_at=timezone.now() - accounts.EVERY)
    accounts.look()
    status = GatewayStatus.objects.get()
    assert (status.balance, status.balance_currency) == (Decimal("120.5"), "KGS")
    assert operator.asked == 2  # type: ignore[attr-defined]


@pytest.fixture
def prepaid(operator: ScriptedGateway, settings: Settings) -> list[Decimal]:
    """An account whose balances are those of the list, one an hour."""
    balances: list[Decimal] = []

    class Account(ScriptedGateway):
        def balance(self) -> Balance:
            return Balance(balances.pop(0), "KGS")

    operator.__class__ = Account
    settings.SMS_LOW_BALANCES = {"scripted": "500"}
    return balances


def look_an_hour_later() -> None:
    GatewayStatus.objects.update(balance_at=timezone.now() - accounts.EVERY)
    accounts.look()


def test_a_low_balance_is_an_alarm_once_until_the_account_is_topped_up(
    prepaid: list[Decimal], caplog: pytest.LogCaptureFixture
) -> None:
    prepaid += [Decimal(amount) for amount in (500, 499, 200, 900, 100)]
    seen = []
    for _hour in range(5):
        look_an_hour_later()
        told = [str(alarm.text) for alarm in gateway_alarms.tell(timezone.now())]
        seen.append((caplog.text.count("top it up"), told))
    alarm = ["There is little money left at a gateway: scripted. Top it up."]
    assert seen == [(0, []), (1, alarm), (1, alarm), (1, []), (2, alarm)]


def test_a_balance_that_nobody_set_a_limit_for_is_no_alarm(
    prepaid: list[Decimal], settings: Settings
) -> None:
    settings.SMS_LOW_BALANCES = {}
    prepaid.append(Decimal(0))
    look_an_hour_later()
    assert not list(gateway_alarms.tell(timezone.now()))


def test_more_sms_billed_than_counted_are_an_alarm_once_a_month(
    send: Send, operator: ScriptedGateway, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.SMS_PRICES = {}  # it is seen without a price too
    for number, told in enumerate((1, 2, 3, 0)):
        operator.answers = [Accepted("ref", segments=told)]
        send(f"key-{number}")
        delivery.drain(Lane.NORMAL)
    assert [(one.ours, one.theirs) for one in costs.miscounts()] == [(3, 6)]
    assert caplog.text.count("bills 2 SMS for a test.word that we count as 1") == 1
    assert "bills 3" not in caplog.text
    assert PHONE not in caplog.text
    GatewayStatus.objects.update(miscounted_in="2026-01-01")
    operator.answers = [Accepted("ref", segments=2)]
    send("another month")
    delivery.drain(Lane.NORMAL)
    assert caplog.text.count("bills 2 SMS") == 2


def test_fewer_sms_billed_are_no_alarm(send: Send, operator: ScriptedGateway) -> None:
    operator.answers = [Accepted("ref", segments=1)]
    send(context={"word": "ж" * 100})
    delivery.drain(Lane.NORMAL)
    assert (costs.miscounts(), GatewayStatus.objects.count()) == ([], 0)


def test_a_report_that_tells_the_sms_is_counted_once(
    send: Send, reporting: ReportingGateway
) -> None:
    message = send()
    delivery.drain(Lane.NORMAL)
    report = Report(State.SENT, key=message.attempts.get().provider_key, segments=2)
    for _time in range(3):
        reports.apply("reporting", report)
    assert [(one.ours, one.theirs) for one in costs.miscounts()] == [(1, 2)]
    assert message.attempts.get().segments == 2
