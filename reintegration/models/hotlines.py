"""Numbers to call. None is shown before a second colleague has called it."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from backend.lib import phone
from backend.lib.records import Record
from reintegration.hotline_querysets import HotlineQuerySet
from reintegration.hotline_states import HotlinePurpose, HotlineState

CONFIRMED = Q(confirmed_by__isnull=False, confirmed_at__isnull=False, good_until__isnull=False)


class Hotline(Record):
    """One number in one country, where it was found, and who called it when.

    `number` is short (189: only from within the country) or whole (+996…).
    """

    country = models.ForeignKey("taxonomy.Country", on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=16)
    name = models.CharField(max_length=120, help_text="Whose it is, by its own name")
    purpose = models.CharField(max_length=12, choices=HotlinePurpose.choices)
    languages = ArrayField(models.CharField(max_length=8), default=list)
    free = models.BooleanField(default=False)
    opens = models.TimeField(null=True, help_text="Both times empty: day and night")
    closes = models.TimeField(null=True)
    source = models.URLField(max_length=500, help_text="Where the number was found")
    state = models.CharField(
        max_length=12, choices=HotlineState.choices, default=HotlineState.PROPOSED
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    good_until = models.DateField(null=True, help_text="The last day on which it is shown")

    objects = HotlineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="hotline_confirmed_says_by_whom",
                condition=~Q(state=HotlineState.CONFIRMED) | CONFIRMED,
            ),
            models.CheckConstraint(
                name="hotline_confirmed_by_a_second_person",
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="hotline_hours_are_two_or_none",
                condition=Q(opens=None, closes=None) | Q(opens__isnull=False, closes__isnull=False),
            ),
            models.UniqueConstraint(
                name="hotline_once",
                fields=["country", "number"],
                condition=~Q(state=HotlineState.WITHDRAWN),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_id} {self.number}"

    @property
    def is_short(self) -> bool:
        """Cannot be called from another country."""
        return not self.number.startswith("+")

    @property
    def spaced(self) -> str:
        """As it is read aloud."""
        return self.number if self.is_short else phone.spaced(self.number)

    @property
    def source_host(self) -> str:
        """Enough of the address to know whose page it is."""
        return urlsplit(self.source).hostname or ""

    @property
    def language_names(self) -> list[str]:
        """Each by its own name."""
        return [name for code, name in settings.LANGUAGES if code in self.languages]
