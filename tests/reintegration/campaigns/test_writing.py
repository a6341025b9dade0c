"""Drafts: what may be written, to whom, and who may write on."""

import pytest

from backend.accounts.models import User
from backend.audit.models import Entry
from backend.lib.errors import Conflict, Invalid, NotAllowed
from reintegration.campaigns import actions
from reintegration.campaigns.audience import chosen
from reintegration.campaigns.describing import in_words
from reintegration.campaigns.states import CampaignState
from reintegration.models import Campaign, Need, Returnee
from reintegration.states import NeedKind
from tests.reintegration.campaigns.conftest import KYRGYZ, Written


def test_an_officer_writes_to_the_people_of_their_office_only(
    written: Written, anara: Returnee, bakyt: Returnee, osh_officer: User
) -> None:
    assert list(chosen(written())) == [anara]
    assert list(chosen(written(by=osh_officer))) == [bakyt]


def test_an_administrator_writes_to_all_offices_and_only_administrators_see_it(
    written: Written, anara: Returnee, bakyt: Returnee, administrator: User, supervisor: User
) -> None:
    campaign = written(by=administrator)
    assert set(chosen(campaign)) == {anara, bakyt}
    assert Campaign.objects.visible_to(administrator).get() == campaign
    assert not Campaign.objects.visible_to(supervisor).exists()


def test_a_writer_who_has_moved_to_another_office_reaches_neither(
    written: Written, anara: Returnee, bakyt: Returnee, officer: User
) -> None:
    campaign = written()
    officer.office = bakyt.office
    officer.save()
    assert not chosen(campaign).exists()


@pytest.mark.parametrize("person", ["observer", "protection_officer", "trainer", "employer_user"])
def test_nobody_but_case_staff_writes_to_many(
    person: str, request: pytest.FixtureRequest, written: Written
) -> None:
    with pytest.raises(NotAllowed):
        written(by=request.getfixturevalue(person))


def test_the_filters_are_those_of_the_list_of_people(written: Written, anara: Returnee) -> None:
    Need.objects.create(returnee=anara, kind=NeedKind.TRAINING)
    region = anara.home_place.parent_id
    fits = written(filters=f"need=training&sex=female&region={region}&language=ky&state=active")
    assert list(chosen(fits)) == [anara]
    for other in ("need=housing", "sex=male", "language=ru", "q=Bakyt", "state=left"):
        assert not chosen(written(filters=other)).exists(), other


@pytest.mark.parametrize(
    "query",
    [
        "sexx=male",
        "sex=robot",
        "region=0",
        "region=x",
        "q=%00",
        "isco=%00",
        "q=" + "x" * 501,
        "need=%ff",
    ],
)
def test_filters_that_are_not_understood_are_refused_and_never_passed_over(
    query: str, written: Written
) -> None:
    with pytest.raises(Invalid) as refused:
        written(filters=query)
    assert "filters" in refused.value.fields


def test_filters_are_kept_in_one_order_without_the_page_they_were_seen_on(
    written: Written,
) -> None:
    assert written(filters="sex=male&page=3&q=&language=ky").filters == "language=ky&sex=male"


def test_filters_are_told_in_words(written: Written, bishkek_office: object) -> None:
    office = str(getattr(bishkek_office, "public_id"))  # noqa: B009
    query = (
        f"state=active&state=paused&sex=female&isco=7212&returned_after=2026-01-31&office={office}"
    )
    told = {str(label): value for label, value in in_words(written(filters=query))}
    assert told["State"] == "Looking, Paused"
    assert told["Sex"] == "Woman"
    assert "Welders" in told["Work done"]
    assert told["Office"] == "Bishkek"
    assert told["Came back not before"].startswith("31 January")


def test_a_text_of_more_than_three_sms_is_refused_with_its_link_counted(written: Written) -> None:
    written(texts={"ky": "ж" * 201})
    with pytest.raises(Invalid):
        written(texts={"ky": "ж" * 202})
    with pytest.raises(Invalid):
        written(texts={"ky": "ж" * 201}, link="/courses/")


def test_an_empty_text_is_none_and_cannot_stand_in_for_others(written: Written) -> None:
    assert written(texts={"ky": KYRGYZ, "ru": "  "}).texts == {"ky": KYRGYZ}
    with pytest.raises(Invalid) as refused:
        written(texts={"ky": KYRGYZ, "ru": " "}, fallback="ru")
    assert "fallback" in refused.value.fields


@pytest.mark.parametrize(
    "link",
    ["https://elsewhere.example/", "/staff/returnees/", "/me/", "/nowhere/", "courses", "//x"],
)
def test_a_link_leads_to_a_page_of_ours_that_every_returnee_may_open(
    link: str, written: Written
) -> None:
    with pytest.raises(Invalid):
        written(link=link)


def test_an_address_copied_from_the_browser_is_kept_as_its_path(written: Written) -> None:
    assert written(link="http://testserver/courses/").link == "/courses/"


def test_only_who_wrote_it_writes_on(
    written: Written, supervisor: User, administrator: User, officer: User
) -> None:
    campaign = written()
    for other in (supervisor, administrator):
        with pytest.raises(NotAllowed):
            actions.change(campaign, by=other, name="Mine")
    actions.change(campaign, by=officer, name="Fair")
    campaign.refresh_from_db()
    assert (campaign.name, campaign.revision) == ("Fair", 2)


def test_what_has_been_sent_is_not_rewritten(
    written: Written, anara: Returnee, officer: User
) -> None:
    campaign = actions.start(written(), by=officer)
    with pytest.raises(Conflict):
        actions.change(campaign, by=officer, texts={"ky": "Other words"})
    campaign.refresh_from_db()
    assert (campaign.texts, campaign.state) == ({"ky": KYRGYZ}, CampaignState.STARTED)


def test_every_deed_is_in_the_audit_log_without_texts_and_filters(
    written: Written, anara: Returnee, officer: User, supervisor: User
) -> None:
    campaign = actions.submit(written(filters="q=Anara"), by=officer)
    actions.give_back(campaign, by=supervisor, reason="Say when")
    actions.submit(actions.change(campaign, by=officer, name="Fair"), by=officer)
    actions.approve(campaign, by=supervisor, revision=2)
    actions.stop(actions.start(campaign, by=officer), by=supervisor)
    log = Entry.objects.filter(deed__startswith="reintegration.campaign").order_by("pk")
    assert [entry.deed.rpartition(".")[2] for entry in log] == [
        "written",
        "submitted",
        "returned",
        "changed",
        "submitted",
        "approved",
        "started",
        "stopped",
    ]
    assert "Anara" not in str([entry.detail for entry in log])
