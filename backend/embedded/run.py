"""`make run`: the whole house on one machine, and one screen that says where everything is."""

import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import IO

import psutil

from backend.embedded import processes, servers
from backend.embedded.place import CHECKOUT, CannotServe

# Every process of a run carries this in its environment. So the next run finds what one that was
# killed has left behind.
MARK = "HOMEWARD_RUN"
STOP_SIGNS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PARTS = ("web", "codes", "worker", "matching", "nights", "beat")
STOP = ((signal.SIGTERM, 15.0), (signal.SIGKILL, 5.0))
SCREEN = """
Homeward is running.

  Open it       {url}/
  API           {url}/api/v1/docs/
  SMS           {url}/dev/phones/   what every phone has received

{sign_ins}

  Log           {log}   e-mails are written there too
  Stop          Ctrl-C
"""


class Stopped(BaseException):
    """Somebody asked the house to stop. Unwinds through everything that has to be put away."""


def run(var: Path = servers.VAR) -> int:
    try:
        with _only_run(var) as address:
            for sign in STOP_SIGNS:
                signal.signal(sign, _ask_to_stop)
            return _keep_house(var, address)
    except Stopped:
        print("Stopped. PostgreSQL and Redis too, unless a test run still needs them.")
        return 0


def _keep_house(var: Path, address: IO[str]) -> int:
    processes.end(_left_behind(var), STOP)
    port = _port()
    url = f"http://localhost:{port}"
    print("Starting PostgreSQL and Redis, then:", flush=True)
    with servers.in_use(var, stop_kept=True) as urls:
        environment = _environment(var, url, port) | urls
        _prepare(environment, var)
        log = var / "homeward.log"
        with _parts(environment, log) as parts:
            _wait_for_answer(port, parts)
            address.write(url)
            address.flush()
            sign_ins = (var / "sign-ins.txt").read_text().rstrip()
            print(SCREEN.format(url=url, sign_ins=sign_ins, log=_short(log)))
            sys.stdout.flush()
            parts.wait()
    return _report_end(log)


def _environment(var: Path, url: str, port: int) -> dict[str, str]:
    chosen = {"HOST": "127.0.0.1", "HOMEWARD_BASE_URL": url, "WEB_WORKERS": "1"} | os.environ
    return chosen | {
        MARK: str(var),
        "DJANGO_SETTINGS_MODULE": "backend.settings.dev",
        "PORT": str(port),
        "BEAT_SCHEDULE": str(var / "beat-schedule"),
        "PATH": f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}",
        "PYTHONUNBUFFERED": "1",
    }


def _prepare(environment: dict[str, str], var: Path) -> None:
    command = [sys.executable, "-m", "backend.embedded.prepare", str(var)]
    try:
        subprocess.run(command, cwd=CHECKOUT, env=environment, check=True, start_new_session=True)
    except subprocess.CalledProcessError as error:
        raise CannotServe("Homeward could not be prepared. The reason is above.") from error


def _ask_to_stop(sign: int, frame: FrameType | None) -> None:
    for each in STOP_SIGNS:
        signal.signal(each, signal.SIG_IGN)  # a second Ctrl-C must not leave servers behind
    print("\nStopping …", flush=True)
    raise Stopped


@contextmanager
def _only_run(var: Path) -> Iterator[IO[str]]:
    var.mkdir(parents=True, exist_ok=True)
    with (var / "run.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise CannotServe(f"Homeward already runs here. {lock.read()}") from None
        lock.truncate(0)
        yield lock


def _left_behind(var: Path) -> list[psutil.Process]:
    return [process for process in psutil.process_iter() if _carries_mark(process, var)]


def _carries_mark(process: psutil.Process, var: Path) -> bool:
    try:
        return bool(process.environ().get(MARK) == str(var))
    except (psutil.Error, OSError):
        return False


def _port() -> int:
    if wanted := os.environ.get("PORT"):
        if not _is_free(int(wanted)):
            raise CannotServe(f"Port {wanted} is taken. Choose another: make run PORT=8080")
        return int(wanted)
    for port in range(8000, 8100):
        if _is_free(port):
            return port
    raise CannotServe("Ports 8000 to 8099 are all taken. Choose one: make run PORT=9000")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((os.environ.get("HOST", "127.0.0.1"), port))
        except OSError:
            return False
    return True


@contextmanager
def _parts(environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The processes of the Procfile under honcho: when one dies, all stop."""
    command = [sys.executable, "-m", "honcho", "--no-colour", "start", *PARTS]
    with log.open("w") as output:
        parts = subprocess.Popen(
            command,
            cwd=CHECKOUT,
            env=environment,
            stdout=output,
            stderr=output,
            start_new_session=True,  # Ctrl-C comes to us, and we stop them in order
        )
    try:
        yield parts
    finally:
        var = Path(environment[MARK])
        # First, and alone: honcho signals whole process groups, which would kill running tasks.
        processes.end(filter(_leads_workers, _left_behind(var)), STOP[:1])
        parts.terminate()
        with suppress(subprocess.TimeoutExpired):
            parts.wait(15)
        processes.end(_left_behind(var), STOP)


def _leads_workers(process: psutil.Process) -> bool:
    try:
        is_worker = {"celery", "worker"} <= set(process.cmdline())
        return is_worker and os.getsid(process.pid) == process.pid
    except (psutil.Error, OSError):
        return False


def _wait_for_answer(port: int, parts: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while parts.poll() is None and time.monotonic() < deadline:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", "/healthz/")
            connection.getresponse()
            return
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()


def _report_end(log: Path) -> int:
    print("A part of Homeward ended, so all of it stopped. The end of the log:\n", file=sys.stderr)
    print("\n".join(log.read_text(errors="replace").splitlines()[-30:]), file=sys.stderr)
    return 1


def _short(path: Path) -> Path:
    return path.relative_to(CHECKOUT) if path.is_relative_to(CHECKOUT) else path
