"""Who may do what in training."""

from backend.accounts.models import User
from backend.accounts.states import STAFF, Role
from reintegration.models import Returnee
from reintegration.permissions import is_own_file, works_with_file
from training.models import Course, Enrolment, Provider


def can_manage_providers(user: User) -> bool:
    return user.role in (Role.SUPERVISOR, Role.ADMINISTRATOR)


def can_manage_courses_of(user: User, provider: Provider) -> bool:
    """Staff, or a trainer of that partner."""
    return user.role in STAFF or teaches_for(user, provider)


def can_manage_cohorts_of(user: User, course: Course) -> bool:
    return can_manage_courses_of(user, course.provider)


def can_apply_for(user: User, returnee: Returnee) -> bool:
    return is_own_file(user, returnee) or works_with_file(user, returnee)


def can_decide_enrolment(user: User, enrolment: Enrolment) -> bool:
    """Staff of the person's office, or a trainer of the partner that teaches."""
    provider = enrolment.cohort.course.provider
    return works_with_file(user, enrolment.returnee) or teaches_for(user, provider)


def teaches_for(user: User, provider: Provider) -> bool:
    return user.role == Role.TRAINER and provider.members.filter(user=user).exists()
