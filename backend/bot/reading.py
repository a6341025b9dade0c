"""Telegram's updates, read without trust: JSON in, the little that matters out."""

from dataclasses import dataclass, replace
from typing import Any

from backend.bot.actions.linking import digest_of
from backend.notifications.gateways.http import Unreadable, read_json
from backend.notifications.gateways.reading import pick, word

# What Telegram lets people write at once: nobody's words lose their end.
LONGEST_TEXT = 4096
LONGEST_BUTTON = 64
LARGEST_ID = 2**62
GONE = frozenset({"kicked", "left"})


@dataclass(frozen=True, slots=True)
class Heard:
    """What one person did in their private chat with us.

    `text` begins with what they wrote; `token` is the digest of a deep link's secret, which is
    kept nowhere else; `button` the data of one they pressed, `press` Telegram's id of that.
    `left`: they blocked the bot. `number` is the update's.
    """

    chat: int
    number: int = 0
    language: str = ""
    text: str = ""
    token: str = ""
    button: str = ""
    press: str = ""
    left: bool = False

    @property
    def command(self) -> str:
        """The first word, as "/help": without the bot's name, in small letters."""
        return "".join(self.text.split(maxsplit=1)[:1]).partition("@")[0].casefold()

    @property
    def rest(self) -> str:
        """What follows the first word, on its line or on the next."""
        return "".join(self.text.split(maxsplit=1)[1:])


def read(body: bytes) -> tuple[int, Heard | None]:
    """The id of an update, and what it says; None for what is none of our business.

    Groups and channels are not: a bot that talks about a person's jobs does so alone with them.
    Raises Unreadable.
    """
    update = read_json(body)
    number = pick(update, "update_id")
    if not _is_id(number) or number < 0:
        raise Unreadable("no_update_id")
    readers = {"message": _message, "callback_query": _press, "my_chat_member": _member}
    found = next((name for name in readers if isinstance(pick(update, name), dict)), None)
    heard = readers[found](update[found]) if found else None
    return number, replace(heard, number=number) if heard else None


def _message(told: Any) -> Heard | None:
    chat = _private(pick(told, "chat"), pick(told, "from"))
    if chat is None:
        return None
    text = _storable(word(pick(told, "text")))
    command, _, rest = text.partition(" ")
    token = digest_of(rest.strip()) if command == "/start" and rest.strip() else ""
    kept = command if token else text[:LONGEST_TEXT]
    return Heard(chat, language=_language(told), text=kept, token=token)


def _press(told: Any) -> Heard | None:
    chat = _private(pick(told, "message", "chat"), pick(told, "from"))
    data, press = _storable(word(pick(told, "data"))), word(pick(told, "id"))
    if chat is None or not press.isdecimal() or len(data) > LONGEST_BUTTON:
        return None
    return Heard(chat, language=_language(told), button=data, press=press[:LONGEST_BUTTON])


def _member(told: Any) -> Heard | None:
    chat = _private(pick(told, "chat"), pick(told, "from"))
    if chat is None or word(pick(told, "new_chat_member", "status")) not in GONE:
        return None
    return Heard(chat, left=True)


def _private(chat: Any, sender: Any) -> int | None:
    """The id of a chat between us and this sender alone."""
    number = pick(chat, "id")
    if pick(chat, "type") != "private" or not _is_id(number) or number != pick(sender, "id"):
        return None
    return int(number)


def _language(told: Any) -> str:
    return _storable(word(pick(told, "from", "language_code")))[:2]


def _storable(text: str) -> str:
    """Without what PostgreSQL cannot hold: zeros, and halves of characters."""
    return text.replace("\0", "").encode(errors="replace").decode()


def _is_id(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < LARGEST_ID
