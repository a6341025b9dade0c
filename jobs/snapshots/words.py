"""Numbers for everything that the taxonomy names, given before anything else is read."""

from functools import lru_cache
from typing import Any

from backend.taxonomy.models import Country, IscoGroup, Language, Licence, Place, Skill
from jobs.matching.arrays import Places, Vocabulary, Words
from jobs.matching.facts import Spot
from jobs.snapshot import spots_of


def read_words() -> tuple[Vocabulary, Places]:
    """All codes of the taxonomy in their order, and all its places."""
    known = spots_of(Place.objects.order_by("pk").values_list("pk", flat=True))
    spots = tuple(known[pk] for pk in sorted(filter(None, known)))
    words = Vocabulary(
        skills=_numbered(Skill),
        isco=_numbered(IscoGroup),
        licences=_numbered(Licence),
        languages=_numbered(Language),
        places=Words({spot: number for number, spot in enumerate(spots)}),
    )
    return words, _places(spots, tuple(_numbered(Country).numbers))


def _numbered(model: Any) -> Words:
    keys = model.objects.order_by("pk").values_list("pk", flat=True)
    return Words({key: number for number, key in enumerate(keys)})


@lru_cache(maxsize=1)
def _places(spots: tuple[Spot, ...], countries: tuple[str, ...]) -> Places:
    """Half a second for a thousand places, and they hardly ever change."""
    return Places.of(spots, countries)
