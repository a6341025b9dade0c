"""What `make run` does about other runs, taken ports and what a killed run left behind."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from backend.embedded import processes, run
from backend.embedded.place import CannotServe


@pytest.fixture
def part_of_a_killed_run(tmp_path: Path) -> Iterator[psutil.Popen]:
    part = psutil.Popen(
        [sys.executable, "-c", "import time; time.sleep(60)"],
        env=os.environ | {run.MARK: str(tmp_path)},
        stdout=subprocess.DEVNULL,
    )
    yield part
    part.kill()
    part.wait()


def test_what_a_killed_run_left_behind_is_ended(
    tmp_path: Path, part_of_a_killed_run: psutil.Popen
) -> None:
    left = run._left_behind(tmp_path)
    assert [process.pid for process in left] == [part_of_a_killed_run.pid]
    processes.end(left, run.STOP)
    assert run._left_behind(tmp_path) == []


def test_a_second_run_names_the_address_of_the_first(tmp_path: Path) -> None:
    with run._only_run(tmp_path) as address:
        address.write("http://localhost:8000")
        address.flush()
        with pytest.raises(CannotServe, match="already runs here. http://localhost:8000"):
            run.run(tmp_path)


def test_a_port_that_was_asked_for_and_is_taken_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        monkeypatch.setenv("PORT", str(other.getsockname()[1]))
        with pytest.raises(CannotServe, match="is taken"):
            run._port()
