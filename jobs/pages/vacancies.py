"""An employer's vacancies: write, have them checked, pause, end."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_stubs_ext import StrOrPromise

from backend.accounts.pages.access import actor, role_required
from backend.accounts.states import Role
from backend.lib.errors import Problem
from backend.taxonomy.models import IscoGroup
from backend.web.refusals import show
from jobs.actions import publication
from jobs.actions import vacancies as writing
from jobs.models import Vacancy
from jobs.pages.firms import own_firm
from jobs.pages.forms.vacancies import PlacesForm, VacancyForm, WorkForm
from jobs.pages.match_cards import pay_of, place_of
from jobs.screening.engine import reason_of
from jobs.states import EDITABLE, HIRING, VacancyState
from jobs.wording import asked_for, wished_for

Deed = Callable[..., Vacancy]

MOVES: dict[str, tuple[Deed, StrOrPromise]] = {
    "submit": (publication.submit, gettext_lazy("Sent to be checked.")),
    "pause": (publication.pause, gettext_lazy("Paused. Nobody sees it now.")),
    "resume": (publication.resume, gettext_lazy("Sent to be checked.")),
    "fill": (publication.mark_filled, gettext_lazy("Marked as filled. Who waited is told.")),
    "close": (publication.close, gettext_lazy("Closed. Who waited is told.")),
}


@role_required(Role.EMPLOYER)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """First which work it is, by typing; then the vacancy on one page."""
    firm = own_firm(request)
    if firm is None:
        return redirect("jobs:employer_firm")
    typed = request.GET.get("work", "")[:100].strip()
    isco = _chosen_work(request)
    if isco is None:
        form = WorkForm(typed=typed)
        return render(request, "jobs/employer/work.html", {"form": form})
    initial = {"title": typed[:1].upper() + typed[1:], "place": firm.place_id}
    words = VacancyForm(request.POST or None, isco=isco, initial=initial)
    if request.method == "POST" and words.is_valid():
        try:
            written = writing.write_vacancy(by=actor(request), employer=firm, **words.values())
            return redirect("jobs:employer_vacancy", written.public_id)
        except Problem as problem:
            show(problem, words)
    return render(request, "jobs/employer/vacancy_form.html", {"form": words, "isco": isco})


@role_required(Role.EMPLOYER)
@require_safe
def vacancy(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """As others will read it, where it stands and why, and what can be done next."""
    work = _own(request, public_id)
    context = {
        "vacancy": work,
        "pay": pay_of(work),
        "place": place_of(work),
        "asked_for": asked_for(work),
        "wished_for": wished_for(work),
        "reasons": [reason_of(finding.rule) for finding in work.findings.all()],
        "can_change": work.state in EDITABLE or work.state == VacancyState.PUBLISHED,
        "is_hiring": work.state in HIRING,
        "firm_is_checked": work.employer.state == "verified",
    }
    return render(request, "jobs/employer/vacancy.html", context)


@role_required(Role.EMPLOYER)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The whole form; of a published vacancy only places and last day."""
    work = _own(request, public_id)
    form = _change_form(request, work)
    if request.method == "POST" and form.is_valid():
        try:
            values = form.values() if isinstance(form, VacancyForm) else form.cleaned_data
            writing.change_vacancy(work, by=actor(request), **values)
            messages.success(request, _("Saved."))
            return redirect("jobs:employer_vacancy", work.public_id)
        except Problem as problem:
            show(problem, form)
    context = {"form": form, "vacancy": work, "isco": work.isco}
    return render(request, "jobs/employer/vacancy_form.html", context)


@role_required(Role.EMPLOYER)
@require_POST
def move(request: HttpRequest, public_id: uuid.UUID, verb: str) -> HttpResponse:
    """Submit, pause, resume, fill or close."""
    work = _own(request, public_id)
    if verb not in MOVES:
        raise Http404
    deed, said = MOVES[verb]
    try:
        moved = deed(work, by=actor(request))
        is_out = moved.state == VacancyState.PUBLISHED
        messages.success(request, _("Published.") if is_out else str(said))
    except Problem as problem:
        texts = [str(text) for text in problem.fields.values()] or [str(problem)]
        messages.error(request, " ".join(texts))
    return redirect("jobs:employer_vacancy", work.public_id)


def _own(request: HttpRequest, public_id: uuid.UUID) -> Vacancy:
    seen = Vacancy.objects.visible_to(request.user).with_requirements().with_counts()
    return get_object_or_404(seen.prefetch_related("findings"), public_id=public_id)


def _chosen_work(request: HttpRequest) -> IscoGroup | None:
    return IscoGroup.objects.unit_groups().filter(pk=request.GET.get("isco", "")).first()


def _change_form(request: HttpRequest, work: Vacancy) -> VacancyForm | PlacesForm:
    if work.state == VacancyState.PUBLISHED:
        initial = {"openings": work.openings, "closes_on": work.closes_on}
        return PlacesForm(request.POST or None, initial=initial)
    return VacancyForm(request.POST or None, isco=work.isco, vacancy=work)
