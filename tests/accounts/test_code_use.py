"""Codes that are sent and not used: the alarm, the brake, and staff who release it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from backend.accounts.actions import brakes
from backend.accounts.checks import check_code_use
from backend.accounts.code_ranges import Rules, Verdict, range_of, verdict
from backend.accounts.errors import CodesPaused, TooManyCodes
from backend.accounts.models import CodeRange, SignInCode, User
from backend.audit.models import Entry
from backend.lib.errors import NotAllowed
from backend.notifications import delivery
from backend.notifications.models import Message
from backend.notifications.states import Lane, State
from tests.accounts.conftest import all_at_once, ask

PAGE = "/staff/messages/codes/"
RULES: dict[str, Any] = {
    "digits": 3,
    "hours": 3,
    "patience": 300,
    "least": 10,
    "alarm": 0.4,
    "brake": 0.1,
}
BY = Rules(**RULES, pause=1800)

Browser = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _few_are_enough(settings: Settings) -> None:
    settings.CODE_USE = {**RULES, "pause": 1800}


def past(sent: int, used: int, prefix: str = "+996700") -> None:
    """So many codes that phones got ten minutes ago, so many of them used."""
    for number in range(sent):
        request, _secret, _code = ask(f"{prefix}55{number:04}", f"192.0.2.{number}")
        SignInCode.objects.filter(pk=request.pk).update(
            used_at=timezone.now() if number < used else None
        )
    delivery.drain(Lane.CODES)
    SignInCode.objects.update(created_at=F("created_at") - timedelta(minutes=10))


@pytest.mark.parametrize(
    ("sent", "used", "said"),
    [
        (9, 0, Verdict.FINE),  # too few to tell
        (10, 0, Verdict.BRAKE),
        (10, 1, Verdict.ALARM),
        (10, 3, Verdict.ALARM),
        (10, 4, Verdict.FINE),
        (1000, 99, Verdict.BRAKE),
    ],
)
def test_what_a_share_of_used_codes_says(sent: int, used: int, said: Verdict) -> None:
    assert verdict(sent, used, BY) == said


@pytest.mark.parametrize("wrong", [{"brake": 0.5}, {"hours": 48}, {"least": 0}, {"pause": -1}])
def test_rules_that_make_no_sense_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"."):
        Rules(**{**RULES, "pause": 1800, **wrong})


def test_the_service_does_not_start_with_such_rules(settings: Settings) -> None:
    settings.CODE_USE = {**RULES, "pause": 1800, "brakes": 0.1}
    assert [found.id for found in check_code_use(None)] == ["accounts.E001"]
    settings.CODE_USE = {**RULES, "pause": 1800}
    assert check_code_use(None) == []


def test_a_range_is_the_served_prefix_and_the_digits_of_an_operator() -> None:
    assert range_of("+996700123456", 3) == "+996700"
    assert range_of("+77011234567", 3) == "+7701"


@pytest.mark.django_db
def test_a_range_whose_codes_nobody_uses_gets_none_for_a_while(
    caplog: pytest.LogCaptureFixture,
) -> None:
    past(10, 0)
    messages = Message.objects.count()
    for _again in range(3):
        with pytest.raises(CodesPaused) as refused:
            ask("+996700999999")
    assert 0 < refused.value.retry_after <= 1800
    assert "in 30 minutes" in str(refused.value)
    assert Message.objects.count() == messages
    assert caplog.text.count("are braked for 30 minutes") == 1
    assert "999999" not in caplog.text
    assert ask("+996555000001")  # another range


@pytest.mark.django_db
def test_a_poor_share_is_an_alarm_once_and_codes_still_go(
    caplog: pytest.LogCaptureFixture,
) -> None:
    past(10, 2)
    assert ask("+996700999998")
    assert ask("+996700999999")
    assert caplog.text.count("only 2 of 10 were used") == 1
    SignInCode.objects.update(used_at=timezone.now())
    ask("+996700999997")
    assert CodeRange.objects.get().alarm_at is None


@pytest.mark.django_db
def test_codes_that_had_no_time_or_never_left_count_against_nobody() -> None:
    past(10, 0)
    SignInCode.objects.update(created_at=timezone.now())
    assert ask("+996700999999")
    SignInCode.objects.update(created_at=timezone.now() - timedelta(minutes=10))
    # An outage of our own:
    Message.objects.update(
        state=State.EXPIRED, body="", next_at=None, sent_at=None, delivered_at=None
    )
    assert ask("+996700999998")


@pytest.mark.django_db
def test_the_brake_ends_by_itself_and_counting_begins_anew() -> None:
    past(10, 0)
    with pytest.raises(CodesPaused):
        ask("+996700999999")
    CodeRange.objects.update(braked_until=timezone.now())
    assert ask("+996700999999")


@pytest.mark.django_db
def test_old_codes_are_out_of_the_window() -> None:
    past(10, 0)
    SignInCode.objects.update(created_at=timezone.now() - timedelta(hours=4))
    assert ask("+996700999999")


@pytest.mark.django_db
def test_one_range_never_uses_up_the_day_of_the_service(settings: Settings) -> None:
    settings.SIGN_IN_LIMITS = [("range", 1, 3600)]
    ask("+996700555001")
    with pytest.raises(TooManyCodes):
        ask("+996700999999", "192.0.2.9")
    assert ask("+996555000001")


@pytest.mark.django_db
def test_staff_see_the_shares_and_release_a_brake(
    browser_of: Browser, administrator: User, supervisor: User
) -> None:
    past(10, 0)
    with pytest.raises(CodesPaused):
        ask("+996700999999")
    browser = browser_of(administrator)
    page = browser.get(PAGE).content.decode()
    assert "+996700…" in page
    assert "No codes go to numbers that begin with +996700" in page
    assert "+996700" in browser.get("/staff/messages/").content.decode()
    assert browser_of(supervisor).get(PAGE).status_code == 404
    release = f"{PAGE}996700/release/"
    assert browser_of(supervisor).post(release).status_code == 404
    assert browser.post(release).status_code == 302
    assert ask("+996700999999")
    assert Entry.objects.get(deed="accounts.codes.released").detail == {"prefix": "+996700"}
    browser.post(release)
    assert Entry.objects.filter(deed="accounts.codes.released").count() == 1
    with pytest.raises(NotAllowed):
        brakes.release(CodeRange.objects.get(), by=supervisor)


@pytest.mark.django_db
def test_the_person_is_told_on_the_page_and_by_the_api(client: Client) -> None:
    past(10, 0)
    page = client.post("/sign-in/", {"phone": "+996700999999"}).content.decode()
    assert "You did nothing wrong" in page
    answer = client.post(
        "/api/v1/auth/code/", {"phone": "+996700999999"}, content_type="application/json"
    )
    assert (answer.status_code, answer.json()["code"]) == (429, "codes_paused")
    assert 0 < int(answer["Retry-After"]) <= 1800


@pytest.mark.django_db(transaction=True)
def test_of_many_requests_at_once_one_brakes_and_none_gets_by(
    caplog: pytest.LogCaptureFixture,
) -> None:
    past(10, 0)
    came = all_at_once(lambda number: ask(f"+99670088{number:04}"), times=20)
    assert came == {CodesPaused: 20}
    assert caplog.text.count("are braked") == 1
    assert caplog.text.count("Pumping, or none arrive") == 1
