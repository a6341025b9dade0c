"""What phones got: a line for each SMS that the operator took, in a file of its own.

The operator's process writes it, line by line, and nobody kills it. It is the only witness of what
was sent: the house's database may say what it likes.
"""

import json
from collections.abc import Iterator
from pathlib import Path

REPLAY_SAFE, OPAQUE, BLIND = "replay_safe", "opaque", "blind"
PREFIXES = {REPLAY_SAFE: "+1201", OPAQUE: "+1202", BLIND: "+1203"}
ROUTES = {prefix: name for name, prefix in PREFIXES.items()}


def phone_of(number: int) -> str:
    """The phone of the message `number` (0 to 9,999,999): one after the other to each gateway."""
    return f"{list(ROUTES)[number % len(ROUTES)]}{number:07}"


def gateway_of(phone: str) -> str:
    return next(name for prefix, name in ROUTES.items() if phone.startswith(prefix))


def line(phone: str, key: str) -> str:
    return json.dumps({"phone": phone, "key": key}) + "\n"


class Ledger:
    """Reads on from where it was."""

    def __init__(self, path: Path) -> None:
        self.path, self.offset, self.count = path, 0, 0

    def taken(self) -> int:
        """How many SMS the operator has taken so far."""
        with self.path.open("rb") as file:
            file.seek(self.offset)
            new = file.read()
        self.offset += len(new)
        self.count += new.count(b"\n")
        return self.count

    def phones(self) -> Iterator[str]:
        """The phone of each SMS."""
        for text in self.path.read_text().splitlines():
            yield json.loads(text)["phone"]
