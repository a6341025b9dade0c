"""What is remembered of sign-ins. Opening a session itself is the interface's work."""

import uuid

from django.db import transaction

from backend.accounts.actions.tokens import revoke_all
from backend.accounts.models import User
from backend.audit.actions import record


@transaction.atomic
def note_signed_in(*, by: User, how: str) -> None:
    """`how` is "phone" or "email"."""
    record("accounts.user.signed_in", by=by, subject=by, how=how)


@transaction.atomic
def note_signed_out(*, by: User) -> None:
    record("accounts.user.signed_out", by=by, subject=by)


@transaction.atomic
def sign_out_everywhere(*, by: User) -> None:
    """End every session of `by`, also the present one, and every key of theirs."""
    end_sessions(by)
    revoke_all(by)
    record("accounts.user.signed_out_everywhere", by=by, subject=by)


def end_sessions(user: User) -> None:
    """A new seed: no session signed with the old one is anybody's at the next request."""
    user.session_seed = uuid.uuid4()
    user.save(update_fields=["session_seed", "updated_at"])
