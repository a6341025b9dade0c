"""Writing the log: called from actions only, in the transaction of the deed."""

from typing import Any

from django.db import models

from backend.audit.deeds import DEEDS
from backend.audit.models import Entry


def record(deed: str, *, by: Any, subject: models.Model, **detail: Any) -> Entry:
    """Write that `by` (a User, or None for the service itself) did `deed` to `subject`.

    `detail` holds codes, numbers and public ids only. An unknown deed is a programming
    error: every deed has a sentence in `deeds.py`.
    """
    if deed not in DEEDS:
        raise LookupError(f"{deed} has no sentence in its app's deeds.py")
    return Entry.objects.create(
        deed=deed,
        actor=by if getattr(by, "pk", None) else None,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        subject_public_id=getattr(subject, "public_id", None),
        detail=detail,
    )
