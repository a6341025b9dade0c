"""The country of the demo: its towns, where people come from, and which office is whose."""

from dataclasses import dataclass, field
from math import hypot
from random import Random

from backend.accounts.models import Office
from backend.taxonomy.models import Country, Place

OFFICES = 3


@dataclass(frozen=True, slots=True)
class Town:
    """A settlement, or a region of which no more is known."""

    pk: int
    region: int
    population: int
    name: str


@dataclass(frozen=True, slots=True)
class Land:
    """`people` are weights of `towns`: who lives where."""

    country: Country
    towns: list[Town]
    people: list[float]
    office_of: dict[int, Office]  # by region
    regions: dict[int, str] = field(default_factory=dict)

    @property
    def capital(self) -> Town:
        return max(self.towns, key=lambda town: town.population)

    def home(self, dice: Random) -> Town:
        return dice.choices(self.towns, self.people)[0]

    def town_of_office(self, dice: Random, office: Office) -> Town:
        """A larger town in the reach of an office."""
        near = [town for town in self.towns if self.office_of[town.region] == office]
        return dice.choice(sorted(near, key=lambda town: -town.population)[:8])


def survey(country: Country) -> Land:
    """Read the towns and make the offices, in the three largest cities of different regions."""
    places = Place.objects.filter(country=country)
    towns = [
        Town(place.pk, place.parent_id, place.population or 3000, place.label("ru"))
        for place in places.settlements().order_by("pk")
    ]
    regions = {place.pk: place for place in places.regions().order_by("pk")}
    seats: dict[int, Town] = {}
    for town in sorted(towns, key=lambda town: (-town.population, town.pk)):
        seats.setdefault(town.region, town)
        if len(seats) == OFFICES:
            break
    labels = {place.pk: place.label("en") for place in places.settlements()}
    offices = {
        region: Office.objects.get_or_create(
            name=labels[seat.pk], defaults={"region": regions[region]}
        )[0]
        for region, seat in seats.items()
    }
    nearest = {
        region: offices[min(seats, key=lambda seat: _apart(place, regions[seat]))]
        for region, place in regions.items()
    }
    names = {pk: place.label("ru") for pk, place in regions.items()}
    # Small places send more of their people abroad than their size says.
    people = [town.population**0.75 for town in towns]
    return Land(country, towns, people, nearest, names)


def _apart(one: Place, other: Place) -> float:
    """Degrees apart: good enough to choose the nearer of three."""
    if one.latitude is None or other.latitude is None:
        return 0.0 if one.pk == other.pk else 1e6
    return hypot(one.latitude - other.latitude, (one.longitude or 0) - (other.longitude or 0))
