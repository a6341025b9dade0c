"""What each figure means: a code, a sentence, what is counted and out of whom.

The sentence is printed wherever the figure is. Steps count people, never events, and only
what happened on or after the day the person entered the group.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from reintegration.states import JourneyKind, Livelihood

# Which answers of a follow-up count as being in work or business. A programme decision:
# day work counts, unpaid family work and study do not.
WORKING = frozenset(
    {Livelihood.WAGE, Livelihood.SELF_EMPLOYED, Livelihood.CASUAL, Livelihood.APPRENTICE}
)


@dataclass(frozen=True)
class Indicator:
    code: str
    name: StrOrPromise
    sentence: StrOrPromise
    kind: JourneyKind | None = None


STEPS = (
    Indicator(
        "enrolled",
        _("Enrolled"),
        _("People of the group who got a seat in a course."),
        JourneyKind.ENROLLED,
    ),
    Indicator(
        "completed",
        _("Completed"),
        _("People of the group who completed a course."),
        JourneyKind.COMPLETED,
    ),
    Indicator(
        "applied",
        _("Applied"),
        _("People of the group who applied for a vacancy."),
        JourneyKind.APPLIED,
    ),
    Indicator(
        "hired",
        _("Hired"),
        _("People of the group whom an employer hired."),
        JourneyKind.HIRED,
    ),
    Indicator(
        "business",
        _("Started a business"),
        _("People of the group who started a business."),
        JourneyKind.STARTED_BUSINESS,
    ),
)
EMPLOYED = Indicator(
    "employed",
    _("Hired or in business"),
    _("People of the group who were hired or started a business; each counted once."),
)
IN_WORK = Indicator(
    "in_work",
    _("In work later"),
    _(
        "Of the people asked so many months after a hire, a course, a business start or leaving: "
        "who work or run a business. People not reached are shown apart; the lower bound counts "
        "them as not working, the upper bound leaves them out."
    ),
)
ALL = (*STEPS, EMPLOYED, IN_WORK)

# Of the fairness report (docs/matching.md, "Fairness").
FAIRNESS = (
    Indicator(
        "listed",
        _("With jobs on the list"),
        _("Of the people who look for work and agreed to be matched: who have a job listed."),
    ),
    Indicator(
        "exposure",
        _("Length of the list"),
        _(
            "A first place counts 1, a third one half, a twentieth less than a quarter; added up "
            "over a person's list. The mean of the group, people without a list included."
        ),
    ),
    Indicator(
        "told",
        _("Told of a job"),
        _(
            "Of the people who look now or were hired in the last 90 days: who had a notice of a "
            "job in the last 28 days."
        ),
    ),
    Indicator(
        "notices",
        _("Notices a person"),
        _("Notices of jobs in the last 28 days, divided by the same people."),
    ),
    Indicator(
        "fair_hired",
        _("Hired per 100"),
        _("Of every 100 of the same people: whom an employer hired in the last 90 days."),
    ),
)
