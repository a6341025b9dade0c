"""The same question as a plain loop over ORM objects, their relations prefetched.

Written as well as such a loop can be: what is said of the person is gathered once, cheap
conditions come before dear ones, and distances are remembered.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from backend.taxonomy.models import Place
from jobs.matching.distance import km_between
from jobs.matching.score import FRESH_WEEKS, RELATED_DIGITS, shared_digits
from jobs.matching.weights import WEIGHTS
from jobs.models import Vacancy
from reintegration.models import Returnee

Listed = list[tuple[int, int]]  # id of a vacancy and its points, best first


def read_people(count: int) -> list[Returnee]:
    chosen = Returnee.objects.to_be_matched().filter(pk__lte=count).order_by("pk")
    related = ("skills", "licences", "languages", "work_history", "applications")
    return list(chosen.select_related("home_place", "current_place").prefetch_related(*related))


def read_vacancies() -> list[Vacancy]:
    related = ("skills", "licences", "languages")
    chosen = Vacancy.objects.open().select_related("place").order_by("pk")
    return list(chosen.prefetch_related(*related))


@dataclass
class Asking:
    """What the loop needs of a person again and again."""

    person: Returnee
    today: dt.date

    def __post_init__(self) -> None:
        person = self.person
        self.home = person.current_place or person.home_place
        self.skills = {one.skill_id for one in person.skills.all()}
        self.licences = {one.licence_id for one in person.licences.all()}
        self.levels = {one.language_id: one.level for one in person.languages.all()}
        self.work = [(one.isco_id, one.months) for one in person.work_history.all()]
        self.applied = {one.vacancy_id for one in person.applications.all()}

    def best(self, vacancies: list[Vacancy], n: int = 20) -> Listed:
        found = [(-self.points(one), one.pk) for one in vacancies if self.may_take(one)]
        return [(pk, -points) for points, pk in sorted(found)[:n]]

    def may_take(self, vacancy: Vacancy) -> bool:
        person = self.person
        return (
            (person.can_relocate or self.is_near(vacancy))
            and self.spare(vacancy) >= 0
            and (not person.schedules or vacancy.schedule in person.schedules)
            and vacancy.pk not in self.applied
            and all(one.licence_id in self.licences for one in vacancy.licences.all())
            and all(
                self.levels.get(one.language_id, "") >= one.level for one in vacancy.languages.all()
            )
        )

    def is_near(self, vacancy: Vacancy) -> bool:
        if vacancy.country_id != self.home.country_id:
            return False
        km = _km(self.home, vacancy.place)
        return km is not None and km <= self.person.commute_km

    def spare(self, vacancy: Vacancy) -> int:
        return (vacancy.wage_from or 0) - (self.person.wage_floor or 0)

    def points(self, vacancy: Vacancy) -> int:
        asked = [(one.skill_id in self.skills, one.required) for one in vacancy.skills.all()]
        required = [has for has, needed in asked if needed]
        wished = [has for has, needed in asked if not needed]
        shared = [(shared_digits(code, vacancy.isco_id), more) for code, more in self.work]
        occupation = WEIGHTS.occupation[max((digits for digits, _ in shared), default=0)]
        months = sum(more for digits, more in shared if digits >= RELATED_DIGITS)
        return (
            (
                WEIGHTS.required * sum(required) // len(required)
                if required
                else WEIGHTS.required * occupation // WEIGHTS.occupation[4]
            )
            + (WEIGHTS.wished * sum(wished) // len(wished) if wished else WEIGHTS.wished)
            + occupation
            + _experience(months, vacancy.min_experience_months)
            + _education(self.person.education, vacancy.min_education)
            + self.pay_points(vacancy)
            + self.distance_points(vacancy)
            + self.recency_points(vacancy)
        )

    def pay_points(self, vacancy: Vacancy) -> int:
        if not self.person.wage_floor:
            return WEIGHTS.wage
        percent = min(100 * self.spare(vacancy) // self.person.wage_floor, WEIGHTS.wage_full_at)
        return WEIGHTS.wage * percent // WEIGHTS.wage_full_at

    def distance_points(self, vacancy: Vacancy) -> int:
        km = _km(self.home, vacancy.place)
        if km is None or vacancy.country_id != self.home.country_id:
            return 0
        commute = self.person.commute_km
        return WEIGHTS.distance * (commute - km) // commute if km < commute else 0

    def recency_points(self, vacancy: Vacancy) -> int:
        weeks = (self.today - timezone.localdate(vacancy.published_at)).days // 7
        return WEIGHTS.recency * max(0, FRESH_WEEKS - weeks) // FRESH_WEEKS


def _km(here: Place, there: Place | None) -> int | None:
    if there is None:
        return None
    points: Any = ((here.latitude, here.longitude), (there.latitude, there.longitude))
    return km_between(*points)


def _experience(months: int, asked: int) -> int:
    return WEIGHTS.experience * min(months, asked) // asked if asked else WEIGHTS.experience


def _education(level: int | None, asked: int | None) -> int:
    if not asked:
        return WEIGHTS.education
    if level is None or level < asked - 1:
        return 0
    return WEIGHTS.education if level >= asked else WEIGHTS.education // 2


def best(person: Returnee, vacancies: list[Vacancy]) -> Listed:
    """The person's best 20."""
    return Asking(person, timezone.localdate()).best(vacancies)
