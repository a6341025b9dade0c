"""Help for everybody, linked or not: confirmed numbers, the pages, and a letter by `/report`.

What is said here tells a stranger nothing, and a letter is tied to no chat and no person.
"""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from backend.bot.conversation.person import page, to_page
from backend.bot.conversation.saying import Button, Reply, message
from backend.bot.reading import Heard
from backend.taxonomy.choices import name_of
from reintegration import letter_codes
from reintegration.actions import letters
from reintegration.help_numbers import by_country
from reintegration.letter_states import LetterKind
from reintegration.letter_words import Told

HELP, REPORT = "/help", "/report"


def help_for(heard: Heard) -> list[Reply]:
    """The answer to /help and /report, nothing for anything else."""
    if heard.command == REPORT and heard.rest:
        return [_kept(heard)]
    return [_help(heard.chat)] if heard.command in (HELP, REPORT) else []


def _help(chat: int) -> Reply:
    """The page can be left at once; here are only the numbers that are confirmed."""
    numbers = [
        f"{name_of(country)}: {', '.join(row.spaced for row in rows)}"
        for country, rows in by_country()
    ]
    write = Button(_("Write to us"), url=page("reintegration:help_write"))
    return message(chat, _("Help"), *numbers, buttons=(to_page("web:help"), write))


def _kept(heard: Heard) -> Reply:
    """The same letter as the page writes; its code stands in the chat, so it is said to go."""
    code = letters.write(
        Told(kind=LetterKind.REPORT, text=heard.rest),
        token=letter_codes.new_token(),
        language=get_language() or "",
        network=f"telegram:{heard.chat}",
    )
    text = _("We have it. Your code: %(code)s. Write it down, then delete this chat.")
    again = Button(_("Open the page"), url=page("reintegration:help_again"))
    return message(heard.chat, text % {"code": letter_codes.grouped(code)}, buttons=(again,))
