"""From the start to the last message: each once, to whom it may go, until somebody stops it."""

from decimal import Decimal
from typing import Any

import pytest

from backend.accounts.models import User
from backend.lib.errors import StateConflict
from backend.notifications import claims, delivery
from backend.notifications.gateways.base import NotAccepted, Rejected, Unknown
from backend.notifications.models import Message
from backend.notifications.settling import Ended, settle
from backend.notifications.states import Lane, Reason, State
from reintegration.actions.stopping import stop as say_stop
from reintegration.campaigns import actions
from reintegration.campaigns.progress import Standing, progress
from reintegration.campaigns.queueing import carry_on
from reintegration.campaigns.states import CampaignState, LeftOut
from reintegration.models import Campaign, Returnee
from reintegration.staff_reasons import ConsentWay
from reintegration.states import ReturneeState
from reintegration.tasks import carry_on_campaigns
from tests.notifications.conftest import ScriptedGateway
from tests.reintegration.campaigns.conftest import (
    KYRGYZ,
    RUSSIAN,
    Crowd,
    Written,
    carry_on_to_the_end,
    sent_to,
)


def standings(campaign: Campaign) -> dict[str, int]:
    """Those that somebody stands in."""
    return {str(where): people for where, people in progress(campaign).standings if people}


@pytest.fixture
def started(written: Written, crowd: Crowd, officer: User) -> Campaign:
    """To five people; no worker has looked yet."""
    crowd(5)
    return actions.start(written(), by=officer)


def test_each_person_on_the_list_gets_it_once_in_their_language(
    written: Written, crowd: Crowd, officer: User, operator: ScriptedGateway
) -> None:
    people = crowd(3)
    Returnee.objects.filter(pk=people[0].pk).update(language="ru")
    Returnee.objects.filter(pk=people[1].pk).update(language="uz")
    texts = {"ky": KYRGYZ, "ru": RUSSIAN}
    campaign = actions.start(written(texts=texts, fallback="ru", link="/courses/"), by=officer)
    carry_on_to_the_end(campaign)
    carry_on_to_the_end(campaign)
    assert sent_to(operator) == [person.phone for person in people]
    got = {sms.phone: sms.text for sms in operator.got}
    for person, text in zip(people, (RUSSIAN, RUSSIAN, KYRGYZ), strict=True):
        assert got[person.phone].startswith(f"{text} http://testserver/courses/")


def test_whoever_comes_to_fit_the_filter_after_the_start_gets_nothing(
    started: Campaign, anara: Returnee, operator: ScriptedGateway
) -> None:
    carry_on_to_the_end(started)
    assert anara.phone not in sent_to(operator)
    assert (started.people, len(operator.got)) == (5, 5)


def test_whoever_took_the_consent_back_before_it_was_queued_is_left_out(
    started: Campaign, operator: ScriptedGateway
) -> None:
    person = Returnee.objects.earliest("pk")
    say_stop(person, way=ConsentWay.CALL)
    carry_on_to_the_end(started)
    assert person.phone not in sent_to(operator)
    assert progress(started).held_back == [(LeftOut.SAID_NO, 1)]


def test_whoever_took_the_consent_back_after_it_was_queued_gets_nothing(
    started: Campaign, operator: ScriptedGateway
) -> None:
    carry_on_to_the_end(started)
    person = Returnee.objects.earliest("pk")
    say_stop(person, way=ConsentWay.CALL)
    assert person.phone not in sent_to(operator)
    assert progress(started).held_back == [(Reason.NO_CONSENT, 1)]


def test_a_file_closed_since_the_start_is_left_out(started: Campaign) -> None:
    Returnee.objects.filter(pk=Returnee.objects.earliest("pk").pk).update(state=ReturneeState.LEFT)
    carry_on_to_the_end(started)
    assert progress(started).held_back == [(LeftOut.CLOSED, 1)]
    assert Message.objects.count() == 4


def test_a_second_start_is_refused_and_doubles_nothing(started: Campaign, supervisor: User) -> None:
    stale = Campaign.objects.get(pk=started.pk)
    stale.state = CampaignState.DRAFT
    for copy in (started, stale):
        with pytest.raises(StateConflict):
            actions.start(copy, by=supervisor)
    assert started.recipients.count() == 5


def test_a_stop_before_anything_was_queued_leaves_nothing_to_send(
    started: Campaign, officer: User, operator: ScriptedGateway
) -> None:
    actions.stop(started, by=officer)
    carry_on_to_the_end(started)
    assert sent_to(operator) == []
    assert not Message.objects.exists()
    assert standings(started) == {Standing.STOPPED: 5}


