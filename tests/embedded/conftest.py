import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backend.embedded import servers

Var = Callable[[], Path]


@pytest.fixture
def new_var(monkeypatch: pytest.MonkeyPatch) -> Iterator[Var]:
    """Makes the `var` folder of one more checkout, and wipes it after the test."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    made: list[Path] = []

    def make() -> Path:
        checkout = Path(tempfile.mkdtemp(prefix="homeward-test-"))
        checkout.chmod(0o711)  # so that, run by root, the servers' user can pass through
        made.append(checkout)
        return checkout / "var"

    yield make
    for checkout in made:
        checkout.chmod(0o711)
        servers.wipe(checkout / "var")
        shutil.rmtree(checkout)


@pytest.fixture
def var(new_var: Var) -> Path:
    return new_var()
