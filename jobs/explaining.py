"""What is said of matches, from today's facts.

A match keeps the points that its run gave it, nothing more: a night may find twenty million
pairs, and few of them are ever read. Should today's facts give another score than the one
shown, the reasons are today's, and the change has a new match on its way.
"""

from collections.abc import Iterable

from jobs import snapshot
from jobs.matching.explanation import Explanation, explain
from jobs.models import Match, Vacancy
from reintegration.models import Returnee


def explained(matches: Iterable[Match]) -> dict[int, Explanation]:
    """Explanations by the key of the match; as many queries for a page as for one."""
    rows = list(matches)
    people = snapshot.people(Returnee.objects.filter(pk__in={row.returnee_id for row in rows}))
    openings = snapshot.openings(Vacancy.objects.filter(pk__in={row.vacancy_id for row in rows}))
    person_of = {person.id: person for person in people}
    opening_of = {opening.id: opening for opening in openings}
    return {row.pk: explain(person_of[row.returnee_id], opening_of[row.vacancy_id]) for row in rows}
