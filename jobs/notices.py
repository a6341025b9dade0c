"""What the job side tells people, declared once.

The phone may be shared: an answer is never in the message, only that there is one.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from backend.notifications.kinds import Kind, Text, register
from backend.notifications.states import Lane
from reintegration.consents import agreed_to
from reintegration.states import ConsentPurpose


def application_answered(context: Mapping[str, Any]) -> str:
    return _("Homeward: you have a new answer. %(link)s") % context


def invited(context: Mapping[str, Any]) -> str:
    return _("Homeward: you have an invitation. %(link)s") % context


def hired(context: Mapping[str, Any]) -> str:
    return _("Homeward: there is good news for you. %(link)s") % context


def _answer(name: str, text: Text) -> Kind:
    return register(
        Kind(
            name=name,
            lane=Lane.NORMAL,
            text=text,
            expires_after=timedelta(days=3),
            audience="the returnee who applied",
            purpose=ConsentPurpose.MESSAGES,
            may_send=agreed_to(ConsentPurpose.MESSAGES),
        )
    )


_answer("jobs.application_answered", application_answered)
_answer("jobs.invited", invited)
_answer("jobs.hired", hired)
