from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat, Now

from backend.accounts.states import ALL_OFFICES, STAFF, Role
from backend.notifications.models import Message

if TYPE_CHECKING:
    from backend.accounts.models import User


# What follows in the dedupe key of a code's message is the public id of its request.
CODE_KEY = "sign_in_code:"


class UserQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> "UserQuerySet":
        """Administrators see all; supervisors their staff and the trainers; others self."""
        if not user.is_authenticated:
            return self.none()
        if user.role in ALL_OFFICES:
            return self
        if user.role == Role.SUPERVISOR and user.office_id:
            own_office = Q(office_id=user.office_id, role__in=STAFF)
            return self.filter(Q(pk=user.pk) | own_office | Q(role=Role.TRAINER))
        return self.filter(pk=user.pk)


class UserManager(BaseUserManager["User"]):
    """Creation as Django's own commands expect it; everything else is in actions."""

    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def visible_to(self, user: Any) -> UserQuerySet:
        return self.get_queryset().visible_to(user)

    def create_user(self, password: str | None = None, **fields: Any) -> "User":
        """Save a user; without `password` it can never sign in by one. E-mail in lower case."""
        if email := fields.get("email"):
            fields["email"] = email.lower()
        user = self.model(**fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str, **fields: Any) -> "User":
        fields.setdefault("role", Role.ADMINISTRATOR)
        return self.create_user(password, email=email, is_superuser=True, **fields)


class OfficeQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> "OfficeQuerySet":
        """Every signed-in person may know the offices."""
        return self if user.is_authenticated else self.none()


class SignInCodeQuerySet(models.QuerySet[Any]):
    """Codes are nobody's to list; all time comparisons use the database's clock."""

    def pending(self, binding: str) -> "SignInCodeQuerySet":
        """Neither used nor expired, asked for by the holder of the secret."""
        return self.filter(binding=binding, used_at__isnull=True, expires_at__gt=Now())

    def settled(self, window: timedelta, patience: int) -> "SignInCodeQuerySet":
        """By range: `sent` and `used`, of codes that were used or had their time to be.

        A code that no gateway took was never sent; so an outage of ours brakes nobody.
        """
        taken = Message.objects.filter(
            sent_at__isnull=False,
            dedupe_key=Concat(Value(CODE_KEY), Cast(OuterRef("public_id"), models.CharField())),
        )
        ripe = Q(created_at__lte=Now() - timedelta(seconds=patience)) & Exists(taken)
        brakes = apps.get_model("accounts", "CodeRange").objects.filter(prefix=OuterRef("prefix"))
        since = Coalesce(Subquery(brakes.values("braked_until")[:1]), Now() - window)
        counted = self.filter(
            Q(used_at__isnull=False) | ripe, ~Q(prefix=""), created_at__gt=Now() - window
        )
        return (
            counted.filter(created_at__gt=since)
            .values("prefix")
            .annotate(sent=Count("pk"), used=Count("used_at"))
            .order_by("prefix")
        )

    def of_range(self, prefix: str) -> dict[str, Any]:
        """The row of one range in what `settled` counts."""
        return self.filter(prefix=prefix).first() or {"sent": 0, "used": 0}


class CodeRangeQuerySet(models.QuerySet[Any]):
    def braked(self, now: datetime) -> "CodeRangeQuerySet":
        return self.filter(braked_until__gt=now)


class ApiTokenQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> "ApiTokenQuerySet":
        """One's own keys, also the revoked ones; nobody sees another's."""
        return self.filter(user_id=user.pk) if user.is_authenticated else self.none()

    def usable(self) -> "ApiTokenQuerySet":
        """Neither revoked nor expired, of a user who may sign in."""
        return self.filter(expires_at__gt=Now(), revoked_at__isnull=True, user__is_active=True)
