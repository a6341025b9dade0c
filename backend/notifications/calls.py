"""Calls to gateways that are under way at the same time.

A gateway takes a tenth of a second or a whole one to answer; a worker that waited for each would
send ten messages a second at best. Threads only call: what is claimed, begun and proven is read
and written by the worker's own thread, in `delivery`.
"""

import logging
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import Self

from django.db import connections

from backend.notifications.claims import Claim
from backend.notifications.gateways.base import Outcome, Unknown
from backend.notifications.settling import Ended

# What ends within this is written together: a commit costs as much.
GATHER_SECONDS = 0.005

logger = logging.getLogger(__name__)


class Calls:
    """At most `at_once` calls under way; leaving the block waits for those that are.

    With one at once the call is made in the caller's own thread.
    """

    def __init__(self, at_once: int) -> None:
        self.at_once, self.under_way = at_once, 0
        self._threads: list[Thread] = []
        self._begun: SimpleQueue[Claim | None] = SimpleQueue()
        self._ended: SimpleQueue[Ended] = SimpleQueue()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        for _ in self._threads:
            self._begun.put(None)
        for thread in self._threads:
            thread.join()

    @property
    def free(self) -> int:
        return self.at_once - self.under_way

    def start(self, claims: list[Claim]) -> None:
        """Their beginning is committed: see claims.begin."""
        self.under_way += len(claims)
        if self.at_once == 1:
            for one in claims:
                self._ended.put(Ended(one, called(one)))
            return
        while len(self._threads) < self.under_way:
            self._threads.append(Thread(target=self._work, daemon=True))
            self._threads[-1].start()
        for one in claims:
            self._begun.put(one)

    def ended(self) -> list[Ended]:
        """The calls that are over. Waits for one, if any is under way, and a moment for more."""
        found = [self._ended.get()] if self.under_way else []
        until = monotonic() + GATHER_SECONDS
        while len(found) < self.under_way:
            try:
                found.append(self._ended.get(timeout=max(0.0, until - monotonic())))
            except Empty:
                break
        self.under_way -= len(found)
        return found

    def _work(self) -> None:
        try:
            while one := self._begun.get():
                self._ended.put(Ended(one, called(one)))
        finally:
            connections.close_all()  # those of this thread: a gateway may have used one


def called(one: Claim) -> Outcome:
    """Make the call. An adapter that breaks may have broken after the gateway took the SMS."""
    try:
        return one.gateway.send(one.sms)
    except Exception:
        logger.exception("Gateway %s failed on key %s", one.gateway.name, one.sms.key)
        return Unknown("gateway_failed")