def test_a_stop_in_the_midst_withdraws_what_has_not_left(
    started: Campaign, supervisor: User, operator: ScriptedGateway
) -> None:
    carry_on(started.pk)
    first = Message.objects.order_by("pk")[:2].values("pk")
    Message.objects.exclude(pk__in=first).update(next_at="2100-01-01T00:00Z")
    delivery.drain(Lane.BULK)
    actions.stop(started, by=supervisor)
    assert standings(started) == {Standing.SENT: 2, Standing.STOPPED: 3}
    carry_on_to_the_end(started)
    assert Message.objects.filter(state=State.CANCELLED).count() == 3
    assert standings(started) == {Standing.SENT: 2, Standing.STOPPED: 3}
    assert len(sent_to(operator)) == 2
    started.refresh_from_db()
    assert (started.stopped_by, started.ended_at is not None) == (supervisor, True)


def test_a_stop_reaches_messages_that_a_worker_has_in_its_hands(
    started: Campaign, officer: User, operator: ScriptedGateway
) -> None:
    carry_on_to_the_end(started)
    batch = claims.claim(Lane.BULK)
    assert len(batch.claims) == 5
    [first] = claims.begin(batch.claims[:1])
    actions.stop(started, by=officer)
    assert claims.begin(batch.claims[1:]) == []
    settle([Ended(first, operator.send(first.sms))])
    carry_on_to_the_end(started)
    assert len(sent_to(operator)) == 1
    assert standings(started) == {Standing.SENT: 1, Standing.STOPPED: 4}


def test_a_stop_that_nobody_carries_on_still_lets_nothing_leave(
    started: Campaign, officer: User, operator: ScriptedGateway
) -> None:
    carry_on_to_the_end(started)
    actions.stop(started, by=officer)
    assert sent_to(operator) == []
    held_back = Message.objects.filter(state=State.SUPPRESSED, reason=Reason.STOPPED)
    assert held_back.count() == 5
    assert standings(started) == {Standing.STOPPED: 5}


def test_stopping_twice_is_stopping_once(
    started: Campaign, officer: User, supervisor: User
) -> None:
    actions.stop(started, by=officer)
    actions.stop(started, by=supervisor)
    assert started.stopped_by == officer


def test_what_has_ended_cannot_be_stopped(
    started: Campaign, officer: User, operator: ScriptedGateway
) -> None:
    carry_on_to_the_end(started)
    sent_to(operator)
    carry_on_campaigns()
    started.refresh_from_db()
    assert (started.state, started.ended_at is not None) == (CampaignState.DONE, True)
    with pytest.raises(StateConflict):
        actions.stop(started, by=officer)


def test_it_is_not_finished_while_a_message_may_still_leave(
    started: Campaign, operator: ScriptedGateway
) -> None:
    operator.answers = [NotAccepted("busy")]
    carry_on_to_the_end(started)
    sent_to(operator)
    carry_on_campaigns()
    started.refresh_from_db()
    assert (started.state, started.queued_at is not None) == (CampaignState.STARTED, True)


def test_everybody_on_the_list_stands_in_one_place_of_the_progress(
    started: Campaign, operator: ScriptedGateway, django_assert_num_queries: Any
) -> None:
    assert standings(started) == {Standing.WAITING: 5}
    operator.answers = [Rejected("bad"), Unknown("silent"), NotAccepted("busy")]
    carry_on_to_the_end(started)
    sent_to(operator)
    with django_assert_num_queries(2):
        reached = progress(started)
    assert {str(where): people for where, people in reached.standings if people} == {
        Standing.FAILED: 1,
        Standing.UNCERTAIN: 1,
        Standing.WAITING: 1,
        Standing.SENT: 2,
    }
    assert (reached.people, reached.settled) == (5, 4)


def test_what_it_has_cost_is_told_by_gateway(
    started: Campaign, operator: ScriptedGateway, settings: Any
) -> None:
    settings.SMS_PRICES = {"scripted": {"": "2.50"}}
    carry_on_to_the_end(started)
    sent_to(operator)
    assert progress(started).costs == [("scripted", 5 * Decimal("2.50"))]


def test_messages_are_of_the_bulk_lane_and_end_with_the_way_to_stop_them(
    written: Written, anara: Returnee, officer: User, settings: Any
) -> None:
    settings.HOMEWARD_BASE_URL = "https://h.example"
    carry_on_to_the_end(actions.start(written(texts={"ky": "Homeward: OK"}), by=officer))
    message = Message.objects.get()
    token = anara.stop_links.get().token
    assert message.lane == Lane.BULK
    assert message.body.endswith(f"https://h.example/s/{token}/")
    assert message.person == anara.public_id
