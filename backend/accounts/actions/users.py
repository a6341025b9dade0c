"""Changing accounts: by their owner, and by those who may."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from backend.accounts.actions.registration import check_office
from backend.accounts.actions.sessions import end_sessions
from backend.accounts.actions.tokens import revoke_all
from backend.accounts.models import User
from backend.accounts.permissions import can_change_user, can_move_phone, may_become
from backend.audit.actions import record
from backend.lib.errors import Invalid, NotAllowed


@transaction.atomic
def change_self(*, by: User, name: str | None = None, language: str | None = None) -> User:
    """What everybody may change of their own account."""
    if name is not None:
        by.name = name
    if language is not None:
        by.language = language
    by.save(update_fields=["name", "language", "updated_at"])
    return by


@transaction.atomic
def place_user(*, by: User, user: User, **changes: Any) -> User:
    """Give `user` another `role` or `office`; what is not given stays as it is now.

    A new role signs them out, so that it holds at once.
    """
    user = _held(by, user)
    old_role = user.role
    role, office = changes.get("role", old_role), changes.get("office", user.office)
    if role != old_role and not may_become(user, role):
        raise Invalid(fields={"role": _("This account cannot get this role.")})
    check_office(role, office)
    user.role, user.office = role, office
    user.save(update_fields=[*changes, "updated_at"])
    record("accounts.user.changed", by=by, subject=user, old_role=old_role, role=role)
    if role != old_role:
        end_sessions(user)
    return user


@transaction.atomic
def disable_user(*, by: User, user: User) -> User:
    """Close the account: its sessions and keys are void at their next request."""
    user = _held(by, user)
    if user.is_active:
        user.is_active = False
        user.save(update_fields=["is_active", "updated_at"])
        end_sessions(user)
        revoke_all(user)
        record("accounts.user.disabled", by=by, subject=user)
    return user


@transaction.atomic
def enable_user(*, by: User, user: User) -> User:
    """Open a closed account. Old sessions and keys stay void."""
    user = _held(by, user)
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active", "updated_at"])
        record("accounts.user.enabled", by=by, subject=user)
    return user


@transaction.atomic
def change_phone(*, by: User, user: User, phone: str) -> User:
    """Move a returnee's account to another number, by staff who have met the person.

    Numbers are sold again, so this is never done over the old number alone.
    """
    if not can_move_phone(by, user):
        raise NotAllowed()
    user.phone = phone
    try:
        with transaction.atomic():
            user.save(update_fields=["phone", "updated_at"])
    except IntegrityError as error:
        taken = _("This number belongs to another account.")
        raise Invalid(fields={"phone": taken}) from error
    end_sessions(user)
    record("accounts.user.phone_changed", by=by, subject=user)
    return user


def _held(by: User, user: User) -> User:
    """The account as it is now, held until the commit, if `by` may change it even now.

    Both rows are locked: of two administrators who close each other's account the second
    no longer is one, so that one always stays.
    """
    rows = User.objects.select_for_update(of=("self",), no_key=True).select_related("office")
    now = {row.pk: row for row in rows.filter(pk__in=[by.pk, user.pk]).order_by("pk")}
    if not can_change_user(now[by.pk], now[user.pk]):
        raise NotAllowed()
    return now[user.pk]
