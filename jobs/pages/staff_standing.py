"""Where a possible pair stands: on the person's list or beyond it, told of or not, and why not."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backend.web.formats import day_and_month
from jobs.matching.allotment import LIMITS
from jobs.matching.search import PER_PERSON
from jobs.models import Match, Vacancy
from reintegration.models import Returnee


def standing_of(person: Returnee, vacancy: Vacancy) -> str:
    """One sentence for staff."""
    match = Match.objects.filter(returnee=person, vacancy=vacancy, is_current=True).first()
    if match is None:
        return _("Not on the list: %(n)s other vacancies fit better.") % {"n": PER_PERSON}
    if match.notified_at:
        day = day_and_month(timezone.localdate(match.notified_at))
        return _("On the list. An SMS told of it on %(day)s.") % {"day": day}
    return _("On the list.") + " " + _why_not_told(match)


def _why_not_told(match: Match) -> str:
    if match.score < LIMITS.least_score:
        return _("No SMS: it fits too little for one.")
    week = timezone.now() - dt.timedelta(days=LIMITS.days)
    sent = Match.objects.told().filter(returnee=match.returnee_id, notified_at__gte=week).count()
    if sent >= LIMITS.per_person:
        return ngettext(
            "No SMS: they have had %(n)s this week.",
            "No SMS: they have had %(n)s this week.",
            sent,
        ) % {"n": sent}
    return _("No SMS so far.")
