"""A place is given once; what follows for the person, the vacancy and everybody else."""

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from backend.accounts.models import User
from backend.lib.errors import Conflict, Invalid, NotAllowed, Problem
from backend.notifications.models import Message
from jobs.actions import applications, hiring, publication
from jobs.errors import PlacesTaken
from jobs.models import Application, Placement, Vacancy
from jobs.states import ApplicationState, PlacementEnd, RefusalReason, VacancyState
from reintegration.actions import consents
from reintegration.models import FollowUp, JourneyEvent, Returnee
from reintegration.states import ConsentPurpose, JourneyKind, ReturneeState
from tests.conftest import Api


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


def test_the_questions_count_from_the_first_day_of_work(
    application: Application, employer_user: User
) -> None:
    first_day = today() + dt.timedelta(days=170)
    hiring.hire(application, by=employer_user, started_on=first_day)
    assert FollowUp.objects.earliest("wave").due_on > first_day


def test_who_has_a_second_job_does_not_look_again(
    placement: Placement, anara: Returnee, employer_user: User
) -> None:
    Returnee.objects.update(state=ReturneeState.PLACED)
    vacancy = Vacancy.objects.get()
    vacancy.pk, vacancy.public_id = None, uuid.uuid4()
    vacancy.save(force_insert=True)
    second = Application.objects.create(vacancy=vacancy, returnee=anara)
    hiring.hire(second, by=employer_user, started_on=today())
    hiring.end_placement(placement, by=employer_user, ended_on=today(), reason=PlacementEnd.QUIT)
    assert Returnee.objects.get().state == ReturneeState.PLACED


def test_the_end_of_a_job_is_in_the_journey(placement: Placement, officer: User) -> None:
    hiring.end_placement(placement, by=officer, ended_on=today(), reason=PlacementEnd.UNPAID)
    event = JourneyEvent.objects.get(kind=JourneyKind.JOB_ENDED)
    assert (event.occurred_on, event.detail["reason"]) == (today(), PlacementEnd.UNPAID)


def test_a_job_that_never_began_can_be_ended(placement: Placement, officer: User) -> None:
    Placement.objects.update(started_on=today() + dt.timedelta(days=5))
    placement.refresh_from_db()
    with pytest.raises(Invalid):
        hiring.end_placement(placement, by=officer, ended_on=today(), reason=PlacementEnd.QUIT)
    hiring.end_placement(placement, by=officer, ended_on=today(), reason=PlacementEnd.DID_NOT_START)
    assert Placement.objects.get().ended_on == today()


def test_an_interview_is_known_once_its_time_is_over(
    application: Application, employer_user: User
) -> None:
    applications.invite(
        application,
        by=employer_user,
        interview_at=timezone.now() + dt.timedelta(days=20),
        interview_place="Chuy 1",
    )
    assert not JourneyEvent.objects.filter(kind=JourneyKind.INTERVIEWED).exists()
    assert JourneyEvent.objects.filter(kind=JourneyKind.INVITED).exists()
    yesterday = timezone.now() - dt.timedelta(days=1)
    Application.objects.update(interview_at=yesterday)
    hiring.hire(application, by=employer_user, started_on=today())
    met = JourneyEvent.objects.get(kind=JourneyKind.INTERVIEWED)
    assert met.occurred_on == timezone.localdate(yesterday)


@pytest.mark.parametrize("purpose", [ConsentPurpose.EMPLOYERS, ConsentPurpose.PROGRAMME])
def test_who_has_taken_the_consent_back_is_neither_invited_nor_hired(
    application: Application, employer_user: User, purpose: ConsentPurpose
) -> None:
    anara = application.returnee
    consents.withdraw(anara, by=anara.user, purpose=purpose, language="ky")
    with pytest.raises(Conflict):
        hiring.hire(application, by=employer_user, started_on=today())
    with pytest.raises(Conflict):
        applications.invite(
            application,
            by=employer_user,
            interview_at=timezone.now() + dt.timedelta(days=2),
            interview_place="Chuy 1",
        )


def test_employers_lose_sight_of_who_has_left(
    application: Application, anara: Returnee, employer_user: User
) -> None:
    assert Application.objects.visible_to(employer_user).count() == 1
    consents.withdraw(anara, by=anara.user, purpose=ConsentPurpose.PROGRAMME, language="ky")
    assert not Application.objects.visible_to(employer_user).exists()
    assert Vacancy.objects.with_counts().get().applicants == 0


def test_the_employer_does_not_read_why_the_person_left(
    placement: Placement, anara: Returnee, employer_user: User, officer: User, api: Api
) -> None:
    url = f"/api/v1/placements/{placement.public_id}/"
    ending = {"ended_on": today().isoformat(), "reason": "unsafe"}
    assert api(anara.user).post(f"{url}end/", ending).json()["end_reason"] == "unsafe"
    assert api(employer_user).get(url).json()["end_reason"] == ""
    assert api(officer).get(url).json()["end_reason"] == "unsafe"


def test_the_employer_reads_the_reason_it_gave(
    placement: Placement, employer_user: User, api: Api
) -> None:
    url = f"/api/v1/placements/{placement.public_id}/"
    ending = {"ended_on": today().isoformat(), "reason": "contract_ended"}
    assert api(employer_user).post(f"{url}end/", ending).json()["end_reason"] == "contract_ended"


def test_an_applicant_can_be_hired_while_a_resumed_vacancy_waits_for_staff(
    application: Application, employer_user: User
) -> None:
    Vacancy.objects.update(written_contract=False)
    paused = publication.pause(Vacancy.objects.get(), by=employer_user)
    assert publication.resume(paused, by=employer_user).state == VacancyState.SCREENING
    hiring.hire(application, by=employer_user, started_on=today())
    assert Vacancy.objects.get().state == VacancyState.FILLED
