"""Who talks to us, and the pages of this service that answers lead to."""

from dataclasses import dataclass
from typing import Self

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from backend.accounts.models import User
from backend.bot.conversation.saying import Button
from backend.bot.models import ChatLink
from backend.notifications.links import absolute
from reintegration.models import Returnee


@dataclass(frozen=True, slots=True)
class Person:
    """A returnee in their linked chat; what they do here they do as on their own pages."""

    chat: int
    user: User
    file: Returnee

    @classmethod
    def in_chat(cls, chat: int) -> Self | None:
        found = ChatLink.objects.live().filter(chat=chat).select_related("user__returnee").first()
        return cls(chat, found.user, found.user.returnee) if found else None


def language_of(person: Person | None, told: str) -> str:
    """The file's; for a stranger what Telegram tells of them, else Russian."""
    if person is not None:
        return person.file.language
    return told if told in dict(settings.LANGUAGES) else "ru"


def page(name: str, *arguments: object) -> str:
    """The full address of a page."""
    return absolute(reverse(name, args=arguments))


def to_page(name: str, *arguments: object) -> Button:
    """A button that opens a page, where one signs in first."""
    return Button(_("Open the page"), url=page(name, *arguments))
