"""When a person can safely be reached, as the file says: for messages, which ask before they go."""

from collections.abc import Sequence
from datetime import time

from backend.notifications.hours import EVERY_DAY, Hours
from backend.notifications.models import Message
from reintegration.models import Returnee


def contact_hours(messages: Sequence[Message]) -> dict[int, Hours]:
    """By message the hours and days of the file it concerns, where the file limits them."""
    people = {message.person for message in messages if message.person}
    said = Returnee.objects.filter(public_id__in=people).values_list(
        "public_id", "contact_from", "contact_until", "contact_days"
    )
    limited = {
        person: Hours(opens or time.min, closes or time.max, frozenset(days) or EVERY_DAY)
        for person, opens, closes, days in said
        if opens or closes or days
    }
    return {one.pk: limited[one.person] for one in messages if one.person in limited}
