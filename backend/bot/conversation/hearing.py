"""Who said what, and which part of the bot answers. A refusal is said in its own sentence."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from backend.bot.actions import linking
from backend.bot.conversation import courses, going, jobs, letters, own, questions
from backend.bot.conversation.help import help_for
from backend.bot.conversation.person import Person, language_of, to_page
from backend.bot.conversation.saying import Reply, message
from backend.bot.reading import Heard
from backend.lib.errors import NotFound, Problem

COMMANDS: dict[str, Callable[[Person], list[Reply]]] = {
    "/jobs": jobs.found,
    "/courses": courses.open_now,
    "/questions": questions.next_one,
    "/language": own.languages,
    "/stop": going.stop,
    "/delete": going.ask_to_leave,
}
BUTTONS: dict[str, Callable[[Person, str], list[Reply]]] = {
    "apply": jobs.apply,
    "seat": courses.ask_for_seat,
    "answer": questions.answer,
    "decline": questions.decline,
    "language": own.choose_language,
    "leave": going.leave,
}


def replies_to(heard: Heard) -> list[Reply]:
    """What to say; whatever was asked for is done. Repeating is harmless for every request."""
    if heard.left:
        linking.drop(heard.chat)
        return []
    linked = bool(heard.token) and linking.link(heard.token, chat=heard.chat) is not None
    person = Person.in_chat(heard.chat)
    with override(language_of(person, heard.language)):
        replies = _answered(heard, person, linked=linked)
    ended = [Reply(heard.chat, press=heard.press)] if heard.press else []
    return [*ended, *replies]


def sorry(chat: int, language: str) -> list[Reply]:
    """Something of ours broke; `language` is what Telegram tells of a stranger."""
    with override(language_of(Person.in_chat(chat), language)):
        return [message(chat, _("This did not work. Please try again."))]


def _answered(heard: Heard, person: Person | None, *, linked: bool) -> list[Reply]:
    if heard.token and not linked:
        text = _("This link is used or too old. Make a new one on your page.")
        return [message(heard.chat, text, buttons=(to_page("bot:telegram"),))]
    if linked and person is not None:
        return own.welcome(person)
    try:
        with transaction.atomic():
            return _done(heard, person) if person else own.stranger(heard)
    except Problem as problem:
        return [message(heard.chat, *problem.sentences)]


def _done(heard: Heard, person: Person) -> list[Reply]:
    if not heard.press:
        if found := help_for(heard):
            return found
        if heard.command in COMMANDS:
            return COMMANDS[heard.command](person)
        is_text = heard.text and not heard.text.startswith("/")
        return letters.answered(person, heard) if is_text else own.menu(person)
    verb, _sign, rest = heard.button.partition(":")
    if verb not in BUTTONS:
        raise NotFound()
    return BUTTONS[verb](person, rest)
