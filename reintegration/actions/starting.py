"""Messages again, for a person who wrote START after they had written STOP.

Only their own STOP is taken back, of what they had agreed to before it, and only from a number
that is certainly theirs: numbers of people who are away go to strangers after some months.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from reintegration.actions.consents import write_answer
from reintegration.actions.stopping import STOPPABLE
from reintegration.models import Consent, Reply, Returnee
from reintegration.staff_inbox import ReplyMeaning
from reintegration.staff_reasons import ConsentWay
from reintegration.states import ConsentPurpose, PhoneOwner

# Operators give a number to somebody else after three to six months of silence.
WITHIN = timedelta(days=80)


@transaction.atomic
def start(returnee: Returnee, *, phone: str) -> list[Consent]:
    """Yes again to what `returnee` stopped by SMS from `phone`; empty if that is not certain.

    The caller holds the file's row and knows that nobody else is reached at this number.
    """
    if not _is_own(returnee, phone):
        return []
    return [
        write_answer(
            returnee,
            by=None,
            purpose=ConsentPurpose(stopped.purpose),
            given=True,
            text_version=before.text_version,
            language=before.language,
            way=ConsentWay.REPLY,
        )
        for stopped in _stopped_by_sms(returnee, phone)
        if (before := _yes_before(stopped)) is not None
    ]


def _is_own(returnee: Returnee, phone: str) -> bool:
    """Nobody else answers this phone, and a code that it got has opened their account."""
    user = returnee.user
    confirmed = user is not None and user.last_login is not None and user.phone == phone
    return confirmed and returnee.phone == phone and returnee.phone_owner == PhoneOwner.SELF


def _stopped_by_sms(returnee: Returnee, phone: str) -> list[Consent]:
    since = timezone.now() - WITHIN
    said = Reply.objects.filter(returnee=returnee, meaning=ReplyMeaning.STOP, sms__phone=phone)
    if not said.filter(created_at__gt=since).exists():
        return []
    purposes = [ConsentPurpose(purpose) for purpose in STOPPABLE]
    standing = Consent.objects.filter(returnee=returnee, purpose__in=purposes).current()
    return list(standing.filter(given=False, way=ConsentWay.REPLY, at__gt=since))


def _yes_before(stopped: Consent) -> Consent | None:
    """What they had agreed to, in its version: START agrees to nothing new."""
    before = Consent.objects.filter(
        returnee_id=stopped.returnee_id, purpose=stopped.purpose, given=True, pk__lt=stopped.pk
    )
    return before.order_by("-pk").first()
