"""Start and stop Redis from the wheel.

Nothing is kept over a stop: the database is the truth, Redis holds hints (design.md).
"""

import signal
import socket
import subprocess
import time
from pathlib import Path

from backend.embedded import processes
from backend.embedded.place import CannotServe, Place

NAME = "redis-server"
STOP = ((signal.SIGTERM, 10.0), (signal.SIGKILL, 5.0))
# Three for the running house, and three for each test worker (backend/settings/test.py).
DATABASES = 64


def url(place: Place) -> str:
    return f"unix://{_socket(place)}"


def start(place: Place) -> None:
    """Make Redis answer, whatever state an earlier run left. Does nothing when it does."""
    folder = place.folder("redis")
    if answers(place):
        return
    stop(place)
    _socket(place).unlink(missing_ok=True)
    _launch(place, folder)
    deadline = time.monotonic() + 20
    while not answers(place):
        if time.monotonic() > deadline:
            raise CannotServe(f"Redis did not start. Its log is {folder / 'server.log'}")
        time.sleep(0.02)


def stop(place: Place) -> None:
    processes.end(processes.living(NAME, place.home / "redis"), STOP)


def answers(place: Place) -> bool:
    # Asks the process too: the server of a deleted checkout may still listen at this very path.
    if not processes.living(NAME, place.home / "redis"):
        return False
    # Asked by hand: redis-py would try again for seconds where no server is.
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(5)
        try:
            line.connect(str(_socket(place)))
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
        except OSError:
            return False


def _socket(place: Place) -> Path:
    return place.sockets / "redis.sock"


def _launch(place: Place, folder: Path) -> None:
    settings = {
        "port": "0",
        "unixsocket": str(_socket(place)),
        "unixsocketperm": "700",
        "dir": str(folder),
        "logfile": str(folder / "server.log"),
        "daemonize": "yes",
        "pidfile": str(folder / "server.pid"),
        "save": "",
        "appendonly": "no",
        "databases": str(DATABASES),
        # A full broker must say so. Dropping keys would drop queued tasks silently.
        "maxmemory-policy": "noeviction",
    }
    arguments = [part for name, value in settings.items() for part in (f"--{name}", value)]
    try:
        place.account.run([place.program(NAME), *arguments])
    except subprocess.CalledProcessError as error:
        said = (error.stderr or error.stdout).strip()
        raise CannotServe(f"Redis did not start: {said}") from error
