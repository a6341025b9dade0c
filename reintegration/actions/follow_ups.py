"""Asking how it went: planned with the milestone, asked when due, answered once."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.audit.actions import record as audit
from backend.lib.errors import Conflict, Invalid, NotAllowed
from backend.lib.transitions import move
from backend.notifications import outbox
from backend.notifications.links import absolute
from reintegration.actions.journey import record_event
from reintegration.follow_ups import can_be_answered, due_on
from reintegration.models import FollowUp, JourneyEvent
from reintegration.models.follow_ups import WAVES
from reintegration.permissions import can_edit_file, is_own_file, works_with_file
from reintegration.states import (
    FOLLOW_UP_MOVES,
    ConsentPurpose,
    FollowUpState,
    JourneyKind,
    Verified,
)

CLOSED_AS = (FollowUpState.NOT_REACHED, FollowUpState.REFUSED)


@transaction.atomic
def schedule(milestone: JourneyEvent) -> list[FollowUp]:
    """Plan the questions that follow a milestone, one per wave. Repeating is harmless.

    They are planned without a consent too: who could not be asked has to be counted.
    """
    FollowUp.objects.bulk_create(
        [
            FollowUp(
                returnee=milestone.returnee,
                milestone=milestone,
                wave=wave,
                due_on=due_on(milestone.occurred_on, wave),
            )
            for wave in WAVES
        ],
        ignore_conflicts=True,
    )
    return list(FollowUp.objects.filter(milestone=milestone).order_by("wave"))


@transaction.atomic
def ask(follow_up: FollowUp) -> FollowUp:
    """Send the question, in words that tell a stranger nothing. The caller holds the row."""
    returnee = follow_up.returnee
    move(follow_up, FollowUpState.ASKED, moves=FOLLOW_UP_MOVES)
    page = reverse("reintegration:follow_up", args=[follow_up.public_id])
    outbox.send(
        "reintegration.follow_up",
        phone=returnee.phone,
        language=returnee.language,
        context={"link": absolute(page)},
        dedupe_key=f"reintegration.follow_up:{follow_up.public_id}",
        recipient=returnee.user,
        person=returnee.public_id,
    )
    return follow_up


@transaction.atomic
def answer(follow_up: FollowUp, *, by: User, livelihood: str, **facts: Any) -> FollowUp:
    """Record how it is going: `facts` are the columns of a follow-up. Final once given."""
    if not can_edit_file(by, follow_up.returnee):
        raise NotAllowed()
    today = timezone.localdate()
    if not can_be_answered(follow_up.due_on, today):
        raise Conflict(_("It is too early for this question."))
    if is_own_file(by, follow_up.returnee):
        facts["verified"] = Verified.SELF
    if facts.get("monthly_income") is not None and not facts.get("currency"):
        facts["currency"] = follow_up.returnee.home_place.country.currency
    move(
        follow_up,
        FollowUpState.ANSWERED,
        moves=FOLLOW_UP_MOVES,
        answered_on=today,
        livelihood=livelihood,
        **facts,
    )
    audit("reintegration.follow_up.answered", by=by, subject=follow_up, wave=follow_up.wave)
    record_event(
        JourneyKind.FOLLOWED_UP,
        returnee=follow_up.returnee,
        by=by,
        source=follow_up,
        wave=follow_up.wave,
        livelihood=livelihood,
    )
    return follow_up


@transaction.atomic
def close(follow_up: FollowUp, *, by: User, state: str) -> FollowUp:
    """End a question without an answer: not reached (staff), or not wanted (also the person)."""
    if state not in CLOSED_AS:
        raise Invalid(fields={"state": _("Choose “not reached” or “did not want to answer”.")})
    own_no = is_own_file(by, follow_up.returnee) and state == FollowUpState.REFUSED
    if not (own_no or works_with_file(by, follow_up.returnee)):
        raise NotAllowed()
    move(follow_up, state, moves=FOLLOW_UP_MOVES)
    audit("reintegration.follow_up.closed", by=by, subject=follow_up, state=state)
    return follow_up


@transaction.atomic
def ask_next_due() -> bool:
    """Ask whoever has waited longest and may be asked by message; False when nobody is left.

    One person a transaction, so that a stop in between loses and doubles nothing.
    """
    today = timezone.localdate()
    askable = FollowUp.objects.askable(today, purpose=ConsentPurpose.FOLLOW_UP)
    follow_up = askable.select_for_update(skip_locked=True, of=("self",)).first()
    if follow_up is None:
        return False
    ask(follow_up)
    return True
