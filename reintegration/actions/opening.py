"""Looking at a file is a deed too."""

from django.db import transaction

from backend.accounts.models import User
from backend.audit.actions import record as audit
from reintegration.models import Returnee
from reintegration.permissions import is_own_file


@transaction.atomic
def note_opened(returnee: Returnee, *, by: User) -> None:
    """Write that somebody else than the person opened the file."""
    if not is_own_file(by, returnee):
        audit("reintegration.returnee.opened", by=by, subject=returnee)
