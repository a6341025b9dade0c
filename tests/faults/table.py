"""What a run has shown, as rows for docs/benchmarks.md."""

from collections.abc import Mapping

from tests.faults.blows import WORKERS, Blow
from tests.faults.recovery import longest
from tests.faults.suffering import Suffered
from tests.faults.toll import Toll


def rows(tolls: Mapping[str, Toll]) -> str:
    """A row for each gateway."""
    names = ("committed", "lost", "doubled", "uncalled_for", "shown", "hidden", "untrue", "open",
             "refused", "replayed")  # fmt: skip
    lines = [f"| gateway | {' | '.join(names)} |", f"|{'---|' * (len(names) + 1)}"]
    for gateway, toll in tolls.items():
        counts = " | ".join(f"{getattr(toll, name):,}" for name in names)
        lines.append(f"| {gateway} | {counts} |")
    return "\n".join(lines)


def sentence(suffered: Suffered) -> str:
    """The blows, and how long the house took to recover."""
    fallen = ", ".join(f"{times} × {blow.value}" for blow, times in suffered.blows.items())
    dead, alone = suffered.recovery.of_the_dead(), suffered.recovery.undisturbed()
    return (
        f"{workers_killed(suffered)} workers killed: {fallen}; {suffered.seconds:.0f} s. "
        f"{suffered.went_by_themselves} parts ended by themselves. The dead left {len(dead)} "
        f"messages; back after {longest(dead):.1f} s at most, {longest(alone):.1f} s where what "
        f"sweeps was not hit meanwhile ({len(alone)} messages)."
    )


def workers_killed(suffered: Suffered) -> int:
    """Whole workers, each with its pool."""
    return sum(WORKERS.get(blow, 0) * times for blow, times in suffered.blows.items())


def servers_killed(suffered: Suffered) -> tuple[int, int, int]:
    """PostgreSQL, Redis, FLUSHALL."""
    blows = suffered.blows
    return blows[Blow.POSTGRES], blows[Blow.REDIS], blows[Blow.FLUSH]
