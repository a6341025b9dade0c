"""A PostgreSQL and a Redis for one run, to be killed: nobody else uses them."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import SystemRandom

import psutil
import psycopg
from redis import Redis

from backend.embedded import postgres, processes, redis, servers
from backend.embedded.place import Place, find_place

# How long a killed server stays away before somebody starts it again.
AWAY = (0.2, 2.0)
DEEDS = "CREATE TABLE faults_deed (number bigint PRIMARY KEY)"


class Ground:
    """Both servers of one folder. PostgreSQL as by default: fsync on, each commit waits for it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.place: Place = find_place(folder / "var")

    @property
    def addresses(self) -> dict[str, str]:
        return {"DATABASE_URL": postgres.url(self.place), "REDIS_URL": redis.url(self.place)}

    def start(self, schema: str) -> None:
        """With empty tables of the house, and one for the producers' deeds."""
        postgres.start(self.place)
        redis.start(self.place)
        subprocess.run(
            [self.place.program("psql"), "-q", "-1", "-o", os.devnull, "-d", self._database],
            input=schema,
            text=True,
            check=True,
        )
        with self.connect() as connection:
            connection.execute(DEEDS)

    def connect(self) -> psycopg.Connection:
        return psycopg.connect(self._database, autocommit=True)

    def kill_postgres(self) -> None:
        """As if the power went, except that the disk keeps what the kernel has: then start it."""
        _kill(processes.living(postgres.NAME, self.place.home / "postgres/data"))
        time.sleep(SystemRandom().uniform(*AWAY))
        postgres.start(self.place)

    def kill_redis(self) -> None:
        """It comes back empty: nothing is kept on disk."""
        _kill(processes.living(redis.NAME, self.place.home / "redis"))
        time.sleep(SystemRandom().uniform(*AWAY))
        redis.start(self.place)

    def flush_redis(self) -> None:
        with Redis.from_url(redis.url(self.place)) as client:
            client.flushall()

    @property
    def _database(self) -> str:
        return postgres.url(self.place)

    def remove(self) -> None:
        """All but the logs of the parts, if FAULTS_LOGS names a new folder for them."""
        if keep := os.environ.get("FAULTS_LOGS"):
            shutil.copytree(self.folder / "logs", keep)
        _kill(processes.living(postgres.NAME, self.place.home / "postgres/data"))
        servers.wipe(self.folder / "var")
        shutil.rmtree(self.folder)


@contextmanager
def ground() -> Iterator[Ground]:
    folder = Path(tempfile.mkdtemp(prefix="homeward-faults-"))
    folder.chmod(0o711)  # so that, run by root, the servers' user can pass through
    made = Ground(folder)
    try:
        yield made
    finally:
        made.remove()


def schema_of(url: str, pg_dump: Path) -> str:
    """The tables of another database, as SQL."""
    command = [str(pg_dump), "--schema-only", "--no-owner", "--dbname", url]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _kill(found: list[psutil.Process]) -> None:
    """The oldest first: a postmaster that lives would tidy up after its children."""
    for process in sorted(found, key=psutil.Process.create_time):
        with suppress(psutil.NoSuchProcess):
            process.send_signal(signal.SIGKILL)
    psutil.wait_procs(found, timeout=10)
