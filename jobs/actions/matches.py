"""What a person does with a match: look at it, put it aside."""

import datetime as dt

from django.db import transaction

from backend.accounts.models import User
from backend.audit.actions import record as audit
from backend.lib.errors import NotAllowed
from backend.lib.transitions import allowed, move
from jobs.models import Match, PastMatch
from jobs.permissions import can_apply_for
from jobs.states import MATCH_MOVES, MatchState
from reintegration.permissions import is_own_file

# What an earlier run had found is asked for in disputes, not for ever.
PAST_KEPT = dt.timedelta(days=90)


@transaction.atomic
def mark_seen(match: Match, *, by: User) -> Match:
    """The person has looked at it. Repeating, or looking later on, changes nothing."""
    if not is_own_file(by, match.returnee):
        raise NotAllowed()
    if allowed(MATCH_MOVES, match.state, MatchState.SEEN):
        move(match, MatchState.SEEN, moves=MATCH_MOVES)
    return match


def forget_past(*, before: dt.datetime) -> None:
    """Delete what earlier runs had found, where a newer one wrote before this moment."""
    PastMatch.objects.filter(until__lt=before).delete()


@transaction.atomic
def refuse(match: Match, *, by: User) -> Match:
    """It does not suit: never show this vacancy to this person again. Repeating is harmless."""
    if not can_apply_for(by, match.returnee):
        raise NotAllowed()
    if match.state != MatchState.REFUSED:
        move(match, MatchState.REFUSED, moves=MATCH_MOVES)
        audit("jobs.match.refused", by=by, subject=match)
    return match
