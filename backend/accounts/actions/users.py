"""Changing accounts: by their owner, and by those who may."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backend.accounts.actions.registration import check_office
from backend.accounts.actions.sessions import end_sessions
from backend.accounts.actions.tokens import revoke_all
from backend.accounts.models import Office, User
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
def place_user(*, by: User, user: User, role: str, office: Office | None) -> User:
    """Give `user` another role or office. A new role signs them out, so that it holds at once."""
    if not can_change_user(by, user):
        raise NotAllowed()
    if role != user.role and not may_become(user, role):
        raise Invalid(fields={"role": _("This account cannot get this role.")})
    check_office(role, office)
    old_role = user.role
    user.role, user.office = role, office
    user.save(update_fields=["role", "office", "updated_at"])
    record("accounts.user.changed", by=by, subject=user, old_role=old_role, role=role)
    if role != old_role:
        end_sessions(user)
    return user


@transaction.atomic
def disable_user(*, by: User, user: User) -> User:
    """Close the account: its sessions and keys are void at their next request."""
    if not can_change_user(by, user):
        raise NotAllowed()
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
    if not can_change_user(by, user):
        raise NotAllowed()
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
    if User.objects.filter(phone=phone).exclude(pk=user.pk).exists():
        raise Invalid(fields={"phone": _("This number belongs to another account.")})
    user.phone = phone
    user.save(update_fields=["phone", "updated_at"])
    end_sessions(user)
    record("accounts.user.phone_changed", by=by, subject=user)
    return user
