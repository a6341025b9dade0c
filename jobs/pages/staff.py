"""The queues of staff: firms to check and vacancies to decide."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from backend.accounts.pages.access import actor, role_required
from backend.accounts.states import STAFF
from backend.lib.errors import Problem
from backend.web.refusals import show
from jobs.actions import employers as vetting
from jobs.actions import publication
from jobs.models import Employer, Vacancy
from jobs.pages.forms.decisions import (
    EMPLOYER_DEEDS,
    VACANCY_DEEDS,
    EmployerDecision,
    VacancyDecision,
)
from jobs.pages.work_words import in_words
from jobs.screening.engine import reason_of
from jobs.states import EmployerState

VERDICTS: dict[str, Callable[..., Any]] = {
    "verify": vetting.verify,
    "reject": vetting.reject,
    "suspend": vetting.suspend,
    "reinstate": vetting.reinstate,
}


@role_required(*STAFF)
@require_safe
def vacancies(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, longest first."""
    waiting = Vacancy.objects.visible_to(request.user).to_decide().for_card()
    page = Paginator(waiting.prefetch_related("findings"), 25).get_page(request.GET.get("page"))
    rows = [
        (vacancy, [reason_of(finding.rule) for finding in vacancy.findings.all()])
        for vacancy in page
    ]
    return render(request, "jobs/staff/vacancies.html", {"page": page, "rows": rows})


@role_required(*STAFF)
@require_http_methods(["GET", "POST"])
def vacancy(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One vacancy with what the rules found in it, and the decision."""
    seen = Vacancy.objects.visible_to(request.user).with_requirements()
    work = get_object_or_404(seen.prefetch_related("findings"), public_id=public_id)
    form = VacancyDecision(request.POST or None, vacancy=work)
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request, work, form.cleaned_data)
            messages.success(request, _("Decided."))
            return redirect("jobs:staff_vacancies")
        except Problem as problem:
            show(problem, form)
    context = in_words(work) | {
        "findings": [(finding, reason_of(finding.rule)) for finding in work.findings.all()],
        "form": form if work.state in VACANCY_DEEDS else None,
    }
    return render(request, "jobs/staff/vacancy.html", context)


def _decide(request: HttpRequest, work: Vacancy, said: dict[str, Any]) -> None:
    by, reason = actor(request), said["reason"]
    if said["verdict"] == "publish":
        publication.publish(work, by=by, submitted_at=said["submitted_at"], reason=reason)
    else:
        publication.reject(work, by=by, reason=reason)


@role_required(*STAFF)
@require_safe
def employers(request: HttpRequest) -> HttpResponse:
    """Firms by their state, those to be checked first of all."""
    wanted = request.GET.get("state", EmployerState.PENDING)
    state = wanted if wanted in EmployerState.values else EmployerState.PENDING
    seen = Employer.objects.visible_to(request.user).filter(state=state)
    if name := request.GET.get("q", ""):
        seen = seen.filter(name__icontains=name)
    page = Paginator(seen.select_related("place").order_by("pk"), 25)
    context = {
        "page": page.get_page(request.GET.get("page")),
        "states": EmployerState.choices,
        "state": state,
        "q": name,
    }
    return render(request, "jobs/staff/employers.html", context)


@role_required(*STAFF)
@require_http_methods(["GET", "POST"])
def employer(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One firm, its vacancies, and the decision."""
    seen = Employer.objects.visible_to(request.user).select_related("place", "country")
    firm = get_object_or_404(seen, public_id=public_id)
    form = EmployerDecision(request.POST or None, employer=firm)
    if request.method == "POST" and form.is_valid():
        deed = VERDICTS[form.cleaned_data["verdict"]]
        try:
            deed(firm, by=actor(request), reason=form.cleaned_data["reason"])
            messages.success(request, _("Decided."))
            return redirect("jobs:staff_employer", firm.public_id)
        except Problem as problem:
            show(problem, form)
    rows = firm.vacancies.with_counts().order_by("-pk")
    context = {
        "firm": firm,
        "members": firm.members.select_related("user"),
        "page": Paginator(rows, 25).get_page(request.GET.get("page")),
        "form": form if EMPLOYER_DEEDS.get(firm.state) else None,
    }
    return render(request, "jobs/staff/employer.html", context)
