"""One run: producers write, the house sends, and one after the other is killed."""

import os
import subprocess
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random, SystemRandom
from typing import Any

import psycopg

from tests.faults.blows import Blow, Plan
from tests.faults.ground import Ground, ground
from tests.faults.ledger import ROUTES, Ledger
from tests.faults.outside import operator, producers, witnesses
from tests.faults.parts import Part, parts
from tests.faults.recovery import Leased, Recovery
from tests.faults.toll import Witnesses

LOOK_EVERY = 0.1
# The longest that anything may stand still: a lease, sweeps, the second replay's pause, and slack.
STANDSTILL = 180.0
# In a hurry: leases end when nothing has moved for so long, whether their workers live or not.
HURRY = 1.0

PARTS = {
    Blow.WORKER: ("worker",),
    Blow.CODES: ("codes",),
    Blow.BEAT: ("beat",),
    Blow.ALL: ("worker", "codes", "beat"),
}
HINDER = {Blow.CODES, Blow.BEAT, Blow.ALL, Blow.POSTGRES, Blow.REDIS, Blow.FLUSH}

LEASED = "SELECT id, lease_token FROM notifications_message WHERE state = 'sending'"
UNSETTLED = """SELECT count(*) FROM notifications_message
    WHERE state IN ('queued', 'deferred', 'retry', 'sending')
       OR (state = 'unknown' AND next_at IS NOT NULL)"""
PAUSES_END = "UPDATE notifications_message SET next_at = now() WHERE next_at > now()"
LEASES_END = "UPDATE notifications_message SET lease_until = now() WHERE state = 'sending'"


@dataclass(slots=True)
class Suffered:
    """A run that has ended: what was seen, and how it went."""

    seen: Witnesses
    recovery: Recovery
    blows: Counter[Blow]
    seconds: float
    went_by_themselves: int


@dataclass(slots=True)
class Run:
    plan: Plan
    ground: Ground
    house: Mapping[str, Part]
    ledger: Ledger
    producers: list[subprocess.Popen[bytes]]
    lot: Random
    recovery: Recovery = field(default_factory=Recovery)
    blows: Counter[Blow] = field(default_factory=Counter)
    connection: psycopg.Connection | None = None
    # What was last seen to change, and when.
    sight: object = None
    stands_since: float = 0.0

    def go_on_to_the_end(self) -> None:
        """Until all blows have fallen and nothing is on its way any more, or nothing moves."""
        coming = self.plan.moments(self.lot)
        total = self.plan.messages * len(ROUTES)
        while not self._is_over(coming):
            for part in self.house.values():
                part.mend()
            self._look()
            if coming and self.ledger.taken() >= coming[0][0] * total and self._all_are_ready():
                self._strike(coming.pop(0)[1])
            time.sleep(LOOK_EVERY)

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def _is_over(self, coming: list[tuple[float, Blow]]) -> bool:
        unsettled, now = self._ask(UNSETTLED), time.monotonic()
        sight = (self.ledger.taken(), unsettled, len(coming))
        if sight != self.sight:
            self.sight, self.stands_since = sight, now
        written = all(one.poll() is not None for one in self.producers)
        ended = not coming and written and unsettled == [(0,)]
        return ended or now - self.stands_since > STANDSTILL

    def _all_are_ready(self) -> bool:
        return all(part.is_ready() for part in self.house.values())

    def _look(self) -> None:
        leased = self._leased()
        if leased is not None:
            self.recovery.look(time.monotonic(), leased)
        if self.plan.hurry:
            self._do(PAUSES_END)
            if time.monotonic() - self.stands_since > HURRY:
                self._do(LEASES_END)

    def _strike(self, blow: Blow) -> None:
        at = time.monotonic()
        match blow:
            case Blow.CHILD:
                self.house[self.lot.choice(["worker", "codes"])].kill_child(self.lot)
            case Blow.POSTGRES:
                self.ground.kill_postgres()
            case Blow.REDIS:
                self.ground.kill_redis()
            case Blow.FLUSH:
                self.ground.flush_redis()
            case _:
                self._kill(PARTS[blow])
        self.blows[blow] += 1
        self.recovery.struck(at, self._leased() or set())
        if blow in HINDER:
            self.recovery.hindrances.append(at)

    def _kill(self, names: tuple[str, ...]) -> None:
        """All of them before the first comes back."""
        for name in names:
            self.house[name].end()
        for name in names:
            self.house[name].start()

    def _leased(self) -> set[Leased] | None:
        found = self._ask(LEASED)
        return None if found is None else {(pk, token) for pk, token in found}

    def _ask(self, question: str) -> list[tuple[Any, ...]] | None:
        """None while nobody answers."""
        try:
            if self.connection is None:
                self.connection = self.ground.connect()
            return list(self.connection.execute(question))
        except psycopg.OperationalError:
            self.close()
            return None

    def _do(self, deed: str) -> None:
        with suppress(psycopg.OperationalError), self.ground.connect() as connection:
            connection.execute(deed)


def suffer(plan: Plan, schema: str) -> Suffered:
    """Everything from empty tables to the count. `schema`: the tables, as SQL."""
    with ground() as under, operator(under.folder, plan.luck) as (address, ledger):
        under.start(schema)
        environment = _environment(under, address, plan)
        with (
            parts(environment, under.folder / "logs") as house,
            producers(plan, environment, under.folder, ledger) as writers,
        ):
            begun = time.monotonic()
            lot = Random(plan.luck.seed)  # noqa: S311
            run = Run(plan, under, house, Ledger(ledger), writers, lot)
            try:
                run.go_on_to_the_end()
            finally:
                run.close()
            seconds = time.monotonic() - begun
        gone = sum(part.went_by_itself for part in house.values())
        seen = witnesses(under, ledger, environment)
    return Suffered(seen, run.recovery, run.blows, seconds, gone)


def seed() -> int:
    """FAULTS_SEED, to have the same luck again; else a new one."""
    return int(os.environ.get("FAULTS_SEED") or SystemRandom().randrange(10**6))


def _environment(under: Ground, address: str, plan: Plan) -> dict[str, str]:
    hurry = {"FAULTS_SWEEP_SECONDS": "1"} if plan.hurry else {}
    return os.environ | under.addresses | hurry | {
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
        "FAULTS_OPERATOR": address,
        "ALLOWED_HOSTS": "localhost",
        "REDIS_FIRST_DATABASE": "0",
        "LOG_LEVEL": "INFO",
    }  # fmt: skip
