"""Start and stop PostgreSQL from the wheel, with the wheel's own initdb and pg_ctl.

The wheel's Python interface is not used: it creates a system user, opens every folder above the
data folder to everybody, and ties the life of the server to the calling process.
"""

import shutil
import signal
import subprocess
from pathlib import Path

import psutil
import psycopg

from backend.embedded import processes
from backend.embedded.place import CannotServe, Place

NAME = "postgres"
USER = DATABASE = "homeward"
STOP = ((signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 5.0))


def url(place: Place) -> str:
    return f"postgresql://{USER}@/{DATABASE}?host={place.sockets}"


def start(place: Place) -> None:
    """Make PostgreSQL answer, whatever state an earlier run left. Does nothing when it does."""
    data = place.folder("postgres") / "data"
    if not answers(place):
        stop(place)
        if not (data / "PG_VERSION").exists():
            _initialise(place, data)
        _clear_traces(place, data)
        _launch(place, data)
    _create_database(place)


def stop(place: Place) -> None:
    """Stop the server of this place, kindly first. A killed one's backends go by themselves."""
    data = place.home / "postgres/data"
    found = processes.living(NAME, data)
    known = {process.pid for process in found}
    heads = [process for process in found if _parent(process) not in known]
    if heads and _parent(heads[0]) is not None:
        processes.end(heads, STOP)
    left = processes.wait_until_gone(NAME, data, 5)
    processes.end(left, STOP[-1:])


def answers(place: Place) -> bool:
    # Asks the process too: the server of a deleted checkout may still listen at this very path.
    if not processes.living(NAME, place.home / "postgres/data"):
        return False
    try:
        _connect(place).close()
    except psycopg.Error:
        return False
    return True


def _connect(place: Place) -> psycopg.Connection:
    return psycopg.connect(
        host=str(place.sockets),
        port=5432,
        user=USER,
        dbname="postgres",
        autocommit=True,
        connect_timeout=5,
    )


def _parent(process: psutil.Process) -> int | None:
    try:
        return int(process.ppid())
    except psutil.Error:
        return None


def _initialise(place: Place, data: Path) -> None:
    # Under another name first: an initdb that was cut off leaves a folder it would not use again.
    unfinished = data.with_name("data.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    _run(
        place,
        place.program("initdb"),
        "--pgdata",
        unfinished,
        "--username",
        USER,
        "--auth",
        "trust",
        "--encoding",
        "UTF8",
        "--locale",
        "C",
        # The wheel has no ICU. The built-in locale orders and folds the same on every machine.
        "--locale-provider",
        "builtin",
        "--builtin-locale",
        "C.UTF-8",
        "--no-instructions",
    )
    unfinished.rename(data)


def _clear_traces(place: Place, data: Path) -> None:
    # Only called when no process works in `data`. PostgreSQL itself clears these files unless their
    # number belongs to a living process, which after a restart of a container it often does.
    for trace in (data / "postmaster.pid", *place.sockets.glob(".s.PGSQL.*")):
        trace.unlink(missing_ok=True)


def _launch(place: Place, data: Path) -> None:
    options = f"-c listen_addresses='' -c unix_socket_directories={place.sockets} -p 5432"
    log = data.with_name("server.log")
    try:
        _run(
            place,
            place.program("pg_ctl"),
            "start",
            "--pgdata",
            data,
            "--log",
            log,
            "--options",
            options,
            "--wait",
            "--timeout",
            "120",
            "--silent",
        )
    except CannotServe as error:
        last = log.read_text(errors="replace").splitlines()[-8:] if log.exists() else []
        raise CannotServe("\n".join([str(error), f"The end of {log}:", *last])) from error


def _create_database(place: Place) -> None:
    with _connect(place) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if found.fetchone() is None:
            connection.execute(f"CREATE DATABASE {DATABASE}")


def _run(place: Place, *command: str | Path) -> None:
    try:
        place.account.run(command)
    except subprocess.CalledProcessError as error:
        said = (error.stderr or error.stdout).strip()
        raise CannotServe(f"PostgreSQL did not start: {said}") from error
