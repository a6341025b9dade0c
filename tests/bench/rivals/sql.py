"""The same question as one query: the same conditions, the same whole points, LIMIT 20 a person.

Written as well as SQL allows: what is said of vacancies is gathered once for all who ask; what
depends on a person and a place, or a kind of work, is worked out once for each and then joined.
"""

from typing import Any

from django.db import connection
from django.utils import timezone

from jobs.matching.distance import EARTH_KM
from jobs.matching.score import FRESH_WEEKS, RELATED_DIGITS
from jobs.matching.weights import WEIGHTS

QUERY = """
WITH asking AS MATERIALIZED (
    SELECT r.*, coalesce(current_place_id, home_place_id) AS spot
    FROM reintegration_returnee AS r
    WHERE r.id BETWEEN 1 AND %(people)s AND state = 'active' AND (
        SELECT given FROM reintegration_consent
        WHERE returnee_id = r.id AND purpose = 'matching' ORDER BY id DESC LIMIT 1)
), skills AS (
    SELECT vacancy_id, count(*) FILTER (WHERE required) AS required,
        count(*) FILTER (WHERE NOT required) AS wished
    FROM jobs_vacancyskill GROUP BY vacancy_id
), offered AS MATERIALIZED (
    SELECT v.id, isco_id, v.place_id, v.country_id, schedule, wage_from AS pay, wage_currency,
        min_experience_months AS months, coalesce(min_education, 0) AS education,
        coalesce(skills.required, 0) AS required, coalesce(skills.wished, 0) AS wished,
        %(recency)s * greatest(0, %(weeks)s - (
            %(today)s - (published_at AT TIME ZONE %(zone)s)::date) / 7) / %(weeks)s AS recency
    FROM jobs_vacancy AS v
        JOIN jobs_employer AS e ON e.id = v.employer_id AND e.state = 'verified'
        LEFT JOIN skills ON skills.vacancy_id = v.id
    WHERE v.state = 'published' AND (closes_on IS NULL OR closes_on >= %(today)s)
)
SELECT asking.id, best.id, best.points FROM asking CROSS JOIN LATERAL (
    SELECT o.id,
        CASE WHEN o.required = 0
            THEN %(required)s * trade.occupation / (%(occupation)s::int[])[5]
            ELSE %(required)s * coalesce(had.required, 0) / o.required END
        + CASE WHEN o.wished = 0 THEN %(wished)s
            ELSE %(wished)s * coalesce(had.wished, 0) / o.wished END
        + trade.occupation
        + CASE WHEN o.months = 0 THEN %(experience)s
            ELSE %(experience)s * least(trade.months, o.months) / o.months END
        + CASE WHEN o.education = 0 OR asking.education >= o.education THEN %(education)s
            WHEN asking.education = o.education - 1 THEN %(education)s / 2 ELSE 0 END
        + CASE WHEN o.pay IS NULL THEN 0 WHEN coalesce(asking.wage_floor, 0) = 0 THEN %(wage)s
            WHEN o.wage_currency <> asking.wage_currency THEN 0
            ELSE %(wage)s * least(%(full_at)s,
                100 * (o.pay - asking.wage_floor) / asking.wage_floor) / %(full_at)s END
        + CASE WHEN near.country_id <> o.country_id OR near.km >= asking.commute_km
                AND near.km > 0 THEN 0
            WHEN near.km = 0 THEN %(distance)s
            ELSE coalesce(%(distance)s * (asking.commute_km - near.km) / asking.commute_km, 0) END
        + o.recency AS points
    FROM offered AS o
    JOIN (
        SELECT g.code, (%(occupation)s::int[])[1 + max(digits)] AS occupation,
            coalesce(sum(w.months) FILTER (WHERE digits >= %(related)s), 0) AS months
        FROM taxonomy_iscogroup AS g
            LEFT JOIN reintegration_workhistory AS w ON w.returnee_id = asking.id
            CROSS JOIN LATERAL (SELECT CASE
                WHEN w.isco_id = g.code THEN 4 WHEN left(w.isco_id, 3) = left(g.code, 3) THEN 3
                WHEN left(w.isco_id, 2) = left(g.code, 2) THEN 2
                WHEN left(w.isco_id, 1) = left(g.code, 1) THEN 1 ELSE 0 END) AS shared (digits)
        GROUP BY g.code
    ) AS trade ON trade.code = o.isco_id
    LEFT JOIN (
        SELECT there.id, here.country_id, there.parent_id = here.parent_id AS same_region,
            CASE WHEN here.id = there.id THEN 0 ELSE floor(2 * %(earth)s * asin(least(1, sqrt(
                power(sin((radians(there.latitude) - radians(here.latitude)) / 2), 2)
                + cos(radians(here.latitude)) * cos(radians(there.latitude))
                * power(sin(radians(there.longitude - here.longitude) / 2), 2)))))::int END AS km
        FROM taxonomy_place AS here, taxonomy_place AS there WHERE here.id = asking.spot
    ) AS near ON near.id = o.place_id
    LEFT JOIN (
        SELECT vacancy_id, count(*) FILTER (WHERE required) AS required,
            count(*) FILTER (WHERE NOT required) AS wished
        FROM reintegration_returneeskill JOIN jobs_vacancyskill USING (skill_id)
        WHERE returnee_id = asking.id GROUP BY vacancy_id
    ) AS had ON had.vacancy_id = o.id
    WHERE (asking.can_relocate OR near.country_id = o.country_id
            AND coalesce(near.km <= asking.commute_km, near.same_region))
        AND (o.pay IS NULL OR asking.wage_floor IS NULL OR o.wage_currency <> asking.wage_currency
            OR o.pay >= asking.wage_floor)
        AND (asking.schedules = '{}' OR o.schedule = ANY (asking.schedules))
        AND NOT EXISTS (SELECT FROM jobs_vacancylicence AS l WHERE l.vacancy_id = o.id
            AND licence_id NOT IN (SELECT licence_id FROM reintegration_returneelicence
                WHERE returnee_id = asking.id))
        AND NOT EXISTS (SELECT FROM jobs_vacancylanguage AS l
            LEFT JOIN reintegration_returneelanguage AS s
                ON s.language_id = l.language_id AND s.returnee_id = asking.id
            WHERE l.vacancy_id = o.id AND (s.level IS NULL OR s.level < l.level))
        AND NOT EXISTS (SELECT FROM jobs_application AS a
            WHERE a.vacancy_id = o.id AND a.returnee_id = asking.id)
        AND NOT EXISTS (SELECT FROM jobs_match AS m
            WHERE m.vacancy_id = o.id AND m.returnee_id = asking.id AND m.state = 'refused')
    ORDER BY points DESC, o.id LIMIT 20
) AS best
ORDER BY asking.id, best.points DESC, best.id
"""

# One process: what its CPU does is then all that is done. Compiling would cost more than it saves.
PLAINLY = "SET max_parallel_workers_per_gather = 0; SET jit = off"


def answers(people: int) -> list[list[tuple[int, int]]]:
    """Id and points of the best 20 vacancies of each of the first people."""
    found: list[list[tuple[int, int]]] = [[] for _ in range(people)]
    with connection.cursor() as cursor:
        cursor.execute(PLAINLY)
        cursor.execute(QUERY, _numbers() | {"people": people})
        for person, vacancy, points in cursor.fetchall():
            found[person - 1].append((vacancy, points))
    return found


def _numbers() -> dict[str, Any]:
    return {
        "earth": EARTH_KM,
        "weeks": FRESH_WEEKS,
        "related": RELATED_DIGITS,
        "today": timezone.localdate(),
        "zone": str(timezone.get_current_timezone()),
        "full_at": WEIGHTS.wage_full_at,
        "occupation": list(WEIGHTS.occupation),
        **{
            name: getattr(WEIGHTS, name)
            for name in (
                "required", "wished", "experience", "education", "wage", "distance", "recency",
            )
        },
    }  # fmt: skip
