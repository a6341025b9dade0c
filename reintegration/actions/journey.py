"""Writing the ledger: what happened to a person, once and for good."""

import datetime as dt
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.audit.actions import record as audit
from backend.lib.errors import Conflict, Invalid, NotAllowed
from reintegration.models import JourneyEvent, Returnee
from reintegration.permissions import can_work_case
from reintegration.staff_reasons import CorrectionReason
from reintegration.states import JourneyKind


def record_event(
    kind: JourneyKind,
    *,
    returnee: Returnee,
    by: User | None,
    on: dt.date | None = None,
    source: models.Model | None = None,
    recorded_at: dt.datetime | None = None,
    **detail: Any,
) -> JourneyEvent:
    """Write that `kind` happened to `returnee` on `on` (default today).

    `source` is the row that says so; a second call for the same source and kind returns
    the first event. `detail` holds codes and public ids. `recorded_at` is for imports and
    demo data that tell of the past.
    """
    values = {
        "occurred_on": on or timezone.localdate(),
        "recorded_at": recorded_at or timezone.now(),
        "recorded_by": by,
        "detail": detail,
    }
    if source is None:
        return JourneyEvent.objects.create(returnee=returnee, kind=kind, **values)
    event, _is_new = JourneyEvent.objects.get_or_create(
        returnee=returnee,
        kind=kind,
        source_kind=source._meta.label_lower,
        source_id=source.pk,
        corrects=None,
        defaults=values,
    )
    return event


@transaction.atomic
def correct_event(event: JourneyEvent, *, by: User, reason: str) -> JourneyEvent:
    """Say that `event` was wrong: a new row, so that old reports still reproduce.

    `reason` is a CorrectionReason. Nobody is asked any more how it went after it.
    """
    if not can_work_case(by, event.returnee):
        raise NotAllowed()
    if reason not in CorrectionReason.values:
        raise Invalid(fields={"reason": _("Choose one of the reasons.")})
    if event.kind == JourneyKind.CORRECTED or JourneyEvent.objects.filter(corrects=event).exists():
        raise Conflict(_("This entry was corrected already."))
    correction = JourneyEvent.objects.create(
        returnee=event.returnee,
        kind=JourneyKind.CORRECTED,
        occurred_on=event.occurred_on,
        recorded_at=timezone.now(),
        recorded_by=by,
        detail={"reason": reason},
        corrects=event,
    )
    audit("reintegration.journey.corrected", by=by, subject=event.returnee, event=event.pk)
    return correction
