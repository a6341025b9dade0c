"""Four questions after a milestone: planned, asked by a neutral message, answered once."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from backend.accounts.models import User
from backend.lib.errors import Conflict, Invalid, NotAllowed, StateConflict
from backend.notifications.models import Message, ShortLink
from reintegration.actions.consents import withdraw
from reintegration.actions.follow_ups import answer, close, schedule
from reintegration.actions.journey import record_event
from reintegration.follow_ups import due_on
from reintegration.models import FollowUp, JourneyEvent, Returnee
from reintegration.states import (
    ConsentPurpose,
    FollowUpState,
    JourneyKind,
    Livelihood,
    Verified,
)
from reintegration.tasks import ask_due_follow_ups
from tests.reintegration.words import own


@pytest.fixture
def hired(anara: Returnee, officer: User) -> JourneyEvent:
    """Anara found work a month ago, to the day."""
    day = timezone.localdate()
    month_ago = day.replace(day=1) - dt.timedelta(days=1)
    on = month_ago.replace(day=min(day.day, month_ago.day))
    return record_event(JourneyKind.HIRED, returnee=anara, by=officer, on=on)


@pytest.fixture
def first_wave(hired: JourneyEvent) -> FollowUp:
    return schedule(hired)[0]


@pytest.mark.parametrize(
    ("day", "months", "due"),
    [
        (dt.date(2027, 1, 31), 1, dt.date(2027, 2, 28)),
        (dt.date(2028, 1, 31), 1, dt.date(2028, 2, 29)),
        (dt.date(2028, 2, 29), 12, dt.date(2029, 2, 28)),
        (dt.date(2026, 11, 24), 3, dt.date(2027, 2, 24)),
        (dt.date(2026, 8, 31), 6, dt.date(2027, 2, 28)),
        (dt.date(2026, 12, 15), 12, dt.date(2027, 12, 15)),
    ],
)
def test_a_wave_is_due_on_the_same_day_or_the_last_of_a_shorter_month(
    day: dt.date, months: int, due: dt.date
) -> None:
    assert due_on(day, months) == due


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), st.integers(1, 24))
def test_a_wave_is_never_in_another_month_than_meant(day: dt.date, months: int) -> None:
    due = due_on(day, months)
    assert (due.year * 12 + due.month) - (day.year * 12 + day.month) == months
    assert due.day <= day.day


def test_a_milestone_plans_its_waves_once(hired: JourneyEvent) -> None:
    first = schedule(hired)
    assert [row.wave for row in first] == [1, 3, 6, 12]
    assert schedule(hired) == first


def test_a_due_question_goes_out_once_and_says_nothing_of_its_subject(
    first_wave: FollowUp,
) -> None:
    assert ask_due_follow_ups() == 1
    assert ask_due_follow_ups() == 0
    message = Message.objects.get()
    assert message.kind == "reintegration.follow_up"
    link = ShortLink.objects.get(path__contains=str(first_wave.public_id))
    assert message.body.endswith(f"/l/{link.token}")
    assert not set(message.body.lower().split()) & {"job", "work", "returned", "migration"}
    first_wave.refresh_from_db()
    assert first_wave.state == FollowUpState.ASKED


def test_who_does_not_want_to_be_asked_gets_no_message(first_wave: FollowUp) -> None:
    person = first_wave.returnee
    withdraw(person, by=own(person), purpose=ConsentPurpose.FOLLOW_UP, language="ky")
    assert ask_due_follow_ups() == 0
    first_wave.refresh_from_db()
    assert first_wave.state == FollowUpState.DUE


def test_a_question_long_overdue_is_left_to_staff(first_wave: FollowUp) -> None:
    with time_machine.travel(timezone.now() + dt.timedelta(days=45)):
        assert ask_due_follow_ups() == 0


def test_the_person_answers_and_the_answer_counts_as_self_said(first_wave: FollowUp) -> None:
    person = first_wave.returnee
    answer(
        first_wave,
        by=own(person),
        livelihood=Livelihood.WAGE,
        monthly_income=40_000,
        same_employer=True,
        verified=Verified.DOCUMENT,
    )
    row = FollowUp.objects.get(pk=first_wave.pk)
    assert (row.state, row.verified, row.currency) == ("answered", "self", "KGS")
    assert row.answered_on == timezone.localdate()
    event = person.journey.get(kind=JourneyKind.FOLLOWED_UP)
    said = {"wave": 1, "state": "answered", "livelihood": "wage"}
    assert event.detail == said | {"follow_up": str(first_wave.public_id)}


def test_an_answer_is_final(first_wave: FollowUp, officer: User) -> None:
    answer(first_wave, by=officer, livelihood=Livelihood.WAGE)
    with pytest.raises(StateConflict):
        answer(first_wave, by=officer, livelihood=Livelihood.STUDY)


def test_a_question_far_ahead_cannot_be_answered_yet(hired: JourneyEvent, officer: User) -> None:
    last = schedule(hired)[3]
    with pytest.raises(Conflict):
        answer(last, by=officer, livelihood=Livelihood.WAGE)


def test_another_office_can_neither_answer_nor_close(
    first_wave: FollowUp, osh_officer: User
) -> None:
    with pytest.raises(NotAllowed):
        answer(first_wave, by=osh_officer, livelihood=Livelihood.WAGE)
    with pytest.raises(NotAllowed):
        close(first_wave, by=osh_officer, state=FollowUpState.NOT_REACHED)


def test_not_reached_is_a_state_of_its_own_and_can_be_answered_later(
    first_wave: FollowUp, officer: User
) -> None:
    close(first_wave, by=officer, state=FollowUpState.NOT_REACHED)
    assert first_wave.livelihood == ""
    answer(first_wave, by=officer, livelihood=Livelihood.ABROAD)
    assert FollowUp.objects.get(pk=first_wave.pk).state == FollowUpState.ANSWERED


@pytest.mark.parametrize(
    ("state", "refusal"),
    [(FollowUpState.NOT_REACHED, NotAllowed), (FollowUpState.ANSWERED, Invalid)],
)
def test_the_person_may_only_decline(first_wave: FollowUp, state: str, refusal: Any) -> None:
    person = own(first_wave.returnee)
    with pytest.raises(refusal):
        close(first_wave, by=person, state=state)
    assert close(first_wave, by=person, state=FollowUpState.REFUSED).state == "refused"


def test_nobody_is_out_of_reach_before_the_time(hired: JourneyEvent, officer: User) -> None:
    last = schedule(hired)[-1]
    with pytest.raises(Conflict):
        close(last, by=officer, state=FollowUpState.NOT_REACHED)
    last.refresh_from_db()
    assert last.state == FollowUpState.DUE


def test_a_number_that_is_none_keeps_nobody_else_from_being_asked(
    first_wave: FollowUp, anara: Returnee, bakyt: Returnee
) -> None:
    later = record_event(JourneyKind.HIRED, returnee=bakyt, by=None, on=first_wave.due_on)
    FollowUp.objects.create(returnee=bakyt, milestone=later, wave=1, due_on=first_wave.due_on)
    Returnee.objects.filter(pk=anara.pk).update(phone="0700")
    assert ask_due_follow_ups() == 1
    assert Message.objects.get().phone == bakyt.phone
