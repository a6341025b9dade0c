"""What staff see of alarms, codes and strangers' SMS, and a link that is over, in a browser."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from backend.accounts.models import CodeRange, SignInCode, User
from backend.notifications.costs import month_of
from backend.notifications.models import GatewayMonth, GatewayStatus, InboundSms
from reintegration.models import Reply, Returnee
from reintegration.staff_inbox import ReplyMeaning
from tests.browser.chromium import Visit
from tests.browser.conftest import SignIn
from tests.browser.test_message_pages import check

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def alarms(settings: Settings) -> None:
    """A braked range and a poor one, little money, and SMS billed too often."""
    now = timezone.now()
    for prefix, used in (("+996700", 1), ("+996555", 12), ("+99890", 30)):
        for number in range(40):
            code = SignInCode.objects.create(
                phone=f"{prefix}5500{number:02}",
                prefix=prefix,
                language="ky",
                digest="x",
                binding=f"{prefix}{number}",
                expires_at=now,
                used_at=now if number < used else None,
            )
            assert code.pk
    CodeRange.objects.create(prefix="+996700", braked_until=now + timedelta(minutes=30))
    settings.SMS_LOW_BALANCES = {"sandbox": "500"}
    GatewayStatus.objects.create(
        name="sandbox", balance="120.50", balance_currency="KGS", miscounted_in=month_of(now)
    )
    GatewayMonth.objects.create(
        gateway="sandbox", month=month_of(now), part=1, counted=1200, billed=1350
    )


@pytest.mark.parametrize("screen", ["smallest_phone", "laptop"])
def test_an_administrator_sees_the_alarms_and_lets_codes_go_again(
    screen: str,
    request: pytest.FixtureRequest,
    sign_in: SignIn,
    administrator: User,
    alarms: None,
) -> None:
    visit: Visit = request.getfixturevalue(screen)
    sign_in(visit.page.context, administrator)
    check(visit, "/staff/messages/")
    check(visit, "/staff/messages/gateways/")
    check(visit, "/staff/messages/codes/")
    visit.page.get_by_role("button", name="Let codes go again").click()
    check(visit)
    assert "Codes go to these numbers again" in visit.page.content()


@pytest.mark.parametrize("screen", ["smallest_phone", "laptop"])
def test_a_supervisor_puts_an_sms_of_an_unknown_number_to_a_file(
    screen: str,
    request: pytest.FixtureRequest,
    sign_in: SignIn,
    supervisor: User,
    anara: Returnee,
) -> None:
    sms = InboundSms.objects.create(
        gateway="sandbox", digest="new", phone="+996700999999", text="Мой новый номер", look_at=None
    )
    reply = Reply.objects.create(sms=sms, meaning=ReplyMeaning.FOR_STAFF)
    visit: Visit = request.getfixturevalue(screen)
    sign_in(visit.page.context, supervisor)
    check(visit, reverse("reintegration:staff_reply", args=[reply.public_id]))
    visit.page.get_by_label("Name", exact=True).fill("Anara")
    visit.page.get_by_role("button", name="Search").click()
    check(visit)
    visit.page.get_by_role("button", name="Put it to this file").click()
    check(visit)
    reply.refresh_from_db()
    assert reply.returnee == anara


def test_a_link_that_is_over_is_a_page_on_the_smallest_phone(smallest_phone: Visit) -> None:
    check(smallest_phone, "/l/nosuchli")
    smallest_phone.page.get_by_role("link", name="Go to my page").click()
    check(smallest_phone)
    assert "/sign-in/" in smallest_phone.page.url
