"""A returnee's courses: what is open near, what it teaches, my seat."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from backend.accounts.pages.access import actor, role_required
from backend.accounts.states import Role
from backend.lib.errors import Problem
from backend.web import notes
from backend.web.refusals import say
from reintegration.models import Returnee
from training.actions import enrolments
from training.models import Cohort, Enrolment

PER_PAGE = 10


@require_safe
@role_required(Role.RETURNEE)
def course_list(request: HttpRequest) -> HttpResponse:
    """Open courses, soonest first; `?skill=` keeps those that teach one skill."""
    open_now = Cohort.objects.visible_to(request.user).open().for_card()
    skill = request.GET.get("skill", "")
    if skill.isdecimal():
        open_now = open_now.filter(course__skills=int(skill[:9]))
    page = Paginator(open_now.order_by("starts_on", "pk"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    mine = Enrolment.objects.visible_to(request.user).for_card().order_by("-pk")[:20]
    told = notes.about("course", request.user, {cohort.course_id for cohort in page})
    rows = [(cohort, told.get(cohort.course_id, ())) for cohort in page]
    context = {"page": page, "rows": rows, "mine": mine, "skill": skill}
    return render(request, "training/courses.html", context)


@require_safe
@role_required(Role.RETURNEE)
def course(request: HttpRequest, public_id: str) -> HttpResponse:
    """One run of a course: what it teaches, where, when, how many seats are free."""
    seen = Cohort.objects.visible_to(request.user).for_card()
    found = get_object_or_404(seen, public_id=public_id)
    language = get_language() or "en"
    skills = [skill.label(language) for skill in found.course.skills.all()]
    licences = [licence.label(language) for licence in found.course.licences.all()]
    spoken = [
        f"{row.language.label(language)}, {row.get_level_display()}"
        for row in found.course.taught_languages.select_related("language")
    ]
    place = found.place.label(language)
    mine = Enrolment.objects.visible_to(request.user).filter(cohort=found).order_by("-pk").first()
    context = {
        "cohort": found,
        "gains": [*skills, *licences, *spoken],
        "place": place,
        "mine": mine,
        "notes": notes.about("course", request.user, [found.course_id])[found.course_id],
    }
    return render(request, "training/course.html", context)


@require_POST
@role_required(Role.RETURNEE)
def apply(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask for a seat."""
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user), public_id=public_id)
    returnee = Returnee.objects.visible_to(request.user).filter(user=actor(request)).first()
    if returnee is None:
        return redirect("reintegration:register")
    try:
        enrolments.apply_for_cohort(cohort, by=actor(request), returnee=returnee)
        messages.success(request, _("You have asked for a seat. We will write to you."))
    except Problem as problem:
        say(problem, request)
    return redirect("training:course", public_id)


@require_POST
@role_required(Role.RETURNEE)
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give the seat back, or stop waiting for one."""
    mine = get_object_or_404(Enrolment.objects.visible_to(request.user), public_id=public_id)
    try:
        enrolments.withdraw(mine, by=actor(request))
        messages.success(request, _("Done. Somebody else can have the seat now."))
    except Problem as problem:
        say(problem, request)
    return redirect("training:courses")
