"""The outcome table: 184 trained, 10 in work, and nobody unreached is dropped."""

import datetime as dt
from typing import Any

from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from backend.accounts.models import User
from backend.indicators.outcomes import Answer, Member, table
from backend.indicators.reads import outcome_table
from reintegration.actions import follow_ups
from reintegration.actions.journey import correct_event, record_event
from reintegration.models import Returnee
from reintegration.staff_reasons import CorrectionReason
from reintegration.states import FollowUpState, JourneyKind, Livelihood

DAY = dt.date(2026, 1, 10)
BEFORE = DAY - dt.timedelta(days=1)


def member(person: int, **last: dt.date) -> Member:
    return Member(person, "all", DAY, last)


def test_the_programmes_own_figure_comes_out() -> None:
    trained = [
        member(number, completed=DAY, **({"hired": DAY} if number < 10 else {}))
        for number in range(184)
    ]
    (row,) = table(trained, [], waves=[6])
    assert (row.people, row.steps["completed"], row.steps["employed"]) == (184, 184, 10)


def test_a_step_made_before_joining_the_group_does_not_count() -> None:
    (row,) = table([member(1, hired=BEFORE)], [], waves=[])
    assert row.steps["hired"] == 0


def test_hired_and_in_business_is_one_person() -> None:
    (row,) = table([member(1, hired=DAY, started_business=DAY)], [], waves=[])
    assert row.steps["employed"] == 1


def test_the_unreached_widen_the_bounds_and_are_never_dropped() -> None:
    answers = [
        Answer(1, 6, FollowUpState.ANSWERED, Livelihood.WAGE),
        Answer(2, 6, FollowUpState.ANSWERED, Livelihood.UNEMPLOYED),
        Answer(3, 6, FollowUpState.NOT_REACHED, ""),
        Answer(4, 6, FollowUpState.NOT_REACHED, ""),
    ]
    (row,) = table([member(n) for n in (1, 2, 3, 4)], answers, waves=[6])
    later = row.later[6]
    assert (later.asked, later.not_reached, later.lower, later.upper) == (4, 2, 0.25, 0.5)


def test_somebody_whose_day_has_not_come_is_not_counted_as_asked() -> None:
    (row,) = table([member(1)], [Answer(1, 6, FollowUpState.DUE, "")], waves=[6])
    assert row.later[6].asked == 0


states = st.sampled_from(FollowUpState.values)
works = st.sampled_from(Livelihood.values)


@given(st.lists(st.builds(Answer, st.integers(0, 5), st.just(6), states, works), max_size=20))
def test_the_bounds_always_hold_each_other(answers: list[Answer]) -> None:
    (row,) = table([member(n) for n in range(6)], answers, waves=[6])
    later = row.later[6]
    assert later.in_work <= later.answered <= later.asked <= row.people
    if later.lower is not None and later.upper is not None:
        assert later.lower <= later.upper


def test_the_table_reads_the_ledger_and_hides_other_offices(
    anara: Returnee, bakyt: Returnee, officer: User, administrator: User
) -> None:
    for person in (anara, bakyt):
        record_event(JourneyKind.REGISTERED, returnee=person, by=None, on=DAY)
        record_event(JourneyKind.HIRED, returnee=person, by=None, on=DAY)
    assert [row.steps["hired"] for row in outcome_table(officer)] == [1]
    assert [row.steps["hired"] for row in outcome_table(administrator)] == [2]


def test_an_answer_given_later_is_not_in_an_earlier_report(anara: Returnee, officer: User) -> None:
    yesterday = timezone.now() - dt.timedelta(days=1)
    early: Any = {"returnee": anara, "by": None, "on": DAY, "recorded_at": yesterday}
    record_event(JourneyKind.REGISTERED, **early)
    hired = record_event(JourneyKind.HIRED, **early)
    three = next(row for row in follow_ups.schedule(hired) if row.wave == 3)
    follow_ups.answer(three, by=officer, livelihood=Livelihood.WAGE)
    assert outcome_table(officer)[0].later[3].in_work == 1
    assert outcome_table(officer, known_on=yesterday)[0].later[3].asked == 0


def test_a_silence_then_a_late_answer_counts_as_an_answer(anara: Returnee, officer: User) -> None:
    record_event(JourneyKind.REGISTERED, returnee=anara, by=None, on=DAY)
    hired = record_event(JourneyKind.HIRED, returnee=anara, by=None, on=DAY)
    three = next(row for row in follow_ups.schedule(hired) if row.wave == 3)
    follow_ups.close(three, by=officer, state=FollowUpState.NOT_REACHED)
    assert outcome_table(officer)[0].later[3].not_reached == 1
    follow_ups.answer(three, by=officer, livelihood=Livelihood.CASUAL)
    later = outcome_table(officer)[0].later[3]
    assert (later.not_reached, later.in_work) == (0, 1)


def test_a_corrected_event_no_longer_counts(anara: Returnee, officer: User) -> None:
    record_event(JourneyKind.REGISTERED, returnee=anara, by=None, on=DAY)
    hired = record_event(JourneyKind.HIRED, returnee=anara, by=None, on=DAY)
    correct_event(hired, by=officer, reason=CorrectionReason.values[0])
    assert [row.steps["hired"] for row in outcome_table(officer)] == [0]
