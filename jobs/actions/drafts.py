"""A vacancy from a form that may be sent twice, by an impatient thumb or a lost answer."""

from typing import Any
from uuid import UUID

from django.db import transaction

from backend.accounts.models import User
from backend.lib.errors import Conflict
from jobs.actions.publication import submit
from jobs.actions.vacancies import change_vacancy, write_vacancy
from jobs.models import Employer, Vacancy
from jobs.states import VacancyState


@transaction.atomic
def write_once(key: UUID, *, by: User, employer: Employer, publish: bool, **fields: Any) -> Vacancy:
    """Write a vacancy whose public id is `key`, and have it checked at once if asked to.

    The same key again returns what was written then. `fields` as for `write_vacancy`.
    """
    # The firm is the lock: two sendings in one moment follow each other.
    Employer.objects.select_for_update(no_key=True).get(pk=employer.pk)
    if earlier := Vacancy.objects.filter(public_id=key).first():
        if earlier.employer_id != employer.pk:
            raise Conflict()
        return earlier
    written = write_vacancy(by=by, employer=employer, public_id=key, **fields)
    return submit(written, by=by) if publish else written


@transaction.atomic
def change_and_send(vacancy: Vacancy, *, by: User, publish: bool, **fields: Any) -> Vacancy:
    """Change a vacancy, and have it checked at once if asked to and it is a draft by then."""
    changed = change_vacancy(vacancy, by=by, **fields)
    ready = publish and changed.state == VacancyState.DRAFT
    return submit(changed, by=by) if ready else changed
