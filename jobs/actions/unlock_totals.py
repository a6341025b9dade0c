"""Different vacancies of many people, counted in little memory.

A set of vacancies is one whole number with a bit for each: for 20,000 vacancies 2.5 kB, where a
set of ids takes a megabyte. One such number stands for each course and region.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from backend.lib.small_groups import shown
from jobs.matching.arrays import Ints, Openings
from jobs.matching.unlocking_many import Unlocks

Key = tuple[int, int]  # course, region
Kept = list[list[Any]]  # rows of course, region, people, the set as a hexadecimal number


class Totals:
    """People and different vacancies by course and region.

    `openings` are the ids that are counted, ascending; others are passed over.
    """

    def __init__(self, openings: Sequence[int], kept: Kept) -> None:
        self._openings = np.array(openings, np.int64)
        self._people: dict[Key, int] = {(one[0], one[1]): one[2] for one in kept}
        self._sets: dict[Key, int] = {(one[0], one[1]): int(one[3], 16) for one in kept}

    def kept(self) -> Kept:
        """To go on from."""
        return [[*key, self._people[key], f"{self._sets[key]:x}"] for key in self._people]

    def add(self, found: Unlocks, regions: Ints, openings: Openings) -> None:
        """`regions` are those of all people of whom some were found, by their rows."""
        own = regions[found.rows]
        for region in np.unique(own).tolist():
            marks = found.marks[own == region]
            key = (found.course, region)
            self._people[key] = self._people.get(key, 0) + len(marks)
            self._sets[key] = self._sets.get(key, 0) | self._bits(marks, openings)

    def _bits(self, marks: Ints, openings: Openings) -> int:
        """The openings that anybody has a mark for, in the order of our ids."""
        words = np.bitwise_or.reduce(marks, axis=0)
        flags = np.unpackbits(words.view(np.uint8), bitorder="little")[: len(openings)]
        here = np.isin(self._openings, openings.id[flags.astype(np.bool_)])
        return int.from_bytes(np.packbits(here, bitorder="little").tobytes(), "little")

    def rows(self, courses: Iterable[int]) -> Iterator[tuple[int, int | None, dict[str, Any]]]:
        """(course, region, counts), and without a region for all of them, also if zero.

        Few people are nobody's to see: None stands for them.
        """
        for course in sorted(courses):
            regions = sorted(region for one, region in self._people if one == course)
            people = [self._people[course, region] for region in regions]
            for region, told in zip(regions, shown(people), strict=True):
                yield course, region, _counts(told, self._sets[course, region])
            together = 0
            for region in regions:
                together |= self._sets[course, region]
            yield course, None, _counts(shown([sum(people)])[0], together)


def _counts(people: int | None, openings: int) -> dict[str, Any]:
    return {"people": people, "vacancies": openings.bit_count()}
