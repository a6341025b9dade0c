"""The operator, a process of its own: python -m tests.faults.operator_desk LEDGER SEED CALLS BAD

    POST /<gateway>/send {"key": …, "phone": …}    {"taken": key}, or what the lot says

It prints its address. `replay_safe` takes a key once; `opaque` and `blind` take whatever comes.
"""

import json
import sys
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import SystemRandom
from typing import Any

from tests.faults.ledger import REPLAY_SAFE, line
from tests.faults.mishaps import Luck, Mishap

# The caller gives up after 10 s.
HANGS = 11.0
# From the arrival of a call to its answer: most kills fall in there.
ANSWERS = (0.002, 0.02)
REFUSAL = 422
STATUS = {Mishap.BUSY: 429, Mishap.ERROR_BEFORE: 500, Mishap.ERROR_AFTER: 500}
NONSENSE = b"\xff<<{nonsense"


class Desk:
    """What it has taken, and how often it was called for each phone."""

    def __init__(self, ledger: Path, luck: Luck) -> None:
        self.luck = luck
        self.lines = ledger.open("a", buffering=1)
        self.lock = threading.Lock()
        self.calls: Counter[str] = Counter()
        self.keys: set[str] = set()

    def serve(self, gateway: str, key: str, phone: str) -> tuple[int, Mishap]:
        """Take the SMS, or do not; an HTTP status and what goes wrong with the answer."""
        if self.luck.is_bad_number(phone):
            return REFUSAL, Mishap.NONE
        with self.lock:
            self.calls[phone] += 1
            mishap = self.luck.of_call(phone, self.calls[phone])
            knows = gateway == REPLAY_SAFE and key in self.keys
            if mishap.takes_it and not knows:
                self.keys.add(key)
                self.lines.write(line(phone, key))
        return STATUS.get(mishap, 200), mishap


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    desk: Desk

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        gateway = self.path.split("/")[1]
        status, mishap = self.desk.serve(gateway, asked["key"], asked["phone"])
        time.sleep(SystemRandom().uniform(*ANSWERS))
        if mishap in (Mishap.HANG_BEFORE, Mishap.HANG_AFTER):
            time.sleep(HANGS)
        if mishap.name.startswith(("HANG", "CUT")):
            self.close_connection = True
            return
        is_nonsense = mishap.name.startswith("GARBAGE")
        self._say(status, NONSENSE if is_nonsense else json.dumps({"taken": asked["key"]}).encode())

    def log_message(self, *args: Any) -> None:
        """Quiet."""

    def _say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that was killed in the middle of its call."""


def main(ledger: str, seed: str, calls: str, bad: str) -> None:
    Handler.desk = Desk(Path(ledger), Luck(int(seed), int(calls), float(bad)))
    server = Server(("127.0.0.1", 0), Handler)
    sys.stdout.write(f"http://127.0.0.1:{server.server_address[1]}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
