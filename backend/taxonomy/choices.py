"""What there is to choose from, in the reader's language. Each function costs one query."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.forms import Field
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from backend.taxonomy.models import Country, Labelled, Language, Licence, OccupationTitle, Place

Choices = list[tuple[str, str]]

# Where people of the region work, the most usual first; all others are in a list.
DESTINATIONS = ["RU", "KZ", "TR", "KR", "AE", "PL", "DE", "GB"]
# What employers here ask for; others can be added with staff.
LANGUAGES = ["ky", "ru", "uz", "tg", "kk", "tk", "en", "tr", "ko", "de", "ar"]
HOME_LANGUAGES = {"KG": "ky", "KZ": "kk", "UZ": "uz", "TJ": "tg", "TM": "tk"}
COMMUTES = [5, 15, 30, 60, 100]


def name_of(thing: Labelled) -> str:
    return thing.label(get_language() or "en")


def places() -> list[tuple[str, Choices]]:
    """Towns and villages of the country under their regions, large ones first."""
    ours = Place.objects.filter(country=settings.HOMEWARD_COUNTRY)
    regions = sorted((place for place in ours if place.parent_id is None), key=name_of)
    towns: dict[int, list[Any]] = {region.pk: [] for region in regions}
    for place in ours:
        if place.parent_id is not None:
            towns[place.parent_id].append(place)
    for group in towns.values():
        group.sort(key=lambda town: -(town.population or 0))
    return [
        (
            name_of(region),
            [
                *_named(towns[region.pk]),
                (str(region.pk), _("Another place: %(region)s") % {"region": name_of(region)}),
            ],
        )
        for region in regions
    ]


def regions() -> Choices:
    ours = Place.objects.regions().filter(country=settings.HOMEWARD_COUNTRY)
    return _named(sorted(ours, key=name_of))


def usual_countries() -> list[str]:
    """Codes: the country of this service first, then its neighbours, then where people work."""
    return list(dict.fromkeys([settings.HOMEWARD_COUNTRY, *HOME_LANGUAGES, *DESTINATIONS]))


def destinations(chosen: Iterable[str] = ()) -> tuple[Choices, Choices]:
    """The usual countries in their order with those chosen before, and all others by name."""
    all_but_home = Country.objects.exclude(pk=settings.HOMEWARD_COUNTRY).in_bulk()
    first = dict.fromkeys([*DESTINATIONS, *chosen])
    usual = [all_but_home.pop(code) for code in first if code in all_but_home]
    return _named(usual), _named(sorted(all_but_home.values(), key=name_of))


def languages(spoken: Iterable[str] = ()) -> Choices:
    """The state language first, and last any other that the person speaks."""
    home = HOME_LANGUAGES.get(settings.HOMEWARD_COUNTRY, "ru")
    order = list(dict.fromkeys([home, *LANGUAGES, *spoken]))
    found = Language.objects.in_bulk(order)
    return _named(found[code] for code in order if code in found)


def licences() -> Choices:
    return _named(Licence.objects.all())


def title_of(title: OccupationTitle) -> str:
    """A machine-translated title is not shown: its group's name stands for it."""
    return title.text if title.shown else name_of(title.isco)


def titles(found: Iterable[OccupationTitle]) -> list[tuple[int, str]]:
    """Titles to choose among; one that stands for several kinds of work says which."""
    shown = [(title, title_of(title)) for title in found]
    times = Counter(text.casefold() for _title, text in shown)
    return [
        (title.pk, text if times[text.casefold()] == 1 else f"{text} ({name_of(title.isco)})")
        for title, text in shown
    ]


def suggest_titles(field: Field) -> None:
    """Titles are offered as one types, where the page has web/suggest.js."""
    field.widget.attrs |= {"data-suggest": reverse("occupation-title-list"), "autocomplete": "off"}


def _named(things: Iterable[Labelled]) -> Choices:
    return [(str(thing.pk), name_of(thing)) for thing in things]
