"""Writing a vacancy: which work, then one page that is filled in as far as it can be known."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from backend.accounts.pages.access import actor, role_required
from backend.accounts.pages.once import once
from backend.accounts.states import Role
from backend.lib.errors import Problem
from backend.taxonomy.models import IscoGroup
from backend.web.refusals import say, sent, show
from jobs.actions import copies, drafts
from jobs.actions import vacancies as deeds
from jobs.models import Employer, Vacancy
from jobs.pages.firms import own_firm
from jobs.pages.forms.initial import of_starting_point
from jobs.pages.forms.vacancies import PUBLISH, VacancyForm
from jobs.pages.forms.work import PlacesForm, WorkForm
from jobs.pages.vacancies import own_vacancy, say_where_it_stands
from jobs.pay_guidance import guidance
from jobs.starting_points import StartingPoint, own_work, starting_point
from jobs.states import EDITABLE, VacancyState


@role_required(Role.EMPLOYER)
@require_http_methods(["GET", "POST"])
@once
def new(request: HttpRequest) -> HttpResponse:
    """First which work it is, by typing or from earlier; then the vacancy on one page."""
    firm = own_firm(request)
    if firm is None:
        return redirect("jobs:employer_firm")
    typed = request.GET.get("work", "")[:100].strip()
    isco = IscoGroup.objects.unit_groups().filter(pk=request.GET.get("isco", "")).first()
    if isco is None:
        context = {"form": WorkForm(typed=typed), "earlier": [] if typed else own_work(firm)}
        return render(request, "jobs/employer/work.html", context)
    is_empty = "empty" in request.GET
    point = StartingPoint() if is_empty else starting_point(isco, employer=firm)
    form = _form_from(request, point, isco, firm, typed)
    if request.method == "POST" and form.is_valid():
        try:
            return _write(request, form, firm, point)
        except Problem as problem:
            show(problem, form)
    context = {"form": form, "isco": isco, "point": point, "is_empty": is_empty}
    return _page(request, context, isco, firm.country_id, firm.country.currency)


@role_required(Role.EMPLOYER)
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The whole form; of a published vacancy only places and last day."""
    work = own_vacancy(request, public_id)
    form = _change_form(request, work)
    if request.method == "POST" and form.is_valid():
        try:
            return _change(request, form, work)
        except Problem as problem:
            show(problem, form)
    can_send = work.state in EDITABLE - {VacancyState.PAUSED}
    context = {"form": form, "vacancy": work, "isco": work.isco, "can_send": can_send}
    return _page(request, context, work.isco, work.country_id, work.country.currency)


@role_required(Role.EMPLOYER)
@require_POST
def again(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Offer ended work once more: a new draft, to be looked through and sent."""
    work = own_vacancy(request, public_id)
    try:
        draft = copies.offer_again(work, by=actor(request))
    except Problem as problem:
        say(problem, request)
        return redirect("jobs:employer_vacancy", work.public_id)
    messages.success(request, _("Copied. Look it through, then publish it."))
    return redirect("jobs:employer_vacancy_change", draft.public_id)


def _form_from(
    request: HttpRequest, point: StartingPoint, isco: IscoGroup, firm: Employer, typed: str
) -> VacancyForm:
    """With the typed word as the title, and the firm's place, where nothing better is known."""
    known = {"title": typed[:1].upper() + typed[1:], "place": firm.place_id}
    initial = known | of_starting_point(point)
    return VacancyForm(sent(request), isco=isco, like=point.like, initial=initial)


def _write(
    request: HttpRequest, form: VacancyForm, firm: Employer, point: StartingPoint
) -> HttpResponse:
    """Like a protected vacancy, it is protected: what is the same would lead to the same person."""
    publish = request.POST.get("then") == PUBLISH
    written = drafts.write_and_send(
        by=actor(request),
        employer=firm,
        publish=publish,
        is_protected=point.like is not None and point.like.is_protected,
        **form.values(),
    )
    _say(request, written, publish)
    return redirect("jobs:employer_vacancy", written.public_id)


def _change(request: HttpRequest, form: VacancyForm | PlacesForm, work: Vacancy) -> HttpResponse:
    if isinstance(form, VacancyForm):
        publish = request.POST.get("then") == PUBLISH
        changed = drafts.change_and_send(work, by=actor(request), publish=publish, **form.values())
        _say(request, changed, publish)
    else:
        deeds.change_vacancy(work, by=actor(request), **form.cleaned_data)
        messages.success(request, _("Saved."))
    return redirect("jobs:employer_vacancy", work.public_id)


def _say(request: HttpRequest, work: Vacancy, publish: bool) -> None:
    if publish and work.state != VacancyState.DRAFT:
        say_where_it_stands(request, work, _("Sent to be checked."))
    else:
        messages.success(request, _("Saved."))


def _change_form(request: HttpRequest, work: Vacancy) -> VacancyForm | PlacesForm:
    if work.state == VacancyState.PUBLISHED:
        initial = {"openings": work.openings, "closes_on": work.closes_on}
        return PlacesForm(sent(request), initial=initial)
    return VacancyForm(sent(request), isco=work.isco, vacancy=work)


def _page(
    request: HttpRequest, context: dict[str, Any], isco: IscoGroup, country: str, currency: str
) -> HttpResponse:
    """The form; where it asks for the pay, with what similar work pays in this country."""
    if isinstance(context["form"], VacancyForm):
        context["similar_pay"] = guidance(isco, country=country, currency=currency)
    return render(request, "jobs/employer/vacancy_form.html", context)
