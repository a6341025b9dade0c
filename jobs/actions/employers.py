"""Firms: registered by themselves or by staff, checked by staff, suspended when they do harm."""

import re
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.actions.allowances import Limit, spend
from backend.accounts.actions.registration import colleague_account
from backend.accounts.models import User
from backend.accounts.states import Role
from backend.audit.actions import record as audit
from backend.lib.errors import Conflict, Invalid, NotAllowed
from backend.lib.phone import parse_phone
from backend.lib.transitions import move
from jobs.actions.dispatch import start_matching
from jobs.actions.publication import publish_clean
from jobs.models import Employer, EmployerMember, Vacancy
from jobs.permissions import (
    can_add_member,
    can_change_employer,
    can_register_employer,
    can_vet_employers,
)
from jobs.states import EMPLOYER_MOVES, EmployerState

TAX_NUMBER = re.compile(r"[0-9]{6,20}")
# What staff check a firm by: a member cannot change it once the firm is verified.
CHECKED = frozenset({"name", "tax_number", "country"})
# Enough for a large firm, too few to try out addresses.
A_DAY_PER_FIRM = Limit("members", 20, 24 * 3600)


@transaction.atomic
def register_employer(*, by: User | None, **fields: Any) -> Employer:
    """Add a firm that waits to be checked; `fields` are its columns.

    An employer's user becomes its first member. `by` is None for imports. Raises Conflict
    if the tax number is registered already.
    """
    if by is not None and not can_register_employer(by):
        raise NotAllowed()
    if by is not None and EmployerMember.objects.filter(user=by).exists():
        raise Conflict(_("You have registered a firm already."))
    employer = Employer(**fields)
    _save(employer)
    audit("jobs.employer.registered", by=by, subject=employer)
    if by is not None and by.role == Role.EMPLOYER:
        EmployerMember.objects.create(employer=employer, user=by)
    return employer


@transaction.atomic
def change_employer(employer: Employer, *, by: User, **fields: Any) -> Employer:
    """Change the columns that are given. A firm that was not verified asks again by it."""
    if not can_change_employer(by, employer):
        raise NotAllowed()
    employer = Employer.objects.select_for_update(no_key=True).get(pk=employer.pk)
    changed = sorted(name for name, value in fields.items() if getattr(employer, name) != value)
    known = employer.state in (EmployerState.VERIFIED, EmployerState.SUSPENDED)
    if known and by.role == Role.EMPLOYER and CHECKED & {*changed}:
        raise Conflict(_("This was checked by our staff. Ask them to change it."))
    if employer.state == EmployerState.REJECTED and by.role == Role.EMPLOYER:
        move(employer, EmployerState.PENDING, moves=EMPLOYER_MOVES, decision_reason="")
    for name in changed:
        setattr(employer, name, fields[name])
    _save(employer)
    audit("jobs.employer.updated", by=by, subject=employer, fields=changed)
    return employer


@transaction.atomic
def add_member(
    employer: Employer, *, by: User, email: str, name: str, language: str = "ru"
) -> EmployerMember:
    """Let a colleague sign in for the firm; a new address gets a mail to set a password.

    Repeating is harmless. Raises Conflict if the address has another kind of account or
    belongs to another firm.
    """
    if not can_add_member(by, employer):
        raise NotAllowed()
    spend(A_DAY_PER_FIRM, str(employer.public_id))
    user = colleague_account(by=by, email=email, name=name, language=language)
    is_new = False
    if user.role == Role.EMPLOYER:
        member, is_new = EmployerMember.objects.get_or_create(
            user=user, defaults={"employer": employer}
        )
    if user.role != Role.EMPLOYER or member.employer_id != employer.pk:
        sentence = _("This e-mail cannot be added. Ask your colleague for another one, or us.")
        raise Conflict(sentence, fields={"email": sentence})
    if is_new:
        audit("jobs.employer.member_added", by=by, subject=employer, user=str(user.public_id))
    return member


@transaction.atomic
def verify(employer: Employer, *, by: User, reason: str = "") -> Employer:
    """The firm exists and hires honestly; its vacancies without a finding are published."""
    _may_vet(by)
    if employer.state == EmployerState.SUSPENDED:
        raise Conflict(_("This firm is suspended. Lift the suspension instead."))
    _decide(employer, EmployerState.VERIFIED, by, reason)
    audit("jobs.employer.verified", by=by, subject=employer)
    publish_clean(employer)
    return employer


@transaction.atomic
def reject(employer: Employer, *, by: User, reason: str) -> Employer:
    _decide(employer, EmployerState.REJECTED, by, reason)
    audit("jobs.employer.rejected", by=by, subject=employer)
    return employer


@transaction.atomic
def suspend(employer: Employer, *, by: User, reason: str) -> Employer:
    """At once nobody sees its vacancies, and it sees no applicants."""
    _decide(employer, EmployerState.SUSPENDED, by, reason)
    audit("jobs.employer.suspended", by=by, subject=employer)
    return employer


@transaction.atomic
def reinstate(employer: Employer, *, by: User, reason: str) -> Employer:
    """Lift the suspension; vacancies still published are open again and matched anew."""
    _may_vet(by)
    if employer.state != EmployerState.SUSPENDED:
        raise Conflict(_("This firm is not suspended."))
    _decide(employer, EmployerState.VERIFIED, by, reason)
    audit("jobs.employer.reinstated", by=by, subject=employer)
    publish_clean(employer)
    for vacancy_id in Vacancy.objects.open().filter(employer=employer).values_list("pk", flat=True):
        start_matching(vacancy_id)
    return employer


def digits_of(tax_number: str) -> str:
    """A tax number without the spaces and dashes it is written with."""
    return re.sub(r"[\s\-]", "", tax_number)


def _may_vet(by: User) -> None:
    if not can_vet_employers(by):
        raise NotAllowed()


def _decide(employer: Employer, to: EmployerState, by: User, reason: str) -> None:
    _may_vet(by)
    move(
        employer,
        to,
        moves=EMPLOYER_MOVES,
        decided_by=by,
        decided_at=timezone.now(),
        decision_reason=reason,
    )


def make_sensible(employer: Employer) -> None:
    """Bring number and phone into their one shape. Raises Invalid at the field that is wrong."""
    employer.tax_number = digits_of(employer.tax_number)
    if not TAX_NUMBER.fullmatch(employer.tax_number):
        raise Invalid(fields={"tax_number": _("Write the tax number in digits only.")})
    if employer.place.country_id != employer.country_id:
        raise Invalid(fields={"place": _("This place is in another country.")})
    try:
        employer.contact_phone = parse_phone(employer.contact_phone, employer.country_id)
    except Invalid as error:
        raise Invalid(fields={"contact_phone": error.fields["phone"]}) from error


def _save(employer: Employer) -> None:
    """Store a firm whose number, phone and place make sense."""
    make_sensible(employer)
    try:
        with transaction.atomic():
            employer.save()
    except IntegrityError as error:
        raise Conflict(
            _("A firm with this tax number is registered already. Ask your colleague or us."),
            fields={"tax_number": _("This number is registered already.")},
        ) from error
