"""What the job side tells people, declared once.

The phone may be shared: an answer is never in the message, only that there is one.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from textwrap import shorten
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from backend.notifications.kinds import ByChat, Kind, Text, register
from backend.notifications.models import Message
from backend.notifications.short_links import sample
from backend.notifications.states import Lane, Reason
from backend.taxonomy.models.labels import best_label
from jobs.models import Match
from jobs.pay import pay_words
from jobs.states import MatchState, PayPeriod
from reintegration.consents import agreed_to
from reintegration.models import Returnee
from reintegration.states import ConsentPurpose

# What follows in the dedupe key of a match's notice is its public id.
MATCH_KEY = "jobs.match:"
# Longer than a vacancy is open; its page says what became of it.
LINK_LIVES = timedelta(days=30)
# Two parts of 67 characters: Cyrillic is sent as UCS-2.
TWO_SMS = 134
SHORTEST_TITLE = 12
# As it is sent: one sign that is folded into three would be counted short.
CUT = "..."


def application_answered(context: Mapping[str, Any]) -> str:
    return _("Homeward: you have a new answer. %(link)s") % context


def invited(context: Mapping[str, Any]) -> str:
    return _("Homeward: you have an invitation. %(link)s") % context


def hired(context: Mapping[str, Any]) -> str:
    return _("Homeward: there is good news for you. %(link)s") % context


def _answer(name: str, text: Text) -> Kind:
    return register(
        Kind(
            name=name,
            lane=Lane.NORMAL,
            text=text,
            expires_after=timedelta(days=3),
            audience="the returnee who applied",
            purpose=ConsentPurpose.MESSAGES,
            kept_back=agreed_to(ConsentPurpose.MESSAGES),
            segments=2,
            longest=lambda: {"link": sample()},
            by_chat=ByChat.OR_SMS,
        )
    )


_answer("jobs.application_answered", application_answered)
_answer("jobs.invited", invited)
_answer("jobs.hired", hired)


def match_found(context: Mapping[str, Any]) -> str:
    """The work, the pay and the place, in at most two SMS; a long job title is cut to fit.

    On a phone that others answer too, only that there is a message.
    """
    if context.get("shared"):
        return _("Homeward: you have a new message. %(link)s") % context
    place = best_label(context["place"], get_language() or "")
    pay = pay_words(context["low"], context["high"], context["currency"], context["period"])
    known = [part for part in (pay, place) if part]
    # A short title, the pay and the place must fit; else the place is left to the page.
    while (
        known and TWO_SMS - len(_in_words("", ", ".join(known), context["link"])) < SHORTEST_TITLE
    ):
        known.pop()
    rest = ", ".join(known)
    room = max(SHORTEST_TITLE, TWO_SMS - len(_in_words("", rest, context["link"])))
    return _in_words(shorten(context["work"], room, placeholder=CUT), rest, context["link"])


def _in_words(work: str, rest: str, link: str) -> str:
    what = f"{work}, {rest}" if rest else work
    return _("Homeward: %(what)s. %(link)s") % {"what": what, "link": link}


def outdated_or_unwanted(messages: Sequence[Message]) -> dict[int, str]:
    """Without consent, or the match stands no more: a night later the vacancy may be filled."""
    told_of = {one.pk: UUID(one.dedupe_key.removeprefix(MATCH_KEY)) for one in messages}
    told = Match.objects.live().filter(public_id__in=told_of.values(), state=MatchState.NOTIFIED)
    stands = set(told.values_list("public_id", flat=True))
    people = {one.person for one in messages}
    looking = Returnee.objects.to_be_matched().filter(public_id__in=people)
    seeks = set(looking.values_list("public_id", flat=True))
    refused: dict[int, str] = {
        one.pk: Reason.OUTDATED
        for one in messages
        if told_of[one.pk] not in stands or one.person not in seeks
    }
    for purpose in (ConsentPurpose.MATCHING, ConsentPurpose.MESSAGES):
        refused |= agreed_to(purpose)(messages)
    return refused


def _longest_match() -> Mapping[str, Any]:
    return {
        "work": "Сварщик на автоматических и полуавтоматических машинах",
        "low": 145_000,
        "high": 160_000,
        "currency": "KZT",
        "period": PayPeriod.MONTH,
        "place": {"ru": "Восточно-Казахстанская область", "en": "East Kazakhstan"},
        "link": sample(),
    }


register(
    Kind(
        name="jobs.match",
        lane=Lane.NORMAL,
        text=match_found,
        expires_after=timedelta(days=3),
        audience="a returnee whom a new vacancy suits",
        purpose=ConsentPurpose.MESSAGES,
        kept_back=outdated_or_unwanted,
        segments=2,
        longest=_longest_match,
        by_chat=ByChat.ONLY,
    )
)
