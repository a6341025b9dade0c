"""Writing and sending in one step, as a form with two buttons does."""

from typing import Any

from django.db import transaction

from backend.accounts.models import User
from jobs.actions.publication import submit
from jobs.actions.vacancies import change_vacancy, write_vacancy
from jobs.models import Employer, Vacancy
from jobs.states import VacancyState


@transaction.atomic
def write_and_send(*, by: User, employer: Employer, publish: bool, **fields: Any) -> Vacancy:
    """Write a vacancy, and have it checked at once if asked to: both or neither.

    `fields` as for `write_vacancy`.
    """
    written = write_vacancy(by=by, employer=employer, **fields)
    return submit(written, by=by) if publish else written


@transaction.atomic
def change_and_send(vacancy: Vacancy, *, by: User, publish: bool, **fields: Any) -> Vacancy:
    """Change a vacancy, and have it checked at once if asked to and it is a draft by then."""
    changed = change_vacancy(vacancy, by=by, **fields)
    ready = publish and changed.state == VacancyState.DRAFT
    return submit(changed, by=by) if ready else changed
