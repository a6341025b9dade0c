"""From a draft to published, and to its end. Every publication goes through the screening."""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.accounts.states import Role
from backend.audit.actions import record as audit
from backend.lib.errors import Conflict, Invalid, NotAllowed
from backend.lib.transitions import move
from jobs.actions.dispatch import start_matching
from jobs.actions.refusals import refuse_standing
from jobs.models import Employer, ScreeningFinding, Vacancy
from jobs.permissions import can_decide_vacancies, can_set_aside, can_write_vacancies_of
from jobs.screening.engine import REJECTED_BEFORE, screen
from jobs.screening.rules import Offer
from jobs.states import VACANCY_MOVES, EmployerState, RefusalReason, VacancyState


@transaction.atomic
def submit(vacancy: Vacancy, *, by: User | None) -> Vacancy:
    """Have a draft checked. A verified employer's vacancy without a finding is out at once."""
    vacancy = _locked(vacancy, by)
    if not vacancy.description.strip():
        raise Invalid(fields={"description": _("Say in a few words what the person will do.")})
    _check_last_day(vacancy)
    move(vacancy, VacancyState.SCREENING, moves=VACANCY_MOVES, submitted_at=timezone.now())
    audit("jobs.vacancy.submitted", by=by, subject=vacancy)
    return _screened(vacancy)


@transaction.atomic
def publish(
    vacancy: Vacancy, *, by: User, submitted_at: dt.datetime | None = None, reason: str = ""
) -> Vacancy:
    """Staff decide that a vacancy may go out. `reason` is needed where a rule found something.

    `submitted_at` says which text they have read; default: the one `vacancy` was read with.
    Raises Conflict if another was submitted since.
    """
    read = submitted_at or vacancy.submitted_at
    vacancy = Vacancy.objects.select_for_update(no_key=True).get(pk=vacancy.pk)
    if not can_set_aside(by, vacancy):
        raise NotAllowed()
    if vacancy.submitted_at != read:
        raise Conflict(_("The text was changed after you opened it. Read it again."))
    if vacancy.employer.state != EmployerState.VERIFIED:
        raise Conflict(_("First check the firm. Then its vacancies can be published."))
    if not reason and vacancy.findings.exists():
        raise Invalid(fields={"reason": _("Say why this vacancy may go out all the same.")})
    _check_last_day(vacancy)
    _publish(vacancy, by=by, reason=reason)
    return vacancy


@transaction.atomic
def reject(vacancy: Vacancy, *, by: User, reason: str) -> Vacancy:
    """Staff decide that a vacancy stays out, or goes off the list; its applicants are told."""
    if not can_decide_vacancies(by):
        raise NotAllowed()
    vacancy = Vacancy.objects.select_for_update(no_key=True).get(pk=vacancy.pk)
    move(vacancy, VacancyState.REJECTED, moves=VACANCY_MOVES, decided_by=by, decision_reason=reason)
    _remember_rejection(vacancy, reason)
    audit("jobs.vacancy.rejected", by=by, subject=vacancy)
    refuse_standing(vacancy, by=by, reason=RefusalReason.CLOSED)
    return vacancy


@transaction.atomic
def pause(vacancy: Vacancy, *, by: User) -> Vacancy:
    """Take no applications for now; those sent can still be answered."""
    vacancy = _locked(vacancy, by)
    move(vacancy, VacancyState.PAUSED, moves=VACANCY_MOVES)
    audit("jobs.vacancy.paused", by=by, subject=vacancy)
    return vacancy


@transaction.atomic
def resume(vacancy: Vacancy, *, by: User) -> Vacancy:
    """Take it up again; it may have been changed, so it is screened anew."""
    vacancy = _locked(vacancy, by)
    _check_last_day(vacancy)
    move(vacancy, VacancyState.SCREENING, moves=VACANCY_MOVES, submitted_at=timezone.now())
    audit("jobs.vacancy.resumed", by=by, subject=vacancy)
    return _screened(vacancy)


@transaction.atomic
def mark_filled(vacancy: Vacancy, *, by: User) -> Vacancy:
    """All places are taken, also by people from elsewhere; who still waits is told."""
    vacancy = _locked(vacancy, by)
    _may_end(vacancy, by)
    fill(vacancy, by=by)
    return vacancy


