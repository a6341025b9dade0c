"""Counting deeds without remembering anybody: in this process's memory, for minutes.

For pages where a stored address could betray its owner. A subject is hashed with a salt that
is drawn anew with each window and never leaves the process, so nothing of it can be in a
database, a backup, Redis or a log, and after the window nobody can count it again, not even we.
The price: each process counts for itself, and a restart forgets. It slows a flood; what must
not be guessed has to be unguessable by its length.
"""

import hashlib
import secrets
import time
from threading import Lock

from backend.lib.errors import TooMany

# More subjects than this in one window are a flood from everywhere: memory stays bounded.
MOST_SUBJECTS = 20_000


class Fleeting:
    """At most `most` deeds of one subject in each window of `seconds`."""

    def __init__(self, most: int, seconds: int):
        self.most, self.seconds = most, seconds
        self._lock = Lock()
        self.forget()

    def forget(self) -> None:
        """Begin a new window."""
        self._salt = secrets.token_bytes(16)
        self._counts: dict[bytes, int] = {}
        self._ends = time.monotonic() + self.seconds

    def spend(self, subject: str) -> None:
        """Count one more. Raises TooMany if the window is full."""
        with self._lock:
            if time.monotonic() >= self._ends or len(self._counts) > MOST_SUBJECTS:
                self.forget()
            key = self._key(subject)
            if self._counts.get(key, 0) >= self.most:
                raise TooMany(retry_after=max(1, round(self._ends - time.monotonic())))
            self._counts[key] = self._counts.get(key, 0) + 1

    def give_back(self, subject: str) -> None:
        """It was no deed to be counted after all."""
        with self._lock:
            key = self._key(subject)
            self._counts[key] = max(0, self._counts.get(key, 0) - 1)

    def _key(self, subject: str) -> bytes:
        return hashlib.blake2b(subject.encode(), key=self._salt, digest_size=16).digest()
