"""The address by which a person stops our messages: short, their own, and it ends.

A row and no signature: nothing shorter can be signed safely, and a row can be taken back.
"""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from backend.notifications.links import absolute
from reintegration.models import Returnee, StopLink

LIVES = timedelta(days=180)
# One that is about to end is not given out any more.
AT_LEAST = timedelta(days=30)


def address(returnee: Returnee) -> str:
    """The full address; one row a person is used for months."""
    now = timezone.now()
    links = StopLink.objects.filter(returnee=returnee, expires_at__gt=now + AT_LEAST)
    link = links.order_by("pk").last() or StopLink.objects.create(
        returnee=returnee, expires_at=now + LIVES
    )
    return absolute(reverse("reintegration:stop", args=[link.token]))
