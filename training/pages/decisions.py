"""Trainers and staff: who asked for a seat, and the answer."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from backend.accounts.pages.access import actor, role_required
from backend.accounts.states import STAFF, Role
from backend.lib.errors import Problem
from backend.web import notes
from backend.web.refusals import say
from training.actions import enrolments
from training.models import Cohort, Enrolment
from training.states import EnrolmentState

PER_PAGE = 25
DEEDS: dict[str, Callable[..., Enrolment]] = {
    "enrol": enrolments.enrol,
    "complete": enrolments.complete,
    "refuse": enrolments.refuse,
    "drop": enrolments.drop,
}
WITH_REASON = frozenset({"refuse", "drop"})


@require_safe
@role_required(Role.TRAINER)
def trainer_home(request: HttpRequest) -> HttpResponse:
    """The partner's cohorts, the next one first."""
    cohorts = Cohort.objects.visible_to(request.user).for_card().order_by("-starts_on", "-pk")
    page = Paginator(cohorts, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "training/trainer_home.html", {"page": page})


@require_safe
@role_required(Role.TRAINER, *STAFF)
def cohort(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everyone of one cohort, with the answers that are possible now."""
    seen = Cohort.objects.visible_to(request.user).for_card()
    found = get_object_or_404(seen, public_id=public_id)
    people = Enrolment.objects.visible_to(request.user).for_card().filter(cohort=found)
    page = Paginator(people.order_by("applied_at", "pk"), 100).get_page(request.GET.get("page"))
    told = notes.about("course", request.user, [found.course_id])[found.course_id]
    context = {"cohort": found, "page": page, "notes": told}
    return render(request, "training/cohort.html", context)


@require_safe
@role_required(*STAFF)
def staff_enrolments(request: HttpRequest) -> HttpResponse:
    """Applications that wait for an answer, oldest first."""
    waiting = (
        Enrolment.objects.visible_to(request.user)
        .for_card()
        .filter(state__in=[EnrolmentState.APPLIED, EnrolmentState.WAITLISTED])
        .order_by("applied_at", "pk")
    )
    page = Paginator(waiting, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "training/staff_enrolments.html", {"page": page})


@require_POST
@role_required(Role.TRAINER, *STAFF)
def decide(request: HttpRequest, public_id: str, verb: str) -> HttpResponse:
    """Do one verb of DEEDS to an enrolment and go back to the list it was pressed on."""
    if verb not in DEEDS:
        raise Http404
    seen = Enrolment.objects.visible_to(request.user)
    enrolment = get_object_or_404(seen, public_id=public_id)
    words = {"reason": request.POST.get("reason", "").strip()[:200]} if verb in WITH_REASON else {}
    try:
        if words and not words["reason"]:
            raise Problem(_("Say the reason in a few words."))
        done = DEEDS[verb](enrolment, by=actor(request), **words)
        messages.success(
            request,
            _("%(name)s: %(state)s.") % {"name": done.returnee, "state": done.get_state_display()},
        )
    except Problem as problem:
        say(problem, request)
    return redirect(_back(request, enrolment))


def _back(request: HttpRequest, enrolment: Enrolment) -> str:
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return wanted
    return f"/trainer/cohorts/{enrolment.cohort.public_id}/"
