"""Whatever dies, nothing is lost and nothing doubled: in short with all tests, at length by
`make faults` (FAULTS_SEED=… for the same luck, FAULTS_MESSAGES=… for fewer, FAULTS_LOGS=<folder>
to keep what the parts said).

Three gateways of one operator, a third of the messages each: one keeps its promise to take a key
once; one promises nothing and cannot be asked; and one breaks its promise, so that each replay is
a blind retry, to show that the test can fail.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.faults.blows import Blow, Plan
from tests.faults.ledger import BLIND, OPAQUE, REPLAY_SAFE, ROUTES
from tests.faults.mishaps import Luck
from tests.faults.suffering import seed, suffer
from tests.faults.table import rows, sentence, servers_killed, workers_killed
from tests.faults.toll import toll

pytestmark = pytest.mark.django_db  # for the tables, which the run copies

# Each start of a worker takes seconds: as few as will do.
FEW_BLOWS = dict.fromkeys(
    (Blow.ALL, Blow.WORKER, Blow.CHILD, Blow.POSTGRES, Blow.REDIS, Blow.FLUSH), 1
)
BLOWS = {
    Blow.WORKER: 14,
    Blow.CODES: 6,
    Blow.ALL: 1,
    Blow.CHILD: 6,
    Blow.BEAT: 2,
    Blow.POSTGRES: 3,
    Blow.REDIS: 3,
    Blow.FLUSH: 1,
}


@dataclass(frozen=True, slots=True)
class Bar:
    """The least that must have been killed: whole workers; PostgreSQL, Redis and FLUSHALL."""

    workers: int
    servers: tuple[int, int, int]


def in_short() -> Plan:
    """A hundred messages each; more goes wrong, and what waits for time does not."""
    luck = Luck(seed(), calls=1, bad=10.0)
    return Plan(100, FEW_BLOWS, luck, ahead=150, producers=1, hurry=True)


def at_length() -> Plan:
    """Leases, sweeps and pauses as in production; a few more, so that none gets under 10,000."""
    messages = int(os.environ.get("FAULTS_MESSAGES", "10100"))
    return Plan(messages, BLOWS, Luck(seed()), ahead=2000)


@pytest.mark.parametrize(
    ("plan", "bar"),
    [
        pytest.param(in_short, Bar(3, (1, 1, 1)), id="in short"),
        pytest.param(at_length, Bar(20, (2, 2, 1)), id="at length", marks=pytest.mark.faults),
    ],
)
def test_nothing_is_lost_and_only_a_blind_retry_doubles(
    plan: Callable[[], Plan], bar: Bar, schema: str, capsys: pytest.CaptureFixture[str]
) -> None:
    planned = plan()
    suffered = suffer(planned, schema)
    tolls = {name: toll(name, suffered.seen, planned.luck) for name in ROUTES.values()}
    told = f"\n{planned.luck}: {sentence(suffered)}\n{rows(tolls)}\n"
    if not planned.hurry:
        with capsys.disabled():
            sys.stdout.write(told)

    assert workers_killed(suffered) >= bar.workers, told
    assert servers_killed(suffered) >= bar.servers, told
    assert sum(one.committed for one in tolls.values()) == planned.messages * len(ROUTES), told
    assert (tolls[REPLAY_SAFE].harm, tolls[REPLAY_SAFE].shown) == ({}, 0), told
    assert (tolls[OPAQUE].harm, tolls[OPAQUE].replayed) == ({}, 0), told
    assert tolls[OPAQUE].shown > 0, told
    # The control: everything else is as it should be, and this is not.
    assert tolls[BLIND].harm == {"doubled": tolls[BLIND].doubled}, told
    assert tolls[BLIND].doubled > 0, told
