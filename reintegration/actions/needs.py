"""A need is noted by the person and, one day, met."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.audit.actions import record as audit
from backend.lib.errors import Invalid, NotAllowed
from reintegration.models import Returnee
from reintegration.permissions import can_edit_file


@transaction.atomic
def meet_need(returnee: Returnee, *, by: User, kind: str) -> Returnee:
    """Write that the person has got what they asked for, today. Repeating is harmless."""
    if not can_edit_file(by, returnee):
        raise NotAllowed()
    need = returnee.needs.select_for_update().filter(kind=kind).first()
    if need is None:
        raise Invalid(fields={"kind": _("The person did not ask for this.")})
    if need.met_on is None:
        need.met_on = timezone.localdate()
        need.save(update_fields=["met_on"])
        audit("reintegration.need.met", by=by, subject=returnee, kind=kind)
    return returnee
