"""What the spine tells people, declared once."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from backend.notifications.kinds import ByChat, Kind, register
from backend.notifications.short_links import sample
from backend.notifications.states import Lane
from reintegration.campaigns.last_look import unwanted_or_stopped
from reintegration.consents import agreed_to
from reintegration.states import ConsentPurpose, Livelihood
from reintegration.stopped import unless_stopped

# As long as a follow-up waits for its answer, and some weeks.
LINK_LIVES = timedelta(days=60)
# One question in two kinds: with the way to answer by SMS only where an answer reaches us.
ASKS_BY_LINK, ASKS_BY_SMS = "reintegration.follow_up", "reintegration.follow_up_by_sms"
LIVELIHOOD_OF_FIGURE = {
    1: Livelihood.WAGE,
    2: Livelihood.SELF_EMPLOYED,
    3: Livelihood.UNEMPLOYED,
}


def follow_up(context: Mapping[str, Any]) -> str:
    return _("Homeward: you have a new message: %(link)s") % context


def follow_up_by_sms(context: Mapping[str, Any]) -> str:
    """The figures are those of LIVELIHOOD_OF_FIGURE."""
    return (
        _(
            "Homeward: what do you do now? Answer 1: work for pay, 2: own business, "
            "3: looking for work. Or write more: %(link)s"
        )
        % context
    )


def started(context: Mapping[str, Any]) -> str:
    return _("Homeward: you will get our messages again. To stop them, answer STOP.")


def stopped(context: Mapping[str, Any]) -> str:
    return _("Homeward: you will get no more messages like this.")


def campaign(context: Mapping[str, Any]) -> str:
    return str(context["text"])


def staff_answer(context: Mapping[str, Any]) -> str:
    return str(context["text"])


register(
    Kind(
        name=ASKS_BY_LINK,
        lane=Lane.NORMAL,
        text=follow_up,
        expires_after=timedelta(days=7),
        audience="a returnee, some months after a job, a course or a start in business",
        purpose=ConsentPurpose.FOLLOW_UP,
        kept_back=agreed_to(ConsentPurpose.FOLLOW_UP),
        segments=2,
        longest=lambda: {"link": sample()},
        by_chat=ByChat.ONLY,
    )
)
register(
    Kind(
        name="reintegration.campaign",
        lane=Lane.BULK,
        text=campaign,
        expires_after=timedelta(days=4),  # one started on a Friday evening rings on Monday
        audience="a list of people whom staff write to: a course begins, a job fair",
        purpose=ConsentPurpose.MESSAGES,
        kept_back=unwanted_or_stopped,
        segments=3,
        longest=lambda: {"text": "Ж" * 201},
        # What a chat does not take goes nowhere, so that it costs no more than was approved.
        by_chat=ByChat.ONLY,
    )
)
register(
    Kind(
        name=ASKS_BY_SMS,
        lane=Lane.NORMAL,
        text=follow_up_by_sms,
        expires_after=timedelta(days=7),
        audience="the same, where answers by SMS reach us and nobody else answers the phone",
        purpose=ConsentPurpose.FOLLOW_UP,
        kept_back=agreed_to(ConsentPurpose.FOLLOW_UP),
        segments=2,
        longest=lambda: {"link": sample()},
    )
)
register(
    Kind(
        name="reintegration.started",
        lane=Lane.NORMAL,
        text=started,
        expires_after=timedelta(days=2),
        audience="whoever wrote start after stop",
        kept_back=unless_stopped,
    )
)
register(
    Kind(
        name="reintegration.stopped",
        lane=Lane.NORMAL,
        text=stopped,
        expires_after=timedelta(days=2),
        audience="whoever wrote stop, once",
    )
)
register(
    Kind(
        name="reintegration.staff_answer",
        lane=Lane.NORMAL,
        text=staff_answer,
        expires_after=timedelta(days=3),
        audience="a person who wrote to us, in words of staff",
        kept_back=unless_stopped,
        segments=3,
        longest=lambda: {"text": "Ж" * 201},
        by_chat=ByChat.OR_SMS,
    )
)
