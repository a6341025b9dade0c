"""Different vacancies of many people, counted in little memory.

A set of openings is one whole number with a bit for each: for 20,000 openings 2.5 kB, where a
set of ids takes a megabyte. One such number stands for each course and region.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from jobs.matching.unlocking import Unlocked

Key = tuple[int, int | None]  # course, region; no region: everybody


class Totals:
    """People and different vacancies by course and region."""

    def __init__(self, openings: Iterable[int]) -> None:
        self._bit = {opening: number for number, opening in enumerate(openings)}
        self._people: Counter[Key] = Counter()
        self._openings: defaultdict[Key, int] = defaultdict(int)

    def add(self, region: int, found: Mapping[int, Unlocked]) -> None:
        """One person of this region, with what each course unlocks for them."""
        for course, one in found.items():
            bits = sum(1 << self._bit[opening] for opening in one.openings)
            for key in ((course, region), (course, None)):
                self._people[key] += 1
                self._openings[key] |= bits

    def rows(self, courses: Iterable[int]) -> Iterator[tuple[int, int | None, dict[str, int]]]:
        """(course, region, counts); the row of everybody for each of `courses`, also if zero."""
        for key in sorted({*self._people, *((course, None) for course in courses)}, key=_order):
            counts = {
                "people": self._people[key],
                "vacancies": self._openings[key].bit_count(),
            }
            yield *key, counts


def _order(key: Key) -> tuple[int, int]:
    course, region = key
    return course, region or 0
