"""One answer to several applicants at once."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.lib.errors import Invalid, NotAllowed, NotFound
from jobs.actions.refusals import refuse_one
from jobs.models import Application
from jobs.permissions import can_answer
from jobs.states import STANDING, RefusalReason

AT_ONCE = 100


@transaction.atomic
def refuse_many(ids: Collection[UUID], *, by: User, reason: RefusalReason) -> int:
    """Say no to all of these with one reason; tell each by a message of their own.

    Return how many were refused now: who has an answer already, or has taken the application
    back, is passed over, so that repeating does nothing. All or none: raises NotFound for an id
    that `by` cannot see, NotAllowed for one that `by` may not answer.
    """
    if not 1 <= len(ids) <= AT_ONCE:
        sentence = _("Choose between 1 and %(most)s applicants.") % {"most": AT_ONCE}
        raise Invalid(fields={"applications": sentence})
    seen = Application.objects.visible_to(by).filter(public_id__in=ids)
    # In one order for everybody, so that two clerks who answer at once cannot block each other.
    held = list(seen.for_card().select_for_update(of=("self",), no_key=True).order_by("pk"))
    if len(held) < len(set(ids)):
        raise NotFound()
    if not all(can_answer(by, application) for application in held):
        raise NotAllowed()
    standing = [application for application in held if application.state in STANDING]
    for application in standing:
        refuse_one(application, by=by, reason=reason)
    return len(standing)
