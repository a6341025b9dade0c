"""A provider on a socket of this machine: what all fakes share.

A fake speaks its provider's wire format, refuses wrong credentials, keeps a ledger of the SMS that
it took, and goes wrong in the ways that providers do.
"""

import json
import socket
import threading
from abc import ABC, abstractmethod
from dataclasses import dataclass, field, replace
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar, Self
from urllib.parse import parse_qsl, urlsplit

from backend.notifications.gateways.reading import local_name, xml
from backend.notifications.states import State

CALLBACK_SECRET = "callback-secret-of-the-tests-0123456789"
# Every password and key of every fake holds this word, so that a leak is found by it.
PASSWORD = "pa55word-of-the-tests"


class Fault(Enum):
    NONE = "answers"
    BAD_NUMBER = "refuses the number"
    NO_MONEY = "refuses for want of money"
    RATE_LIMIT = "says 429 with Retry-After"
    UNAUTHORISED = "says 401"
    ERROR = "takes it, says so, and 500"
    BUSY = "says 503 with Retry-After"
    GARBAGE = "takes it, then answers nonsense"
    ODD_CODE = "answers a code that no document has"
    REDIRECT = "sends the caller elsewhere"
    SLOW = "takes it and answers too late"
    DRIP = "takes it and answers a byte at a time"
    DROP = "takes it and hangs up"
    CLOSE = "takes it, says so, and closes the connection that it promised to keep"
    DEAF = "hangs up and takes nothing"


@dataclass(frozen=True, slots=True)
class Got:
    """A request as it arrived."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    def form(self) -> dict[str, str]:
        assert self.headers["content-type"].startswith("application/x-www-form-urlencoded")
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))

    def json(self) -> Any:
        assert self.headers["content-type"] == "application/json"
        return json.loads(self.body)

    def xml(self, root: str) -> dict[str, str]:
        """Every element with a text, by its local name."""
        return {local_name(one): one.text or "" for one in xml(self.body, root).iter()}


@dataclass(frozen=True, slots=True)
class Taken:
    """An SMS in the ledger: it will reach the phone."""

    key: str
    phone: str
    text: str
    reference: str


@dataclass(frozen=True, slots=True)
class Answer:
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Callback:
    """A call of the provider to us."""

    body: bytes
    headers: dict[str, str]
    url: str


class Fake(ABC):
    """A provider. `states`: its words for what becomes of an SMS; `odd`: one it does not have."""

    name: ClassVar[str]
    send_path: ClassVar[str]
    states: ClassVar[dict[State, str]]
    odd: ClassVar[str] = "SOMETHING_NEW"

    def __init__(self) -> None:
        self.fault = Fault.NONE
        self.parts = 1  # how many SMS it bills for each
        self.got: list[Got] = []
        self.taken: list[Taken] = []
        self.fates: dict[str, str] = {}
        self.released = threading.Event()
        handler = type("Handler", (_Handler,), {"fake": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *args: object) -> None:
        self.released.set()
        self.server.shutdown()
        self.server.server_close()

    @abstractmethod
    def account(self) -> dict[str, str]:
        """Its settings in SMS_GATEWAYS."""

    @abstractmethod
    def answer(self, got: Got) -> Answer:
        """What it says to a request, by its documents."""

    def report(self, one: Taken, status: str) -> Callback:
        """Its call to us about an SMS."""
        raise NotImplementedError(self.name)

    def reply(self, phone: str, text: str) -> Callback:
        """Its call to us about an answer."""
        raise NotImplementedError(self.name)

    def unsigned(self, callback: Callback) -> Callback:
        """The right address, the signature of somebody else."""
        raise NotImplementedError(self.name)

    def take(self, key: str, phone: str, text: str) -> Taken:
        """Into the ledger, whatever was there before."""
        one = Taken(key, f"+{phone.removeprefix('+')}", text, f"ref{len(self.taken) + 1}")
        self.taken.append(one)
        return one

    def find(self, key: str) -> Taken | None:
        return next((one for one in self.taken if key in (one.key, one.reference)), None)

    def status_of(self, one: Taken, fresh: str) -> str:
        """The provider's word for what became of an SMS; `fresh` if nothing has."""
        return self.fates.get(one.reference, fresh)


def said(data: Any, status: int = 200) -> Answer:
    return Answer(status, json.dumps(data).encode(), {"Content-Type": "application/json"})


BY_STATUS = {
    Fault.RATE_LIMIT: Answer(429, b"slow down", {"Retry-After": "17"}),
    Fault.UNAUTHORISED: Answer(401, b"who are you"),
    Fault.BUSY: Answer(503, b"busy", {"Retry-After": "17"}),
    Fault.REDIRECT: Answer(307, b"", {"Location": "/elsewhere"}),
}
GARBAGE = b"\xff<<{garbage"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    fake: Fake

    def do_GET(self) -> None:
        self._serve()

    do_POST = do_PATCH = do_GET

    def log_message(self, *args: Any) -> None:
        """Quiet: the log is what the tests look into."""

    def _serve(self) -> None:
        parts = urlsplit(self.path)
        got = Got(
            self.command,
            parts.path,
            dict(parse_qsl(parts.query, keep_blank_values=True)),
            {name.lower(): value for name, value in self.headers.items()},
            self.rfile.read(int(self.headers.get("Content-Length", 0))),
        )
        self.fake.got.append(got)
        fault = self.fake.fault if got.path == self.fake.send_path else Fault.NONE
        if fault in BY_STATUS:
            self._say(BY_STATUS[fault])
        elif fault is Fault.DEAF:
            self._hang_up()
        else:
            self._say_after(fault, self.fake.answer(got))

    def _say_after(self, fault: Fault, answer: Answer) -> None:
        """The SMS is in the ledger by now; what the caller hears of it is another matter."""
        if fault is Fault.DROP:
            return self._hang_up()
        if fault is Fault.SLOW:
            self.fake.released.wait(20)
            return self._hang_up()
        if fault is Fault.DRIP:
            return self._drip()
        self.close_connection = fault is Fault.CLOSE
        if fault is Fault.ERROR:
            return self._say(replace(answer, status=500))
        if fault is Fault.GARBAGE:
            return self._say(replace(answer, body=GARBAGE))
        return self._say(answer)

    def _say(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def _drip(self) -> None:
        self.close_connection = True
        for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 4000:
            if self.fake.released.wait(0.05):
                return
            try:
                self.wfile.write(bytes([byte]))
            except OSError:
                return

    def _hang_up(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)
