import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backend.embedded import postgres, servers
from backend.embedded.place import find_place

Var = Callable[[], Path]


@pytest.fixture
def new_var(monkeypatch: pytest.MonkeyPatch) -> Iterator[Var]:
    """Makes the `var` folder of one more checkout, and wipes it after the test."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    made: list[Path] = []

    def make() -> Path:
        made.append(_checkout())
        return made[-1] / "var"

    yield make
    monkeypatch.setattr(postgres, "STOP", postgres.STOP[1:])  # nothing is worth writing to disk
    for checkout in made:
        _remove(checkout)


@pytest.fixture
def empty_var(new_var: Var) -> Path:
    return new_var()


@pytest.fixture(scope="session")
def initialised() -> Iterator[Path]:
    """The data folder of a PostgreSQL that never ran."""
    checkout = _checkout()
    place = find_place(checkout / "var")
    data = place.folder("postgres") / "data"
    postgres._initialise(place, data)
    yield data
    _remove(checkout)


@pytest.fixture
def var(empty_var: Path, initialised: Path) -> Path:
    """One with a data folder, for tests of what comes after the seconds of initdb."""
    place = find_place(empty_var)
    place.account.run(["cp", "-a", initialised, place.folder("postgres")])
    return empty_var


def _checkout() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="homeward-test-"))
    folder.chmod(0o711)  # so that, run by root, the servers' user can pass through
    return folder


def _remove(checkout: Path) -> None:
    checkout.chmod(0o711)
    servers.wipe(checkout / "var")
    shutil.rmtree(checkout)
