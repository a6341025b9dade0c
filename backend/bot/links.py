"""What the outbox asks about chats (backend.notifications.chats)."""

from typing import Any

from backend.bot.actions import linking
from backend.bot.models import ChatLink
from backend.notifications.gateways.telegram import is_set_up
from backend.notifications.models import Message


class Links:
    def wants(self, user: Any) -> bool:
        chosen = ChatLink.objects.live().filter(user=user, gets_notices=True)
        return is_set_up() and chosen.exists()

    def chat_of(self, message: Message) -> str:
        """Only while the number that the message was written for is still the person's."""
        live = ChatLink.objects.live().filter(
            user=message.recipient_id, file_phone=message.phone, gets_notices=True
        )
        chat = live.values_list("chat", flat=True).first()
        return "" if chat is None else str(chat)

    def lost(self, chat: str) -> None:
        linking.drop(int(chat))
