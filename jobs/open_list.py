"""The open list: what everybody may search without signing in. Protected work is never on it."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q

from backend.taxonomy.models import Country, OccupationTitle, Place
from jobs.matching.distance import km_between
from jobs.models import Vacancy
from jobs.states import PayPeriod
from jobs.vacancy_querysets import VacancyQuerySet

# As far as anybody is led by pages: who wants more narrows the search.
MOST_FOUND = 1000
DISTANCES_KM = (5, 15, 30, 60, 100)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; everything left empty does not matter.

    `pay` is what is earned in a month at least, in the currency of this country. `within_km` is
    counted from `place`, a settlement; a region is taken as a whole.
    """

    work: str = ""
    place: Place | None = None
    within_km: int | None = None
    pay: int | None = None
    schedule: str = ""
    housing: bool = False


def search(wanted: Wanted) -> VacancyQuerySet:
    """What fits on the open list, the newest first."""
    found: VacancyQuerySet = narrowed(Vacancy.objects.public().for_card(), wanted)
    return found.order_by("-published_at", "-pk")


def narrowed(rows: VacancyQuerySet, wanted: Wanted) -> VacancyQuerySet:
    """Those of `rows` that fit. Up to seven queries to understand what is asked for."""
    if wanted.work:
        groups = {title.isco_id for title in OccupationTitle.objects.search(wanted.work)}
        rows = rows.filter(Q(isco__in=groups) | Q(title__icontains=wanted.work))
    if wanted.place is not None:
        rows = rows.filter(place__in=_places(wanted.place, wanted.within_km))
    if wanted.pay:
        rows = rows.filter(_pays(wanted.pay))
    if wanted.schedule:
        rows = rows.filter(schedule=wanted.schedule)
    if wanted.housing:
        rows = rows.filter(housing=True)
    return rows


def kilometres(place: Place | None, there: Place | None) -> int | None:
    """How far it is between two settlements, as the crow flies; None where that is not known."""
    if place is None or there is None:
        return None
    here, target = _point(place), _point(there)
    return km_between(here, target) if here and target else None


def _places(place: Place, within_km: int | None) -> list[int]:
    """Ids of the places that count as `place`."""
    if place.kind == Place.Kind.REGION:
        inside = Place.objects.filter(Q(pk=place.pk) | Q(parent=place.pk))
        return list(inside.values_list("pk", flat=True))
    here = _point(place)
    if not within_km or here is None:
        return [place.pk]
    towns = Place.objects.settlements().filter(country=place.country_id)
    points = towns.exclude(latitude=None).exclude(longitude=None)
    near = [
        pk
        for pk, latitude, longitude in points.values_list("pk", "latitude", "longitude")
        if km_between(here, (latitude, longitude)) <= within_km
    ]
    return [place.pk, *near]


def _pays(amount: int) -> Q:
    """An offer that states a month's pay which may reach the amount."""
    reaches = Q(wage_to__gte=amount) | Q(wage_to=None, wage_from__gte=amount)
    currency = Country.objects.get(pk=settings.HOMEWARD_COUNTRY).currency
    return reaches & Q(wage_period=PayPeriod.MONTH, wage_currency=currency)


def _point(place: Place) -> tuple[float, float] | None:
    if place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude
