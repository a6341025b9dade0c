"""The one HTTP client of all gateways: what a call proves by how it fails.

It follows no redirect, reads no proxy from the environment, repeats nothing and writes no
address into a log (some gateways take the text in it). TLS is always verified; plain HTTP
goes to this machine only, where the fakes of the tests are.
"""

import atexit
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpcore2

from backend.notifications.gateways.base import CALL_SECONDS
from backend.notifications.gateways.deadline import CONNECT_SECONDS, Backend, within

# Shorter than any server's own: a connection that the server is about to close is a lost answer.
KEEP_SECONDS = 2.0
LARGEST_ANSWER = 1024 * 1024
HERE = frozenset({"127.0.0.1", "::1", "localhost"})

NEVER_SENT = {
    httpcore2.ConnectError: "connect_error",
    httpcore2.ConnectTimeout: "connect_timeout",
    httpcore2.PoolTimeout: "no_connection_free",
    httpcore2.UnsupportedProtocol: "address_is_wrong",
}
LOST = {
    httpcore2.ReadTimeout: "read_timeout",
    httpcore2.ReadError: "read_error",
    httpcore2.WriteTimeout: "write_timeout",
    httpcore2.WriteError: "write_error",
    httpcore2.RemoteProtocolError: "answer_broken",
    httpcore2.LocalProtocolError: "request_broken",
}


class NotSent(Exception):
    """Proven: no byte of the request reached anybody. Its text is a code without data.

    `needs_person`: it will not be better until somebody acts.
    """

    def __init__(self, code: str, *, needs_person: bool = False) -> None:
        super().__init__(code)
        self.needs_person = needs_person


class Lost(Exception):
    """The request may have been acted on. Its text is a code without data."""


class Unreadable(Exception):
    """The answer, or the callback, is not what its author documents."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to send. Its parts hold secrets and texts, so it does not show them."""

    method: str
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    def json(self) -> Any:
        """Raises Unreadable."""
        return read_json(self.body)


def call(request: Request) -> Reply:
    """Make one call within CALL_SECONDS, or what is left of `within`. Raises NotSent or Lost."""
    _refuse_unsafe(request.url)
    try:
        with within(CALL_SECONDS), _opened(request) as response:
            headers = {name.decode().lower(): _text(value) for name, value in response.headers}
            return Reply(response.status, headers, _whole(response.iter_stream()))
    except tuple(NEVER_SENT) as error:
        raise NotSent(NEVER_SENT[type(error)]) from None
    except tuple(LOST) as error:
        raise Lost(LOST[type(error)]) from None


def get(url: str, query: Mapping[str, str], headers: Mapping[str, str] | None = None) -> Request:
    return Request("GET", f"{url}?{urlencode(query)}" if query else url, headers or {})


def post_form(
    url: str, form: Iterable[tuple[str, str]], headers: Mapping[str, str] | None = None
) -> Request:
    kind = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
    return Request("POST", url, {**kind, **(headers or {})}, urlencode(list(form)).encode())


def post_json(url: str, data: Any, headers: Mapping[str, str] | None = None) -> Request:
    kind = {"Content-Type": "application/json", "Accept": "application/json"}
    return Request("POST", url, {**kind, **(headers or {})}, json.dumps(data).encode())


def read_json(body: bytes) -> Any:
    """Raises Unreadable."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise Unreadable("not_json") from None


def is_safe(url: str) -> bool:
    """Whether a password may be sent there."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in HERE)
    )


def _refuse_unsafe(url: str) -> None:
    if not is_safe(url):
        raise NotSent("address_is_not_https", needs_person=True)


def _opened(request: Request) -> Any:
    return _pool(os.getpid()).stream(
        request.method,
        request.url,
        headers=[(name, value.encode()) for name, value in request.headers.items()],
        content=request.body or None,
        extensions={"timeout": {"pool": CONNECT_SECONDS}},
    )


def _whole(chunks: Iterable[bytes]) -> bytes:
    body = b""
    for chunk in chunks:
        body += chunk
        if len(body) > LARGEST_ANSWER:
            raise Lost("answer_too_long")
    return body


def _text(value: bytes) -> str:
    return value.decode("latin-1")


@lru_cache(maxsize=1)
def _pool(process: int) -> httpcore2.ConnectionPool:
    """A pool for each process: a worker must not write on connections of its parent."""
    pool = httpcore2.ConnectionPool(
        ssl_context=httpcore2.default_ssl_context(),
        max_connections=50,
        max_keepalive_connections=10,
        keepalive_expiry=KEEP_SECONDS,
        network_backend=Backend(),
    )
    atexit.register(pool.close)
    return pool
