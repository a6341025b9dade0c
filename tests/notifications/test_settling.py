"""Messages that only a person can settle."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from backend.accounts.models import User
from backend.audit.models import Entry
from backend.lib.errors import Invalid, NotAllowed, StateConflict
from backend.notifications import actions, delivery, sweeping
from backend.notifications.gateways.base import Unknown
from backend.notifications.models import Message
from backend.notifications.states import Choice, Lane, State, Verdict
from tests.conftest import Api
from tests.notifications.conftest import AskedGateway, ScriptedGateway, Send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_worker")]

REASON = "The operator has it in its list"


@pytest.fixture
def parked(send: Send, operator: ScriptedGateway) -> Message:
    operator.answers = [Unknown("read_timeout")]
    message = send()
    delivery.drain(Lane.NORMAL)
    return message


def test_a_parked_message_that_arrived_is_taken(parked: Message, administrator: User) -> None:
    assert Message.objects.parked().get() == parked
    settled = actions.settle(parked, by=administrator, choice=Choice.ARRIVED, reason=REASON)
    assert settled.state == State.ACCEPTED
    assert settled.attempts.get().verdict == Verdict.ACCEPTED
    assert (settled.settlement.by, settled.settlement.reason) == (administrator, REASON)
    assert Entry.objects.get(deed="notifications.message.settled").detail == {"choice": "arrived"}
    assert not Message.objects.parked().exists()


def test_one_that_did_not_arrive_goes_out_under_a_new_key(
    parked: Message, administrator: User, operator: ScriptedGateway
) -> None:
    actions.settle(parked, by=administrator, choice=Choice.SEND_AGAIN, reason=REASON)
    delivery.drain(Lane.NORMAL)
    parked.refresh_from_db()
    assert parked.state == State.ACCEPTED
    assert len({sms.key for sms in operator.got}) == 2


def test_one_past_its_life_is_shown_until_somebody_has_looked(
    parked: Message, administrator: User
) -> None:
    Message.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    sweeping.expire()
    assert Message.objects.parked().exists()
    with pytest.raises(StateConflict, match="too late"):
        actions.settle(parked, by=administrator, choice=Choice.SEND_AGAIN, reason=REASON)
    actions.settle(parked, by=administrator, choice=Choice.GIVE_UP, reason=REASON)
    parked.refresh_from_db()
    assert parked.state == State.UNKNOWN_FINAL
    assert not Message.objects.parked().exists()


def test_a_message_that_a_gateway_can_still_settle_is_not_for_people(
    send: Send, asked_operator: AskedGateway, administrator: User
) -> None:
    asked_operator.answers = [Unknown("read_timeout")]
    message = send()
    delivery.drain(Lane.NORMAL)
    assert not Message.objects.parked().exists()
    with pytest.raises(StateConflict):
        actions.settle(message, by=administrator, choice=Choice.ARRIVED, reason=REASON)


def test_it_is_settled_once_by_an_administrator_who_says_why(
    parked: Message, administrator: User, supervisor: User
) -> None:
    with pytest.raises(NotAllowed):
        actions.settle(parked, by=supervisor, choice=Choice.ARRIVED, reason=REASON)
    with pytest.raises(Invalid):
        actions.settle(parked, by=administrator, choice=Choice.ARRIVED, reason=" ")
    actions.settle(parked, by=administrator, choice=Choice.ARRIVED, reason=REASON)
    with pytest.raises(StateConflict):
        actions.settle(parked, by=administrator, choice=Choice.SEND_AGAIN, reason=REASON)


def test_the_api_lists_parked_messages_and_settles_them(
    api: Api, parked: Message, send: Send, administrator: User
) -> None:
    send("another")
    client = api(administrator)
    rows = client.get(reverse("message-list"), {"parked": "true"}).json()["results"]
    assert [row["public_id"] for row in rows] == [str(parked.public_id)]
    path = reverse("message-settle", args=[parked.public_id])
    assert client.post(path, {"choice": "arrived"}).status_code == 400
    answer = client.post(path, {"choice": "arrived", "reason": REASON})
    assert (answer.status_code, answer.json()["state"]) == (200, State.ACCEPTED)
    assert client.post(path, {"choice": "arrived", "reason": REASON}).status_code == 409
