"""A stored fairness report as its readers may see it: groups in order, named, small ones hidden."""

from collections.abc import Iterable

from backend.indicators.fairness import Counts, ShownGroup, shown_groups
from backend.indicators.models import FairnessCount, FairnessReport
from backend.indicators.states import AgeBand, Dimension, Disability
from backend.taxonomy.models import Place
from reintegration.states import Sex

BY = tuple(dimension for dimension in Dimension if dimension != Dimension.ALL)
CHOICES = {Dimension.SEX: Sex, Dimension.AGE: AgeBand, Dimension.DISABILITY: Disability}


def table_of(report: FairnessReport, by: str) -> list[ShownGroup]:
    """Everybody, then the groups of one dimension."""
    counts = report.counts.all()
    whole = [_counts(row) for row in counts if row.dimension == Dimension.ALL]
    groups = {row.group: _counts(row) for row in counts if row.dimension == by}
    order = [code for code in names_of(by, groups) if code in groups]
    return shown_groups(whole[0], [groups[code] for code in order])


def names_of(by: str, codes: Iterable[str]) -> dict[str, str]:
    """Code to name, in the order of a table."""
    if by in CHOICES:
        return {value: str(label) for value, label in CHOICES[Dimension(by)].choices}
    places = Place.objects.filter(pk__in=[code for code in codes if code])
    return {str(place.pk): str(place) for place in sorted(places, key=str)}


def _counts(row: FairnessCount) -> Counts:
    return Counts(
        group=row.group,
        people=row.people,
        listed=row.listed,
        exposure=row.exposure,
        sought=row.sought,
        told=row.told,
        notices=row.notices,
        hired=row.hired,
    )
