"""The returnee: who the person is, how to reach them, what work they can take."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend.lib.records import Record
from backend.taxonomy.levels import Isced
from reintegration.querysets import NAME_WORDS, ReturneeQuerySet
from reintegration.states import PhoneOwner, ReturneeState, ReturnKind, Schedule, Sex


class Returnee(Record):
    """One person's file. Health, violence and exploitation are never here (protection records)."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="returnee",
        help_text=_("The person's own sign-in, if they have one."),
    )
    office = models.ForeignKey("accounts.Office", null=True, blank=True, on_delete=models.PROTECT)
    state = models.CharField(
        max_length=10, choices=ReturneeState.choices, default=ReturneeState.ACTIVE
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="absorbed"
    )

    given_names = models.CharField(_("given names"), max_length=120)
    family_name = models.CharField(_("family name"), max_length=120)
    name_key = models.CharField(max_length=250, editable=False, help_text="lib.names.name_key")
    sex = models.CharField(_("sex"), max_length=8, choices=Sex.choices)
    birth_year = models.PositiveSmallIntegerField(_("year of birth"))
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)

    phone = models.CharField(_("phone"), max_length=16, blank=True, db_index=True)
    phone_owner = models.CharField(
        _("who answers this phone"),
        max_length=8,
        choices=PhoneOwner.choices,
        default=PhoneOwner.SELF,
    )
    # For calls by staff, and for messages that nobody asked for (contact_hours.py).
    contact_from = models.TimeField(_("call me from"), null=True, blank=True)
    contact_until = models.TimeField(_("call me until"), null=True, blank=True)
    contact_days = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name=_("days to contact me"),
        default=list,
        blank=True,
        help_text=_("1 is Monday; empty means any day."),
    )

    home_place = models.ForeignKey(
        "taxonomy.Place", on_delete=models.PROTECT, related_name="+", verbose_name=_("home place")
    )
    current_place = models.ForeignKey(
        "taxonomy.Place",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("where I live now"),
    )
    destinations = models.ManyToManyField(
        "taxonomy.Country", blank=True, related_name="+", verbose_name=_("countries worked in")
    )
    returned_on = models.DateField(_("date of return"), null=True, blank=True)
    return_kind = models.CharField(
        _("how I came back"), max_length=12, choices=ReturnKind.choices, blank=True
    )
    education = models.PositiveSmallIntegerField(
        _("education"), choices=Isced.choices, null=True, blank=True
    )

    wage_floor = models.PositiveIntegerField(
        _("lowest monthly pay"), null=True, blank=True, help_text=_("Whole units, per month.")
    )
    wage_currency = models.CharField(_("currency"), max_length=3, blank=True)
    commute_km = models.PositiveSmallIntegerField(_("distance I can travel, km"), default=15)
    can_relocate = models.BooleanField(_("ready to move for work"), default=False)
    schedules = ArrayField(
        models.CharField(max_length=8, choices=Schedule.choices),
        verbose_name=_("working hours that suit me"),
        default=list,
        blank=True,
        help_text=_("Empty means any."),
    )

    objects = ReturneeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="merged_returnee_names_its_successor",
                condition=Q(state=ReturneeState.MERGED, merged_into__isnull=False)
                | (~Q(state=ReturneeState.MERGED) & Q(merged_into__isnull=True)),
            ),
            models.CheckConstraint(
                name="returnee_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
            ),
            models.CheckConstraint(
                name="wage_floor_has_its_currency",
                condition=Q(wage_floor__isnull=True) | ~Q(wage_currency=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["name_key"], opclasses=["text_pattern_ops"], name="returnee_by_name"
            ),
            GinIndex(NAME_WORDS, name="returnee_by_words"),
            models.Index(fields=["office", "state"], name="returnee_by_office"),
        ]

    def __str__(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()
