from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend.lib.records import Record
from jobs.querysets import ApplicationQuerySet, PlacementQuerySet
from jobs.states import ApplicationState, PlacementEnd, RefusalReason


class Application(Record):
    """A returnee who asks for a vacancy, and the employer's answer."""

    # Of two of one person, the later in this row holds (reintegration/actions/merging.py).
    PROGRESS = (
        ApplicationState.REFUSED,
        ApplicationState.SENT,
        ApplicationState.SEEN,
        ApplicationState.INVITED,
        ApplicationState.HIRED,
    )

    vacancy = models.ForeignKey(
        "jobs.Vacancy", on_delete=models.PROTECT, related_name="applications"
    )
    returnee = models.ForeignKey(
        "reintegration.Returnee", on_delete=models.PROTECT, related_name="applications"
    )
    state = models.CharField(
        max_length=10, choices=ApplicationState.choices, default=ApplicationState.SENT
    )
    note = models.CharField(_("a few words to the employer"), max_length=500, blank=True)
    interview_at = models.DateTimeField(_("when to come"), null=True, blank=True)
    interview_place = models.CharField(_("where to come"), max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, editable=False)
    reminded_at = models.DateTimeField(
        null=True, editable=False, help_text="When the employer was reminded of it, once"
    )
    refusal_reason = models.CharField(max_length=12, choices=RefusalReason.choices, blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["vacancy", "returnee"],
                condition=~Q(state=ApplicationState.WITHDRAWN),
                name="one_application_per_vacancy",
            ),
            models.CheckConstraint(
                name="refused_application_has_its_reason",
                condition=Q(state=ApplicationState.REFUSED, refusal_reason__gt="")
                | (~Q(state=ApplicationState.REFUSED) & Q(refusal_reason="")),
            ),
        ]
        indexes = [
            models.Index(fields=["vacancy", "state"], name="application_by_vacancy"),
            models.Index(
                fields=["created_at"],
                name="application_to_remind_of",
                condition=Q(
                    state__in=[ApplicationState.SENT, ApplicationState.SEEN], reminded_at=None
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class Placement(Record):
    """A job that a returnee really has."""

    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, related_name="placement"
    )
    started_on = models.DateField(_("first day of work"))
    wage = models.PositiveIntegerField(_("agreed monthly pay"), null=True, blank=True)
    wage_currency = models.CharField(_("currency"), max_length=3, blank=True)
    has_contract = models.BooleanField(_("written contract"), null=True)
    ended_on = models.DateField(_("last day of work"), null=True, blank=True)
    end_reason = models.CharField(max_length=16, choices=PlacementEnd.choices, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who said so: an employer reads only its own reason.",
    )

    objects = PlacementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="placement_ends_after_it_starts",
                condition=Q(ended_on__isnull=True)
                | Q(ended_on__gte=F("started_on"))
                | Q(end_reason=PlacementEnd.DID_NOT_START),
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(
                name="ended_placement_has_its_reason",
                condition=Q(ended_on__isnull=True, end_reason="")
                | Q(ended_on__isnull=False, end_reason__gt=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)
