"""The page on which a returnee connects Telegram, in a real browser, with the longest words."""

import pytest
from django.test import override_settings
from django.urls import reverse
from playwright.sync_api import expect

from backend.bot.actions import linking
from reintegration.models import Returnee
from tests.bot.fakes.telegram import TelegramFake
from tests.browser.chromium import Visit
from tests.browser.conftest import SignIn

pytestmark = pytest.mark.django_db(transaction=True)


def check(visit: Visit) -> None:
    where = visit.page.url
    assert visit.overflow() == 0, where
    assert visit.barriers() == [], where
    assert visit.small_targets() == [], where


def test_a_returnee_connects_chooses_and_disconnects(
    smallest_phone: Visit, sign_in: SignIn, anara: Returnee
) -> None:
    with TelegramFake() as fake, override_settings(SMS_GATEWAYS={"telegram": fake.account()}):
        page = smallest_phone.page
        sign_in(page.context, anara.user)
        page.goto(reverse("bot:telegram"))
        check(smallest_phone)
        page.get_by_role("button", name="Connect Telegram").click()
        check(smallest_phone)
        address = page.get_by_role("link", name="Open Telegram").get_attribute("href")
        token = address.partition("?start=")[2]
        linking.link(linking.digest_of(token), chat=7001)
        page.goto(reverse("bot:telegram"))
        check(smallest_phone)
        page.get_by_role("button", name="I want SMS").click()
        expect(page.get_by_text("Your messages come by SMS.")).to_be_visible()
        page.get_by_role("button", name="Disconnect Telegram").click()
        expect(page.get_by_role("button", name="Connect Telegram")).to_be_visible()
