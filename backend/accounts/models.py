"""Who signs in: users, their offices, one-time codes, limits and machine tokens."""

import uuid

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from backend.accounts.querysets import (
    ApiTokenQuerySet,
    CodeRangeQuerySet,
    OfficeQuerySet,
    SignInCodeQuerySet,
    UserManager,
)
from backend.accounts.states import NEEDS_OFFICE, STAFF, Role
from backend.lib.records import Record


class Office(Record):
    """A programme office: staff of one office see the files of that office."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    region = models.ForeignKey(
        "taxonomy.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")

    def __str__(self) -> str:
        return self.name


class User(Record, AbstractBaseUser, PermissionsMixin):
    """One person who signs in: a returnee by phone, everyone else by e-mail.

    The phone is what the person signs in with, not a way to reach staff or employers: a
    phone code alone must never open an account that needs a second factor.
    """

    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    phone = models.CharField(_("phone"), max_length=16, unique=True, null=True, blank=True)
    name = models.CharField(_("name"), max_length=160, blank=True)
    role = models.CharField(_("role"), max_length=16, choices=Role.choices)
    office = models.ForeignKey(
        Office, verbose_name=_("office"), null=True, blank=True, on_delete=models.PROTECT
    )
    language = models.CharField(
        _("language"), max_length=8, choices=settings.LANGUAGES, default="ru"
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    # With a new seed, every session of the user ends.
    session_seed = models.UUIDField(default=uuid.uuid4, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(
                name="user_has_a_way_to_sign_in",
                condition=Q(is_active=False)
                | Q(role=Role.RETURNEE, phone__isnull=False)
                | (~Q(role=Role.RETURNEE) & Q(email__isnull=False)),
            ),
            models.CheckConstraint(
                name="user_phone_is_a_returnees",
                condition=Q(role=Role.RETURNEE, email__isnull=True)
                | (~Q(role=Role.RETURNEE) & Q(phone__isnull=True)),
            ),
            models.CheckConstraint(
                name="user_staff_has_an_office",
                condition=~Q(role__in=sorted(NEEDS_OFFICE)) | Q(office__isnull=False),
            ),
            models.CheckConstraint(
                name="user_email_is_never_blank", condition=~Q(email="") & ~Q(phone="")
            ),
            models.CheckConstraint(
                name="user_email_is_lower_case",
                condition=Q(email__isnull=True) | Q(email=Lower("email")),
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.public_id)

    @property
    def is_programme_staff(self) -> bool:
        return self.role in STAFF

    @property
    def is_staff(self) -> bool:
        """Django's word for "may open /admin/"."""
        return self.role == Role.ADMINISTRATOR

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Django compares this at every request; it changes with password and seed."""
        value = f"{self.password}{self.session_seed}"
        salt = "backend.accounts.models.User.session"
        return salted_hmac(salt, value, secret=secret, algorithm="sha256").hexdigest()


class SignInCode(Record):
    """One request for a code. The code itself is never stored, only its HMAC."""

    phone = models.CharField(max_length=16)
    prefix = models.CharField(max_length=16, default="", db_default="", help_text="Its range")
    language = models.CharField(max_length=8, help_text="Of the SMS, and of a new user")
    digest = models.CharField(max_length=64)
    binding = models.CharField(
        max_length=64, db_index=True, help_text="HMAC of the secret held by the asker"
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)

    objects = SignInCodeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index("prefix", "created_at", name="code_of_range")]

    def __str__(self) -> str:
        return str(self.public_id)


class CodeRange(models.Model):
    """A range of numbers whose codes too few people use (code_ranges.py)."""

    prefix = models.CharField(max_length=16, unique=True)
    alarm_at = models.DateTimeField(null=True, help_text="When too few of its codes were used")
    braked_until = models.DateTimeField(
        null=True, help_text="No codes until then; older codes are counted no more"
    )

    objects = CodeRangeQuerySet.as_manager()

    def __str__(self) -> str:
        return self.prefix


class Allowance(models.Model):
    """How often something happened in one window; counted by one atomic statement."""

    scope = models.CharField(max_length=32)
    subject = models.CharField(max_length=64, help_text="HMAC of a number or an address")
    window_end = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "subject", "window_end"], name="one_counter")
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.window_end}"


class Counter(models.Model):
    """One of allauth's counters (backend/accounts/counters.py)."""

    key = models.CharField(primary_key=True, max_length=64, help_text="HMAC of allauth's key")
    value = models.JSONField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key


class ApiToken(Record):
    """A machine's key, shown once and stored as a digest."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    name = models.CharField(_("name"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ApiTokenQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
