"""Staff answer what nobody else understands: each office its own, nobody's by supervisors."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from backend.accounts.models import User
from backend.audit.models import Entry
from backend.indicators.queues import queues_of
from backend.lib.errors import Conflict, Invalid, NotAllowed
from backend.notifications.models import CallbackRefusal, Message
from backend.notifications.states import Reason
from reintegration.actions import staff_inbox as inbox
from reintegration.models import Reply, Returnee
from reintegration.staff_inbox import ReplyState
from reintegration.stopped import unless_stopped
from tests.reintegration.replies.conftest import Write

pytestmark = pytest.mark.django_db

STRANGER = "+996700999999"
Browser = Callable[[User], Client]


def page_of(reply: Reply, deed: str = "") -> str:
    return f"/staff/inbox/{reply.public_id}/{deed}"


def answers() -> list[str]:
    sent = Message.objects.filter(kind="reintegration.staff_answer").order_by("pk")
    return list(sent.values_list("body", flat=True))


def waiting(user: User) -> int:
    return next(queue.count for queue in queues_of(user) if "inbox" in queue.url)


def test_each_office_sees_its_own_and_only_supervisors_and_administrators_nobodys(
    asks: Reply,
    write: Write,
    officer: User,
    osh_officer: User,
    supervisor: User,
    administrator: User,
    observer: User,
) -> None:
    unknown = write("кто это?", phone=STRANGER)
    for user, seen in (
        (officer, {asks}),
        (osh_officer, set()),
        (supervisor, {asks, unknown}),
        (administrator, {asks, unknown}),
        (observer, set()),
        (asks.returnee.user, set()),
    ):
        assert set(Reply.objects.visible_to(user)) == seen, user
        assert waiting(user) == len(seen)


def test_a_reply_goes_with_its_file_to_another_office(
    asks: Reply, officer: User, osh_officer: User, bakyt: Returnee
) -> None:
    Returnee.objects.filter(pk=asks.returnee_id).update(office=bakyt.office)
    assert not Reply.objects.visible_to(officer).exists()
    assert Reply.objects.visible_to(osh_officer).exists()


def test_the_inbox_shows_nobodys_first_and_filters(
    asks: Reply, write: Write, officer: User, browser_of: Browser
) -> None:
    inbox.assign(asks, by=officer, to=officer.public_id)
    write("Можно вопрос?")
    desk = browser_of(officer)
    body = desk.get("/staff/inbox/").content.decode()
    assert body.index("Можно вопрос") < body.index("Когда начинается")
    for query, found in (
        ("?whose=mine", {"Когда"}),
        ("?whose=nobody", {"Можно"}),
        ("?state=done", set()),
        ("?state=all", {"Когда", "Можно"}),
        ("?meaning=stop", set()),
        ("?state=nonsense&whose=x&page=99", {"Когда", "Можно"}),
    ):
        body = desk.get(f"/staff/inbox/{query}").content.decode()
        assert set(re.findall("Когда|Можно", body)) == found, query


def test_the_page_shows_the_price_first_and_sends_only_when_told_to(
    asks: Reply, officer: User, browser_of: Browser, settings: Settings
) -> None:
    settings.SMS_PRICES = {"sandbox": {"+996": "1.50"}}
    settings.SMS_ROUTES = {"+996": "sandbox"}
    desk = browser_of(officer)
    told = {"text": "В понедельник в 9:00, улица Чуй 1, второй этаж", "language": "ru"}
    body = desk.post(page_of(asks), told | {"count": "1"}).content.decode()
    assert "1 SMS" in body
    assert "costs 1.50" in body
    assert answers() == []
    desk.post(page_of(asks), told | {"send": "1"})
    desk.post(page_of(asks), told | {"send": "1"})
    assert answers() == [told["text"]]
    asks.refresh_from_db()
    assert asks.assigned_to == officer
    assert Entry.objects.filter(deed="reintegration.reply.answered").exists()


def test_an_answer_shows_the_way_to_stop_where_that_costs_no_sms(
    asks: Reply, officer: User
) -> None:
    inbox.answer(asks, by=officer, text="Да, " * 10, language="ru")
    (cyrillic,) = answers()
    assert "/s/" not in cyrillic  # the link would make it two SMS
    inbox.answer(asks, by=officer, text="On Monday at nine", language="en")
    assert "\nNo more messages: http" in answers()[1]
    assert Message.objects.filter(segments__gt=1).count() == 0


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"text": "  "}, "text"),
        ({"text": "Ж" * 202}, "text"),
        ({"text": "hello", "language": "xx"}, "language"),
    ],
)
def test_an_answer_that_cannot_be_sent_says_why(
    words: dict[str, str], field: str, asks: Reply, officer: User
) -> None:
    with pytest.raises(Invalid) as refused:
        inbox.answer(asks, by=officer, **words)
    assert list(refused.value.fields) == [field]
    assert answers() == []


def test_who_said_stop_after_the_question_gets_no_answer_any_more(
    asks: Reply, write: Write, officer: User
) -> None:
    message = inbox.answer(asks, by=officer, text="Завтра")
    assert unless_stopped([message]) == {}
    write("СТОП")
    assert unless_stopped([message]) == {message.pk: Reason.OPT_OUT}
    with pytest.raises(Conflict):
        inbox.answer(asks, by=officer, text="Послезавтра")


def test_it_is_given_to_colleagues_who_see_it_and_to_nobody_else(
    asks: Reply, officer: User, osh_officer: User, supervisor: User, observer: User
) -> None:
    assert inbox.assign(asks, by=officer, to=supervisor.public_id).assigned_to == supervisor
    for stranger in (osh_officer, observer, asks.returnee.user):
        with pytest.raises(Invalid):
            inbox.assign(asks, by=officer, to=stranger.public_id)
    assert inbox.assign(asks, by=supervisor, to=None).assigned_to is None
    with pytest.raises(NotAllowed):
        inbox.assign(asks, by=osh_officer, to=None)


def test_an_answer_leaves_it_with_whoever_took_it_meanwhile(
    asks: Reply, officer: User, supervisor: User
) -> None:
    inbox.assign(Reply.objects.get(pk=asks.pk), by=supervisor, to=supervisor.public_id)
    assert asks.assigned_to is None  # as it was read, before
    inbox.answer(asks, by=officer, text="Да")
    assert Reply.objects.get().assigned_to == supervisor


def test_a_colleague_who_is_none_is_refused_with_a_sentence(
    asks: Reply, officer: User, browser_of: Browser
) -> None:
    inbox.assign(asks, by=officer, to=officer.public_id)
    told = browser_of(officer).post(page_of(asks, "assign/"), {"to": "nonsense"}, follow=True)
    assert "Choose a colleague who sees this message" in told.content.decode()
    asks.refresh_from_db()
    assert asks.assigned_to == officer


def test_what_is_done_leaves_the_inbox_and_is_answered_no_more(
    asks: Reply, officer: User, browser_of: Browser
) -> None:
    desk = browser_of(officer)
    desk.post(page_of(asks, "assign/"), {"to": str(officer.public_id)})
    desk.post(page_of(asks, "done/"))
    asks.refresh_from_db()
    assert (asks.state, asks.done_by, asks.assigned_to) == (ReplyState.DONE, officer, officer)
    assert waiting(officer) == 0
    for deed in (inbox.finish, lambda reply, by: inbox.answer(reply, by=by, text="Да")):
        with pytest.raises(Conflict):
            deed(asks, by=officer)
    assert "Answer by SMS" not in desk.get(page_of(asks)).content.decode()


def test_an_unknown_number_of_no_country_breaks_no_page(
    write: Write, supervisor: User, browser_of: Browser
) -> None:
    reply = write("?", phone="+9999999999")
    desk = browser_of(supervisor)
    for page in ("/staff/inbox/", page_of(reply)):
        assert "+9999999999" in desk.get(page).content.decode()


def test_administrators_see_how_many_calls_were_refused(
    administrator: User, officer: User, browser_of: Browser, asks: Reply
) -> None:
    day = asks.created_at.date()
    CallbackRefusal.objects.create(gateway="infobip", why="wrong_address", day=day, times=7)
    assert "7 calls" in browser_of(administrator).get("/staff/inbox/").content.decode()
    assert "7 calls" not in browser_of(officer).get("/staff/inbox/").content.decode()


def test_a_letter_without_a_number_cannot_be_answered_by_sms(asks: Reply, officer: User) -> None:
    asks.sms.phone = ""
    asks.sms.save()
    with pytest.raises(Conflict):
        inbox.answer(asks, by=officer, text="Да")
