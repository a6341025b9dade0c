"""Opening, bounding and closing a browser's session."""

import time
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest

from backend.accounts.actions.sessions import note_signed_in, note_signed_out
from backend.accounts.models import User

BEGAN, SEEN, SHARED = "session_began", "session_seen", "session_shared"
A_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Bounds:
    """Seconds without a visit, and seconds in all, after which a session ends."""

    idle: int
    whole: int


def bounds_for(user: User, *, shared: bool) -> Bounds:
    """From settings.SESSION_LIMITS; a shared phone has the shortest."""
    limits = settings.SESSION_LIMITS
    kind = "shared" if shared else user.role
    return Bounds(*limits.get(kind, limits["staff"]))


def is_over(*, began: float, seen: float, now: float, bounds: Bounds) -> bool:
    """Whether a session has come to its end; one from the future is not believed."""
    return not (0 <= now - began < bounds.whole and 0 <= now - seen < bounds.idle)


def open_session(request: HttpRequest, user: User, *, shared: bool = False) -> None:
    """Sign `user` in after a phone code: a new session id, and the bounds of the phone."""
    login(request, user)
    if shared:
        request.session[SHARED] = True
        request.session.set_expiry(0)
    else:
        request.session.set_expiry(bounds_for(user, shared=False).whole)
    note_signed_in(by=user, how="phone")


def close_session(request: HttpRequest) -> None:
    """Sign out: the session is gone from the server, not only from the browser."""
    if isinstance(request.user, User):
        note_signed_out(by=request.user)
    logout(request)


def keep_within_bounds(request: HttpRequest, *, noted: bool = True) -> None:
    """End the session if it is too old, else note the visit (if `noted`), at most once a minute."""
    if not isinstance(request.user, User):
        return
    session, now = request.session, time.time()
    bounds = bounds_for(request.user, shared=bool(session.get(SHARED)))
    mark = session.setdefault if noted else session.get
    began, seen = mark(BEGAN, now), mark(SEEN, now)
    if is_over(began=began, seen=seen, now=now, bounds=bounds):
        logout(request)
    elif noted and now - seen >= A_MINUTE:
        session[SEEN] = now
