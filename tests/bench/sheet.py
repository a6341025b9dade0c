"""What a bench measures: printed as the rows of a table, and kept for docs and plots."""

import gc
import json
import os
import platform
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import psutil

RESULTS = Path(__file__).parents[2] / "docs" / "matching" / "results.json"


@dataclass(slots=True)
class Sheet:
    """The figures of one table, by name."""

    figures: dict[str, Any] = field(default_factory=dict)

    def row(self, label: str, text: str, **figures: Any) -> None:
        print(f"| {label} | {text} |", flush=True)
        self.figures |= figures


def keep(name: str, figures: dict[str, Any]) -> None:
    """The last whole run of this bench, beside those of the others."""
    kept = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    kept[name] = figures
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")


def where(*packages: str) -> str:
    """The machine, how busy it is, and versions."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    cpu = next((one for one in lines if "model name" in one), platform.processor())
    known = ", ".join(f"{name} {version(name)}" for name in packages)
    return (
        f"{cpu.split(':')[-1].strip()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; "
        f"Python {platform.python_version()}, {known}"
    )


def cpu(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds of this process, all threads, and the result."""
    gc.collect()
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def cpu_with_database(work: Callable[[], Any]) -> tuple[float, Any]:
    """The same, with the CPU of this connection's PostgreSQL process: it must run here."""
    from django.db import connection  # noqa: PLC0415  Django is set up by then

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = psutil.Process(cursor.fetchone()[0])
    before = backend.cpu_times()
    spent, result = cpu(work)
    after = backend.cpu_times()
    return spent + (after.user - before.user) + (after.system - before.system), result


@dataclass(slots=True)
class Times:
    """Milliseconds of many calls: by the clock, and of CPU, which other work disturbs less."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    @classmethod
    def of(cls, work: Callable[[int], Any], rows: Iterable[int]) -> "Times":
        times = cls()
        for row in rows:
            start, spent = time.perf_counter(), time.process_time()
            work(row)
            times.wall.append(round(1000 * (time.perf_counter() - start), 3))
            times.cpu.append(round(1000 * (time.process_time() - spent), 3))
        return times

    def __str__(self) -> str:
        found = (f"{np.percentile(one, 50):.2f} / {np.percentile(one, 95):.2f}"
                 for one in (self.wall, self.cpu))  # fmt: skip
        return "; CPU ".join(found)


def spread(spent: list[float], digits: int = 1) -> str:
    return f"{min(spent):,.{digits}f} to {max(spent):,.{digits}f}"
