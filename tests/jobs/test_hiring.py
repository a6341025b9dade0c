"""A place is given once; what follows for the person, the vacancy and everybody else."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from backend.accounts.models import User
from backend.lib.errors import Conflict, Invalid, NotAllowed, Problem
from backend.notifications.models import Message
from jobs.actions import hiring
from jobs.errors import PlacesTaken
from jobs.models import Application, Placement, Vacancy
from jobs.states import ApplicationState, PlacementEnd, RefusalReason, VacancyState
from reintegration.models import FollowUp, JourneyEvent, Returnee
from reintegration.states import JourneyKind, ReturneeState


def today() -> dt.date:
    return timezone.localdate()


def test_a_hire_is_a_placement_a_milestone_and_four_questions_to_come(
    application: Application, employer_user: User
) -> None:
    placement = hiring.hire(application, by=employer_user, started_on=today(), wage=45_000)
    returnee = Returnee.objects.get()
    event = JourneyEvent.objects.get(returnee=returnee, kind=JourneyKind.HIRED)
    assert (placement.wage, placement.wage_currency) == (45_000, "KGS")
    assert returnee.state == ReturneeState.PLACED
    assert event.detail["vacancy"] == str(application.vacancy.public_id)
    assert [*FollowUp.objects.filter(milestone=event).values_list("wave", flat=True)] == [
        1,
        3,
        6,
        12,
    ]
    assert Message.objects.filter(kind="jobs.hired").count() == 1


def test_a_hire_for_next_week_is_known_today(application: Application, employer_user: User) -> None:
    hiring.hire(application, by=employer_user, started_on=today() + dt.timedelta(days=7))
    assert JourneyEvent.objects.get(kind=JourneyKind.HIRED).occurred_on == today()


def test_the_last_place_fills_the_vacancy_and_answers_the_others(
    application: Application, bakyt: Returnee, employer_user: User
) -> None:
    waiting = Application.objects.create(vacancy=application.vacancy, returnee=bakyt)
    hiring.hire(application, by=employer_user, started_on=today())
    waiting.refresh_from_db()
    assert Vacancy.objects.get().state == VacancyState.FILLED
    assert (waiting.state, waiting.refusal_reason) == (
        ApplicationState.REFUSED,
        RefusalReason.FILLED,
    )
    assert Message.objects.get(kind="jobs.application_answered").phone == bakyt.phone


def test_with_places_left_the_others_go_on_waiting(
    application: Application, bakyt: Returnee, employer_user: User
) -> None:
    Vacancy.objects.update(openings=2)
    waiting = Application.objects.create(vacancy=application.vacancy, returnee=bakyt)
    hiring.hire(application, by=employer_user, started_on=today())
    waiting.refresh_from_db()
    assert Vacancy.objects.get().state == VacancyState.PUBLISHED
    assert waiting.state == ApplicationState.SENT


def test_the_first_day_is_near(application: Application, employer_user: User) -> None:
    for day in (dt.date(2016, 1, 1), dt.date(2062, 1, 1)):
        with pytest.raises(Invalid):
            hiring.hire(application, by=employer_user, started_on=day)


def test_nobody_is_hired_from_a_closed_vacancy(
    application: Application, employer_user: User
) -> None:
    Vacancy.objects.update(state=VacancyState.CLOSED)
    with pytest.raises(Conflict):
        hiring.hire(application, by=employer_user, started_on=today())


def test_another_employer_hires_nobody_here(
    application: Application, other_employer_user: User
) -> None:
    with pytest.raises(NotAllowed):
        hiring.hire(application, by=other_employer_user, started_on=today())


@pytest.mark.django_db(transaction=True)
def test_of_two_hires_for_the_last_place_one_wins(
    application: Application, bakyt: Returnee, employer_user: User
) -> None:
    rivals = [
        application.pk,
        Application.objects.create(vacancy=application.vacancy, returnee=bakyt).pk,
    ]

    def hire(pk: int) -> str:
        try:
            row = Application.objects.select_related("vacancy__employer", "returnee").get(pk=pk)
            hiring.hire(row, by=employer_user, started_on=today())
        except Problem as problem:
            return problem.code
        finally:
            connection.close()
        return "hired"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(hire, rivals))
    assert outcomes == ["hired", PlacesTaken.code]
    assert Placement.objects.count() == 1
    assert sorted(Application.objects.values_list("state", flat=True)) == ["hired", "refused"]


def test_after_a_job_ends_the_person_looks_again(placement: Placement, employer_user: User) -> None:
    Returnee.objects.update(state=ReturneeState.PLACED)
    placement = Placement.objects.for_card().get()
    hiring.end_placement(
        placement, by=employer_user, ended_on=today(), reason=PlacementEnd.CONTRACT_ENDED
    )
    assert Returnee.objects.get().state == ReturneeState.ACTIVE
    with pytest.raises(Conflict):
        hiring.end_placement(
            placement, by=employer_user, ended_on=today(), reason=PlacementEnd.QUIT
        )


@pytest.mark.parametrize("days", [-1, 1])
def test_a_job_ends_between_its_first_day_and_today(
    placement: Placement, officer: User, days: int
) -> None:
    with pytest.raises(Invalid):
        hiring.end_placement(
            placement,
            by=officer,
            ended_on=today() + dt.timedelta(days=days),
            reason=PlacementEnd.QUIT,
        )


def test_strangers_end_no_job(
    placement: Placement, bakyt: Returnee, other_employer_user: User, osh_officer: User
) -> None:
    for by in (bakyt.user, other_employer_user, osh_officer):
        with pytest.raises(NotAllowed):
            hiring.end_placement(placement, by=by, ended_on=today(), reason=PlacementEnd.QUIT)
