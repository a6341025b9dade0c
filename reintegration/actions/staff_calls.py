"""What a person said to staff by phone."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.lib.errors import Invalid, NotAllowed
from reintegration.actions.stopping import stop
from reintegration.models import Consent, Returnee
from reintegration.permissions import works_with_file
from reintegration.staff_reasons import ConsentWay

LONGEST = Consent._meta.get_field("reason").max_length or 0


@transaction.atomic
def stop_by_call(returnee: Returnee, *, by: User, reason: str) -> list[Consent]:
    """Staff write down that the person called: no more messages. `reason` is what was said."""
    if not works_with_file(by, returnee):
        raise NotAllowed()
    if not reason.strip():
        raise Invalid(fields={"reason": _("Write what the person said.")})
    return stop(returnee, by=by, way=ConsentWay.CALL, reason=reason.strip()[:LONGEST])
