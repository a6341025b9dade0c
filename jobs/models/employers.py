from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend.lib.records import Record
from jobs.querysets import EmployerQuerySet
from jobs.states import EmployerState


class Employer(Record):
    """A firm that hires. Only a verified one can publish."""

    name = models.CharField(_("name of the firm"), max_length=160)
    tax_number = models.CharField(_("tax number"), max_length=20)
    country = models.ForeignKey("taxonomy.Country", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(
        "taxonomy.Place", on_delete=models.PROTECT, related_name="+", verbose_name=_("place")
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    contact_name = models.CharField(_("contact person"), max_length=160)
    contact_phone = models.CharField(_("contact phone"), max_length=16)
    state = models.CharField(
        max_length=10, choices=EmployerState.choices, default=EmployerState.PENDING
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decision_reason = models.CharField(max_length=300, blank=True)
    is_protected = models.BooleanField(
        default=False,
        db_default=False,
        editable=False,
        help_text="None of its vacancies stands on the open list.",
    )

    objects = EmployerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["country", "tax_number"], name="employer_once"),
            models.CheckConstraint(
                name="employer_decision_has_its_decider",
                condition=Q(state=EmployerState.PENDING)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["state"], name="employer_by_state")]

    def __str__(self) -> str:
        return self.name


class EmployerMember(models.Model):
    """A person who signs in for an employer."""

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="members")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="employer_member"
    )

    def __str__(self) -> str:
        return str(self.user)
