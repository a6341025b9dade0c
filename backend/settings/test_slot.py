"""A share of PostgreSQL and Redis for one test run, so that runs side by side do not mix.

A run takes the first free slot of four. Its workers (pytest-xdist) inherit the slot through the
environment, and each takes three Redis databases: 3 to 50, behind the three of the running house.
"""

import fcntl
import os
import sys

from backend.embedded.servers import VAR

SLOTS, WORKERS, DATABASES = 4, 4, 3


def _claim() -> int:
    VAR.mkdir(exist_ok=True)
    for slot in range(SLOTS):
        lock = os.open(VAR / f"test-slot-{slot}.lock", os.O_RDWR | os.O_CREAT)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
        else:
            return slot  # the lock stays open, and held, until this process ends
    raise RuntimeError(f"{SLOTS} test runs are under way in this checkout. Wait for one to end.")


# mypy and manage.py read these settings too, and share nothing.
if "pytest" in sys.modules and "HOMEWARD_TEST_SLOT" not in os.environ:
    os.environ["HOMEWARD_TEST_SLOT"] = str(_claim())

SLOT = int(os.environ.get("HOMEWARD_TEST_SLOT", "0"))
WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
if WORKER >= WORKERS:
    raise RuntimeError(f"At most {WORKERS} test workers: pytest -n {WORKERS}")

os.environ["REDIS_FIRST_DATABASE"] = str(DATABASES * (1 + SLOT * WORKERS + WORKER))
