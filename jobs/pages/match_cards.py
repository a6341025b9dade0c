"""A match as a card, and as the page behind it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from backend.taxonomy.models import Place
from backend.web.cards import MatchCard
from backend.web.formats import distance
from jobs.explaining import Told, explained
from jobs.matching.explanation import Explanation
from jobs.matching.reasons import Fit, Gap, Reason
from jobs.matching_names import Names
from jobs.matching_words import say, say_course, say_missing
from jobs.models import Match, Vacancy
from jobs.open_list import kilometres
from jobs.pay import pay_words
from jobs.states import MatchState

NEW = frozenset({MatchState.PROPOSED, MatchState.NOTIFIED})
FITS_ON_CARD = 2


@dataclass(frozen=True, slots=True)
class MissingSkill:
    """A skill to acquire, and where the courses that teach it are listed."""

    name: str
    courses_url: str


def cards_of(matches: list[Match]) -> list[MatchCard]:
    """Cards of a page of matches; facts and labels are read at once."""
    told = explained(matches)
    names = Names.of(reason for one in told.values() for reason in one.reasons)
    return [_card(match, told[match.pk], names) for match in matches]


def _card(match: Match, told: Told, names: Names) -> MatchCard:
    vacancy = match.vacancy
    # How far it is stands beside the place already.
    fits = [fit for fit in told.fits if fit.code != Fit.DISTANCE][:FITS_ON_CARD]
    missing = (say_missing(gap, names) for gap in told.gaps)
    return MatchCard(
        work=vacancy.title,
        url=reverse("jobs:match", args=[match.public_id]),
        pay=pay_of(vacancy),
        place=place_of(vacancy),
        distance=distance_of(told),
        employer=vacancy.employer.name,
        fits=[say(fit, names) for fit in fits],
        missing=next(filter(None, missing), ""),
        step=say_course(told.course) if told.course else "",
        moving=_("You would have to move for this job") if means_moving(told) else "",
        state=_("New") if match.state in NEW else "",
    )


def open_card(vacancy: Vacancy, near: Place | None) -> MatchCard:
    """Of the open list, with the way from `near` where a search names it."""
    km = kilometres(near, vacancy.place)
    return MatchCard(
        work=vacancy.title,
        url=reverse("jobs:vacancy", args=[vacancy.public_id]),
        pay=pay_of(vacancy),
        place=place_of(vacancy),
        distance=distance(km) if km else "",
        employer=vacancy.employer.name,
    )


def pay_of(vacancy: Vacancy) -> str:
    """The pay, or that it is not named."""
    words = pay_words(
        vacancy.wage_from, vacancy.wage_to, vacancy.wage_currency, vacancy.wage_period
    )
    return words or _("The pay is not named")


def place_of(vacancy: Vacancy) -> str:
    """Town or country, as the reader calls it."""
    return (vacancy.place or vacancy.country).label(get_language() or "en")


def distance_of(told: Explanation) -> str:
    """12 km; empty where it is not known, and in the person's own town."""
    known = (reason.detail.get("km") for reason in told.reasons)
    km = next(filter(None, known), 0)
    return distance(km) if km else ""


def means_moving(told: Explanation) -> bool:
    """The work is in another country, or beyond the person's daily way."""
    return any(gap.code == Gap.MOVE for gap in told.gaps)


def missing_skills(told: Explanation, names: Names) -> list[MissingSkill]:
    """Every skill that is still missing, the required ones first."""
    return [
        MissingSkill(names.label("skills", skill), _courses_for(skill))
        for gap in sorted(told.gaps, key=lambda gap: gap.code != Gap.SKILLS)
        if gap.code in (Gap.SKILLS, Gap.WISHED)
        for skill in gap.detail["skills"]
    ]


def other_gaps(told: Explanation) -> list[Reason]:
    return [gap for gap in told.gaps if gap.code not in (Gap.SKILLS, Gap.WISHED)]


def _courses_for(skill: Any) -> str:
    """The training pages' list for one skill; empty in a house without training."""
    try:
        return f"{reverse('training:courses')}?{urlencode({'skill': skill})}"
    except NoReverseMatch:
        return ""