@transaction.atomic
def close(vacancy: Vacancy, *, by: User) -> Vacancy:
    """The employer does not look any more; who still waits is told."""
    vacancy = _locked(vacancy, by)
    _may_end(vacancy, by)
    move(vacancy, VacancyState.CLOSED, moves=VACANCY_MOVES)
    audit("jobs.vacancy.closed", by=by, subject=vacancy)
    refuse_standing(vacancy, by=by, reason=RefusalReason.CLOSED)
    return vacancy


@transaction.atomic
def close_overdue() -> int:
    """Close what is past its last day and say so to who waits; return how many. For beat."""
    overdue = Vacancy.objects.overdue().select_for_update(skip_locked=True, of=("self",))
    for vacancy in (rows := list(overdue[:100])):
        move(vacancy, VacancyState.CLOSED, moves=VACANCY_MOVES)
        audit("jobs.vacancy.closed", by=None, subject=vacancy)
        refuse_standing(vacancy, by=None, reason=RefusalReason.CLOSED)
    return len(rows)


def fill(vacancy: Vacancy, *, by: User | None) -> None:
    """The same for whoever hired for the last place and holds the vacancy's lock."""
    move(vacancy, VacancyState.FILLED, moves=VACANCY_MOVES)
    audit("jobs.vacancy.filled", by=by, subject=vacancy)
    refuse_standing(vacancy, by=by, reason=RefusalReason.FILLED)


def publish_clean(employer: Employer) -> None:
    """Publish what waited only for the firm to be verified."""
    for vacancy in Vacancy.objects.filter(employer=employer).to_decide().clean():
        _publish(vacancy, by=None)


def _screened(vacancy: Vacancy) -> Vacancy:
    """Write down what the rules find, in place of what they found before, and go on from it."""
    findings = screen(
        Offer(
            title=vacancy.title,
            description=vacancy.description,
            is_abroad=vacancy.country_id != settings.HOMEWARD_COUNTRY,
            pay_is_stated=bool(vacancy.wage_from or vacancy.wage_to),
            written_contract=vacancy.written_contract,
        )
    )
    vacancy.findings.exclude(rule=REJECTED_BEFORE).delete()
    ScreeningFinding.objects.bulk_create(
        ScreeningFinding(
            vacancy=vacancy, rule=found.rule, blocks=found.blocks, words=[*found.words]
        )
        for found in findings
    )
    if not vacancy.findings.exists() and vacancy.employer.state == EmployerState.VERIFIED:
        _publish(vacancy, by=None)
    return vacancy


def _remember_rejection(vacancy: Vacancy, reason: str) -> None:
    """From now on a second pair of eyes decides, whatever the rules find in a newer text."""
    finding, _created = ScreeningFinding.objects.get_or_create(
        vacancy=vacancy, rule=REJECTED_BEFORE, defaults={"blocks": True}
    )
    finding.words = [*finding.words, reason]
    finding.save()


def _may_end(vacancy: Vacancy, by: User) -> None:
    """To end a vacancy answers its applicants: a suspended firm does not act on people."""
    verified = vacancy.employer.state == EmployerState.VERIFIED
    if by.role == Role.EMPLOYER and not verified and vacancy.applications.standing().exists():
        raise NotAllowed()


def _publish(vacancy: Vacancy, *, by: User | None, reason: str = "") -> None:
    move(
        vacancy,
        VacancyState.PUBLISHED,
        moves=VACANCY_MOVES,
        published_at=timezone.now(),
        decided_by=by,
        decision_reason=reason,
    )
    audit("jobs.vacancy.published", by=by, subject=vacancy)
    start_matching(vacancy.pk)


def _locked(vacancy: Vacancy, by: User | None) -> Vacancy:
    """The row, held, for somebody who may work on it; `by` is None for the service itself."""
    if by is not None and not can_write_vacancies_of(by, vacancy.employer):
        raise NotAllowed()
    return Vacancy.objects.select_for_update(no_key=True).get(pk=vacancy.pk)


def _check_last_day(vacancy: Vacancy) -> None:
    if vacancy.closes_on and vacancy.closes_on < timezone.localdate():
        raise Invalid(fields={"closes_on": _("This day is over. Choose a later one.")})
