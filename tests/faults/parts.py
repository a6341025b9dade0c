"""The processes of the house as the Procfile starts them; who dies is started again at once."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from random import Random

import psutil
from honcho.environ import parse_procfile

from backend.embedded.place import CHECKOUT

NAMES = ("codes", "worker", "beat")
# What each says when it is at work.
READY = {"codes": b" ready.", "worker": b" ready.", "beat": b"beat: Starting"}


class Part:
    """One line of the Procfile, in a process group of its own."""

    def __init__(self, name: str, environment: Mapping[str, str], folder: Path) -> None:
        self.name, self.environment, self.folder = name, environment, folder
        self.starts = self.went_by_itself = 0
        self.start()

    def start(self) -> None:
        command = parse_procfile((CHECKOUT / "Procfile").read_text()).processes[self.name]
        self.log = self.folder / f"{self.name}-{self.starts}.log"
        self.starts += 1
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                ["sh", "-c", command],
                cwd=CHECKOUT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def is_ready(self) -> bool:
        return READY[self.name] in self.log.read_bytes()

    def kill(self) -> None:
        """All of it at once, pool children too; and a new one starts."""
        self.end()
        self.start()

    def kill_child(self, lot: Random) -> None:
        """One process of its pool; Celery itself has to put another in its place."""
        children = psutil.Process(self.process.pid).children()
        if children:
            lot.choice(children).kill()

    def mend(self) -> None:
        """Start it again if it went by itself, as whatever keeps it running would."""
        if self.process.poll() is not None:
            self.went_by_itself += 1
            self.start()

    def end(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def parts(environment: Mapping[str, str], folder: Path) -> Iterator[dict[str, Part]]:
    """The parts of the house that send; killed at the end."""
    folder.mkdir()
    path = f"{Path(sys.executable).parent}:{environment.get('PATH', '')}"
    whole = {**environment, "PATH": path, "BEAT_SCHEDULE": str(folder / "beat-schedule")}
    started = {name: Part(name, whole, folder) for name in NAMES}
    try:
        yield started
    finally:
        for part in started.values():
            part.mend()
            part.end()
