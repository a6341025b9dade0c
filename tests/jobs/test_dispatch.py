"""Publication starts the matching, by the task's name and only once it is committed."""

from typing import Any

from backend.accounts.models import User
from jobs.actions import publication
from jobs.actions.dispatch import MATCH_VACANCY
from jobs.models import Employer, MatchRun, Vacancy
from jobs.states import EmployerState, RunTrigger, VacancyState
from jobs.tasks import match_vacancy


def test_the_name_is_the_tasks() -> None:
    assert match_vacancy.name == MATCH_VACANCY


def test_a_published_vacancy_is_matched_after_commit(
    vacancy: Vacancy, employer_user: User, django_capture_on_commit_callbacks: Any
) -> None:
    Vacancy.objects.update(state=VacancyState.DRAFT)
    vacancy.refresh_from_db()
    with django_capture_on_commit_callbacks() as waiting:
        publication.submit(vacancy, by=employer_user)
    assert not MatchRun.objects.exists()
    for callback in waiting:
        callback()
    run = MatchRun.objects.get()
    assert (run.trigger, run.subject_id) == (RunTrigger.VACANCY, vacancy.pk)


def test_what_waits_for_staff_is_not_matched(
    vacancy: Vacancy, employer_user: User, django_capture_on_commit_callbacks: Any
) -> None:
    Employer.objects.update(state=EmployerState.PENDING)
    Vacancy.objects.update(state=VacancyState.DRAFT)
    vacancy.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        publication.submit(vacancy, by=employer_user)
    assert not MatchRun.objects.exists()
