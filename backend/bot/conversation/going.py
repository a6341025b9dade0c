"""Saying stop, and leaving: never harder than coming."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from backend.bot.actions import linking
from backend.bot.conversation.person import Person, to_page
from backend.bot.conversation.saying import Button, Reply, message
from reintegration.actions import consents
from reintegration.staff_reasons import ConsentWay
from reintegration.states import ConsentPurpose

# What a person who says stop no longer wants, by any way.
MESSAGES = (ConsentPurpose.MESSAGES, ConsentPurpose.FOLLOW_UP)


def stop(person: Person) -> list[Reply]:
    """No more messages of ours, here or by SMS. The chat goes on answering."""
    for purpose in MESSAGES:
        _withdraw(person, purpose)
    text = _("You get no more messages from us. You can change this on your page.")
    return [message(person.chat, text, buttons=(to_page("reintegration:consents"),))]


def ask_to_leave(person: Person) -> list[Reply]:
    """Once more asked: it ends all at once."""
    text = _(
        "We then close your file: no jobs, no courses, no messages. You can come back at any time."
    )
    yes = Button(_("Close my file"), data="leave:yes")
    return [message(person.chat, text, buttons=(yes, to_page("reintegration:consents")))]


def leave(person: Person, _sure: str) -> list[Reply]:
    """All consents end, the file closes, the chat is forgotten."""
    _withdraw(person, ConsentPurpose.PROGRAMME)
    linking.unlink(person.user, by=person.user)
    text = _("Your file is closed. To have your data deleted, ask our staff.")
    return [message(person.chat, text)]


def coming_back(person: Person) -> list[Reply]:
    """Who wants messages again agrees to them where they read what to."""
    text = _("See and change what you agreed to")
    return [message(person.chat, text, buttons=(to_page("reintegration:consents"),))]


def _withdraw(person: Person, purpose: ConsentPurpose) -> None:
    language = get_language() or person.file.language
    way = ConsentWay.BOT
    consents.withdraw(person.file, by=person.user, purpose=purpose, language=language, way=way)
