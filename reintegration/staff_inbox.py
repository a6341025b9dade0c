"""What became of an SMS from a person, and where it stands in the inbox of staff."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReplyMeaning(models.TextChoices):
    """As we understood it by ourselves; what is not sure is for staff."""

    STOP = "stop", _("Wants no more messages")
    START = "start", _("Wants our messages again")
    FOLLOW_UP = "follow_up", _("Answers how it is going")
    FOR_STAFF = "for_staff", _("To be read")


class ReplyState(models.TextChoices):
    OPEN = "open", _("Waiting")
    UNDERSTOOD = "understood", _("Understood without staff")
    DONE = "done", _("Done")


REPLY_MOVES = {ReplyState.OPEN: frozenset({ReplyState.DONE})}
