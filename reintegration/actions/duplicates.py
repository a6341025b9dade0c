"""Noting that two files may be one person, and judging that they are not."""

from django.db import transaction

from backend.accounts.models import User
from backend.audit.actions import record as audit
from backend.lib.errors import NotAllowed
from backend.lib.transitions import move
from reintegration.duplicates import YEARS_APART, name_query, reasons
from reintegration.models import PossibleDuplicate, Returnee
from reintegration.permissions import can_judge_duplicates
from reintegration.states import DUPLICATE_MOVES, DuplicateState


def find_for(returnee: Returnee) -> list[PossibleDuplicate]:
    """Note every file that may be the same person, and return the pairs to be looked at.

    A pair that was judged stays judged. Called by the deeds that write names and phones.
    """
    candidates = Returnee.objects.resembling(
        phone=returnee.phone,
        name_query=name_query(returnee.name_key),
        birth_year=returnee.birth_year,
        years=YEARS_APART,
    ).exclude(pk=returnee.pk)
    pairs = []
    for other in candidates:
        if found := reasons(returnee, other):
            first, second = sorted((returnee, other), key=lambda file: file.pk)
            pairs.append(PossibleDuplicate(first=first, second=second, reasons=list(found)))
    PossibleDuplicate.objects.bulk_create(pairs, ignore_conflicts=True)
    return list(PossibleDuplicate.objects.of(returnee).open())


@transaction.atomic
def dismiss(pair: PossibleDuplicate, *, by: User) -> PossibleDuplicate:
    """Judge that the two files are different people."""
    if not can_judge_duplicates(by, pair.first, pair.second):
        raise NotAllowed()
    move(pair, DuplicateState.DISTINCT, moves=DUPLICATE_MOVES)
    audit("reintegration.duplicate.dismissed", by=by, subject=pair)
    return pair
