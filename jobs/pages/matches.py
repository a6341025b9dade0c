"""What a returnee sees of the matching: the jobs found for them, and the why of each."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from backend.accounts.pages.access import actor, role_required
from backend.accounts.states import Role
from backend.lib.errors import Problem
from jobs.actions import matches as actions
from jobs.explaining import explained
from jobs.matching_names import Names
from jobs.matching_words import say, say_step
from jobs.models import Match, Vacancy
from jobs.pages import match_cards
from jobs.states import MatchState

PAGE_SIZE = 10


@require_safe
@role_required(Role.RETURNEE)
def matches(request: HttpRequest) -> HttpResponse:
    """The jobs offered to this person, best first."""
    offered = Match.objects.own(request.user).offered().best_first().for_card()
    page = Paginator(offered, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "cards": match_cards.cards_of([*page])}
    return render(request, "jobs/matches.html", context)


@require_safe
@role_required(Role.RETURNEE)
def match(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Why one job fits and what is missing. Looking at it marks it as seen."""
    found = _own(request, public_id)
    actions.mark_seen(found, by=actor(request))
    return render(request, "jobs/match.html", _about(found))


@require_POST
@role_required(Role.RETURNEE)
def refuse(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """It does not suit me."""
    try:
        actions.refuse(_own(request, public_id), by=actor(request))
    except Problem as problem:
        messages.error(request, str(problem))
        return redirect("jobs:match", public_id)
    messages.success(request, _("We will not show you this job again."))
    return redirect("jobs:matches")


def _own(request: HttpRequest, public_id: UUID) -> Match:
    own = Match.objects.own(request.user).for_card()
    return get_object_or_404(own.select_related("returnee"), public_id=public_id)


def _about(found: Match) -> dict[str, Any]:
    told = explained([found])[found.pk]
    names = Names.of(told.reasons)
    vacancy = found.vacancy
    return {
        "match": found,
        "vacancy": vacancy,
        "pay": match_cards.pay_of(vacancy),
        "place": match_cards.place_of(vacancy),
        "distance": match_cards.distance_of(told),
        "fits": [say(fit, names) for fit in told.fits],
        "missing_skills": match_cards.missing_skills(told, names),
        "other_gaps": [say(gap, names) for gap in match_cards.other_gaps(told)],
        "step": say_step(told, names),
        "course": told.course,
        "means_moving": match_cards.means_moving(told),
        "is_open": Vacancy.objects.open().filter(pk=vacancy.pk).exists(),
        "has_applied": found.state == MatchState.APPLIED,
        "is_put_aside": found.state == MatchState.REFUSED,
    }
