"""The inbox of staff, and the page that stops messages, in a real browser."""

import pytest
from django.urls import reverse
from django.utils import timezone

from backend.accounts.models import User
from backend.notifications.models import InboundSms
from reintegration import stop_links
from reintegration.models import Consent, Reply, Returnee
from reintegration.staff_inbox import ReplyMeaning, ReplyState
from tests.browser.chromium import Visit
from tests.browser.conftest import SignIn
from tests.browser.test_message_pages import check

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "Когда начинается курс? " * 12 + "https://a-long-address.example/" + "x" * 80


@pytest.fixture
def question(anara: Returnee) -> Reply:
    """Anara has written a long SMS."""
    sms = InboundSms.objects.create(
        gateway="sandbox", digest="long", phone=anara.phone, text=WORDS, look_at=None
    )
    return Reply.objects.create(sms=sms, returnee=anara, meaning=ReplyMeaning.FOR_STAFF)


@pytest.mark.parametrize("screen", ["smallest_phone", "laptop"])
def test_staff_take_an_sms_see_the_price_answer_and_close_it(
    screen: str,
    request: pytest.FixtureRequest,
    sign_in: SignIn,
    officer: User,
    question: Reply,
) -> None:
    visit: Visit = request.getfixturevalue(screen)
    sign_in(visit.page.context, officer)
    check(visit, "/staff/inbox/")
    check(visit, reverse("reintegration:staff_reply", args=[question.public_id]))
    visit.page.get_by_role("button", name="I take it").click()
    check(visit)
    visit.page.get_by_label("Your answer").fill("В понедельник в 9")
    visit.page.get_by_role("button", name="Count").click()
    check(visit)
    assert "1 SMS" in visit.page.content()
    visit.page.get_by_role("button", name="Send").click()
    check(visit)
    visit.page.get_by_role("button", name="Done").click()
    check(visit)
    question.refresh_from_db()
    assert (question.state, question.assigned_to) == (ReplyState.DONE, officer)


def test_a_person_stops_messages_on_the_smallest_phone(
    smallest_phone: Visit, anara: Returnee
) -> None:
    link = stop_links.address(anara)
    path = "/s/" + link.rstrip("/").rpartition("/")[2] + "/"
    check(smallest_phone, path)
    smallest_phone.page.get_by_role("button", name="Мындан ары билдирүү жөнөтпөө").click()
    check(smallest_phone)
    assert Consent.objects.filter(returnee=anara, given=False, at__lte=timezone.now()).count() == 2
    check(smallest_phone, "/s/AAAAAAAAAA/")
