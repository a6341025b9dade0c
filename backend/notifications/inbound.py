"""What people write back: kept first, read after; the same SMS told again changes nothing.

    read_by(understand)     from an AppConfig.ready() of an app that knows people

The outbox knows phones and messages, no people: an app above takes each SMS further, and
answers for it that none is left unread.
"""

import hashlib
import logging
from collections.abc import Callable, Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from backend.notifications.gateways.base import Inbound
from backend.notifications.models import InboundSms, Message
from backend.notifications.retries import pause

AT_ONCE = 100
# After this long nobody still answers an SMS.
ANSWERED_WITHIN = timedelta(days=7)

Reader = Callable[[InboundSms], None]

_readers: list[Reader] = []
logger = logging.getLogger(__name__)


def read_by(reader: Reader) -> None:
    """Each SMS goes to every reader, in one transaction. Adding the same again changes nothing."""
    if reader not in _readers:
        _readers.append(reader)


def keep(gateway: str, query: str, body: bytes, told: Sequence[Inbound]) -> int:
    """Write down what one callback brought; returns how many SMS of it were new."""
    now = timezone.now()
    rows = [
        InboundSms(
            gateway=gateway,
            digest=_digest(one, f"{query}\n{number}\n{now.date()}\n".encode() + body),
            phone=one.phone,
            text=_storable(one.text),
            sent_to=_storable(one.to)[:32],
            reference=_storable(one.reference)[:128],
            answers=Message.objects.answerable(one.phone, now, ANSWERED_WITHIN).first(),
            look_at=now,
        )
        for number, one in enumerate(told)
    ]
    known = InboundSms.objects.filter(gateway=gateway, digest__in=[row.digest for row in rows])
    before = set(known.values_list("digest", flat=True))
    new = {row.digest: row for row in rows if row.digest not in before}
    InboundSms.objects.bulk_create(new.values(), ignore_conflicts=True)
    return len(new)


def are_due() -> bool:
    return InboundSms.objects.unread(timezone.now()).exists()


def read() -> int:
    """Take the next SMS to their readers. Returns how many were looked at."""
    looked_at = 0
    while looked_at < AT_ONCE and _read_next():
        looked_at += 1
    return looked_at


def _read_next() -> bool:
    """One SMS a transaction; one that breaks its reader waits, and keeps none from the others."""
    with transaction.atomic():
        unread = InboundSms.objects.unread(timezone.now())
        sms = unread.select_for_update(skip_locked=True, of=("self",)).first()
        if sms is None:
            return False
        try:
            with transaction.atomic():
                for reader in _readers:
                    reader(sms)
            sms.look_at = None
        except Exception:
            logger.exception("Inbound SMS %s could not be read", sms.public_id)
            sms.looks += 1
            sms.look_at = timezone.now() + pause(sms.looks)
        sms.save(update_fields=["look_at", "looks", "updated_at"])
    return True


def _digest(one: Inbound, callback: bytes) -> str:
    """Of the gateway's name for the SMS; without one, of the callback and its day.

    So a person may say the same again on another day, and a gateway may group its SMS anew.
    """
    named = f"{one.reference}\n{one.phone}\n{one.text}".encode(errors="replace")
    return hashlib.sha256(named if one.reference else callback).hexdigest()


def _storable(text: str) -> str:
    """Without what PostgreSQL cannot hold: zeros, and halves of characters."""
    return text.replace("\0", "").encode(errors="replace").decode()
