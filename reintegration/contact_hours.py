"""When a person can safely be reached, as the file says: for messages, which ask before they go."""

from datetime import time

from backend.notifications.hours import EVERY_DAY, Hours
from backend.notifications.models import Message
from reintegration.models import Returnee


def contact_hours(message: Message) -> Hours | None:
    """The hours and days of the file that the message concerns; None: any, or no file."""
    if message.person is None:
        return None
    said = Returnee.objects.filter(public_id=message.person).values_list(
        "contact_from", "contact_until", "contact_days"
    )
    opens, closes, days = said.first() or (None, None, [])
    if not (opens or closes or days):
        return None
    return Hours(opens or time.min, closes or time.max, frozenset(days) or EVERY_DAY)
