"""Both servers together: up, down, status, and "for as long as I need them".

Who takes part holds `var/users.lock` shared; the last one out stops what was started. All changes
happen under `var/servers.lock`, so that any number of processes may call `up` at once.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from backend.embedded import postgres, redis
from backend.embedded.place import CHECKOUT, find_place

VAR = CHECKOUT / "var"
SERVERS: Mapping[str, ModuleType] = {"DATABASE_URL": postgres, "REDIS_URL": redis}


def up(var: Path = VAR, *, keep: bool = True) -> dict[str, str]:
    """Start what the environment does not name, and write `services.env`. Returns its content.

    With `keep`, the servers stay until `down`; without, until the last `in_use` ends.
    """
    with _locked(var, "servers.lock"):
        place = find_place(var)
        urls = {}
        for name, server in SERVERS.items():
            if not os.environ.get(name):
                server.start(place)
                urls[name] = server.url(place)
        # A caller that brings its own servers leaves alone what others read here.
        known = _written(var) | urls
        _write(var / "services.env", "".join(f"{k}={v}\n" for k, v in known.items()))
        if keep:
            (var / "services.keep").touch()
    return urls


def down(var: Path = VAR) -> None:
    """Stop both servers, if they run, and remove `services.env`."""
    with _locked(var, "servers.lock"):
        (var / "services.env").unlink(missing_ok=True)
        (var / "services.keep").unlink(missing_ok=True)
        place = find_place(var)
        for server in SERVERS.values():
            server.stop(place)


def wipe(var: Path = VAR) -> None:
    """Stop both servers and delete their data."""
    down(var)
    place = find_place(var)
    for folder in (place.home / "postgres", place.home / "redis", place.sockets):
        shutil.rmtree(folder, ignore_errors=True)
    if place.home != place.var:
        shutil.rmtree(place.home, ignore_errors=True)
        (place.var / "servers-live-in").unlink()


def status(var: Path = VAR) -> dict[str, str]:
    """A word for each server: `running`, `stopped`, or `elsewhere` when the environment has it."""
    place = find_place(var)
    return {
        name: "elsewhere"
        if os.environ.get(name)
        else ("running" if server.answers(place) else "stopped")
        for name, server in SERVERS.items()
    }


def read_urls(var: Path = VAR) -> dict[str, str]:
    """The addresses that `up` wrote; none when the servers are down. The environment wins."""
    return {name: url for name, url in _written(var).items() if not os.environ.get(name)}


@contextmanager
def in_use(var: Path = VAR, *, stop_kept: bool = False) -> Iterator[dict[str, str]]:
    """Servers up within the block. The last user out stops them, unless `up` asked to keep them."""
    var.mkdir(parents=True, exist_ok=True)
    with (var / "users.lock").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            yield up(var, keep=False)
        finally:
            if _last_out(users.fileno()) and (stop_kept or not (var / "services.keep").exists()):
                down(var)


def _written(var: Path) -> dict[str, str]:
    try:
        lines = (var / "services.env").read_text().splitlines()
    except FileNotFoundError:
        return {}
    return dict(line.split("=", 1) for line in lines)


def _last_out(users: int) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _locked(var: Path, name: str) -> Iterator[None]:
    var.mkdir(parents=True, exist_ok=True)
    with (var / name).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write(path: Path, text: str) -> None:
    unfinished = path.with_suffix(".new")
    unfinished.write_text(text)
    unfinished.replace(path)
