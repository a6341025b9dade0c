"""Messages to many on the pages of staff, in a real browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from backend.accounts.models import User
from reintegration.campaigns.states import CampaignState
from reintegration.models import Campaign, Returnee
from tests.browser.chromium import Visit
from tests.browser.conftest import SignIn
from tests.browser.test_message_pages import check

pytestmark = pytest.mark.django_db(transaction=True)

KYRGYZ = "Homeward: жаңы курс 5-мартта башталат. Каттоо 1-мартка чейин."


@pytest.mark.parametrize("screen", ["smallest_phone", "laptop"])
def test_staff_write_to_many_and_see_what_it_does(
    screen: str,
    request: pytest.FixtureRequest,
    sign_in: SignIn,
    officer: User,
    anara: Returnee,
) -> None:
    visit: Visit = request.getfixturevalue(screen)
    sign_in(visit.page.context, officer)
    check(visit, reverse("reintegration:staff_campaigns"))
    visit.page.get_by_role("link", name="Write to many people").click()
    check(visit)
    visit.page.get_by_label("What do you call it?").fill("Sewing course")
    visit.page.get_by_label("Кыргызча").fill(KYRGYZ)
    visit.page.get_by_role("button", name="Save and see what it does").click()
    check(visit)
    assert KYRGYZ in visit.page.content()
    visit.page.get_by_role("button", name="Send to 1 person").click()
    check(visit)
    expect(visit.page.get_by_text("of 1 people")).to_be_visible()
    check(visit, reverse("reintegration:staff_campaigns"))
    assert Campaign.objects.get().people == 1


def test_a_second_person_approves_and_stops_it_on_a_phone(
    smallest_phone: Visit, sign_in: SignIn, officer: User, supervisor: User, anara: Returnee
) -> None:
    campaign = Campaign.objects.create(
        name="Sewing course in the village of a very long name",
        office=anara.office,
        texts={"ky": KYRGYZ, "ru": "Homeward: курс для мигрантов https://long.example/" + "x" * 90},
        filters="state=active&sex=female",
        written_by=officer,
        state=CampaignState.SUBMITTED,
    )
    visit = smallest_phone
    sign_in(visit.page.context, supervisor)
    check(visit, reverse("reintegration:staff_campaign", args=[campaign.public_id]))
    visit.page.get_by_role("button", name="Approve").click()
    check(visit)
    assert "Approved by" in visit.page.content()
