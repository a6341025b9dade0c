"""What similar open work pays: the middle half of the offers, or nothing where it would tell.

Only the open list is read, and only monthly pay in one country and currency. Under a minimum of
offers and of firms nothing is said: a number from two firms is a rumour, and names the other one.
"""

from dataclasses import dataclass

from django.db.models import Count, FloatField, Q
from django.db.models.functions import Cast, Coalesce

from backend.taxonomy.models import IscoGroup
from jobs.models import Vacancy
from jobs.percentiles import PercentileCont
from jobs.states import PayPeriod

LEAST_OFFERS, LEAST_FIRMS = 5, 3
# The unit group itself, else the minor group around it.
WIDTHS = (4, 3)
ROUNDED_TO = 100


@dataclass(frozen=True, slots=True)
class PayGuidance:
    """Monthly pay in `currency`, to the nearest hundred; `isco` is the group it was counted in."""

    isco: str
    country: str
    currency: str
    offers: int
    lower_quartile: int
    median: int
    upper_quartile: int


def guidance(isco: IscoGroup, *, country: str, currency: str) -> PayGuidance | None:
    """For work of this group; one or two queries. An offer of a range counts by its middle."""
    for width in WIDTHS:
        code = isco.pk[:width]
        if found := _counted(code, country, currency):
            return found
    return None


def _counted(code: str, country: str, currency: str) -> PayGuidance | None:
    offers = Vacancy.objects.public().of_work(code).filter(country=country)
    stated = Q(wage_from__isnull=False) | Q(wage_to__isnull=False)
    monthly = offers.filter(stated, wage_currency=currency, wage_period=PayPeriod.MONTH)
    row = monthly.annotate(pay=_middle()).aggregate(
        offers=Count("pk"),
        firms=Count("employer", distinct=True),
        **{name: PercentileCont("pay", share) for name, share in _QUARTILES.items()},
    )
    if row["offers"] < LEAST_OFFERS or row["firms"] < LEAST_FIRMS:
        return None
    quartiles = {name: round(row[name] / ROUNDED_TO) * ROUNDED_TO for name in _QUARTILES}
    return PayGuidance(code, country, currency, row["offers"], **quartiles)


_QUARTILES = {"lower_quartile": 0.25, "median": 0.5, "upper_quartile": 0.75}


def _middle() -> Coalesce:
    both = (Cast("wage_from", FloatField()) + Cast("wage_to", FloatField())) / 2
    return Coalesce(both, Cast("wage_from", FloatField()), Cast("wage_to", FloatField()))
