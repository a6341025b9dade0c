"""Reads of letters."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When

from reintegration.letter_states import READERS, LetterState

# After that a closed letter is not opened by its code any more.
CODE_WORKS = timedelta(days=90)


class LetterQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Protection officers: their office's, the central queue's, and what nobody else sees."""
        if getattr(user, "role", "") not in READERS:
            return self.none()
        colleagues = readers().filter(office=OuterRef("office"))
        return self.filter(Q(office=user.office_id) | Q(office=None) | ~Exists(colleagues))

    def open(self) -> Self:
        return self.exclude(state=LetterState.CLOSED)

    def waiting(self) -> Self:
        return self.filter(state=LetterState.WAITING)

    def unreadable(self) -> Self:
        """What waits while there is nobody at all who may read it."""
        return self.none() if readers().exists() else self.waiting()

    def in_turn(self) -> Self:
        """What waits first, nobody's before the others, the oldest first."""
        later = Case(When(state=LetterState.WAITING, then=Value(0)), default=Value(1))
        return self.order_by(later, F("assigned_to_id").asc(nulls_first=True), "pk")

    def by_code(self, digest: str, now: datetime) -> Self:
        """The letter of a code, unless it was closed long ago."""
        return self.filter(code_digest=digest).exclude(closed_at__lt=now - CODE_WORKS)


def readers() -> models.QuerySet[Any]:
    """Everybody who may read letters at all."""
    return get_user_model()._default_manager.filter(role__in=READERS, is_active=True)
