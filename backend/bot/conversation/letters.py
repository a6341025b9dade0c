"""Words that are no command: understood as SMS are, as a whole or not at all; else for staff."""

from django.db import transaction
from django.utils.translation import gettext as _

from backend.bot.conversation import going, questions
from backend.bot.conversation.person import Person
from backend.bot.conversation.saying import Reply, message
from backend.bot.reading import Heard
from backend.notifications import inbound, outbox
from backend.notifications.gateways.base import Inbound
from backend.notifications.gateways.telegram import TELEGRAM
from reintegration.replies.reading import Meaning, read


def answered(person: Person, heard: Heard) -> list[Reply]:
    """Do what the words say if that is certain; otherwise staff read them."""
    said = read(heard.text, person.file.language)
    if said and said.meaning == Meaning.STOP:
        return going.stop(person)
    if said and said.meaning == Meaning.START:
        return going.coming_back(person)
    if said and said.livelihood:
        done = questions.answer_in_words(person, said.livelihood)
        return done or _to_staff(person, heard)
    return _to_staff(person, heard)


def _to_staff(person: Person, heard: Heard) -> list[Reply]:
    """Into the inbox, by the way of an SMS from their number."""
    phone = person.file.phone or person.user.phone or ""
    letter = Inbound(phone=phone, text=heard.text, reference=str(heard.number))
    inbound.keep(TELEGRAM, "", b"", [letter])
    transaction.on_commit(outbox.wake_asking, robust=True)
    return [message(person.chat, _("Our staff will read this and answer you."))]
