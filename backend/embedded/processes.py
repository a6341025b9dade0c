"""Find and end the server processes of one data folder.

A pid file proves nothing: after an unclean stop its number may be another program's by now. Both
servers make their data folder their working folder, so that is what tells whose they are.
"""

import signal
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import psutil


def living(name: str, folder: Path) -> list[psutil.Process]:
    """Running processes of program `name` that work in `folder`."""
    folder = folder.resolve()
    return [process for process in psutil.process_iter() if _works_in(process, name, folder)]


def _works_in(process: psutil.Process, name: str, folder: Path) -> bool:
    try:
        return process.name() == name and Path(process.cwd()) == folder
    except (psutil.Error, OSError):
        return False


def end(processes: Iterable[psutil.Process], steps: Sequence[tuple[signal.Signals, float]]) -> None:
    """Send each signal in turn, and wait so many seconds for all to go before the next one."""
    left = list(processes)
    for sign, seconds in steps:
        for process in left:
            with suppress(psutil.NoSuchProcess):
                process.send_signal(sign)
        left = _wait(partial(_alive, left), seconds)
        if not left:
            return


def wait_until_gone(name: str, folder: Path, seconds: float) -> list[psutil.Process]:
    """Wait for the processes of `folder` to go by themselves. Returns those that stayed."""
    return _wait(lambda: living(name, folder), seconds)


def _alive(processes: list[psutil.Process]) -> list[psutil.Process]:
    return [process for process in processes if _is_alive(process)]


def _is_alive(process: psutil.Process) -> bool:
    # A container's first process may be slow to bury the dead, or never do it.
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False


def _wait(who_is_left: Callable[[], list[psutil.Process]], seconds: float) -> list[psutil.Process]:
    deadline = time.monotonic() + seconds
    while (left := who_is_left()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return left
