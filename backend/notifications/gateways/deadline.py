"""One deadline for everything that a call does.

The library's own timeouts begin anew with every packet: a gateway that drips would never end.
The look-up of a host's name is the one step that is not bounded here (resolv.conf bounds it);
until it is done nothing has left.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import local
from time import monotonic
from typing import Any

import httpcore2

# Until a connection stands nothing has left, so a gateway that is down costs no more than this.
CONNECT_SECONDS = 4.0

_of_thread = local()


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Calls of this thread end in `seconds`; an earlier end that stands already stays."""
    before: float | None = getattr(_of_thread, "until", None)
    until = monotonic() + seconds
    _of_thread.until = until if before is None else min(before, until)
    try:
        yield
    finally:
        _of_thread.until = before


def left(error: type[Exception]) -> float:
    """Seconds left of this thread's call; raises `error` when there are none."""
    seconds = float(_of_thread.until - monotonic())
    if seconds <= 0:
        raise error
    return seconds


class Stream(httpcore2.NetworkStream):
    """A connection whose every step ends with the call."""

    def __init__(self, inner: httpcore2.NetworkStream) -> None:
        self.inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.inner.read(max_bytes, left(httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.inner.write(buffer, left(httpcore2.WriteTimeout))

    def close(self) -> None:
        self.inner.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return Stream(self.inner.start_tls(ssl_context, server_hostname, _to_connect()))

    def get_extra_info(self, info: str) -> Any:
        return self.inner.get_extra_info(info)


class Backend(httpcore2.SyncBackend):
    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, *args: Any, **kwargs: Any
    ) -> httpcore2.NetworkStream:
        return Stream(super().connect_tcp(host, port, _to_connect(), *args, **kwargs))


def _to_connect() -> float:
    return min(CONNECT_SECONDS, left(httpcore2.ConnectTimeout))
