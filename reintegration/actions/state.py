"""Where a person stands with the programme: looking, paused, in work, gone."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.audit.actions import record as audit
from backend.lib.errors import Conflict, Invalid, NotAllowed
from backend.lib.transitions import allowed, move
from reintegration.actions.journey import record_event
from reintegration.models import Returnee
from reintegration.permissions import can_edit_file
from reintegration.signals import tell_profile_changed
from reintegration.staff_reasons import LeaveReason
from reintegration.states import (
    RETURNEE_MOVES,
    ConsentPurpose,
    JourneyKind,
    ReturneeState,
)


@transaction.atomic
def pause(returnee: Returnee, *, by: User) -> Returnee:
    """No jobs for now; the file stays."""
    _may_edit(returnee, by)
    return _move(returnee, ReturneeState.PAUSED, by)


@transaction.atomic
def resume(returnee: Returnee, *, by: User) -> Returnee:
    """Look again: after a pause, after a job that ended, or after leaving."""
    _may_edit(returnee, by)
    agreed = Returnee.objects.filter(pk=returnee.pk).consenting_to(ConsentPurpose.PROGRAMME)
    if not agreed.exists():
        raise Conflict(_("First agree again that the programme keeps your file."))
    return _move(returnee, ReturneeState.ACTIVE, by)


@transaction.atomic
def leave(returnee: Returnee, *, by: User, reason: str = "") -> Returnee:
    """Leave the programme. The file stays closed until the person comes back.

    `reason` is a LeaveReason or nothing: it goes into the journey, which the person reads and
    nobody can erase from.
    """
    _may_edit(returnee, by)
    if reason and reason not in LeaveReason.values:
        raise Invalid(fields={"reason": _("Choose one of the reasons.")})
    _leave(returnee, by, reason)
    return returnee


def close_file(returnee: Returnee, *, by: User, reason: str) -> None:
    """Leave as a consequence of another deed; a file that is closed already stays so."""
    if allowed(RETURNEE_MOVES, returnee.state, ReturneeState.LEFT):
        _leave(returnee, by, reason)


@transaction.atomic
def place(returnee: Returnee, *, by: User | None) -> Returnee:
    """The person is in work or business. Who may say so is checked by the deed that found it.

    Repeating is harmless, and a closed file stays closed: the job is in the journey anyway.
    """
    if allowed(RETURNEE_MOVES, returnee.state, ReturneeState.PLACED):
        _move(returnee, ReturneeState.PLACED, by)
    return returnee


@transaction.atomic
def look_again(returnee: Returnee, *, by: User | None) -> Returnee:
    """The job or business has ended. Who may say so is checked by the deed that found it."""
    if returnee.state == ReturneeState.PLACED:
        _move(returnee, ReturneeState.ACTIVE, by)
    return returnee


def _may_edit(returnee: Returnee, by: User) -> None:
    if not can_edit_file(by, returnee):
        raise NotAllowed()


def _leave(returnee: Returnee, by: User, reason: str) -> None:
    _move(returnee, ReturneeState.LEFT, by)
    record_event(JourneyKind.LEFT, returnee=returnee, by=by, reason=reason)


def _move(returnee: Returnee, to: ReturneeState, by: User | None) -> Returnee:
    old = move(returnee, to, moves=RETURNEE_MOVES)
    audit("reintegration.returnee.moved", by=by, subject=returnee, old=old, new=to)
    tell_profile_changed(returnee)
    return returnee
