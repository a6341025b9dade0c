"""Whether a person has said stop since a moment: an answer that comes after it is unwanted."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from backend.notifications.models import Message
from backend.notifications.states import Reason
from reintegration.models import Consent
from reintegration.staff_reasons import ConsentWay
from reintegration.states import ConsentPurpose

# Not on the page of consents or to staff: there they choose among purposes.
STOPS = (ConsentWay.REPLY, ConsentWay.LINK, ConsentWay.CALL, ConsentWay.BOT)


def said_stop_since(person: UUID, moment: datetime) -> bool:
    answers = Consent.objects.filter(returnee__public_id=person, at__gte=moment, given=False)
    purposes = (ConsentPurpose.MESSAGES, ConsentPurpose.FOLLOW_UP)
    return answers.filter(purpose__in=purposes, way__in=STOPS).exists()


def unless_stopped(messages: Sequence[Message]) -> dict[int, str]:
    """A check for message kinds that answer a person: they asked, and have not said stop since."""
    return {
        one.pk: Reason.OPT_OUT
        for one in messages  # written by hand, one at a time: few
        if one.person and said_stop_since(one.person, one.created_at)
    }
