"""A canary: a code on its way to a real gateway is in no log, no dump, no page and no answer."""

import io
import logging
from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from backend.accounts.actions.codes import verify_code
from backend.accounts.errors import WrongCode
from backend.accounts.models import User
from backend.notifications import delivery
from backend.notifications.models import Message
from backend.notifications.states import Lane, State
from tests.accounts.conftest import Asked, ask, other_than
from tests.notifications.gateways.conftest import set_up
from tests.notifications.gateways.fakes.nikita import NikitaFake
from tests.notifications.gateways.fakes.oson import OsonFake
from tests.notifications.gateways.fakes.server import Fake, Fault

pytestmark = pytest.mark.django_db

Browser = Callable[[User], Client]


def dump() -> str:
    """Every table, as `dumpdata` writes it."""
    out = io.StringIO()
    call_command("dumpdata", all=True, exclude=["taxonomy"], stdout=out)
    return out.getvalue()


def pages(browser: Client, message: Message) -> str:
    """What an administrator can open about it."""
    paths = [
        "/staff/messages/",
        reverse("notifications:staff_message", args=[message.public_id]),
        "/staff/messages/codes/",
        "/api/v1/messages/",
        f"/api/v1/messages/{message.public_id}/",
        "/admin/",
    ]
    answers = [browser.get(path) for path in paths]
    assert [answer.status_code for answer in answers] == [200] * len(paths)
    return "\n".join(answer.content.decode() for answer in answers)


def assert_unseen(code: str, *texts: str) -> None:
    for text in texts:
        assert text  # nothing was looked at in vain
        assert f"#{code}" not in text
        assert f'"{code}"' not in text
        assert f"{code} " not in text


@pytest.mark.parametrize("fake_of", [NikitaFake, OsonFake])
@pytest.mark.parametrize("fault", [Fault.NONE, Fault.DROP, Fault.BAD_NUMBER])
def test_a_code_is_in_no_log_dump_page_or_answer(
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
    browser_of: Browser,
    administrator: User,
    fake_of: type[Fake],
    fault: Fault,
) -> None:
    browser = browser_of(administrator)
    with fake_of() as fake, caplog.at_level(logging.DEBUG):
        set_up(settings, fake)
        settings.SMS_ROUTES = {"": fake.name}
        fake.fault = fault
        asked: Asked = ask()
        request, secret, code = asked
        message = Message.objects.get()
        assert_unseen(code, dump(), pages(browser, message))
        delivery.drain(Lane.CODES)
        with pytest.raises(WrongCode):
            verify_code(request_id=request.public_id, secret=secret, code=other_than(code))
        assert verify_code(request_id=request.public_id, secret=secret, code=code)
        assert_unseen(code, dump(), pages(browser, message), caplog.text)
        assert fake.got, "the gateway was called"
        if fault != Fault.BAD_NUMBER:
            assert code in fake.taken[0].text


def test_the_canary_would_be_found() -> None:
    """The looking itself: a code that does stand in a row is seen."""
    _request, _secret, code = ask()
    Message.objects.update(state=State.QUEUED, secret=False, body=f"{code} is your code\n#{code}")
    with pytest.raises(AssertionError):
        assert_unseen(code, dump())
