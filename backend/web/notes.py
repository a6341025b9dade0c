"""What an app knows of a thing that a page of an app below it shows.

The page asks by the kind of thing; an app above registers its answer from `AppConfig.ready()`,
and neither imports the other:

    notes.register("course", unlocks_of_courses)
    notes.about("course", request.user, [course.pk for course in page])
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django_stubs_ext import StrOrPromise

Kind = Literal["course", "returnee"]


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence for this reader, perhaps with the page that tells more."""

    text: StrOrPromise
    url: str = ""


# Takes the reader and primary keys; as many queries for many keys as for one.
Teller = Callable[[Any, Collection[int]], Mapping[int, list[Note]]]

_tellers: dict[Kind, list[Teller]] = {"course": [], "returnee": []}


def register(kind: Kind, teller: Teller) -> None:
    """Registering the same again changes nothing."""
    if teller not in _tellers[kind]:
        _tellers[kind].append(teller)


def about(kind: Kind, user: Any, keys: Collection[int]) -> dict[int, list[Note]]:
    """What there is to say of these things, by key."""
    found: dict[int, list[Note]] = defaultdict(list)
    for teller in _tellers[kind]:
        for key, told in teller(user, keys).items():
            found[key] += told
    return found
