"""What every adapter makes of calls that its provider makes, and of those of strangers."""

from dataclasses import replace

import pytest
from pytest_django import Settings

from backend.notifications.gateways.base import BadCallback, Inbound, Replying, Reporting
from backend.notifications.states import State
from tests.notifications.conftest import PHONE
from tests.notifications.gateways.conftest import KEY, Provider, set_up, sms, those
from tests.notifications.gateways.fakes.server import CALLBACK_SECRET, Callback

reporting = those(lambda gateway: isinstance(gateway, Reporting))
replying = those(lambda gateway: isinstance(gateway, Replying))
signing = those(lambda gateway: gateway.caps.signed)

# A document that grows to 10^9 letters, and one that reads a file.
BOMB = b'<!DOCTYPE r [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><report>&b;</report>'
FILE = b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><sms-request>&x;</sms-request>'
NONSENSE = [b"", b"\xff\xfe\x00", b"{", b"[]", b"null", b"[" * 100_000, b"a=%ff&b", BOMB, FILE]
NONSENSE += [b'{"results": 7}', b'{"messages": [[]]}', b"<report/>", b"&".join([b"a=1"] * 500)]


def reports_of(provider: Provider, callback: Callback) -> list[object]:
    return list(provider.gateway.read_callback(callback.body, callback.headers, callback.url))


def replies_of(provider: Provider, callback: Callback) -> list[object]:
    return list(provider.gateway.read_inbound(callback.body, callback.headers, callback.url))


def report(provider: Provider, state: State = State.DELIVERED) -> Callback:
    """What the provider calls with, about an SMS that it has taken."""
    provider.gateway.send(sms())
    status = provider.fake.states.get(state, provider.fake.odd)
    callback: Callback = provider.fake.report(provider.fake.taken[0], status)
    return callback


@reporting
@pytest.mark.parametrize("state", [State.DELIVERED, State.UNDELIVERED, State.ACCEPTED])
def test_a_report_names_the_sms_and_what_became_of_it(provider: Provider, state: State) -> None:
    """What the provider's documents do not name proves only that it has the SMS."""
    callback = report(provider, state)
    (told,) = provider.gateway.read_callback(callback.body, callback.headers, callback.url)
    assert told.state == state
    taken = provider.fake.taken[0]
    # SMSC calls us with its number for the SMS, which the answer to the send has told us.
    assert told.key == KEY or told.reference == taken.key
    assert reports_of(provider, callback) == [told]


@those(lambda gateway: gateway.name == "eskiz")
def test_one_delivered_part_of_several_is_not_the_whole(provider: Provider) -> None:
    callback = report(provider)
    body = callback.body.replace(b'"sms_count": "1"', b'"sms_count": "3"')
    assert body != callback.body
    (told,) = provider.gateway.read_callback(body, callback.headers, callback.url)
    assert told.state == State.SENT


@reporting
def test_a_report_at_another_address_is_forged(provider: Provider) -> None:
    callback = report(provider)
    guesses = ["x" * len(CALLBACK_SECRET), "", "reports"]
    for guess in guesses:
        url = callback.url.replace(CALLBACK_SECRET, guess)
        with pytest.raises(BadCallback):
            reports_of(provider, replace(callback, url=url))
    with pytest.raises(BadCallback):
        reports_of(provider, replace(callback, url=callback.url.replace("reports", "inbound")))


@reporting
@pytest.mark.parametrize("secret", ["", "short"])
def test_without_a_long_secret_no_report_is_believed(
    provider: Provider, settings: Settings, secret: str
) -> None:
    callback = report(provider)
    set_up(settings, provider.fake, callback_secret=secret)
    url = callback.url.replace(CALLBACK_SECRET, secret)
    with pytest.raises(BadCallback):
        reports_of(provider, replace(callback, url=url))


@signing
def test_a_report_without_the_providers_signature_is_forged(provider: Provider) -> None:
    callback = report(provider)
    assert reports_of(provider, callback)
    with pytest.raises(BadCallback, match="wrong_signature"):
        reports_of(provider, provider.fake.unsigned(callback))


@reporting
@pytest.mark.parametrize("body", NONSENSE, ids=range(len(NONSENSE)))
def test_a_report_that_is_nonsense_is_refused_and_breaks_nothing(
    provider: Provider, body: bytes
) -> None:
    callback = report(provider)
    with pytest.raises(BadCallback):
        reports_of(provider, replace(callback, body=body))


@those(lambda gateway: gateway.name == "nikita")
def test_a_report_with_a_document_type_is_refused_however_harmless(provider: Provider) -> None:
    callback = report(provider)
    body = callback.body.replace(b"<report ", b"<!DOCTYPE report><report ")
    assert body != callback.body
    with pytest.raises(BadCallback, match="not_xml"):
        reports_of(provider, replace(callback, body=body))


@replying
def test_a_reply_is_read_with_its_letters_and_its_number(provider: Provider) -> None:
    (reply,) = replies_of(provider, provider.fake.reply(PHONE, "ТОҚТАТ & <ha> 100%"))
    assert isinstance(reply, Inbound)
    assert (reply.phone, reply.text, reply.reference != "") == (PHONE, "ТОҚТАТ & <ha> 100%", True)


@replying
def test_a_reply_at_another_address_is_forged(provider: Provider) -> None:
    callback = provider.fake.reply(PHONE, "STOP")
    with pytest.raises(BadCallback):
        replies_of(provider, replace(callback, url=callback.url.replace(CALLBACK_SECRET, "x" * 30)))


@replying
@pytest.mark.parametrize("body", NONSENSE, ids=range(len(NONSENSE)))
def test_a_reply_that_is_nonsense_is_refused_and_breaks_nothing(
    provider: Provider, body: bytes
) -> None:
    callback = provider.fake.reply(PHONE, "STOP")
    with pytest.raises(BadCallback):
        replies_of(provider, replace(callback, body=body))
