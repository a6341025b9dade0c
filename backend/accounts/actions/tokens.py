"""Keys for machines: shown once, kept as a digest, good for a year at most."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import ApiToken, User
from backend.accounts.permissions import can_hold_tokens
from backend.audit.actions import record
from backend.lib.errors import Conflict, Invalid, NotAllowed

PREFIX = "hw_"
MOST = 20
LONGEST = timedelta(days=365)
SEEN_AGAIN_AFTER = timedelta(minutes=1)


def digest_of(key: str) -> str:
    """SHA-256 without a secret: the key has 256 random bits, and outlives a SECRET_KEY."""
    return hashlib.sha256(key.encode()).hexdigest()


@transaction.atomic
def create_token(
    *, by: User, name: str, expires_at: datetime | None = None
) -> tuple[ApiToken, str]:
    """A new key of `by`, returned with its only copy in clear; it lives LONGEST at most."""
    if not can_hold_tokens(by):
        raise NotAllowed()
    last_day = timezone.now() + LONGEST
    expires_at = expires_at or last_day
    if expires_at > last_day:
        raise Invalid(fields={"expires_at": _("A key lasts a year at most.")})
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    if ApiToken.objects.usable().filter(user=by).count() >= MOST:
        raise Conflict(_("You have many keys already. Revoke one you no longer use."))
    key = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=by, name=name, digest=digest_of(key), expires_at=expires_at
    )
    record("accounts.token.created", by=by, subject=token)
    return token, key


@transaction.atomic
def revoke_token(*, by: User, token: ApiToken) -> None:
    """End a key of one's own, at once. A second time changes nothing."""
    if token.user_id != by.pk:
        raise NotAllowed()
    if ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=Now()):
        record("accounts.token.revoked", by=by, subject=token)


def revoke_all(user: User) -> None:
    """End every key of `user`, as a part of what ends the sessions too."""
    ApiToken.objects.filter(user=user, revoked_at__isnull=True).update(revoked_at=Now())


def owner_of(key: str) -> ApiToken | None:
    """The usable token of `key` with its user, noting the use at most once a minute."""
    token = ApiToken.objects.usable().select_related("user").filter(digest=digest_of(key)).first()
    now = timezone.now()
    if token and (token.last_used_at is None or token.last_used_at < now - SEEN_AGAIN_AFTER):
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return token
