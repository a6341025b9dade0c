"""The address by which a person stops our messages: short, their own, and it ends.

A row and no signature: nothing shorter can be signed safely, and a row can be taken back.
"""

from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from backend.notifications.endings import Fits
from backend.notifications.links import absolute
from reintegration.models import Returnee, StopLink
from reintegration.models.replies import TOKEN_LENGTH

LIVES = timedelta(days=180)
# One that is about to end is not given out any more.
AT_LEAST = timedelta(days=30)


def address(returnee: Returnee) -> str:
    """The full address; one row a person is used for months."""
    return _address(_token(returnee.public_id))


def last_line(person: UUID, language: str, fits: Fits) -> str:
    """For the end of an SMS; nothing is asked or written where there is no room for it."""
    if not fits(example(language)):
        return ""
    token = _token(person)
    return _line(_address(token), language) if token else ""


def example(language: str) -> str:
    """The last line as long as it is, with an address that is nobody's: for previews."""
    return _line(_address("x" * TOKEN_LENGTH), language)


def forget() -> int:
    """Every night: those that are over."""
    return StopLink.objects.filter(expires_at__lte=timezone.now()).delete()[0]


def _token(person: UUID) -> str:
    """One query, but for the first time; "" if there is no such file."""
    now = timezone.now()
    known = StopLink.objects.filter(returnee__public_id=person, expires_at__gt=now + AT_LEAST)
    if link := known.order_by("pk").last():
        return str(link.token)
    file = Returnee.objects.filter(public_id=person).first()
    return StopLink.objects.create(returnee=file, expires_at=now + LIVES).token if file else ""


def _line(link: str, language: str) -> str:
    with translation.override(language):
        return _("No more messages: %(link)s") % {"link": link}


def _address(token: str) -> str:
    return absolute(reverse("reintegration:stop", args=[token]))
