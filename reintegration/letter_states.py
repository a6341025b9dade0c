"""Letters: what people ask or report without signing in, and where each stands.

A letter is protection data. Its words, and even which of the two kinds it is, are sealed;
only what the queue needs stands in the clear.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from backend.accounts.states import Role

# Who may know of letters at all. Nobody else, administrators included.
READERS = frozenset({Role.PROTECTION})


class LetterKind(models.TextChoices):
    ASK = "ask", _("Asks for help")
    REPORT = "report", _("Reports a danger")


class LetterState(models.TextChoices):
    WAITING = "waiting", _("Waiting for an answer")
    ANSWERED = "answered", _("There is an answer")
    CLOSED = "closed", _("Brought to an end")


# Whoever wrote it may write again at any time: then it waits once more.
LETTER_MOVES = {
    LetterState.WAITING: frozenset({LetterState.ANSWERED, LetterState.CLOSED}),
    LetterState.ANSWERED: frozenset({LetterState.WAITING, LetterState.CLOSED}),
    LetterState.CLOSED: frozenset({LetterState.WAITING}),
}


class Way(models.TextChoices):
    """How the writer wants to hear from us."""

    HERE = "here", _("Only here: I come back with a code")
    CALL = "call", _("Call me")
    SMS = "sms", _("Send me an SMS")


class HelpKind(models.TextChoices):
    """What help is about, in words that anybody may read over a shoulder."""

    DOCUMENTS = "documents", _("Documents")
    PAY = "pay", _("Pay that I did not get")
    LAW = "law", _("Advice about my rights")
    PLACE = "place", _("A place to stay")
    JOURNEY = "journey", _("The way home")
    HEALTH = "health", _("A doctor")
    TALK = "talk", _("Someone to talk to")
    OTHER = "other", _("Other help")
