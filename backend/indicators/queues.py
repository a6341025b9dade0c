"""What waits for staff: one number a queue, each a link to its list."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.accounts.models import User
from backend.accounts.states import ALL_OFFICES
from jobs.models import Employer, Vacancy
from reintegration.letter_states import READERS
from reintegration.models import (
    BusinessPlan,
    Campaign,
    FollowUp,
    Hotline,
    Letter,
    PossibleDuplicate,
    Reply,
)
from training.models import Enrolment
from training.states import EnrolmentState

# The words, what waits, and the name of its page.
Rows = tuple[StrOrPromise, QuerySet[Any], str]


@dataclass(frozen=True)
class Queue:
    """`count` things wait; `url` is where they are handled."""

    label: StrOrPromise
    count: int
    url: str


def queues_of(user: User) -> list[Queue]:
    """The queues `user` may work on; one query each."""
    seen: list[Rows] = [
        (
            _("Vacancies to check"),
            Vacancy.objects.visible_to(user).to_decide(),
            "jobs:staff_vacancies",
        ),
        (
            _("Employers to verify"),
            Employer.objects.visible_to(user).to_vet(),
            "jobs:staff_employers",
        ),
        (
            _("Course applications"),
            Enrolment.objects.visible_to(user).filter(state=EnrolmentState.APPLIED),
            "training:staff_enrolments",
        ),
        (
            _("Business plans to decide"),
            BusinessPlan.objects.visible_to(user).awaiting_decision(),
            "reintegration:staff_plans",
        ),
        (
            _("Follow-ups due"),
            FollowUp.objects.visible_to(user).due(timezone.localdate()),
            "reintegration:staff_follow_ups",
        ),
        (
            _("SMS to answer"),
            Reply.objects.visible_to(user).open(),
            "reintegration:staff_inbox",
        ),
        (
            _("Messages to many to approve"),
            Campaign.objects.to_approve_by(user),
            "reintegration:staff_campaigns",
        ),
        (
            _("Possible duplicates"),
            PossibleDuplicate.objects.visible_to(user).open(),
            "reintegration:staff_duplicates",
        ),
        (
            _("Numbers to call and confirm"),
            Hotline.objects.visible_to(user).to_call(timezone.localdate()),
            "reintegration:staff_hotlines",
        ),
    ]
    seen = [*_letters(user), *seen]
    return [Queue(label, rows.count(), reverse(url)) for label, rows, url in seen]


def _letters(user: User) -> list[Rows]:
    """For those who may read them; administrators learn only that nobody may."""
    if user.role in READERS:
        waiting = Letter.objects.visible_to(user).waiting()
        return [(_("Letters to answer"), waiting, "reintegration:staff_letters")]
    if user.role in ALL_OFFICES and (alone := Letter.objects.unreadable()).exists():
        invite = _("Letters that nobody may read: invite a protection officer")
        return [(invite, alone, "admin:accounts_user_changelist")]
    return []
