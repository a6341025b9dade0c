"""Small groups are hidden: three people in a village are known people. Pure.

A count of 1 to 4 becomes None. Where the hidden ones of a column are together so few that they
could be had by subtracting the others from the whole, the next smallest is hidden with them.
"""

from collections.abc import Sequence

SMALLEST_SHOWN = 5


def shown(counts: Sequence[int]) -> list[int | None]:
    """A column of counts whose sum is known to the reader, as they may be told."""
    hidden = {index for index, count in enumerate(counts) if 0 < count < SMALLEST_SHOWN}
    others = sorted(
        (index for index, count in enumerate(counts) if count >= SMALLEST_SHOWN),
        key=lambda index: counts[index],
        reverse=True,
    )
    while hidden and others and sum(counts[index] for index in hidden) < SMALLEST_SHOWN:
        hidden.add(others.pop())
    return [None if index in hidden else count for index, count in enumerate(counts)]
