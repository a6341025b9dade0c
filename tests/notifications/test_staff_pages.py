"""Staff's pages of messages: lists, the uncertain ones, gateways, and what a text costs."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from backend.accounts.models import User
from backend.audit.models import Entry
from backend.notifications import delivery
from backend.notifications.gateways.base import Accepted, Unknown
from backend.notifications.models import GatewayStatus, Message
from backend.notifications.states import Lane, Reason, State
from tests.notifications.conftest import ScriptedGateway, Send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_worker")]

LIST, GATEWAYS, PRICE = "/staff/messages/", "/staff/messages/gateways/", "/staff/messages/price/"

Browser = Callable[[User], Client]
Page = Callable[..., str]


@pytest.fixture
def browser(browser_of: Browser, administrator: User) -> Client:
    return browser_of(administrator)


@pytest.fixture
def page(browser: Client) -> Page:
    def read(path: str, **query: str) -> str:
        answer = browser.get(path, query)
        assert answer.status_code == 200
        return " ".join(answer.content.decode().split())

    return read


@pytest.fixture
def parked(send: Send, operator: ScriptedGateway) -> Message:
    operator.answers = [Unknown("read_timeout")]
    message = send("parked")
    delivery.drain(Lane.NORMAL)
    return message


def link(message: Message) -> str:
    return reverse("notifications:staff_message", args=[message.public_id])


def test_messages_are_listed_by_state_lane_and_kind(page: Page, send: Send) -> None:
    word, code = send("word"), send("code", "test.code")
    assert link(word) in page(LIST)
    assert link(code) in page(LIST)
    only_codes = page(LIST, lane="codes")
    assert (link(code) in only_codes, link(word) in only_codes) == (True, False)
    assert "No such messages" in page(LIST, state=State.DELIVERED)
    assert link(word) in page(LIST, state="nonsense")


def test_those_that_wait_for_a_person_are_counted_and_listed(
    page: Page, send: Send, parked: Message
) -> None:
    other = send("other")
    assert "1 message may or may not have arrived" in page(LIST)
    listed = page(LIST, parked="")
    assert (link(parked) in listed, link(other) in listed) == (True, False)


def test_a_person_settles_an_uncertain_message_on_its_page(
    browser: Client, page: Page, parked: Message
) -> None:
    assert "Nobody knows if it arrived" in page(link(parked))
    assert browser.post(link(parked), {"choice": "arrived"}).status_code == 200
    told = {"choice": "arrived", "reason": "The operator has it in its list"}
    assert browser.post(link(parked), told).status_code == 302
    after = page(link(parked))
    assert "The operator has it in its list" in after
    assert "Nobody knows" not in after
    assert "is settled, or still being settled" in browser.post(link(parked), told).content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "No consent"), ("ru", "Нет согласия")],
)
def test_why_a_message_is_held_back_is_said_in_words(
    page: Page, browser: Client, send: Send, language: str, words: str
) -> None:
    message = send("held")
    held = Message.objects.filter(pk=message.pk)
    assert held.move(State.SUPPRESSED, reason=Reason.NO_CONSENT)
    browser.cookies.load({"django_language": language})
    for path in (LIST, link(message)):
        told = page(path)
        assert words in told
        assert "no_consent" not in told


def test_a_code_is_shown_to_nobody(page: Page, send: Send) -> None:
    message = send("code", "test.code", context={"word": "482913"})
    assert "482913" not in page(link(message))


def test_a_stopped_gateway_is_told_of_and_started_again(
    browser: Client, page: Page, operator: ScriptedGateway
) -> None:
    GatewayStatus.objects.create(name="scripted", stopped_at=timezone.now(), stop_code="no_funds")
    assert "gateway is stopped" in page(LIST)
    assert "no_funds" in page(GATEWAYS)
    start = reverse("notifications:staff_start_gateway", args=["scripted"])
    assert browser.post(start).status_code == 302
    assert GatewayStatus.objects.get().stopped_at is None
    assert Entry.objects.get(deed="notifications.gateway.started").detail == {"gateway": "scripted"}
    assert "At work" in page(GATEWAYS)
    browser.post(start)
    assert Entry.objects.filter(deed="notifications.gateway.started").count() == 1


def test_the_month_of_a_gateway_is_told_with_its_budget(
    page: Page, send: Send, operator: ScriptedGateway, settings: Settings
) -> None:
    settings.SMS_PRICES, settings.SMS_BUDGETS = {"scripted": {"": "2.5"}}, {"scripted": "2"}
    send()
    delivery.drain(Lane.NORMAL)
    told = page(GATEWAYS)
    assert "2.50" in told
    assert "Codes only" in told
    assert "used up its budget" in page(LIST)


def test_money_that_runs_out_and_sms_billed_too_often_are_told_of(
    page: Page, send: Send, operator: ScriptedGateway, settings: Settings
) -> None:
    settings.SMS_LOW_BALANCES = {"scripted": "500"}
    GatewayStatus.objects.create(name="scripted", balance="120.50", balance_currency="KGS")
    operator.answers = [Accepted("ref", segments=2)]
    send()
    delivery.drain(Lane.NORMAL)
    assert "little money left at a gateway: scripted" in page(LIST)
    told = page(GATEWAYS)
    assert "120.50 KGS" in told
    assert "Top it up" in told
    assert "Billed more SMS than we counted" in told


def test_staff_see_what_a_text_costs_before_anybody_gets_it(
    browser: Client, operator: ScriptedGateway, settings: Settings
) -> None:
    settings.SMS_ROUTES = {"+996": "scripted", "": "sandbox"}
    settings.SMS_PRICES = {"scripted": {"": "2.5"}}
    asked = {"text": "ж" * 71, "language": "ru", "people": "100"}
    told = browser.post(PRICE, asked).content.decode()
    assert "2 SMS a person" in told
    assert "500.00" in told
    assert "not known" in told
    assert not Message.objects.exists()


def test_to_everybody_else_the_pages_do_not_exist(
    browser_of: Browser, supervisor: User, officer: User, parked: Message
) -> None:
    for user in (supervisor, officer):
        client = browser_of(user)
        for path in (LIST, GATEWAYS, PRICE, link(parked)):
            assert client.get(path).status_code == 404
