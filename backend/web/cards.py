"""What a match card shows, in its order: the work, the pay, where and how far, why it
fits, what is missing, which course
teaches it, whether one would have to move. Domain pages fill it; `{% match_card card %}` draws it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class MatchCard:
    work: StrOrPromise
    url: str
    pay: StrOrPromise
    place: StrOrPromise
    distance: StrOrPromise = ""
    employer: StrOrPromise = ""
    fits: Sequence[StrOrPromise] = ()
    missing: StrOrPromise = ""
    step: StrOrPromise = ""
    moving: StrOrPromise = ""
    state: StrOrPromise = ""
    state_tone: str = ""
