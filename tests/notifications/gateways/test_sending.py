"""What every adapter makes of what its provider does with one SMS (messaging.md 3.1)."""

import socket
from collections.abc import Iterator
from time import monotonic, sleep

import pytest
from pytest_django import Settings

from backend.notifications.gateways.base import (
    Accepted,
    NotAccepted,
    Rejected,
    Unknown,
)
from backend.notifications.gateways.sandbox import Sandbox
from backend.notifications.models import SandboxSms
from tests.notifications.conftest import PHONE
from tests.notifications.gateways.conftest import TEXT, Provider, every_one, set_up, sms, those
from tests.notifications.gateways.fakes.server import Fault

# No source says how OsonSMS refuses a number.
refuses_numbers = those(lambda gateway: gateway.name != "oson")
# Whose answer to a send holds an id of its own.
replay_safe = those(lambda gateway: gateway.caps.replay_safe)


@pytest.fixture
def nobody_listens() -> Iterator[str]:
    """An address of this machine at which connections are refused."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


@every_one
def test_what_is_taken_reaches_the_provider_letter_by_letter(provider: Provider) -> None:
    outcome = provider.gateway.send(sms())
    (taken,) = provider.fake.taken
    assert isinstance(outcome, Accepted)
    assert outcome.reference
    assert (taken.phone, taken.text) == (PHONE, TEXT)


@refuses_numbers
def test_a_refused_number_is_final(provider: Provider) -> None:
    provider.fake.fault = Fault.BAD_NUMBER
    assert isinstance(provider.gateway.send(sms()), Rejected)
    assert provider.fake.taken == []


@every_one
def test_no_money_calls_for_a_person_and_fails_no_message(provider: Provider) -> None:
    provider.fake.fault = Fault.NO_MONEY
    outcome = provider.gateway.send(sms())
    assert isinstance(outcome, NotAccepted)
    assert outcome.needs_person
    assert provider.fake.taken == []


@every_one
def test_a_wrong_password_calls_for_a_person(provider: Provider) -> None:
    provider.fake.fault = Fault.UNAUTHORISED
    outcome = provider.gateway.send(sms())
    assert isinstance(outcome, NotAccepted)
    assert outcome.needs_person


@every_one
def test_too_many_requests_are_not_taken_and_wait_as_long_as_they_are_told(
    provider: Provider,
) -> None:
    provider.fake.fault = Fault.RATE_LIMIT
    assert provider.gateway.send(sms()) == NotAccepted("http_429", retry_after=17)


@every_one
@pytest.mark.parametrize(
    "fault",
    [Fault.ERROR, Fault.BUSY, Fault.GARBAGE, Fault.ODD_CODE, Fault.DROP, Fault.DEAF],
)
def test_what_proves_nothing_is_unknown(provider: Provider, fault: Fault) -> None:
    provider.fake.fault = fault
    assert isinstance(provider.gateway.send(sms()), Unknown)


@every_one
def test_a_redirect_is_not_followed(provider: Provider) -> None:
    provider.fake.fault = Fault.REDIRECT
    assert provider.gateway.send(sms()) == Unknown("http_307")
    assert "/elsewhere" not in [got.path for got in provider.fake.got]


@every_one
@pytest.mark.parametrize("fault", [Fault.SLOW, Fault.DRIP])
def test_an_answer_that_does_not_come_in_time_is_unknown(
    provider: Provider, in_a_hurry: float, fault: Fault
) -> None:
    provider.fake.fault = fault
    began = monotonic()
    assert provider.gateway.send(sms()) == Unknown("read_timeout")
    assert monotonic() - began < in_a_hurry + 1


@every_one
def test_a_provider_that_is_not_there_has_taken_nothing(
    provider: Provider, settings: Settings, nobody_listens: str
) -> None:
    set_up(settings, provider.fake, url=nobody_listens)
    assert provider.gateway.send(sms()) == NotAccepted("connect_error")


@every_one
def test_a_gateway_without_an_account_calls_for_a_person_and_nobody_else(
    provider: Provider, settings: Settings
) -> None:
    account = provider.fake.account()
    settings.SMS_GATEWAYS = {provider.fake.name: {"url": account["url"]}}
    assert provider.gateway.send(sms()) == NotAccepted("not_configured", needs_person=True)
    assert provider.fake.got == []


@replay_safe
def test_after_a_lost_answer_the_same_key_again_is_no_second_sms(provider: Provider) -> None:
    provider.fake.fault = Fault.DROP
    assert isinstance(provider.gateway.send(sms()), Unknown)
    provider.fake.fault = Fault.NONE
    assert isinstance(provider.gateway.send(sms()), Accepted)
    assert isinstance(provider.gateway.send(sms()), Accepted)
    assert len(provider.fake.taken) == 1


@pytest.mark.parametrize("provider", ["nikita"], indirect=True)
def test_a_connection_that_was_closed_meanwhile_makes_no_answer_uncertain(
    provider: Provider,
) -> None:
    provider.fake.fault = Fault.CLOSE
    for number in range(3):
        assert isinstance(provider.gateway.send(sms(f"attempt{number:05}")), Accepted)
        sleep(0.1)  # the pool holds the connection, the provider has let go of it
    assert len(provider.fake.taken) == 3


@pytest.mark.django_db
def test_the_sandbox_keeps_the_same_promise() -> None:
    assert Sandbox().send(sms()) == Sandbox().send(sms()) == Accepted(sms().key, delivered=True)
    assert [one.body for one in SandboxSms.objects.all()] == [TEXT]
