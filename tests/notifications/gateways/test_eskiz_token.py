"""Eskiz's token: fetched once, renewed in time, and once more when it is no longer taken."""

import pytest
from pytest_django import Settings

from backend.notifications.gateways import eskiz_token
from backend.notifications.gateways.base import Accepted, NotAccepted
from tests.notifications.gateways.conftest import Provider, set_up, sms, those
from tests.notifications.gateways.fakes.server import Fault, said

eskiz = those(lambda gateway: gateway.name == "eskiz")
DAY = 24 * 3600.0


@eskiz
def test_one_token_serves_many_messages(provider: Provider) -> None:
    for number in range(3):
        assert isinstance(provider.gateway.send(sms(f"attempt{number:05}")), Accepted)
    assert provider.fake.sign_ins == 1


@eskiz
def test_a_token_that_is_no_longer_taken_is_replaced_and_the_sms_is_sent_once(
    provider: Provider,
) -> None:
    provider.gateway.send(sms("attempt00001"))
    provider.fake.tokens = []
    assert isinstance(provider.gateway.send(sms("attempt00002")), Accepted)
    assert provider.fake.sign_ins == 2
    assert [one.key for one in provider.fake.taken] == ["attempt00001", "attempt00002"]


@eskiz
def test_a_second_401_is_believed(provider: Provider) -> None:
    provider.fake.fault = Fault.UNAUTHORISED
    assert provider.gateway.send(sms()) == NotAccepted("http_401", needs_person=True)
    assert [got.path for got in provider.fake.got].count(provider.fake.send_path) == 2


@eskiz
def test_an_old_token_is_exchanged_without_the_password(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [0.0]
    monkeypatch.setattr(eskiz_token, "monotonic", lambda: clock[0])
    provider.gateway.send(sms("attempt00001"))
    clock[0] = 26 * DAY
    provider.gateway.send(sms("attempt00002"))
    assert (provider.fake.sign_ins, provider.fake.renewals) == (1, 1)
    provider.fake.tokens = []
    clock[0] = 52 * DAY
    assert isinstance(provider.gateway.send(sms("attempt00003")), Accepted)
    assert provider.fake.sign_ins == 2


@eskiz
def test_a_wrong_password_is_proof_that_nothing_was_sent(
    provider: Provider, settings: Settings
) -> None:
    set_up(settings, provider.fake, password="wrong")
    outcome = provider.gateway.send(sms())
    assert outcome == NotAccepted("sign_in_http_401", needs_person=True)
    assert provider.fake.taken == []


@eskiz
def test_a_sign_in_whose_answer_is_lost_is_proof_too(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(provider.fake, "_sign_in", lambda fields: said({"no": "token"}))
    assert isinstance(provider.gateway.send(sms()), NotAccepted)
    monkeypatch.setattr(provider.fake, "send_path", "/api/auth/login")
    provider.fake.fault = Fault.DROP
    outcome = provider.gateway.send(sms())
    assert isinstance(outcome, NotAccepted)
    assert "sign_in" in outcome.code


@eskiz
def test_a_sign_in_that_answers_nonsense_is_proof_too(provider: Provider) -> None:
    provider.fake.send_path = "/api/auth/login"
    provider.fake.fault = Fault.GARBAGE
    assert provider.gateway.send(sms()) == NotAccepted("sign_in_http_200")
