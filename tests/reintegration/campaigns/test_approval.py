"""Four eyes: who approves what, and what an approval is worth after a change."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import Settings

from backend.accounts.models import Office, User
from backend.accounts.states import Role
from backend.lib.errors import Conflict, Invalid, NotAllowed
from backend.notifications.models import Message
from reintegration.campaigns import actions
from reintegration.campaigns.states import CampaignState
from reintegration.models import Campaign, Recipient, Returnee
from tests.conftest import staff
from tests.reintegration.campaigns.conftest import KYRGYZ, Crowd, Written


@pytest.fixture(autouse=True)
def _two_alone(settings: Settings) -> None:
    settings.CAMPAIGN_APPROVAL_ABOVE = 2


@pytest.fixture
def large(written: Written, crowd: Crowd) -> Campaign:
    """To ten people."""
    crowd(10)
    return written()


def test_a_few_people_need_no_second_person(written: Written, crowd: Crowd, officer: User) -> None:
    crowd(2)
    assert actions.start(written(), by=officer).state == CampaignState.STARTED


def test_above_the_limit_nobody_starts_without_an_approval(
    large: Campaign, officer: User, supervisor: User, administrator: User
) -> None:
    for by in (officer, supervisor, administrator):
        with pytest.raises(Conflict):
            actions.start(large, by=by)
    assert not Recipient.objects.exists()
    assert not Message.objects.exists()


def test_a_limit_of_nought_asks_a_second_person_always(
    written: Written, anara: Returnee, officer: User, settings: Settings
) -> None:
    settings.CAMPAIGN_APPROVAL_ABOVE = 0
    with pytest.raises(Conflict):
        actions.start(written(), by=officer)


def test_a_supervisor_approves_and_then_the_writer_starts(
    large: Campaign, officer: User, supervisor: User
) -> None:
    actions.submit(large, by=officer)
    actions.approve(large, by=supervisor, revision=1)
    actions.start(large, by=officer)
    large.refresh_from_db()
    assert (large.approved_by, large.approved_people, large.people) == (supervisor, 10, 10)


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_who_wrote_it_never_approves_it_whatever_their_role(
    role: Role, written: Written, crowd: Crowd, bishkek_office: Office
) -> None:
    crowd(3)
    writer = staff(role, bishkek_office if role == Role.SUPERVISOR else None, "writer")
    campaign = actions.submit(written(by=writer), by=writer)
    with pytest.raises(NotAllowed):
        actions.approve(campaign, by=writer, revision=1)


def test_postgresql_itself_refuses_an_approval_by_the_writer(large: Campaign) -> None:
    row = Campaign.objects.filter(pk=large.pk)
    approved = {"approved_at": timezone.now(), "approved_people": 10}
    refused = pytest.raises(IntegrityError, match="campaign_approved_by_a_second_person")
    with refused, transaction.atomic():
        row.update(state=CampaignState.APPROVED, approved_by=large.written_by, **approved)


def test_postgresql_itself_refuses_many_people_without_an_approval(
    large: Campaign, officer: User
) -> None:
    started = {"started_at": timezone.now(), "started_by": officer, "people": 10}
    refused = pytest.raises(IntegrityError, match="campaign_to_many_was_approved")
    with refused, transaction.atomic():
        Campaign.objects.update(state=CampaignState.STARTED, alone_up_to=9, **started)


@pytest.mark.parametrize("person", ["officer", "osh_officer", "protection_officer", "observer"])
def test_nobody_approves_who_does_not_answer_for_the_office(
    person: str, request: pytest.FixtureRequest, large: Campaign, officer: User
) -> None:
    actions.submit(large, by=officer)
    with pytest.raises(NotAllowed):
        actions.approve(large, by=request.getfixturevalue(person), revision=1)


def test_a_supervisor_of_another_office_neither_sees_nor_approves_it(
    large: Campaign, officer: User, osh_office: Office
) -> None:
    actions.submit(large, by=officer)
    stranger = staff(Role.SUPERVISOR, osh_office, "stranger")
    assert not Campaign.objects.visible_to(stranger).exists()
    with pytest.raises(NotAllowed):
        actions.approve(large, by=stranger, revision=1)


def test_what_was_rewritten_while_it_was_read_is_not_approved(
    large: Campaign, officer: User, supervisor: User
) -> None:
    read = actions.submit(large, by=officer).revision
    actions.submit(actions.change(large, by=officer, texts={"ky": "Other"}), by=officer)
    with pytest.raises(Conflict):
        actions.approve(large, by=supervisor, revision=read)


def test_a_change_takes_the_approval_back(large: Campaign, officer: User, supervisor: User) -> None:
    actions.submit(large, by=officer)
    actions.approve(large, by=supervisor, revision=1)
    actions.change(large, by=officer, texts={"ky": KYRGYZ + "!"})
    assert (large.state, large.approved_by) == (CampaignState.DRAFT, None)
    with pytest.raises(Conflict):
        actions.start(large, by=officer)


def test_it_is_given_back_with_a_reason_and_the_writer_reads_it(
    large: Campaign, officer: User, supervisor: User
) -> None:
    actions.submit(large, by=officer)
    with pytest.raises(Invalid):
        actions.give_back(large, by=supervisor, reason=" ")
    actions.give_back(large, by=supervisor, reason="Say when")
    assert (large.state, large.return_reason) == (CampaignState.DRAFT, "Say when")
    assert actions.submit(large, by=officer).return_reason == ""


def test_an_approval_can_be_taken_back_before_the_start(
    large: Campaign, officer: User, supervisor: User
) -> None:
    actions.submit(large, by=officer)
    actions.approve(large, by=supervisor, revision=1)
    actions.give_back(large, by=supervisor, reason="The fair is off")
    with pytest.raises(Conflict):
        actions.start(large, by=officer)


def test_a_list_that_has_grown_since_needs_a_new_approval(
    large: Campaign, officer: User, supervisor: User, anara: Returnee, bakyt: Returnee
) -> None:
    actions.submit(large, by=officer)
    Returnee.objects.filter(pk=anara.pk).update(office=bakyt.office)
    actions.approve(large, by=supervisor, revision=1)
    Returnee.objects.update(office=large.office)
    with pytest.raises(Conflict, match="grown"):
        actions.start(large, by=officer)


def test_nothing_is_handed_in_or_started_that_nobody_would_get(
    written: Written, anara: Returnee, officer: User
) -> None:
    for campaign in (
        written(texts={"ru": "Ярмарка"}),
        written(texts={}),
        written(filters="q=Nobody"),
    ):
        with pytest.raises(Invalid):
            actions.submit(campaign, by=officer)
        with pytest.raises(Invalid):
            actions.start(campaign, by=officer)
