"""What the apps above know of the person whom a message concerns.

They stand above this one, so it does not ask them by name: they register a function, as they
do with `Kind.may_send`.
"""

from collections.abc import Callable

from backend.notifications.hours import Hours
from backend.notifications.models import Message

# The hours and days in which the person can safely be reached; None: any.
ContactHours = Callable[[Message], Hours | None]

_known: list[ContactHours] = []


def register(contact_hours: ContactHours) -> None:
    """From an AppConfig.ready(). Registering the same again changes nothing."""
    if contact_hours not in _known:
        _known.append(contact_hours)


def hours_of(message: Message) -> Hours | None:
    """The person's own hours, from the first app that knows them."""
    answers = (ask(message) for ask in _known)
    return next((hours for hours in answers if hours is not None), None)
