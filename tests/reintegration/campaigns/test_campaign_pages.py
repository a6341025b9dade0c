"""Campaigns on the pages of staff, without scripts."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from backend.accounts.models import Office, User
from backend.indicators.queues import queues_of
from reintegration.campaigns import actions
from reintegration.campaigns.states import CampaignState
from reintegration.models import Campaign, Returnee
from tests.reintegration.campaigns.conftest import KYRGYZ, Written, carry_on_to_the_end

pytestmark = pytest.mark.django_db

Browser = Callable[[User], Client]
ANSWERS = {"name": "Job fair", "text_ky": KYRGYZ, "sex": "female"}


def page_of(campaign: Campaign, deed: str = "") -> str:
    return f"/staff/campaigns/{campaign.public_id}/{deed}"


def test_an_administrator_of_an_office_counts_readers_of_all_offices(
    browser_of: Browser,
    bakyt: Returnee,
    administrator: User,
    bishkek_office: Office,
) -> None:
    administrator.office = bishkek_office
    administrator.save()
    form = browser_of(administrator).get("/staff/campaigns/new/").content.decode()
    assert "1 person reads it." in form


def test_from_the_list_of_people_to_the_end(
    browser_of: Browser,
    anara: Returnee,
    bakyt: Returnee,
    officer: User,
    supervisor: User,
    settings: Settings,
) -> None:
    settings.CAMPAIGN_APPROVAL_ABOVE = 0
    writer, second = browser_of(officer), browser_of(supervisor)
    people = writer.get("/staff/returnees/?sex=female&page=1").content.decode()
    assert 'href="/staff/campaigns/new/?sex=female&amp;page=1"' in people
    form = writer.get("/staff/campaigns/new/?sex=female&page=1").content.decode()
    assert '<option value="female" selected>' in form
    assert "1 person reads it." in form
    writer.post("/staff/campaigns/new/?sex=female", ANSWERS)
    campaign = Campaign.objects.get()
    assert campaign.filters == "sex=female"
    shown = writer.get(page_of(campaign)).content.decode()
    for words in (KYRGYZ, "the price is not known", "Ask for approval", "Woman"):
        assert words in shown
    assert "Send to" not in shown
    writer.post(page_of(campaign, "submit/"))
    assert "Approve</button>" not in writer.get(page_of(campaign)).content.decode()
    assert "Approve</button>" in second.get(page_of(campaign)).content.decode()
    second.post(page_of(campaign, "approve/"), {"revision": "1"})
    assert "Send to 1 person" in writer.get(page_of(campaign)).content.decode()
    writer.post(page_of(campaign, "start/"))
    carry_on_to_the_end(campaign)
    shown = second.get(page_of(campaign)).content.decode()
    assert "0 of 1 people" in shown
    second.post(page_of(campaign, "stop/"))
    shown = second.get(page_of(campaign)).content.decode()
    assert "1 of 1 people" in shown
    assert "Stopped by" in shown


def test_it_is_given_back_and_written_on(
    browser_of: Browser, written: Written, anara: Returnee, officer: User, supervisor: User
) -> None:
    campaign = actions.submit(written(filters="isco=7212&sex=female"), by=officer)
    browser_of(supervisor).post(page_of(campaign, "return/"), {"reason": "Say when"})
    writer = browser_of(officer)
    assert "Say when" in writer.get(page_of(campaign)).content.decode()
    writer.post(page_of(campaign, "text/"), {"name": "Fair", "text_ky": "5-май", "sex": ""})
    campaign.refresh_from_db()
    assert (campaign.name, campaign.texts) == ("Fair", {"ky": "5-май"})
    assert campaign.filters == "isco=7212", "a filter without a field stays"


def test_a_mistake_is_shown_at_its_field_and_nothing_is_kept(
    browser_of: Browser, officer: User
) -> None:
    answers = ANSWERS | {"link": "/staff/", "fallback": ""}
    page = browser_of(officer).post("/staff/campaigns/new/", answers)
    assert "Take the address of a course or a job" in page.content.decode()
    assert not Campaign.objects.exists()


def test_only_who_may_finds_the_pages(
    browser_of: Browser,
    written: Written,
    anara: Returnee,
    osh_officer: User,
    observer: User,
    protection_officer: User,
    supervisor: User,
) -> None:
    campaign = written()
    for user in (osh_officer, observer):
        assert browser_of(user).get(page_of(campaign)).status_code == 404, user
        assert browser_of(user).post(page_of(campaign, "stop/")).status_code == 404, user
    assert browser_of(protection_officer).get("/staff/campaigns/new/").status_code == 404
    assert browser_of(supervisor).get(page_of(campaign, "text/")).status_code == 404
    assert browser_of(supervisor).post(page_of(campaign, "explode/")).status_code == 404


def test_the_button_of_an_old_page_says_why_it_does_nothing(
    browser_of: Browser, written: Written, anara: Returnee, officer: User, supervisor: User
) -> None:
    campaign = actions.submit(written(), by=officer)
    client = browser_of(supervisor)
    page = client.post(page_of(campaign, "approve/"), {"revision": "x"}, follow=True)
    assert "written anew meanwhile" in page.content.decode()
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.SUBMITTED


def test_who_may_approve_sees_on_the_home_page_that_something_waits(
    written: Written, anara: Returnee, officer: User, supervisor: User, osh_officer: User
) -> None:
    actions.submit(written(), by=officer)
    actions.submit(written(by=supervisor), by=supervisor)

    def waiting(user: User) -> list[int]:
        return [queue.count for queue in queues_of(user) if "campaigns" in queue.url]

    assert (waiting(supervisor), waiting(officer), waiting(osh_officer)) == ([1], [0], [0])
