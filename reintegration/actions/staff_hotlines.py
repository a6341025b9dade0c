"""Numbers to call: one colleague proposes, another calls and confirms, anybody withdraws."""

import datetime as dt
import re
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.audit.actions import record as audit
from backend.lib.errors import Conflict, Invalid, NotAllowed
from backend.lib.phone import parse_phone
from backend.lib.transitions import move
from reintegration.hotline_states import HOTLINE_MOVES, MOST_DAYS, HotlineState
from reintegration.models import Hotline
from reintegration.permissions import can_confirm_hotline, can_keep_hotlines

SHORT = re.compile(r"\d{2,6}")


@transaction.atomic
def propose(*, by: User, number: str, languages: list[str], **values: Any) -> Hotline:
    """Note a number with its source. Nobody outside sees it yet."""
    if not can_keep_hotlines(by):
        raise NotAllowed()
    if not set(languages) <= set(dict(settings.LANGUAGES)):
        raise Invalid(fields={"languages": _("Choose among the languages.")})
    if bool(values.get("opens")) != bool(values.get("closes")):
        raise Invalid(fields={"opens": _("Give both times, or neither for day and night.")})
    number = _dialled(number, str(values["country"].pk))
    try:
        with transaction.atomic():
            row = Hotline.objects.create(
                proposed_by=by, number=number, languages=languages, **values
            )
    except IntegrityError:
        raise Conflict(_("This number is in the list already.")) from None
    audit("reintegration.hotline.proposed", by=by, subject=row)
    return row


@transaction.atomic
def confirm(hotline: Hotline, *, by: User, good_until: dt.date) -> Hotline:
    """`by` has called the number today: it is shown until `good_until`, that day included."""
    if not can_confirm_hotline(by, hotline):
        raise NotAllowed(_("A second colleague has to call this number and confirm it."))
    today = timezone.localdate()
    if not today < good_until <= today + dt.timedelta(days=MOST_DAYS):
        text = _("Choose a day within a year from now.")
        raise Invalid(fields={"good_until": text})
    move(
        hotline,
        HotlineState.CONFIRMED,
        moves=HOTLINE_MOVES,
        confirmed_by=by,
        confirmed_at=timezone.now(),
        good_until=good_until,
    )
    audit("reintegration.hotline.confirmed", by=by, subject=hotline, until=str(good_until))
    return hotline


@transaction.atomic
def withdraw(hotline: Hotline, *, by: User) -> Hotline:
    """From now on nobody is shown it."""
    if not can_keep_hotlines(by):
        raise NotAllowed()
    move(hotline, HotlineState.WITHDRAWN, moves=HOTLINE_MOVES)
    audit("reintegration.hotline.withdrawn", by=by, subject=hotline)
    return hotline


def _dialled(number: str, country: str) -> str:
    """A short number as it is, a whole one as E.164. Raises Invalid."""
    short = re.sub(r"[\s-]", "", number)
    if SHORT.fullmatch(short):
        return short
    try:
        return parse_phone(number, country)
    except Invalid:
        text = _("Write a short number such as 123, or a whole one with the country code.")
        raise Invalid(fields={"number": text}) from None
