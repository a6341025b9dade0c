"""Saying replies through the Bot API. None is ever repeated: the person asks again."""

import logging
from collections.abc import Iterable
from typing import Any

from backend.bot.actions import linking
from backend.bot.conversation.saying import Button, Reply
from backend.notifications.gateways.http import Lost, NotSent
from backend.notifications.gateways.telegram import Telegram

BLOCKED = 403

logger = logging.getLogger(__name__)


def say(replies: Iterable[Reply]) -> bool:
    """Say them in order; False, and no more of them, once Telegram did not answer.

    What does not arrive is logged, without what it said.
    """
    for reply in replies:
        end = {"callback_query_id": reply.press}
        if reply.press and not _call("answerCallbackQuery", reply.chat, **end):
            return False
        text = {"chat_id": reply.chat, **_content(reply)}
        if reply.text and not _call("sendMessage", reply.chat, **text):
            return False
    return True


def _content(reply: Reply) -> dict[str, Any]:
    content: dict[str, Any] = {
        "text": reply.text,
        "link_preview_options": {"is_disabled": True},
        # They asked, so they look already; whoever else looks at the phone need not.
        "disable_notification": True,
    }
    if reply.buttons:
        rows = [[_button(one)] for one in reply.buttons]
        content["reply_markup"] = {"inline_keyboard": rows}
    return content


def _button(one: Button) -> dict[str, str]:
    target = {"url": one.url} if one.url else {"callback_data": one.data}
    return {"text": one.text, **target}


def _call(method: str, chat: int, **values: Any) -> bool:
    """False if no answer came."""
    try:
        status = Telegram().ask(method, **values).status
    except (NotSent, Lost) as error:
        logger.warning("Telegram: %s: %s", method, error)
        return False
    if status == BLOCKED:
        linking.drop(chat)
    elif status != 200:
        logger.warning("Telegram: %s: http_%s", method, status)
    return True
