"""`make bench-unlocks`: what 20 courses would unlock, counted share by share in a database.

In a scratch database. CPU is Python's and its PostgreSQL backend's together: the server must run
on this machine. `QUICK=1` counts 20,000 people in place of 100,000.
"""

import datetime as dt
import os
import resource
import time
from statistics import median
from typing import Any

import psutil

from tests.bench.crowd import fill
from tests.bench.scratch import scratch_database

PEOPLE = 20_000 if os.environ.get("QUICK") else 100_000
VACANCIES = 20_000
COURSES = 20
ALONE = 15


def main() -> None:
    with scratch_database("bench_unlocks"):
        fill(PEOPLE, VACANCIES)
        _courses()
        print(f"\n{PEOPLE:,} people, {VACANCIES:,} vacancies, {COURSES} courses\n")
        print("| what | measure |\n|---|---|")
        for what, measure in _measures().items():
            print(f"| {what} | {measure} |", flush=True)


def _courses() -> None:
    """Each teaches six skills that are asked for; some a licence or a language beside or alone."""
    from django.db.models import Count  # noqa: PLC0415  Django is set up by then

    from backend.taxonomy.models import Licence, Place  # noqa: PLC0415
    from jobs.models import VacancySkill  # noqa: PLC0415
    from training.models import Cohort, Course, CourseLanguage, Provider  # noqa: PLC0415

    asked = VacancySkill.objects.values("skill").annotate(n=Count("pk")).order_by("-n", "skill")
    skills = [row["skill"] for row in asked]
    licences = list(Licence.objects.order_by("rank", "code"))
    place = Place.objects.filter(kind="settlement").first()
    school = Provider.objects.create(name="School", place=place)
    start = dt.date.today() + dt.timedelta(days=30)  # noqa: DTZ011  any day ahead will do
    for number in range(COURSES):
        course = Course.objects.create(
            provider=school, title=f"Course {number}", language_id="ru", hours=40
        )
        if number % 10 == 9:
            CourseLanguage.objects.create(course=course, language_id="ru", level="B1")
        else:
            course.skills.set(skills[6 * number : 6 * number + 6])
        if number % 4 == 0:
            course.licences.set([licences[number // 4]])
        Cohort.objects.create(
            course=course, place=place, state="open", starts_on=start, ends_on=start, capacity=20
        )


def _measures() -> dict[str, str]:
    from jobs.actions import unlocks  # noqa: PLC0415
    from jobs.models import CourseUnlock  # noqa: PLC0415

    unlocks.count_for(_person(1))  # compiles, and reads the facts that stay warm
    first, shares = _counted()
    rows = CourseUnlock.objects.count()
    _all_due()
    again, _ = _counted()
    counted = _looking()
    return {
        "counted, and written": f"{first:.0f} s of CPU, {counted / first:,.0f} people a second",
        "rows": f"{rows:,}",
        "the same again, nothing to rewrite": f"{again:.0f} s, {counted / again:,.0f} a second",
        "longest share": f"{max(shares):.1f} s",
        "memory of the process": f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MiB",
        "one person whose profile has changed": _alone(),
    }


def _looking() -> int:
    from reintegration.models import Returnee  # noqa: PLC0415

    return Returnee.objects.to_be_matched().count()


def _counted() -> tuple[float, list[float]]:
    """Seconds of CPU in all, and of the clock by share."""
    from jobs.actions import unlocks  # noqa: PLC0415

    begun = _cpu()
    shares: list[float] = []
    while True:
        start = time.perf_counter()
        if unlocks.count_share() is None:
            return _cpu() - begun, shares
        shares.append(time.perf_counter() - start)


def _all_due() -> None:
    from django.utils import timezone  # noqa: PLC0415

    from training.models import Course  # noqa: PLC0415

    Course.objects.update(updated_at=timezone.now())


def _alone() -> str:
    from jobs.actions import unlocks  # noqa: PLC0415
    from reintegration.models import Returnee  # noqa: PLC0415

    spent = []
    for number in range(1, ALONE + 1):
        Returnee.objects.filter(pk=PEOPLE // 2 + number).update(commute_km=70)
        start = time.perf_counter()
        unlocks.count_for(_person(PEOPLE // 2 + number))
        spent.append(1000 * (time.perf_counter() - start))
    return f"p50 {median(spent):.0f} ms, most {max(spent):.0f} ms"


def _person(pk: int) -> Any:
    from reintegration.models import Returnee  # noqa: PLC0415

    return Returnee.objects.get(pk=pk)


def _cpu() -> float:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = psutil.Process(cursor.fetchone()[0]).cpu_times()
    return time.process_time() + backend.user + backend.system


if __name__ == "__main__":
    main()
