"""The small deeds on one file: a need met, skills seen, an entry of the journey corrected."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from backend.accounts.pages.access import actor
from backend.lib.errors import Problem
from backend.taxonomy.models import Skill
from backend.web.refusals import say
from reintegration.actions import journey, needs, skills
from reintegration.models import JourneyEvent, Returnee
from reintegration.pages.staff.people import staff_only


@staff_only
@require_POST
def need_met(request: HttpRequest, public_id: str) -> HttpResponse:
    """The person has got what they asked for."""
    file = _seen(request, public_id)
    return _done(request, file, needs.meet_need, file, kind=request.POST.get("kind", ""))


@staff_only
@require_POST
def skills_seen(request: HttpRequest, public_id: str) -> HttpResponse:
    """Staff have seen these skills of the person, until then only said."""
    file = _seen(request, public_id)
    ticked = [pk for pk in request.POST.getlist("skills") if pk.isdecimal() and len(pk) < 10]
    seen = Skill.objects.filter(pk__in=ticked)
    return _done(request, file, skills.confirm_skills, file, skills=seen)


@staff_only
@require_POST
def correct(request: HttpRequest, public_id: str, event: int) -> HttpResponse:
    """An entry of the journey is wrong."""
    file = _seen(request, public_id)
    entry = get_object_or_404(JourneyEvent.objects.of(file), pk=event)
    reason = request.POST.get("reason", "")
    return _done(request, file, journey.correct_event, entry, reason=reason)


def _seen(request: HttpRequest, public_id: str) -> Returnee:
    return get_object_or_404(Returnee.objects.visible_to(request.user), public_id=public_id)


def _done(
    request: HttpRequest, file: Returnee, deed: Callable[..., Any], thing: Any, **words: Any
) -> HttpResponse:
    try:
        deed(thing, by=actor(request), **words)
        messages.success(request, _("Saved."))
    except Problem as problem:
        say(problem, request)
    return redirect("reintegration:staff_returnee", file.public_id)
