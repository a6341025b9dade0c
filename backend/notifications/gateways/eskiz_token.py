"""The token that Eskiz gives for an e-mail and a password: one for each process, 30 days."""

from dataclasses import dataclass
from threading import Lock
from time import monotonic

from backend.notifications.gateways.http import (
    Lost,
    NotSent,
    Reply,
    Request,
    Unreadable,
    call,
    post_form,
)
from backend.notifications.gateways.reading import pick, word

# It lives 30 days; a younger one is exchanged for the next without the password.
RENEW_AFTER = 25 * 24 * 3600.0
OK = 200
# Of a sign-in: the e-mail or the password is not right.
WRONG = frozenset({400, 401, 403, 422})


@dataclass(slots=True)
class _Held:
    token: str
    since: float


_held: dict[tuple[str, str], _Held] = {}
_lock = Lock()


def token(url: str, email: str, password: str) -> str:
    """The token to use now. Raises NotSent if there is none: then no SMS was sent either."""
    with _lock:
        held = _held.get((url, email))
        if held is None:
            return _keep(url, email, _signed_in(url, email, password))
        if monotonic() - held.since > RENEW_AFTER:
            return _keep(url, email, _renewed(url, held.token, email, password))
        return held.token


def forget(url: str, email: str, refused: str) -> None:
    """The gateway no longer takes `refused`; a newer one, fetched by another thread, stays."""
    with _lock:
        held = _held.get((url, email))
        if held is not None and held.token == refused:
            del _held[(url, email)]


def _keep(url: str, email: str, found: str) -> str:
    _held[(url, email)] = _Held(found, monotonic())
    return found


def _signed_in(url: str, email: str, password: str) -> str:
    form = [("email", email), ("password", password)]
    reply = _asked(post_form(f"{url}/auth/login", form))
    if found := _token_in(reply):
        return found
    raise NotSent(f"sign_in_http_{reply.status}", needs_person=reply.status in WRONG)


def _renewed(url: str, old: str, email: str, password: str) -> str:
    """By the old token, or anew: the documents do not say when an exchange is refused."""
    bearer = {"Authorization": f"Bearer {old}"}
    reply = _asked(Request("PATCH", f"{url}/auth/refresh", bearer))
    return _token_in(reply) or _signed_in(url, email, password)


def _token_in(reply: Reply) -> str:
    if reply.status != OK:
        return ""
    try:
        return word(pick(reply.json(), "data", "token"))
    except Unreadable:
        return ""


def _asked(request: Request) -> Reply:
    try:
        return call(request)
    except Lost as error:
        raise NotSent(f"sign_in_{error}") from None
