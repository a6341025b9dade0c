"""What courses unlock for some people, written over what was known of them.

A row that already says the same is not rewritten: most nights change little.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from django.db import connection, transaction

from jobs.matching.arrays import Ints

GIVEN = """unnest(%s::bigint[], %s::bigint[], %s::int[], %s::int[])
    AS found (returnee_id, course_id, vacancies, eligible)"""
# Parts of a statement are joined here; values are parameters.
DROP = f"""
DELETE FROM jobs_courseunlock AS kept
WHERE returnee_id = ANY(%s) AND course_id = ANY(%s) AND NOT EXISTS (
    SELECT FROM {GIVEN}
    WHERE (found.returnee_id, found.course_id) = (kept.returnee_id, kept.course_id)
)
"""  # noqa: S608
UPSERT = f"""
INSERT INTO jobs_courseunlock AS kept (
    public_id, created_at, updated_at, counted_at, returnee_id, course_id, vacancies, eligible
)
SELECT gen_random_uuid(), now(), now(), now(), returnee_id, course_id, vacancies, eligible
FROM {GIVEN}
ON CONFLICT (returnee_id, course_id) DO UPDATE
SET vacancies = EXCLUDED.vacancies, eligible = EXCLUDED.eligible, counted_at = now(),
    updated_at = now()
WHERE (kept.vacancies, kept.eligible) IS DISTINCT FROM (EXCLUDED.vacancies, EXCLUDED.eligible)
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Rows:
    """Columns of ids and counts, side by side."""

    returnee: Ints
    course: Ints
    vacancies: Ints
    eligible: Ints

    @classmethod
    def joined(cls, parts: "list[Rows]") -> "Rows":
        none = cls(*[np.empty(0, np.int64)] * 4)
        columns = zip(*(one.columns for one in (none, *parts)), strict=True)
        return cls(*(np.concatenate(column) for column in columns))

    def only(self, kept: Ints) -> "Rows":
        return Rows(*(column[kept] for column in self.columns))

    @property
    def columns(self) -> tuple[Ints, Ints, Ints, Ints]:
        return self.returnee, self.course, self.vacancies, self.eligible


@transaction.atomic
def replace(people: Collection[int], courses: Collection[int], rows: Rows) -> None:
    """These rows are all there is of these people and courses."""
    given = [column.tolist() for column in rows.columns]
    with connection.cursor() as cursor:
        cursor.execute(DROP, [list(people), list(courses), *given])
        cursor.execute(UPSERT, given)
