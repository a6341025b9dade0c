"""Telegram: one POST a message, to the chat that a person has linked (messaging.md 8.1).

The Bot API knows no key of ours and cannot be asked, so a lost answer stays unknown. Its answer
to a send is the delivery. The token is part of the address: it is in no log of ours. Never tried
with a live bot.
"""

from typing import Any

from backend.notifications.gateways.adapter import HttpGateway
from backend.notifications.gateways.base import (
    Accepted,
    Caps,
    NotAccepted,
    Outcome,
    Rejected,
    Sms,
    Unknown,
)
from backend.notifications.gateways.http import Reply, Unreadable, call, post_json
from backend.notifications.gateways.proofs import LONGEST_WAIT
from backend.notifications.gateways.reading import count, pick, word

TELEGRAM = "telegram"
# What a 400 says of a chat that takes nothing any more.
NO_CHAT = ("chat not found", "user is deactivated", "peer_id_invalid", "user not found")


class Telegram(HttpGateway):
    name = TELEGRAM
    caps = Caps()
    needs = ("token", "bot", "webhook_secret")

    def hand_over(self, sms: Sms) -> Outcome:
        if not sms.chat:
            return Rejected("no_chat")
        plain = {"link_preview_options": {"is_disabled": True}}
        return _outcome(self.ask("sendMessage", chat_id=int(sms.chat), text=sms.text, **plain))

    def ask(self, method: str, **values: Any) -> Reply:
        """One call of the Bot API. Raises NotSent or Lost."""
        return call(post_json(self.url(f"/bot{self.setting('token')}/{method}"), values))


def is_set_up() -> bool:
    """Whether this deployment has a bot."""
    return not Telegram().missing()


def _outcome(reply: Reply) -> Outcome:
    """A refusal is documented as one; anything else that is no clear yes proves nothing."""
    code = f"http_{reply.status}"
    match reply.status:
        case 200:
            return _taken(reply)
        case 400 if any(sign in _description(reply) for sign in NO_CHAT):
            return Rejected("no_chat", way_closed=True)
        case 400:
            return Rejected(code)
        case 403:
            return Rejected("blocked", way_closed=True)
        case 401 | 404:  # the token is wrong
            return NotAccepted(code, needs_person=True)
        case 429:
            wait = count(pick(_body(reply), "parameters", "retry_after"))
            return NotAccepted(code, retry_after=min(wait, LONGEST_WAIT))
    return Unknown(code)


def _taken(reply: Reply) -> Outcome:
    answer = reply.json()
    reference = word(pick(answer, "result", "message_id"))
    if pick(answer, "ok") is not True or not reference:
        raise Unreadable("no_message_id")
    return Accepted(reference, delivered=True)


def _description(reply: Reply) -> str:
    return word(pick(_body(reply), "description")).casefold()


def _body(reply: Reply) -> Any:
    try:
        return reply.json()
    except Unreadable:
        return None
