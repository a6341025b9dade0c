"""No password, number or text of a person in logs, outcomes or errors, whatever goes wrong."""

import logging
from collections.abc import Iterator

import pytest
from django.utils import timezone
from pytest_django import Settings

from backend.notifications.gateways.base import BadCallback, Polled, Prepaid, Queryable, Sent
from backend.notifications.gateways.http import Lost, NotSent, Request, call
from tests.notifications.conftest import PHONE
from tests.notifications.gateways.conftest import KEY, Provider, every_one, set_up, sms
from tests.notifications.gateways.fakes.server import CALLBACK_SECRET, PASSWORD, Fault

SECRET_TEXT = "Kod 482913"
# As they stand, and as an address would carry them.
NEVER = [PASSWORD, PHONE.removeprefix("+"), SECRET_TEXT, "Kod+482913", CALLBACK_SECRET]


@pytest.fixture
def everything_logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    with caplog.at_level(logging.DEBUG):
        yield caplog


def assert_clean(*texts: object) -> None:
    for text in texts:
        found = [one for one in NEVER if one in f"{text!r} {text}"]
        assert found == []


@every_one
@pytest.mark.parametrize("fault", Fault)
def test_nothing_leaks_whatever_the_provider_does(
    provider: Provider,
    in_a_hurry: float,
    everything_logged: pytest.LogCaptureFixture,
    fault: Fault,
) -> None:
    gateway, fake = provider.gateway, provider.fake
    fake.fault = fault
    outcome = gateway.send(sms(text=SECRET_TEXT))
    sent = Sent(KEY, PHONE, timezone.now(), "ref1", SECRET_TEXT)
    answers = [outcome]
    answers += [gateway.query(sent)] if isinstance(gateway, Queryable) else []
    answers += [gateway.poll([sent])] if isinstance(gateway, Polled) and fake.taken else []
    answers += [gateway.balance()] if isinstance(gateway, Prepaid) else []
    assert fake.got
    assert_clean(*answers, everything_logged.text)


@every_one
def test_nothing_leaks_when_the_provider_is_not_there(
    provider: Provider, settings: Settings, everything_logged: pytest.LogCaptureFixture
) -> None:
    set_up(settings, provider.fake, url="http://127.0.0.1:1")
    assert_clean(provider.gateway.send(sms(text=SECRET_TEXT)), everything_logged.text)
    assert "connect" in everything_logged.text  # it was the library's own log that was looked at


@pytest.mark.parametrize("provider", ["oson"], indirect=True)
def test_errors_say_a_code_and_no_more(provider: Provider) -> None:
    provider.fake.fault = Fault.DEAF
    query = f"?msg={SECRET_TEXT.replace(' ', '+')}&key={PASSWORD}"
    body = f"{PHONE} {PASSWORD}".encode()
    for base in (f"{provider.fake.url}{provider.fake.send_path}", "http://127.0.0.1:1/"):
        request = Request("POST", base + query, {"Authorization": PASSWORD}, body)
        with pytest.raises((NotSent, Lost)) as raised:
            call(request)
        assert_clean(raised.value, raised.value.__cause__, request)


@every_one
def test_a_refused_callback_tells_no_secret(provider: Provider) -> None:
    if hasattr(provider.gateway, "read_callback"):
        with pytest.raises(BadCallback) as refused:
            provider.gateway.read_callback(PHONE.encode(), {}, f"https://x/{CALLBACK_SECRET}/")
        assert_clean(refused.value)
