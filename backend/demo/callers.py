"""Who calls the API in the story: staff and firms with a key, a returnee with a phone."""

import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import QuerySet
from django.test import Client

from backend.accounts.actions.tokens import create_token
from backend.accounts.models import User
from backend.notifications.models import SandboxSms

API = "/api/v1/"
CODE = re.compile(r"\b\d{6}\b")
Found = TypeVar("Found")


class StoryStopped(RuntimeError):
    """A step did not do what it should; the sentence says which."""


class Caller:
    """A client of the API that goes through every layer, as a browser or a machine would.

    `SERVER_NAME` is a host that development allows.
    """

    def __init__(self, **headers: str) -> None:
        self.client = Client(SERVER_NAME="localhost", headers=headers)

    @classmethod
    def with_key(cls, user: User) -> "Caller":
        _token, key = create_token(by=user, name="The story of the demo")
        return cls(Authorization=f"Bearer {key}")

    def get(self, path: str, **query: Any) -> Any:
        return self._body(self.client.get(API + path, query), path)

    def post(self, path: str, **body: Any) -> Any:
        answer = self.client.post(API + path, json.dumps(body), content_type="application/json")
        return self._body(answer, path)

    def upload(self, sheet: str, file: Path) -> Any:
        """Preview a table, then import it; returns the preview and what became of it."""
        content = SimpleUploadedFile(file.name, file.read_bytes(), "text/csv")
        answer = self.client.post(f"{API}imports/", {"sheet": sheet, "file": content})
        preview = self._body(answer, "imports/")
        if preview["errors"]:
            raise StoryStopped(f"{file.name} has errors: {preview['errors']}")
        return preview, self.post(f"imports/{preview['public_id']}/apply/")

    @staticmethod
    def _body(answer: Any, path: str) -> Any:
        if answer.status_code >= 400:
            raise StoryStopped(f"{path} answered {answer.status_code}: {answer.content.decode()}")
        return answer.json()


class Handset:
    """A phone of the sandbox, whose messages are read one after the other."""

    def __init__(self, phone: str, patience: float) -> None:
        self.phone, self.patience, self.last_read = phone, patience, 0

    def read_until(self, wanted: re.Pattern[str]) -> str:
        """The next message that has what is `wanted`, as soon as it arrives."""
        while True:
            sms = wait_for(self._next, self.patience, "an SMS")
            self.last_read = sms.pk
            if wanted.search(sms.body):
                return str(sms.body)

    def read_all(self) -> None:
        """Nothing that has arrived so far is new any more."""
        self.last_read = max(self._messages().values_list("pk", flat=True), default=0)

    def _next(self) -> SandboxSms | None:
        return self._messages().filter(pk__gt=self.last_read).first()

    def _messages(self) -> QuerySet[SandboxSms]:
        return SandboxSms.objects.filter(phone=self.phone).order_by("pk")


def sign_in_by_phone(handset: Handset, *, language: str) -> tuple[Caller, str]:
    """The way of every returnee: ask for a code, read the SMS, type it in. Returns the SMS too."""
    caller = Caller()
    handset.read_all()
    asked = caller.post("auth/code/", phone=handset.phone, language=language)
    sms = handset.read_until(CODE)
    caller.post(
        "auth/code/verify/",
        request=asked["request"],
        request_secret=asked["request_secret"],
        code=CODE.findall(sms)[0],
    )
    return caller, sms


def wait_for(look: Callable[[], Found | None], patience: float, what: str) -> Found:
    """What `look` finds within `patience` seconds. The worker is another process."""
    until = time.monotonic() + patience
    while not (found := look()):
        if time.monotonic() > until:
            raise StoryStopped(f"Waited {patience:.0f} seconds in vain for {what}.")
        time.sleep(0.1)
    return found
