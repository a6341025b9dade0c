"""A chat becomes a person's by a link that only their own page shows, once."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from backend.accounts.actions.users import change_phone, disable_user
from backend.accounts.models import User
from backend.bot.actions import linking
from backend.bot.models import ChatLink, LinkToken
from backend.notifications.models import Message, ShortLink
from backend.notifications.states import Channel
from reintegration.actions.profile import change_profile
from reintegration.models import Returnee
from tests.bot.conftest import CHAT, OTHER_CHAT, Tell, link
from tests.bot.fakes.telegram import TelegramFake

pytestmark = pytest.mark.django_db

BrowserOf = Callable[[User], Client]
DEEP_LINK = re.compile(r"https://t\.me/homeward_bot\?start=([\w-]{43})\"")


def offered(browser: Client) -> str:
    """The token in the link that the page shows."""
    found = DEEP_LINK.search(browser.post(reverse("bot:offer")).content.decode())
    assert found is not None
    return found[1]


def test_the_link_of_their_page_makes_a_chat_theirs(
    telegram: TelegramFake, anara: Returnee, browser_of: BrowserOf, write: Tell
) -> None:
    browser = browser_of(anara.user)
    write(f"/start {offered(browser)}")
    assert ChatLink.objects.get().user == anara.user
    assert telegram.said[0]["chat_id"] == CHAT
    assert (
        "Your messages come by Telegram." in browser.get(reverse("bot:telegram")).content.decode()
    )


def test_a_link_works_once(anara: Returnee, browser_of: BrowserOf, write: Tell) -> None:
    token = offered(browser_of(anara.user))
    write(f"/start {token}")
    write(f"/start {token}", chat=OTHER_CHAT)
    assert ChatLink.objects.get().chat == CHAT


def test_a_link_is_too_old_after_fifteen_minutes(
    telegram: TelegramFake, anara: Returnee, browser_of: BrowserOf, write: Tell
) -> None:
    token = offered(browser_of(anara.user))
    with time_machine.travel(timezone.now() + timedelta(minutes=15)):
        write(f"/start {token}", language="en")
    assert not ChatLink.objects.exists()
    assert "too old" in telegram.said[0]["text"]


def test_a_new_link_ends_the_one_before(anara: Returnee, write: Tell) -> None:
    first = linking.offer_link(by=anara.user)
    linking.offer_link(by=anara.user)
    write(f"/start {first}")
    assert not ChatLink.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_many_chats_that_use_one_link_at_once_one_gets_it(
    telegram: TelegramFake, anara: Returnee
) -> None:
    digest = linking.digest_of(linking.offer_link(by=anara.user))

    def take(chat: int) -> bool:
        try:
            return linking.link(digest, chat=chat) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(take, range(CHAT, CHAT + 8)))
    assert taken.count(True) == 1
    assert ChatLink.objects.get().chat == CHAT + taken.index(True)


def test_the_person_is_told_by_sms_that_somebody_connected_a_chat(
    telegram: TelegramFake, anara: Returnee
) -> None:
    link(anara)
    told = Message.objects.get()
    assert (told.kind, told.channel, told.phone) == ("bot.linked", Channel.SMS, anara.user.phone)
    short = ShortLink.objects.get(path=reverse("bot:telegram"))
    assert f"/l/{short.token}" in told.text


def test_the_secret_of_a_link_is_not_in_the_database(anara: Returnee, write: Tell) -> None:
    token = linking.offer_link(by=anara.user)
    assert token not in str(LinkToken.objects.values_list())
    assert LinkToken.objects.get().digest == linking.digest_of(token)


@pytest.mark.parametrize("word", ["", "guess", "x" * 64, "%00", "'; --"])
def test_a_guessed_link_connects_nobody(anara: Returnee, write: Tell, word: str) -> None:
    linking.offer_link(by=anara.user)
    write(f"/start {word}")
    assert not ChatLink.objects.exists()


def test_the_pages_are_the_returnees_own(
    telegram: TelegramFake, anara: Returnee, officer: User, browser_of: BrowserOf
) -> None:
    assert Client().post(reverse("bot:offer")).status_code == 302  # to sign in
    assert browser_of(officer).post(reverse("bot:offer")).status_code == 404
    assert browser_of(officer).get(reverse("bot:telegram")).status_code == 404
    assert not LinkToken.objects.exists()


def test_where_there_is_no_bot_there_is_no_page_and_no_entry_in_the_menu(
    anara: Returnee, browser_of: BrowserOf, settings: Settings
) -> None:
    browser = browser_of(anara.user)
    assert browser.get(reverse("bot:telegram")).status_code == 404
    assert "Telegram" not in browser.get(reverse("reintegration:me")).content.decode()


def test_a_chat_is_of_the_person_who_linked_it_last(
    anara: Returnee, bakyt: Returnee, telegram: TelegramFake
) -> None:
    link(anara)
    link(bakyt)
    assert ChatLink.objects.get().user == bakyt.user


def test_a_new_number_of_the_sign_in_ends_the_link(linked: ChatLink, officer: User) -> None:
    change_phone(by=officer, user=linked.user, phone="+996700123499")
    assert not ChatLink.objects.live().exists()
    linking.forget()
    assert not ChatLink.objects.exists()


def test_a_new_number_of_the_file_ends_the_link(
    linked: ChatLink, anara: Returnee, officer: User
) -> None:
    change_profile(anara, by=officer, phone="+996700123499")
    assert not ChatLink.objects.live().exists()


def test_a_closed_account_has_no_chat(linked: ChatLink, administrator: User) -> None:
    disable_user(by=administrator, user=linked.user)
    assert not ChatLink.objects.live().exists()


def test_the_page_changes_the_way_of_messages_and_disconnects(
    linked: ChatLink, anara: Returnee, browser_of: BrowserOf
) -> None:
    browser = browser_of(anara.user)
    browser.post(reverse("bot:choose"), {"channel": Channel.SMS})
    linked.refresh_from_db()
    assert not linked.gets_notices
    assert browser.post(reverse("bot:choose"), {"channel": "pigeon"}).status_code == 404
    browser.post(reverse("bot:unlink"))
    assert not ChatLink.objects.exists()
