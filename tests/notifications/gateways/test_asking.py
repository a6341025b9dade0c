"""What every adapter learns by asking its provider."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from pytest_django import Settings

from backend.notifications.gateways.base import (
    Accepted,
    Balance,
    NotFound,
    Polled,
    Prepaid,
    Priced,
    Queryable,
    Report,
    Sent,
    Unknown,
)
from backend.notifications.states import State
from tests.notifications.conftest import OTHER_PHONE, PHONE
from tests.notifications.gateways.conftest import KEY, TEXT, Provider, set_up, sms, those
from tests.notifications.gateways.fakes.server import Fault

queryable = those(lambda gateway: isinstance(gateway, Queryable))
polled = those(lambda gateway: isinstance(gateway, Polled))
prepaid = those(lambda gateway: isinstance(gateway, Prepaid))
priced = those(lambda gateway: isinstance(gateway, Priced))

BALANCES = {
    "nikita": Balance(Decimal("1500.50"), "KGS"),
    "eskiz": Balance(Decimal("4321.5"), "UZS"),
    "mobizon": Balance(Decimal("4043.0656"), "KZT"),
    "oson": Balance(Decimal("120.25"), "TJS"),
    "smsc": Balance(Decimal("250.75"), "KZT"),
    "twilio": Balance(Decimal("42.10"), "USD"),
    "infobip": Balance(Decimal("47.79"), "EUR"),
}
PRICES = {"nikita": Balance(Decimal("0.90"), "KGS"), "smsc": Balance(Decimal("12.50"), "")}


def sent(reference: str = "", key: str = KEY, phone: str = PHONE) -> Sent:
    return Sent(key, phone, timezone.now(), reference, TEXT)


@queryable
def test_an_sms_whose_answer_was_lost_is_found_by_what_we_know_of_it(provider: Provider) -> None:
    provider.fake.fault = Fault.DROP
    assert isinstance(provider.gateway.send(sms()), Unknown)
    provider.fake.fault = Fault.NONE
    found = provider.gateway.query(sent())
    assert isinstance(found, Accepted)
    assert found.reference in (provider.fake.taken[0].reference, provider.fake.taken[0].key)


@queryable
def test_an_sms_that_was_never_taken_is_not_found(provider: Provider) -> None:
    provider.fake.fault = Fault.DEAF
    provider.gateway.send(sms())
    provider.fake.fault = Fault.NONE
    never = NotFound() if provider.fake.name != "playmobile" else Unknown("not_in_the_answer")
    assert provider.gateway.query(sent()) == never


@queryable
def test_another_persons_sms_is_not_taken_for_ours(provider: Provider) -> None:
    provider.gateway.send(sms("otherattempt"))
    found = provider.gateway.query(sent(phone=OTHER_PHONE))
    assert isinstance(found, NotFound | Unknown)


@those(lambda gateway: gateway.name == "twilio")
def test_who_knows_no_key_of_ours_is_sure_only_of_one_text_at_one_time(provider: Provider) -> None:
    provider.gateway.send(sms())
    long_ago = Sent(KEY, PHONE, timezone.now() - timedelta(hours=1), "", TEXT)
    other_text = Sent(KEY, PHONE, timezone.now(), "", "another text")
    assert provider.gateway.query(long_ago) == NotFound()
    assert provider.gateway.query(other_text) == Unknown("several_may_be_it")
    provider.gateway.send(sms())
    assert provider.gateway.query(sent()) == Unknown("several_may_be_it")


@queryable
def test_a_provider_that_cannot_be_asked_proves_nothing(
    provider: Provider, settings: Settings
) -> None:
    set_up(settings, provider.fake, url="http://127.0.0.1:1")
    assert isinstance(provider.gateway.query(sent()), Unknown)


@polled
@pytest.mark.parametrize("state", [State.DELIVERED, State.UNDELIVERED, State.ACCEPTED])
def test_what_became_of_an_sms_is_told_in_our_words(provider: Provider, state: State) -> None:
    """What the provider's documents do not name proves only that it has the SMS."""
    accepted = provider.gateway.send(sms())
    (taken,) = provider.fake.taken
    provider.fake.fates[taken.reference] = provider.fake.states.get(state, provider.fake.odd)
    (told,) = provider.gateway.poll([sent(accepted.reference)])
    assert isinstance(told, Report)
    assert (told.state, told.key) == (state, KEY)


@polled
def test_of_an_sms_that_a_provider_does_not_know_it_tells_nothing(provider: Provider) -> None:
    assert provider.gateway.poll([sent()]) == []


@polled
def test_a_provider_that_does_not_answer_tells_nothing(
    provider: Provider, settings: Settings
) -> None:
    set_up(settings, provider.fake, url="http://127.0.0.1:1")
    assert provider.gateway.poll([sent("ref1"), sent("ref2")]) == []


@polled
def test_no_more_is_asked_than_one_poll_may(provider: Provider) -> None:
    for number in range(3):
        provider.gateway.send(sms(f"attempt{number:05}"))
    most = provider.gateway.caps.poll_batch
    many = [sent("ref1", "attempt00000")] * (most + 5)
    before = len(provider.fake.got)
    provider.gateway.poll(many)
    assert len(provider.fake.got) - before <= most


@prepaid
def test_the_balance_is_told(provider: Provider, settings: Settings) -> None:
    assert provider.gateway.balance() == BALANCES[provider.fake.name]
    set_up(settings, provider.fake, url="http://127.0.0.1:1")
    assert provider.gateway.balance() is None


@priced
def test_the_price_is_told_and_nothing_is_sent(provider: Provider) -> None:
    assert provider.gateway.price(sms(text="short")) == PRICES[provider.fake.name]
    assert provider.fake.taken == []
