"""Messages to a chat instead of an SMS, for people who chose that and kinds that allow it.

Which person has which chat is known to the app that talks there; it stands above this one and
registers itself. Until it does, everything goes by SMS.
"""

from typing import Any, Protocol

from django.db.models import Q, QuerySet

from backend.notifications import kinds
from backend.notifications.gateways import routing
from backend.notifications.gateways.telegram import TELEGRAM
from backend.notifications.kinds import ByChat, Kind
from backend.notifications.models import Message
from backend.notifications.querysets import MessageQuerySet
from backend.notifications.states import WAITING, Channel

# So often Telegram may refuse a message that could go by SMS as well.
TRIES = 3


class Chats(Protocol):
    """Who has a chat."""

    def wants(self, user: Any) -> bool:
        """Whether this user chose to get messages in their chat."""

    def wanting(self) -> QuerySet[Any]:
        """The primary keys of all users who chose that."""

    def chat_of(self, message: Message) -> str:
        """The chat of the person whom the message is for; "" if there is none any more."""

    def lost(self, chat: str) -> None:
        """The chat takes nothing from us any more."""


_known: list[Chats] = []


def register(chats: Chats) -> None:
    """From an AppConfig.ready(). The last one counts."""
    _known[:] = [chats]


def channel_for(kind: Kind, recipient: Any) -> Channel:
    """How a message that is written now should go. One query for kinds that go to chats."""
    if kind.by_chat is ByChat.NEVER or recipient is None or not _known:
        return Channel.SMS
    return Channel.TELEGRAM if _known[0].wants(recipient) else Channel.SMS


def reached_by_chat(user: str) -> Q:
    """For lists: whether the user at this path chose to get messages in their chat."""
    return Q(**{f"{user}__in": _known[0].wanting()}) if _known else Q(pk=None)


def chat_of(message: Message) -> str:
    return _known[0].chat_of(message) if _known else ""


def is_still(message: Message, chat: str) -> bool:
    """Whether the chat that a claim found is the person's now; an SMS ("") needs none."""
    return not chat or chat_of(message) == chat


def lost(chat: str) -> None:
    """A gateway has proof that this chat is closed."""
    if _known and chat:
        _known[0].lost(chat)


def route(message: Message, *, works: bool) -> tuple[str, ...]:
    """The gateways that a message may go through; `works`: Telegram is at work.

    A refusal for a while is waited out, for it costs nothing. Without a chat, after TRIES
    refusals, or while staff must act, it goes by SMS, if the kind allows that; else nowhere.
    """
    by_sms = routing.route(message.phone)
    if message.channel != Channel.TELEGRAM:
        return by_sms
    refusals = sum(one.gateway == TELEGRAM for one in message.attempts.all())
    may_wait = works and refusals < TRIES
    if chat_of(message) and (may_wait or not _falls_back(message)):
        return (TELEGRAM,)
    return by_sms if _falls_back(message) else ()


def goes_on_by_sms(message: Message, gateway: str) -> bool:
    """Whether what this gateway refused for good may still go by SMS."""
    return gateway == TELEGRAM and _falls_back(message)


def kinds_with_sms() -> list[str]:
    """The names of the kinds that may go by SMS where Telegram does not take them."""
    return [kind.name for kind in kinds.all_kinds() if kind.by_chat is ByChat.OR_SMS]


def follow(user: Any, channel: Channel) -> int:
    """What waits for this user goes the way they have just chosen. Returns how many changed."""
    waiting = Message.objects.filter(recipient=user, state__in=WAITING).exclude(channel=channel)
    return _allowed(waiting, channel).update(channel=channel)


def _allowed(messages: MessageQuerySet, channel: Channel) -> MessageQuerySet:
    if channel == Channel.SMS:
        return messages
    never = [kind.name for kind in kinds.all_kinds() if kind.by_chat is ByChat.NEVER]
    return messages.exclude(kind__in=never)


def _falls_back(message: Message) -> bool:
    return kinds.get(message.kind).by_chat is ByChat.OR_SMS
