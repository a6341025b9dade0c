"""Letters of people who did not sign in. Their words are in LetterPart, locked."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from backend.lib import vault
from backend.lib.records import Record
from reintegration.letter_querysets import LetterQuerySet
from reintegration.letter_states import LetterState
from reintegration.letter_words import Told


class Letter(Record):
    """A request for help or a report of danger: which of them, only its words say.

    Nothing here points at a person, a session or a device. No office: the central queue.
    """

    code_digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the code")
    language = models.CharField(max_length=8, choices=settings.LANGUAGES)
    office = models.ForeignKey(
        "accounts.Office", null=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(
        max_length=12, choices=LetterState.choices, default=LetterState.WAITING
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="letter_closed_says_by_whom",
                condition=Q(state=LetterState.CLOSED, closed_by__isnull=False)
                & Q(closed_at__isnull=False)
                | (~Q(state=LetterState.CLOSED) & Q(closed_by=None, closed_at=None)),
            ),
        ]
        indexes = [
            models.Index("id", name="letter_waiting", condition=Q(state=LetterState.WAITING)),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What staff call it among themselves; opens nothing."""
        return self.public_id.hex[:8].upper()


class LetterPart(models.Model):
    """One piece of writing in a letter, locked to this row."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="parts")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="None: whoever wrote the letter",
    )
    locked = models.TextField(help_text="AES-256-GCM, see backend/lib/vault.py")
    once = models.CharField(max_length=64, unique=True, help_text="SHA-256 of form and words")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def place(self) -> str:
        """The row, as the lock knows it."""
        return f"{self._meta.label_lower}:{self.public_id}"

    def lock(self, told: Told) -> None:
        """Put the words in; nothing is saved."""
        self.locked = vault.lock(told.to_json(), place=self.place)

    def told(self) -> Told:
        """The words. Whoever calls this for staff writes it into the audit log."""
        return Told.from_json(vault.unlock(self.locked, place=self.place))
