"""Partners, courses and cohorts."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.accounts.states import Role
from backend.audit.actions import record as audit
from backend.lib.errors import Conflict, Invalid, NotAllowed
from backend.lib.transitions import move
from backend.taxonomy.models import Licence, Place, Skill
from training.actions.enrolments import close_all, seat_waiting
from training.models import Cohort, Course, CourseLanguage, Provider, ProviderMember
from training.permissions import (
    can_manage_cohorts_of,
    can_manage_courses_of,
    can_manage_providers,
)
from training.states import COHORT_MOVES, CohortState


@transaction.atomic
def add_provider(*, by: User, name: str, place: Place) -> Provider:
    """Add a training partner."""
    if not can_manage_providers(by):
        raise NotAllowed()
    if Provider.objects.filter(name=name).exists():
        raise Conflict(_("A partner of this name exists already."))
    provider = Provider.objects.create(name=name, place=place)
    audit("training.provider.created", by=by, subject=provider)
    return provider


@transaction.atomic
def add_trainer(provider: Provider, *, by: User, user: User) -> ProviderMember:
    """Let `user`, whose role is trainer, sign in for `provider`. Repeating is harmless."""
    if not can_manage_providers(by):
        raise NotAllowed()
    if user.role != Role.TRAINER:
        raise Invalid(fields={"user": _("Only a training partner's account can be added.")})
    member, is_new = ProviderMember.objects.get_or_create(
        user=user, defaults={"provider": provider}
    )
    if member.provider_id != provider.pk:
        raise Conflict(_("This trainer belongs to another partner."))
    if is_new:
        audit("training.member.added", by=by, subject=provider, user=str(user.public_id))
    return member


@transaction.atomic
def add_course(
    *,
    by: User,
    provider: Provider,
    skills: Iterable[Skill] = (),
    licences: Iterable[Licence] = (),
    taught_languages: Iterable[Mapping[str, Any]] = (),
    **fields: Any,
) -> Course:
    """Add a course of `provider`; `fields` are the course's own columns.

    `taught_languages` are {"language": Language, "level": Cefr}.
    """
    if not can_manage_courses_of(by, provider):
        raise NotAllowed()
    course = Course(provider=provider, **fields)
    _save(course)
    course.skills.set(skills)
    course.licences.set(licences)
    _set_languages(course, taught_languages)
    audit("training.course.created", by=by, subject=course)
    return course


@transaction.atomic
def change_course(course: Course, *, by: User, **fields: Any) -> Course:
    """Change the columns and lists that are given; the rest stays."""
    if not can_manage_courses_of(by, course.provider):
        raise NotAllowed()
    for name in ("skills", "licences"):
        if name in fields:
            getattr(course, name).set(fields.pop(name))
    if "taught_languages" in fields:
        _set_languages(course, fields.pop("taught_languages"))
    course = Course.objects.select_for_update().get(pk=course.pk)
    for name, value in fields.items():
        setattr(course, name, value)
    _save(course)
    audit("training.course.updated", by=by, subject=course, fields=sorted(fields))
    return course


@transaction.atomic
def add_cohort(
    *,
    by: User,
    course: Course,
    place: Place,
    starts_on: dt.date,
    ends_on: dt.date,
    capacity: int,
) -> Cohort:
    """Plan a run of `course` with `capacity` seats."""
    if not can_manage_cohorts_of(by, course):
        raise NotAllowed()
    _check_dates(starts_on, ends_on)
    cohort = Cohort.objects.create(
        course=course, place=place, starts_on=starts_on, ends_on=ends_on, capacity=capacity
    )
    audit("training.cohort.created", by=by, subject=cohort)
    return cohort


@transaction.atomic
def change_cohort(cohort: Cohort, *, by: User, **fields: Any) -> Cohort:
    """Change place, dates or seats; never below the seats already taken."""
    if not can_manage_cohorts_of(by, cohort.course):
        raise NotAllowed()
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    for name, value in fields.items():
        setattr(cohort, name, value)
    _check_dates(cohort.starts_on, cohort.ends_on)
    if cohort.capacity < cohort.enrolments.seated().count():
        raise Invalid(fields={"capacity": _("More people than this are already enrolled.")})
    cohort.save()
    audit("training.cohort.updated", by=by, subject=cohort, fields=sorted(fields))
    seat_waiting(cohort)
    return cohort


@transaction.atomic
def move_cohort(cohort: Cohort, *, by: User, to: CohortState) -> Cohort:
    """Open, start, finish or cancel a cohort."""
    if not can_manage_cohorts_of(by, cohort.course):
        raise NotAllowed()
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk)
    old = move(cohort, to, moves=COHORT_MOVES)
    audit("training.cohort.moved", by=by, subject=cohort, old=old, new=to)
    if to == CohortState.CANCELLED:
        close_all(cohort, by=by)
    return cohort


def _set_languages(course: Course, taught: Iterable[Mapping[str, Any]]) -> None:
    """Of a language that is named twice the last level holds."""
    levels = {one["language"].pk: one["level"] for one in taught}
    course.taught_languages.all().delete()
    CourseLanguage.objects.bulk_create(
        CourseLanguage(course=course, language_id=code, level=level)
        for code, level in levels.items()
    )


def _save(course: Course) -> None:
    """Two courses of one name at a partner: also when both are written at once."""
    try:
        with transaction.atomic():
            course.save()
    except IntegrityError as error:
        raise Conflict(_("This partner has a course of this name already.")) from error


def _check_dates(starts_on: dt.date, ends_on: dt.date) -> None:
    if ends_on < starts_on:
        raise Invalid(fields={"ends_on": _("A course cannot end before it starts.")})
