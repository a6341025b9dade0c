"""An SMS of an unknown number, put to the file of the person who wrote it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.audit.actions import record as audit
from backend.lib.errors import Conflict, Invalid, NotAllowed
from reintegration.actions.staff_inbox import hold, may_take
from reintegration.models import Reply, Returnee
from reintegration.permissions import can_work_reply, works_with_file

MOST_FOUND = 10


def files_named(user: User, name: str) -> list[Returnee]:
    """The files that `user` may put an SMS to, whose name has all these words; "" finds none."""
    if not name.strip():
        return []
    seen = Returnee.objects.visible_to(user).named(name).for_card().order_by("pk")
    return [file for file in seen[:MOST_FOUND] if works_with_file(user, file)]


@transaction.atomic
def attach(reply: Reply, *, by: User, returnee: Any) -> Reply:
    """Say whose SMS it is, by the public id of a file that `by` works with.

    It goes with the file from here on, to its office; who cannot see it there has it in hand
    no more. Nothing it says is done, and the number of the file stays: a person decides.
    """
    hold(reply)
    if not can_work_reply(by, reply):
        raise NotAllowed()
    file = Returnee.objects.visible_to(by).filter(public_id=returnee).first()
    if file is None or not works_with_file(by, file):
        raise Invalid(fields={"returnee": _("Choose a file of your office.")})
    if reply.returnee_id == file.pk:
        return reply
    if reply.returnee_id is not None:
        raise Conflict(_("This message is in another file already."))
    reply.returnee = file
    if reply.assigned_to not in may_take(reply):
        reply.assigned_to = None
    reply.save(update_fields=["returnee", "assigned_to", "updated_at"])
    audit("reintegration.reply.attached", by=by, subject=reply, returnee=str(file.public_id))
    return reply
