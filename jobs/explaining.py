"""What is said of matches, from today's facts.

A match keeps the points that its run gave it, nothing more: a night may find twenty million
pairs, and few of them are ever read. Should today's facts give another score than the one
shown, the reasons are today's, and the change has a new match on its way.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from jobs import snapshot
from jobs.courses import brought_by, lessons_for, wish_of
from jobs.matching.explanation import Explanation, explain
from jobs.matching.facts import Opening, Person
from jobs.models import Match, Vacancy
from reintegration.models import Returnee
from training.models import Cohort

Pair = tuple[int, int]  # keys of a returnee and a vacancy


@dataclass(frozen=True, slots=True)
class Told(Explanation):
    """An explanation, and the course to join that would bring its change about, if any."""

    course: Cohort | None = None


def explained(matches: Iterable[Match]) -> dict[int, Told]:
    """What there is to say, by the key of the match; as many queries for a page as for one."""
    pairs = {match.pk: (match.returnee_id, match.vacancy_id) for match in matches}
    told = explained_pairs(pairs.values())
    return {key: told[pair] for key, pair in pairs.items()}


def explained_pairs(pairs: Iterable[Pair]) -> dict[Pair, Told]:
    """What there is to say of any pairs, matched or not. A fixed number of queries."""
    asked = set(pairs)
    chosen = Returnee.objects.filter(pk__in={person for person, _ in asked})
    wanted = Vacancy.objects.filter(pk__in={opening for _, opening in asked})
    people = {person.id: person for person in snapshot.people(chosen)}
    openings = {opening.id: opening for opening in snapshot.openings(wanted)}
    return _with_courses(asked, people, openings)


def _with_courses(
    pairs: Iterable[Pair], people: Mapping[int, Person], openings: Mapping[int, Opening]
) -> dict[Pair, Told]:
    plain = {pair: explain(people[pair[0]], openings[pair[1]]) for pair in pairs}
    wishes = {
        pair: wish
        for pair, one in plain.items()
        if (wish := wish_of(people[pair[0]], one.change, one.gaps))
    }
    lessons = lessons_for(wishes.values())
    told: dict[Pair, Told] = {}
    for pair, one in plain.items():
        said: dict[str, Any] = {field.name: getattr(one, field.name) for field in fields(one)}
        wish = wishes.get(pair)
        if one.change and wish and (lesson := wish.best_of(lessons)):
            said |= {"change": brought_by(lesson, one.change, one.gaps), "course": lesson.cohort}
        told[pair] = Told(**said)
    return told
