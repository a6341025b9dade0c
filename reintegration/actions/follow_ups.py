"""Asking how it went: planned with the milestone, asked when due, answered once."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.audit.actions import record as audit
from backend.lib.errors import Conflict, Invalid, NotAllowed
from backend.lib.transitions import move
from backend.notifications import chats, kinds, outbox
from backend.notifications.gateways import routing
from backend.notifications.short_links import short
from backend.notifications.states import Channel
from reintegration.actions.currencies import expect_currency
from reintegration.actions.journey import record_event
from reintegration.follow_ups import can_be_answered, due_on
from reintegration.models import FollowUp, JourneyEvent, Returnee
from reintegration.models.follow_ups import WAVES
from reintegration.notices import ASKS_BY_LINK, ASKS_BY_SMS, LINK_LIVES
from reintegration.permissions import can_edit_file, is_own_file, works_with_file
from reintegration.states import (
    FOLLOW_UP_MOVES,
    ConsentPurpose,
    FollowUpState,
    JourneyKind,
    PhoneOwner,
    Verified,
)

CLOSED_AS = (FollowUpState.NOT_REACHED, FollowUpState.REFUSED)


class CannotAsk(Exception):
    """This one question cannot be sent; the others can."""

    def __init__(self, follow_up_id: int, why: str):
        self.follow_up_id = follow_up_id
        super().__init__(why)


@transaction.atomic
def schedule(milestone: JourneyEvent, *, since: dt.date | None = None) -> list[FollowUp]:
    """Plan the questions that follow a milestone, one per wave. Repeating is harmless.

    They count from `since`, default the day of the milestone. They are planned without a
    consent too: who could not be asked has to be counted.
    """
    FollowUp.objects.bulk_create(
        [
            FollowUp(
                returnee=milestone.returnee,
                milestone=milestone,
                wave=wave,
                due_on=due_on(since or milestone.occurred_on, wave),
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
        ASKS_BY_SMS if _answers_by_sms(returnee) else ASKS_BY_LINK,
        phone=returnee.phone,
        language=returnee.language,
        context={"link": short(page, lives=LINK_LIVES)},
        dedupe_key=f"reintegration.follow_up:{follow_up.public_id}",
        recipient=returnee.user,
        person=returnee.public_id,
    )
    return follow_up


def _answers_by_sms(returnee: Returnee) -> bool:
    """Whether an SMS back would reach us, and only this person can have written it."""
    by_sms = chats.channel_for(kinds.get(ASKS_BY_LINK), returnee.user) == Channel.SMS
    return by_sms and returnee.phone_owner == PhoneOwner.SELF and routing.hears(returnee.phone)


@transaction.atomic
def answer(follow_up: FollowUp, *, by: User, livelihood: str, **facts: Any) -> FollowUp:
    """Record how it is going: `facts` are the columns of a follow-up. Final once given.

    Staff may write down what they know of a person who does not want to be asked (an employer
    said it, the person came by): the consent is to being asked, and `ask` rests on it.
    """
    if not can_edit_file(by, follow_up.returnee):
        raise NotAllowed()
    if is_own_file(by, follow_up.returnee):
        facts["verified"] = Verified.SELF
    return _write_answer(follow_up, by=by, livelihood=livelihood, **facts)


@transaction.atomic
def answer_by_sms(follow_up: FollowUp, *, livelihood: str) -> FollowUp:
    """What the person wrote back. The caller has made sure who wrote and what it says."""
    return _write_answer(follow_up, by=None, livelihood=livelihood, way="sms")


def _write_answer(
    follow_up: FollowUp, *, by: User | None, livelihood: str, way: str = "", **facts: Any
) -> FollowUp:
    _expect_its_time(follow_up)
    if facts.get("monthly_income") is not None and not facts.get("currency"):
        facts["currency"] = follow_up.returnee.home_place.country.currency
    if facts.get("currency"):
        expect_currency(facts["currency"])
    move(
        follow_up,
        FollowUpState.ANSWERED,
        moves=FOLLOW_UP_MOVES,
        answered_on=timezone.localdate(),
        livelihood=livelihood,
        **facts,
    )
    told: dict[str, Any] = {"way": way} if way else {}
    wave = follow_up.wave
    audit("reintegration.follow_up.answered", by=by, subject=follow_up, wave=wave, **told)
    _remember(follow_up, by, **told)
    return follow_up


@transaction.atomic
def close(follow_up: FollowUp, *, by: User, state: str) -> FollowUp:
    """End a question without an answer: not reached (staff), or not wanted (also the person).

    Not before its time: nobody can be out of reach for a call that nobody makes yet.
    """
    if state not in CLOSED_AS:
        raise Invalid(fields={"state": _("Choose “not reached” or “did not want to answer”.")})
    own_no = is_own_file(by, follow_up.returnee) and state == FollowUpState.REFUSED
    if not (own_no or works_with_file(by, follow_up.returnee)):
        raise NotAllowed()
    _expect_its_time(follow_up)
    move(follow_up, state, moves=FOLLOW_UP_MOVES)
    audit("reintegration.follow_up.closed", by=by, subject=follow_up, state=state)
    _remember(follow_up, by)
    return follow_up


def _expect_its_time(follow_up: FollowUp) -> None:
    if not can_be_answered(follow_up.due_on, timezone.localdate()):
        raise Conflict(_("It is too early for this question."))


@transaction.atomic
def ask_next_due(*, but_not: Collection[int] = ()) -> bool:
    """Ask whoever has waited longest and may be asked by message; False when nobody is left.

    One person a transaction, so that a stop in between loses and doubles nothing. `but_not`
    are follow-ups, by primary key, to be passed over. Raises CannotAsk.
    """
    today = timezone.localdate()
    askable = FollowUp.objects.askable(today, purpose=ConsentPurpose.FOLLOW_UP)
    waiting = askable.exclude(pk__in=but_not)
    follow_up = waiting.select_for_update(skip_locked=True, of=("self",)).first()
    if follow_up is None:
        return False
    try:
        ask(follow_up)
    except ValueError as error:
        raise CannotAsk(follow_up.pk, str(error)) from error
    return True


def _remember(follow_up: FollowUp, by: User | None, **told: Any) -> None:
    """In the ledger, from which the figures are made: also that somebody was not reached.

    Without a source row, since a silence may be followed by a late answer.
    """
    record_event(
        JourneyKind.FOLLOWED_UP,
        returnee=follow_up.returnee,
        by=by,
        follow_up=str(follow_up.public_id),
        wave=follow_up.wave,
        state=str(follow_up.state),
        livelihood=str(follow_up.livelihood),
        **told,
    )
