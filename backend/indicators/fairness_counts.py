"""Counting who got what from a nightly run: one statement, however many people there are."""

import datetime as dt
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from backend.indicators.models import FairnessReport
from backend.indicators.reads import WHO
from jobs.matching.engine import PER_PERSON
from jobs.models import Match, MatchRun
from jobs.states import RunState, RunTrigger
from reintegration.models import JourneyEvent, Returnee
from reintegration.states import JourneyKind

NOTICES_OVER = dt.timedelta(days=28)
HIRES_OVER = dt.timedelta(days=90)

# A place far down a list is hardly looked at: the first counts 1, the third a half.
COUNT = """
INSERT INTO indicators_fairnesscount
    (report_id, dimension, "group", people, listed, exposure, sought, told, notices, hired)
WITH looking (id) AS ({looking}),
hired (id) AS ({hired}),
told (id, notices) AS ({told}),
ranked (id, place) AS ({ranked}),
lists (id, exposure) AS (
    SELECT id, sum(ln(2) / ln(1 + place)) FROM ranked WHERE place <= %s GROUP BY id
),
person AS (
    SELECT returnee.sex, coalesce(home.parent_id, home.id)::text AS district,
        CASE WHEN age < 25 THEN '0-24' WHEN age < 35 THEN '25-34' WHEN age < 45 THEN '35-44'
            WHEN age < 55 THEN '45-54' ELSE '55-' END AS age,
        CASE answer.has_disability WHEN true THEN 'yes' WHEN false THEN 'no' ELSE 'unsaid' END
            AS disability,
        looking.id IS NOT NULL AS looks, hired.id IS NOT NULL AS was_hired,
        lists.exposure, told.notices
    FROM reintegration_returnee returnee
    CROSS JOIN LATERAL (SELECT %s - returnee.birth_year AS age) years
    JOIN taxonomy_place home ON home.id = returnee.home_place_id
    LEFT JOIN reintegration_disabilityanswer answer ON answer.returnee_id = returnee.id
    LEFT JOIN looking ON looking.id = returnee.id
    LEFT JOIN hired ON hired.id = returnee.id
    LEFT JOIN told ON told.id = returnee.id
    LEFT JOIN lists ON lists.id = returnee.id
    WHERE looking.id IS NOT NULL OR hired.id IS NOT NULL
)
SELECT %s,
    CASE WHEN GROUPING(sex) = 0 THEN 'sex' WHEN GROUPING(age) = 0 THEN 'age'
        WHEN GROUPING(district) = 0 THEN 'district'
        WHEN GROUPING(disability) = 0 THEN 'disability' ELSE 'all' END,
    coalesce(sex, age, district, disability, ''),
    count(*) FILTER (WHERE looks),
    count(*) FILTER (WHERE looks AND exposure > 0),
    coalesce(sum(exposure) FILTER (WHERE looks), 0),
    count(*),
    count(notices),
    coalesce(sum(notices), 0),
    count(*) FILTER (WHERE was_hired)
FROM person
GROUP BY GROUPING SETS ((), (sex), (age), (district), (disability))
"""


@transaction.atomic
def count(run: MatchRun) -> FairnessReport:
    """The report of a finished nightly run, made if there is none; no report is made twice.

    Lists are counted as they stand now, so the sooner after the run the better.
    """
    report, is_new = FairnessReport.objects.get_or_create(run=run)
    if is_new:
        _count_people(report)
    return report


def count_newest() -> FairnessReport | None:
    """The report of the newest finished nightly run; None if no night was ever finished."""
    nights = MatchRun.objects.filter(trigger=RunTrigger.NIGHTLY, state=RunState.DONE)
    run = nights.order_by("-pk").first()
    return count(run) if run else None


def _count_people(report: FairnessReport) -> None:
    now = timezone.now()
    parts = {
        "looking": Returnee.objects.to_be_matched().values_list("pk"),
        "hired": _hired(timezone.localdate(now)),
        "told": _told(now),
        "ranked": _ranked(),
    }
    compiled = {name: rows.order_by().query.sql_with_params() for name, rows in parts.items()}
    statement = COUNT.format(**{name: sql for name, (sql, _) in compiled.items()})
    values = [value for _, given in compiled.values() for value in given]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, PER_PERSON, timezone.localdate(now).year, report.pk])


def _hired(today: dt.date) -> QuerySet[Any, Any]:
    """Whoever an employer hired in the period; two files of one person are one."""
    period = (today - HIRES_OVER, today)
    hires = JourneyEvent.objects.standing().filter(
        kind=JourneyKind.HIRED, occurred_on__range=period
    )
    return hires.annotate(who=WHO).values_list("who").distinct()


def _told(now: dt.datetime) -> QuerySet[Any, Any]:
    told = Match.objects.told().filter(notified_at__gte=now - NOTICES_OVER)
    return told.values_list("returnee").annotate(notices=Count("pk"))


def _ranked() -> QuerySet[Any, Any]:
    """Every place of every list that people are shown."""
    place = Window(RowNumber(), partition_by="returnee_id", order_by=["-score", "vacancy_id"])
    return Match.objects.offered().annotate(place=place).values_list("returnee_id", "place")
