"""Whether this session, and not only its account, has passed a second factor."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest

from backend.accounts.actions.sessions import end_sessions
from backend.accounts.models import User


def was_given(request: HttpRequest) -> bool:
    """Whether an app's code, a recovery code or a passkey was given in this session."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def note_given(request: HttpRequest, user: User, authenticator: Authenticator) -> None:
    """Remember it in the session, as allauth does at a sign-in."""
    record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


def keep_only_this_session(
    *, request: HttpRequest, user: User, authenticator: Authenticator, **_kwargs: Any
) -> None:
    """A factor was just set up here: this session has passed it, and all others end.

    Called by allauth's signal: it offers no other place for this, and for an app's code it
    calls only after the commit. Were it never called, this session would sign in again.
    """
    end_sessions(user)
    update_session_auth_hash(request, user)
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        note_given(request, user, authenticator)
