from typing import Any

from django.db import models


class EntryQuerySet(models.QuerySet[Any]):
    """Reads of the audit log."""

    def about(self, thing: models.Model) -> "EntryQuerySet":
        """What was done to `thing`."""
        return self.filter(subject_kind=thing._meta.label_lower, subject_id=thing.pk)

    def visible_to(self, user: Any) -> "EntryQuerySet":
        """Administrators see all; everyone else nothing here (part 8 shows people their own)."""
        return self if getattr(user, "role", "") == "administrator" else self.none()
