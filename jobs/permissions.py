"""Who may do what on the job side. Seeing a thing at all is `visible_to`'s business."""

from backend.accounts.models import User
from backend.accounts.states import STAFF, Role
from jobs.models import Application, Employer, Vacancy
from jobs.states import EmployerState
from reintegration.models import Returnee
from reintegration.permissions import is_own_file, works_with_file

# Who may set aside what a blocking rule found.
OVERRULERS = frozenset({Role.SUPERVISOR, Role.PROTECTION, Role.ADMINISTRATOR})


def is_member(user: User, employer: Employer) -> bool:
    """Signs in for this employer; one query."""
    return user.role == Role.EMPLOYER and employer.members.filter(user=user).exists()


def can_register_employer(user: User) -> bool:
    return user.role in STAFF or user.role == Role.EMPLOYER


def can_vet_employers(user: User) -> bool:
    return user.role in STAFF


def can_change_employer(user: User, employer: Employer) -> bool:
    return user.role in STAFF or is_member(user, employer)


def can_add_member(user: User, employer: Employer) -> bool:
    """Staff, or a colleague; nobody joins a suspended firm by its own word."""
    own = is_member(user, employer) and employer.state != EmployerState.SUSPENDED
    return user.role in STAFF or own


def can_write_vacancies_of(user: User, employer: Employer) -> bool:
    return user.role in STAFF or is_member(user, employer)


def can_decide_vacancies(user: User) -> bool:
    return user.role in STAFF


def can_set_aside(user: User, vacancy: Vacancy) -> bool:
    """Publish in spite of what the rules found; a blocking finding needs a second pair of eyes."""
    blocked = vacancy.findings.filter(blocks=True).exists()
    return can_decide_vacancies(user) and (not blocked or user.role in OVERRULERS)


def can_protect(user: User) -> bool:
    """Take something off the open list: whoever sees the danger."""
    return user.role in STAFF


def can_lift_protection(user: User) -> bool:
    return user.role in OVERRULERS


def can_apply_for(user: User, returnee: Returnee) -> bool:
    return is_own_file(user, returnee) or works_with_file(user, returnee)


def can_answer(user: User, application: Application) -> bool:
    """The employer, as long as it is verified, or staff who work with the applicant's file."""
    employer = application.vacancy.employer
    if user.role == Role.EMPLOYER:
        return employer.state == EmployerState.VERIFIED and is_member(user, employer)
    return works_with_file(user, application.returnee)


def can_end_placement(user: User, application: Application) -> bool:
    return can_apply_for(user, application.returnee) or can_answer(user, application)


def can_see_candidates(user: User) -> bool:
    """Whom the matching has found, and why: employers learn of people only when they apply."""
    return user.role in STAFF


def can_plan_courses(user: User) -> bool:
    """Whom a course would help, as numbers: for staff of every office."""
    return user.role in STAFF
