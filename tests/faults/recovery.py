"""How long it takes until what the dead held is settled or on its way again.

The time of a blow runs from the signal (for PostgreSQL too, so its absence counts) until no message
that was leased at that moment is still leased by the same token: it was given back, or is uncertain
and shown or to be replayed, or its outcome is written. The living let go within seconds, so what
takes longer was the dead's: what was left of the lease (25 s at most), then the wait for a sweep
that is not itself killed or kept waiting. Told and never asserted: it is a matter of the machine.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field

Leased = tuple[int, Hashable]

# Longer than a batch (5 s) with its last call (10 s): who has one so long is dead.
NOBODY_ALIVE = 20.0


@dataclass(frozen=True, slots=True)
class Span:
    """A message in the hands of the dead, in seconds of a clock."""

    since: float
    until: float

    @property
    def seconds(self) -> float:
        return self.until - self.since


@dataclass(slots=True)
class Recovery:
    """Fed with what is leased, at each blow and often between.

    `hindrances`: when what sweeps was hit: the worker of codes, beat, PostgreSQL or Redis.
    """

    open: dict[Leased, float] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    hindrances: list[float] = field(default_factory=list)

    def struck(self, at: float, leased: set[Leased]) -> None:
        """What is leased right after the blow; a lease that stood at an earlier one keeps that."""
        for one in leased:
            self.open.setdefault(one, at)

    def look(self, now: float, leased: set[Leased]) -> None:
        """What is leased now."""
        for one in self.open.keys() - leased:
            self.spans.append(Span(self.open.pop(one), now))

    def of_the_dead(self) -> list[Span]:
        """Those that only the end of a lease brought back."""
        return [span for span in self.spans if span.seconds > NOBODY_ALIVE]

    def undisturbed(self) -> list[Span]:
        """Of these, those during which what sweeps was not hit again."""
        return [one for one in self.of_the_dead() if not self._is_hindered(one)]

    def _is_hindered(self, span: Span) -> bool:
        return any(span.since < at < span.until for at in self.hindrances)


def longest(spans: list[Span]) -> float:
    return max((span.seconds for span in spans), default=0.0)
