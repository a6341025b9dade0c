"""Confirmed numbers to call, as pages and the bot show them."""

from collections.abc import Iterable

from django.utils import timezone

from backend.taxonomy.choices import name_of, usual_countries
from backend.taxonomy.models import Country
from reintegration.models import Hotline

ByCountry = list[tuple[Country, list[Hotline]]]


def by_country() -> ByCountry:
    """The country of this service first, then its neighbours, then where people work."""
    found: dict[str, list[Hotline]] = {}
    for row in Hotline.objects.confirmed(timezone.localdate()).for_page():
        found.setdefault(row.country_id, []).append(row)
    return [(found[code][0].country, found[code]) for code in _in_order(found)]


def without_numbers(found: ByCountry) -> list[str]:
    """The names of the usual countries for which nothing is confirmed."""
    codes = [code for code in usual_countries() if code not in {country.pk for country, _ in found}]
    named = Country.objects.in_bulk(codes)
    return [name_of(named[code]) for code in codes if code in named]


def _in_order(codes: Iterable[str]) -> list[str]:
    usual = usual_countries()
    return sorted(codes, key=lambda c: (usual.index(c) if c in usual else len(usual), c))
