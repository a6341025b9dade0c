"""What is wrong with messages just now, for the staff who run them.

Apps above this one watch things of their own and register a teller from `AppConfig.ready()`;
pages of messages show what all of them tell. The log has each alarm once, when it begins.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Alarm:
    """A sentence, and the address of the page that tells more."""

    text: StrOrPromise
    url: str


Teller = Callable[[datetime], list[Alarm]]

_tellers: list[Teller] = []


def register(teller: Teller) -> None:
    """Registering the same again changes nothing."""
    if teller not in _tellers:
        _tellers.append(teller)


def naming(found: Mapping[str, Sequence[str]], url: str) -> list[Alarm]:
    """An alarm for each sentence that has names to say in its `%(names)s`."""
    return [
        Alarm(text % {"names": ", ".join(names)}, url) for text, names in found.items() if names
    ]


def current(now: datetime) -> Iterator[Alarm]:
    for teller in _tellers:
        yield from teller(now)
