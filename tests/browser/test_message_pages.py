"""Staff's pages of messages, in a real browser."""

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from backend.accounts.models import User
from backend.notifications import outbox
from backend.notifications.models import Attempt, GatewayStatus, Message
from backend.notifications.states import State, Verdict
from tests.browser.chromium import Visit
from tests.browser.conftest import SignIn

pytestmark = pytest.mark.django_db(transaction=True)


def check(visit: Visit, path: str = "") -> None:
    if path:
        visit.page.goto(path)
    where = visit.page.url
    assert visit.overflow() == 0, where
    assert visit.barriers() == [], where
    assert visit.small_targets() == [], where


@pytest.fixture
def parked() -> Message:
    """A code whose answer was lost, through a gateway that is stopped since."""
    with transaction.atomic():
        message = outbox.send(
            "sign_in_code",
            phone="+996700123456",
            language="ru",
            context={"code": "482913"},
            dedupe_key="parked",
        )
    now = timezone.now()
    Message.objects.filter(pk=message.pk).update(
        state=State.UNKNOWN, next_at=None, sent_at=None, delivered_at=None, body=message.body
    )
    Attempt.objects.filter(message=message).update(
        gateway="sandbox", verdict=Verdict.UNKNOWN, ended_at=None, detail="read_timeout", sends=1
    )
    GatewayStatus.objects.create(name="sandbox", stopped_at=now, stop_code="no_funds")
    return message


@pytest.mark.parametrize("screen", ["smallest_phone", "laptop"])
def test_staff_settle_a_message_and_see_what_texts_cost(
    screen: str,
    request: pytest.FixtureRequest,
    sign_in: SignIn,
    administrator: User,
    parked: Message,
) -> None:
    visit: Visit = request.getfixturevalue(screen)
    sign_in(visit.page.context, administrator)
    check(visit, "/staff/messages/")
    check(visit, "/staff/messages/gateways/")
    check(visit, "/staff/messages/price/")
    visit.page.get_by_label("Text").fill("Курс начнётся в понедельник")
    visit.page.get_by_role("button", name="Count").click()
    check(visit)
    assert "1 SMS a person" in visit.page.content()
    check(visit, reverse("notifications:staff_message", args=[parked.public_id]))
    visit.page.get_by_label("It arrived").check()
    visit.page.get_by_label("How do you know?").fill("She read it out on the phone")
    visit.page.get_by_role("button", name="Save").click()
    check(visit)
    assert "She read it out on the phone" in visit.page.content()
