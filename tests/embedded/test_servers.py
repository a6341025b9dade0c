"""The embedded PostgreSQL and Redis survive what happens to them on real machines."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

from backend.embedded import processes, servers
from backend.embedded.place import CannotServe, find_place
from tests.embedded.conftest import Var


def server_processes(var: Path) -> list[psutil.Process]:
    home = find_place(var).home
    return [
        *processes.living("postgres", home / "postgres/data"),
        *processes.living("redis-server", home / "redis"),
    ]


def note(urls: dict[str, str], text: str) -> None:
    with psycopg.connect(urls["DATABASE_URL"]) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS notes (text text)")
        connection.execute("INSERT INTO notes VALUES (%s)", [text])


def notes(urls: dict[str, str]) -> list[str]:
    with psycopg.connect(urls["DATABASE_URL"]) as connection:
        return [text for (text,) in connection.execute("SELECT text FROM notes")]


def test_up_called_by_many_at_once_starts_one_pair_of_servers(empty_var: Path) -> None:
    with ThreadPoolExecutor(3) as callers:
        answers = list(callers.map(lambda _: servers.up(empty_var), range(3)))
    assert answers[0] == answers[1] == answers[2] == servers.read_urls(empty_var)
    assert servers.status(empty_var) == {"DATABASE_URL": "running", "REDIS_URL": "running"}
    assert len(processes.living("redis-server", find_place(empty_var).home / "redis")) == 1


def test_down_leaves_no_process_no_socket_and_no_address(var: Path) -> None:
    servers.up(var)
    servers.down(var)
    assert server_processes(var) == []
    assert list(find_place(var).sockets.iterdir()) == []
    assert servers.read_urls(var) == {}


def test_data_survives_a_kill_and_a_pid_file_that_names_a_stranger(var: Path) -> None:
    note(servers.up(var), "kept")
    for process in server_processes(var):
        process.kill()
    processes.wait_until_gone("postgres", find_place(var).home / "postgres/data", 10)
    # After a restart of a container the old number often belongs to another program: here, to us.
    place = find_place(var)
    for stale in (
        place.home / "postgres/data/postmaster.pid",
        place.sockets / ".s.PGSQL.5432.lock",
    ):
        lines = stale.read_text().splitlines()
        stale.write_text("\n".join([str(os.getpid()), *lines[1:]]))

    urls = servers.up(var)

    assert notes(urls) == ["kept"]
    assert redis.Redis.from_url(urls["REDIS_URL"]).ping()


def test_a_lost_socket_folder_brings_the_servers_back(var: Path) -> None:
    note(servers.up(var), "kept")
    for socket in find_place(var).sockets.iterdir():
        socket.unlink()  # as the cleaners of /tmp do
    assert notes(servers.up(var)) == ["kept"]


def test_an_initdb_that_was_cut_off_is_begun_again(empty_var: Path) -> None:
    half = find_place(empty_var).folder("postgres") / "data.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18")
    note(servers.up(empty_var), "works")


def test_two_checkouts_do_not_see_each_other(new_var: Var) -> None:
    ours, theirs = new_var(), new_var()
    note(servers.up(ours), "ours")
    note(servers.up(theirs), "theirs")
    assert notes(servers.read_urls(ours)) == ["ours"]
    servers.down(ours)
    assert notes(servers.read_urls(theirs)) == ["theirs"]


def test_a_new_clone_at_an_old_place_gets_its_own_servers(var: Path) -> None:
    note(servers.up(var), "old")
    old = server_processes(var)
    shutil.rmtree(var)
    try:
        note(servers.up(var), "new")
        assert notes(servers.read_urls(var)) == ["new"]
    finally:
        for process in old:
            with suppress(psutil.NoSuchProcess):
                process.kill()


def test_a_path_longer_than_a_socket_may_have_works(new_var: Var) -> None:
    deep = new_var() / ("long" * 30)
    try:
        note(servers.up(deep), "works")
    finally:
        servers.wipe(deep)


def test_the_last_user_out_stops_the_servers(var: Path) -> None:
    with servers.in_use(var):
        with servers.in_use(var):
            pass
        assert servers.status(var)["DATABASE_URL"] == "running"
    assert server_processes(var) == []


def test_servers_started_to_stay_do_stay(var: Path) -> None:
    servers.up(var)
    with servers.in_use(var):
        pass
    assert servers.status(var)["DATABASE_URL"] == "running"


def test_a_server_named_in_the_environment_is_not_started(
    empty_var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/else")
    assert list(servers.up(empty_var)) == ["REDIS_URL"]
    assert processes.living("postgres", find_place(empty_var).home / "postgres/data") == []


def test_a_caller_with_its_own_servers_leaves_the_addresses_alone(
    var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    urls = servers.up(var)
    with monkeypatch.context() as outside:
        outside.setenv("DATABASE_URL", "postgresql://somewhere/else")
        outside.setenv("REDIS_URL", "redis://somewhere")
        servers.up(var)
    assert servers.read_urls(var) == urls


def test_a_socket_folder_laid_by_somebody_else_is_refused(empty_var: Path) -> None:
    sockets = find_place(empty_var).sockets
    sockets.rmdir()
    sockets.symlink_to("/etc")
    try:
        with pytest.raises(CannotServe, match="belongs to somebody else"):
            servers.up(empty_var)
    finally:
        sockets.unlink()


def test_the_command_passes_addresses_and_exit_code(var: Path) -> None:
    code = "import os, sys; sys.exit(7 if os.environ['DATABASE_URL'] else 1)"
    command = [sys.executable, "-m", "backend.embedded", "with", "--", sys.executable, "-c", code]
    assert subprocess.run(command, check=False).returncode == 7


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs another user for PostgreSQL")
def test_root_serves_from_a_checkout_nobody_else_may_enter(empty_var: Path) -> None:
    empty_var.parent.chmod(0o700)
    urls = servers.up(empty_var)
    note(urls, "works")
    assert empty_var.parent.stat().st_mode & 0o777 == 0o700
    assert (find_place(empty_var).home / "postgres").stat().st_uid != 0
