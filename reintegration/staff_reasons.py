"""Reasons that staff choose among or read: codes, since the journey takes no free text."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LeaveReason(models.TextChoices):
    """Why a person left, in codes: the journey is kept for good and takes no free text."""

    ABROAD = "abroad", _("Went abroad again")
    SETTLED = "settled", _("Needs no more help")
    MOVED = "moved", _("Moved to another part of the country")
    NOT_REACHED = "not_reached", _("Cannot be reached")
    CONSENT = "consent", _("Withdrew the consent")
    OTHER = "other", _("Another reason")


class CorrectionReason(models.TextChoices):
    """What was wrong with a journey entry."""

    NOT_HAPPENED = "not_happened", _("It did not happen")
    OTHER_DAY = "other_day", _("It was another day")
    OTHER_PERSON = "other_person", _("It was another person")
    TWICE = "twice", _("It stands there twice")


class ConsentWay(models.TextChoices):
    """How an answer reached us."""

    PAGE = "page", _("On their own page")
    STAFF = "staff", _("Told to staff")
    CALL = "call", _("By phone")
    REPLY = "reply", _("By SMS")
    LINK = "link", _("By the link in a message")
    BOT = "bot", _("In the chat")
