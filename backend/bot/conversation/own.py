"""Greeting, menu and language. No word here tells a stranger what the service is about."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from backend.accounts.actions.users import change_self
from backend.bot.conversation.help import help_for
from backend.bot.conversation.person import Person, to_page
from backend.bot.conversation.saying import Button, Reply, message
from backend.bot.reading import Heard
from backend.lib.errors import NotFound
from reintegration.actions.profile import change_profile


def welcome(person: Person) -> list[Reply]:
    """The chat has just become theirs."""
    return [message(person.chat, _("Connected. Your messages come here now.")), *menu(person)]


def menu(person: Person) -> list[Reply]:
    """All that can be asked for here."""
    lines = (
        f"/jobs {_('Jobs for you')}",
        f"/courses {_('Courses')}",
        f"/questions {_('How is it going?')}",
        f"/help {_('Help')}",
        f"/language {_('Language')}",
        f"/stop {_('No more messages')}",
        f"/delete {_('Delete my data')}",
    )
    return [message(person.chat, *lines)]


def stranger(heard: Heard) -> list[Reply]:
    """Nobody whom we know: help is for everybody, the rest begins on the person's own page."""
    if found := help_for(heard):
        return found
    text = _("To connect this chat, sign in on your page and choose Telegram there.")
    return [message(heard.chat, text, buttons=(to_page("bot:telegram"),))]


def languages(person: Person) -> list[Reply]:
    buttons = tuple(Button(name, data=f"language:{code}") for code, name in settings.LANGUAGES)
    return [message(person.chat, _("Language"), buttons=buttons)]


def choose_language(person: Person, code: str) -> list[Reply]:
    """For the bot, for messages and for pages."""
    if code not in dict(settings.LANGUAGES):
        raise NotFound()
    change_self(by=person.user, language=code)
    change_profile(person.file, by=person.user, language=code)
    with override(code):
        return [message(person.chat, _("Saved.")), *menu(person)]
