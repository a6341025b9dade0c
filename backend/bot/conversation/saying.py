"""Replies as values."""

from dataclasses import dataclass

# What Telegram takes in one message.
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Button:
    """Under a message: `data` comes back when it is pressed, `url` opens a page."""

    text: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """One message into a chat; with `press`, first the end of the waiting sign on a button."""

    chat: int
    text: str = ""
    buttons: tuple[Button, ...] = ()
    press: str = ""


def message(chat: int, *lines: str, buttons: tuple[Button, ...] = ()) -> Reply:
    """The lines that are not empty, each on its own."""
    return Reply(chat, "\n".join(filter(None, lines))[:LONGEST], buttons)
