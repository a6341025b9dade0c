"""Keeping work off the open list, where its place or firm could lead somebody to a person.

Signed-in people see it as before: only what is shown to everybody changes.
"""

from typing import TypeVar

from django.db import transaction

from backend.accounts.models import User
from backend.audit.actions import record as audit
from backend.lib.errors import NotAllowed
from jobs.models import Employer, Vacancy
from jobs.permissions import can_lift_protection, can_protect

Thing = TypeVar("Thing", Vacancy, Employer)


@transaction.atomic
def protect(thing: Thing, *, by: User) -> Thing:
    """Take a vacancy, or all vacancies of a firm, off the open list at once."""
    if not can_protect(by):
        raise NotAllowed()
    return _set(thing, by, to=True)


@transaction.atomic
def lift_protection(thing: Thing, *, by: User) -> Thing:
    """Let everybody see it again: a second pair of eyes decides that."""
    if not can_lift_protection(by):
        raise NotAllowed()
    return _set(thing, by, to=False)


def _set(thing: Thing, by: User, *, to: bool) -> Thing:
    held = type(thing)._default_manager.select_for_update(no_key=True).get(pk=thing.pk)
    if held.is_protected != to:
        held.is_protected = to
        held.save(update_fields=["is_protected"])
        noun = "vacancy" if isinstance(held, Vacancy) else "employer"
        audit(f"jobs.{noun}.{'protected' if to else 'unprotected'}", by=by, subject=held)
    return held
