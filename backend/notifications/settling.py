"""Writing down what answers of gateways prove, of many calls at once."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from backend.lib.savepoints import together
from backend.notifications import chats, costs, limits
from backend.notifications.claims import Claim, still_held
from backend.notifications.gateways.base import Accepted, NotAccepted, Outcome, Rejected, Unknown
from backend.notifications.models import Attempt, Message
from backend.notifications.outcomes import LONGEST, Settled, accepted, closed, rejected
from backend.notifications.retries import first_question, may_replay, pause
from backend.notifications.states import State, Verdict

REFERENCE = "provider_reference"
# Where a message goes, and what is written of it and of its attempt.
Written = tuple[State, tuple[tuple[str, Any], ...], tuple[tuple[str, Any], ...]]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ended:
    """A call that is over, and what it proved."""

    claim: Claim
    outcome: Outcome


def settle(ended: Sequence[Ended]) -> set[int]:
    """Write what is proven; returns the messages it was written of, by primary key.

    An outcome that came after its lease and proves nothing any more is not among them.
    Belongs inside a transaction; `note_refusals` follows its commit.
    """
    now = timezone.now()
    return set(together(ended, lambda those: _settled(those, now), _failed))


def note_refusals(ended: Iterable[Ended]) -> None:
    """Gateways that refuse too often rest, or are stopped."""
    for one in ended:
        if isinstance(one.outcome, NotAccepted):
            limits.note_refusal(one.claim.gateway.name, one.outcome, timezone.now())


def _settled(ended: Sequence[Ended], now: datetime) -> dict[int, None]:
    mine = still_held([one.claim for one in ended])
    proven = [one for one in ended if one.claim.message.pk in mine or _still_proves(one)]
    _write(proven, now)
    return {one.claim.message.pk: None for one in proven}


def _failed(one: Ended, error: Exception) -> None:
    """Its lease runs out, and the sweeper finds it uncertain."""
    logger.error(
        "The outcome of message %s was not written", one.claim.message.public_id, exc_info=error
    )


def _still_proves(one: Ended) -> bool:
    """After the lease: whether the attempt is open, in nobody's hands, and settled by this."""
    message = Message.objects.select_for_update().get(pk=one.claim.message.pk)
    attempt = Attempt.objects.get(pk=one.claim.attempt.pk)
    if message.state == State.UNKNOWN and not attempt.ended_at:
        only_call = attempt.sends == 1  # a refusal of one call says nothing of another
        if isinstance(one.outcome, Accepted):
            return True
        if only_call and not isinstance(one.outcome, Unknown):
            return True
    logger.warning("Message %s: an outcome came too late", message.public_id)
    return False


def _write(ended: Sequence[Ended], now: datetime) -> None:
    """In a few statements: most answers of one moment are alike but for their reference."""
    bills = costs.bill_all([(one.claim.attempt, one.outcome) for one in ended], now)
    alike: dict[Written, list[Claim]] = defaultdict(list)
    for one, billed in zip(ended, bills, strict=True):
        settled = _meaning(one, now)
        one.claim.attempt.provider_reference = settled.attempt.pop(REFERENCE, "")
        values = tuple(settled.message.items()), tuple((settled.attempt | billed).items())
        alike[settled.to, *values].append(one.claim)
        if isinstance(one.outcome, Rejected) and one.outcome.way_closed:
            chats.lost(one.claim.sms.chat)
    for (to, of_message, of_attempt), claims in alike.items():
        Message.objects.filter(pk__in=[one.message.pk for one in claims]).move(
            to, **dict(of_message)
        )
        Attempt.objects.filter(pk__in=[one.attempt.pk for one in claims]).update(**dict(of_attempt))
    named = [one.claim.attempt for one in ended if one.claim.attempt.provider_reference]
    Attempt.objects.bulk_update(named, [REFERENCE])


def _meaning(ended: Ended, now: datetime) -> Settled:
    one = ended.claim
    match ended.outcome:
        case Accepted() as outcome:
            return accepted(one.gateway, outcome, now)
        case Rejected(code) if chats.goes_on_by_sms(one.message, one.gateway.name):
            return Settled(State.RETRY, closed(Verdict.REJECTED, now, code), {"next_at": now})
        case Rejected() as outcome:
            # Of a replay as well: a gateway that had taken this key would say so.
            return rejected(outcome, now)
        case NotAccepted(code, retry_after) if one.attempt.sends == 1:
            wait = max(pause(one.tries), timedelta(seconds=retry_after))
            again_at = now if one.has_stand_in else now + wait
            ended_so = closed(Verdict.NOT_ACCEPTED, now, code)
            return Settled(State.RETRY, ended_so, {"next_at": again_at})
        case NotAccepted(code) | Unknown(code):
            return _uncertain(one, code, now)


def _uncertain(one: Claim, code: str, now: datetime) -> Settled:
    """Also a replay that was not taken: it says nothing of the first send with the same key."""
    again_at = now + pause(one.attempt.sends)
    replay = may_replay(one.attempt, one.gateway, again_at)
    still_open = {
        "verdict": Verdict.UNKNOWN,
        "detail": code[:LONGEST],
        "ask_at": None if replay else first_question(one.gateway, now),
    }
    return Settled(State.UNKNOWN, still_open, {"next_at": again_at if replay else None})
