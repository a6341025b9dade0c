"""What the outbox asks about chats (backend.notifications.chats)."""

from typing import Any

from django.db.models import QuerySet

from backend.bot.actions import linking
from backend.bot.models import ChatLink
from backend.notifications.gateways.telegram import is_set_up
from backend.notifications.models import Message


class Links:
    def wants(self, user: Any) -> bool:
        return self.wanting().filter(user=user).exists()

    def wanting(self) -> QuerySet[Any]:
        if not is_set_up():
            return ChatLink.objects.none().values("user")
        return ChatLink.objects.live().filter(gets_notices=True).values("user")

    def chat_of(self, message: Message) -> str:
        """Only while the number that the message was written for is still the person's."""
        live = ChatLink.objects.live().filter(
            user=message.recipient_id, file_phone=message.phone, gets_notices=True
        )
        chat = live.values_list("chat", flat=True).first()
        return "" if chat is None else str(chat)

    def lost(self, chat: str) -> None:
        linking.drop(int(chat))
