"""The journey of the demo's people: rows as the actions would have left them, in the past."""

import datetime as dt
from collections.abc import Mapping
from random import Random

from django.db.models import Model

from backend.accounts.models import User
from backend.demo.copying import Tables
from backend.demo.dice import moment
from backend.demo.person import Person
from reintegration.models import JourneyEvent
from reintegration.states import JourneyKind

NOTHING: Mapping[str, object] = {}


def remember(
    tables: Tables,
    dice: Random,
    kind: JourneyKind,
    person: Person,
    day: dt.date,
    source: Model | None,
    detail: Mapping[str, object] = NOTHING,
    *,
    by: User | None = None,
) -> JourneyEvent:
    """`kind` happened on `day`, as `source` says; written down then, by `by` or an officer."""
    return tables.add(
        JourneyEvent,
        returnee=person.row,
        kind=kind,
        occurred_on=day,
        recorded_at=moment(dice, day),
        recorded_by=by or person.officer,
        source_kind=source._meta.label_lower if source else "",
        source_id=source.pk if source else None,
        detail=dict(detail),
    )
