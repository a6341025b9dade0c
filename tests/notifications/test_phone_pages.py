"""/dev/phones/: what the sandbox's phones show, and only where it is switched on."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from backend.notifications.gateways.sandbox import inbox_of
from backend.notifications.models import SandboxSms
from tests.notifications.conftest import OTHER_PHONE, PHONE

pytestmark = pytest.mark.django_db


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if tag == "a" and name == "href"]


def links(html: str) -> list[str]:
    parser = Links()
    parser.feed(html)
    return parser.found


def received(phone: str, body: str, key: str) -> SandboxSms:
    return SandboxSms.objects.create(
        inbox=inbox_of(phone), phone=phone, body=body, at=timezone.now(), key=key
    )


def page(client: Client, path: str) -> str:
    response = client.get(path, headers={"accept-language": "en"})
    assert response.status_code == 200
    return str(response.content.decode())


def test_the_phone_with_the_newest_message_comes_first_with_its_last_words(client: Client) -> None:
    received(PHONE, "first word", "a" * 12)
    received(OTHER_PHONE, "the other phone", "b" * 12)
    received(PHONE, "last word", "c" * 12)
    html = page(client, reverse("notifications:phones"))
    assert html.index("+996 700 123 456") < html.index("+998 91 234 56 78")
    assert "last word" in html
    assert "first word" not in html


def test_a_phone_shows_its_messages_as_bubbles_in_order_and_no_other_phones(
    client: Client,
) -> None:
    received(PHONE, "one\n@localhost #482913", "a" * 12)
    received(PHONE, "<b>two</b>", "b" * 12)
    received(OTHER_PHONE, "not yours", "c" * 12)
    html = page(client, reverse("notifications:phone", args=[inbox_of(PHONE)]))
    assert html.count('class="bubble"') == 2
    assert html.index("one\n@localhost #482913") < html.index("&lt;b&gt;two&lt;/b&gt;")
    assert "not yours" not in html


def test_a_link_in_a_message_can_be_opened(client: Client) -> None:
    received(PHONE, "Homeward: http://localhost:8000/m/ab12. Stop: http://localhost/s/x", "a" * 12)
    html = page(client, reverse("notifications:phone", args=[inbox_of(PHONE)]))
    assert {"http://localhost:8000/m/ab12", "http://localhost/s/x"} <= set(links(html))


def test_no_address_of_a_page_tells_the_number(client: Client) -> None:
    received(PHONE, "hello", "a" * 12)
    html = page(client, reverse("notifications:phones"))
    assert not [link for link in links(html) if re.search(r"\d{6}", link) and "996" in link]
    assert reverse("notifications:phone", args=[inbox_of(PHONE)]) in links(html)
    assert inbox_of(PHONE) != inbox_of(OTHER_PHONE)


def test_the_pages_load_themselves_again_until_asked_to_stand_still(client: Client) -> None:
    received(PHONE, "hello", "a" * 12)
    path = reverse("notifications:phones")
    assert client.get(path).headers["Refresh"]
    assert "Refresh" not in client.get(path, {"still": ""}).headers


def test_an_empty_sandbox_says_what_to_do_next(client: Client) -> None:
    assert "No message yet" in page(client, reverse("notifications:phones"))


def test_an_inbox_that_never_was_is_not_found(client: Client) -> None:
    assert client.get(reverse("notifications:phone", args=["0" * 32])).status_code == 404


def test_outside_the_sandbox_there_are_no_such_pages(client: Client, settings: Settings) -> None:
    received(PHONE, "hello", "a" * 12)
    settings.SANDBOX_PHONES = False
    assert client.get(reverse("notifications:phones")).status_code == 404
    assert client.get(reverse("notifications:phone", args=[inbox_of(PHONE)])).status_code == 404


def test_the_list_costs_the_same_for_few_and_many_phones(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(60):
        received(f"+99670012{number:04}", "hello", f"{number:012}")
    with django_assert_max_num_queries(4):
        page(client, reverse("notifications:phones") + "?page=2")
