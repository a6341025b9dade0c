"""The Bot API: a token in the address, JSON in and out, nothing of ours to know a message by."""

import json
from typing import Any, ClassVar

from backend.notifications.states import State
from tests.notifications.gateways.fakes.server import PASSWORD, Answer, Fake, Fault, Got, said

TOKEN = f"1234567:{PASSWORD}"
SECRET = "webhook-secret-of-the-tests_0123456789"
OK = {"ok": True, "result": True}


def refusal(status: int, description: str, **more: Any) -> Answer:
    return said({"ok": False, "error_code": status, "description": description, **more}, status)


class TelegramFake(Fake):
    """`blocked` and `gone` are chats; `flood`: the seconds that everybody is told to wait."""

    name = "telegram"
    send_path = f"/bot{TOKEN}/sendMessage"
    states: ClassVar[dict[State, str]] = {}

    def __init__(self) -> None:
        super().__init__()
        self.blocked: set[int] = set()
        self.gone: set[int] = set()
        self.flood = 0
        self.said: list[dict[str, Any]] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []

    def account(self) -> dict[str, str]:
        return {"url": self.url, "token": TOKEN, "bot": "homeward_bot", "webhook_secret": SECRET}

    def answer(self, got: Got) -> Answer:
        token, _, method = got.path.removeprefix("/bot").partition("/")
        if token != TOKEN:
            return refusal(401, "Unauthorized")
        values = got.json()
        self.calls.append((method, values))
        return self._send(values) if method == "sendMessage" else said(OK)

    def buttons(self) -> list[dict[str, str]]:
        """Those under what was said last."""
        return [one for row in self.said[-1]["reply_markup"]["inline_keyboard"] for one in row]

    def _send(self, values: dict[str, Any]) -> Answer:
        chat = values["chat_id"]
        if self.flood:
            wait = {"retry_after": self.flood}
            return refusal(429, "Too Many Requests: retry later", parameters=wait)
        if chat in self.blocked:
            return refusal(403, "Forbidden: bot was blocked by the user")
        if chat in self.gone:
            return refusal(400, "Bad Request: chat not found")
        if self.fault is Fault.BAD_NUMBER or len(values["text"]) > 4096:
            return refusal(400, "Bad Request: message is too long")
        if self.fault is Fault.ODD_CODE:
            return said({"ok": True, "result": {}})
        self.said.append(values)
        return said({"ok": True, "result": {"message_id": len(self.said)}})


def update(number: int, **told: Any) -> bytes:
    return json.dumps({"update_id": number, **told}).encode()


def sender(chat: int, language: str = "ky") -> dict[str, Any]:
    return {"id": chat, "is_bot": False, "first_name": "A", "language_code": language}


def written(number: int, chat: int, text: str, language: str = "ky") -> bytes:
    """A person writes to the bot."""
    told = {"message_id": 1, "date": 1, "chat": {"id": chat, "type": "private"}, "text": text}
    return update(number, message=told | {"from": sender(chat, language)})


def pressed(number: int, chat: int, data: str) -> bytes:
    """A person presses a button."""
    under = {"message_id": 1, "date": 1, "chat": {"id": chat, "type": "private"}}
    press = {"id": str(9000 + number), "from": sender(chat), "message": under, "data": data}
    return update(number, callback_query=press)


def blocked(number: int, chat: int) -> bytes:
    told = {"chat": {"id": chat, "type": "private"}, "from": sender(chat)}
    return update(number, my_chat_member=told | {"new_chat_member": {"status": "kicked"}})
