"""What the apps above know of the person whom a message concerns.

They stand above this one, so it does not ask them by name: they register a function, as they
do with `Kind.kept_back`.
"""

from collections.abc import Callable, Mapping, Sequence

from backend.notifications.hours import Hours
from backend.notifications.models import Message

# By the message's primary key the hours and days in which its person can safely be reached;
# who is not named can be at any.
ContactHours = Callable[[Sequence[Message]], Mapping[int, Hours]]

_known: list[ContactHours] = []


def register(contact_hours: ContactHours) -> None:
    """From an AppConfig.ready(). Registering the same again changes nothing."""
    if contact_hours not in _known:
        _known.append(contact_hours)


def hours_of(messages: Sequence[Message]) -> dict[int, Hours]:
    """The persons' own hours, by message, from the first app that knows them."""
    found: dict[int, Hours] = {}
    for ask in _known:
        found = dict(ask(messages)) | found
    return found
