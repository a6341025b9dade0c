import pytest
from django.urls import reverse

from backend.accounts.models import User
from backend.notifications.models import Message
from backend.notifications.states import Lane, State
from reintegration.models import Returnee
from tests.conftest import Api
from tests.notifications.conftest import PHONE, Send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_worker")]

LIST = "message-list"


def path(message: Message) -> str:
    return reverse("message-detail", args=[message.public_id])


@pytest.fixture
def to_anara(send: Send, anara: Returnee) -> Message:
    return send("to-anara", recipient=anara.user)


@pytest.fixture
def to_bakyt(send: Send, bakyt: Returnee) -> Message:
    return send("to-bakyt", recipient=bakyt.user)


def test_a_returnee_sees_her_own_messages_with_the_number_masked(
    api: Api, anara: Returnee, to_anara: Message, to_bakyt: Message
) -> None:
    client = api(anara.user)
    rows = client.get(reverse(LIST)).json()["results"]
    assert [row["public_id"] for row in rows] == [str(to_anara.public_id)]
    assert rows[0]["text"] == "Homeward: hello"
    assert rows[0]["phone"] == "+996 ••• 56"
    assert client.get(path(to_bakyt)).status_code == 404


def test_an_administrator_sees_all_messages_with_the_number(
    api: Api, administrator: User, to_anara: Message, to_bakyt: Message
) -> None:
    rows = api(administrator).get(reverse(LIST)).json()["results"]
    assert len(rows) == 2
    assert rows[0]["phone"] == PHONE


def test_others_see_none_whatever_their_office(
    api: Api,
    supervisor: User,
    officer: User,
    observer: User,
    employer_user: User,
    to_anara: Message,
) -> None:
    for user in (supervisor, officer, observer, employer_user):
        client = api(user)
        assert client.get(reverse(LIST)).json()["results"] == []
        assert client.get(path(to_anara)).status_code == 404


def test_a_code_is_shown_to_nobody(
    api: Api, administrator: User, anara: Returnee, send: Send
) -> None:
    message = send("code", "test.code", recipient=anara.user, context={"word": "482913"})
    for user in (administrator, anara.user):
        answer = api(user).get(path(message))
        assert answer.json()["text"] == ""
        assert b"482913" not in answer.content


def test_the_list_is_filtered_by_state_lane_and_kind(
    api: Api, administrator: User, send: Send
) -> None:
    send("word")
    send("code", "test.code")
    Message.objects.filter(dedupe_key="word").update(
        state=State.SUPPRESSED, reason="opt_out", next_at=None
    )
    client = api(administrator)

    def kinds(**query: str) -> list[str]:
        return [row["kind"] for row in client.get(reverse(LIST), query).json()["results"]]

    assert kinds(state=State.SUPPRESSED) == ["test.word"]
    assert kinds(lane=Lane.CODES) == ["test.code"]
    assert kinds(kind="test.word") == ["test.word"]
    assert client.get(reverse(LIST), {"state": "nowhere"}).status_code == 400


def test_messages_cannot_be_written_through_the_api(
    api: Api, administrator: User, to_anara: Message
) -> None:
    client = api(administrator)
    assert client.post(reverse(LIST), {}).status_code == 405
    assert client.delete(path(to_anara)).status_code == 405
