"""An employer's applicants, and the answers to them."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe
from django_stubs_ext import StrOrPromise

from backend.accounts.pages.access import actor, role_required
from backend.accounts.states import Role
from backend.lib.errors import Problem
from backend.web.refusals import sent, show
from jobs.actions import applications, hiring
from jobs.actions.bulk_answers import refuse_many
from jobs.applicants import applicant_of, is_shared
from jobs.models import Application, Vacancy
from jobs.pages.forms.answers import BulkRefuseForm, HireForm, InviteForm, RefuseForm
from jobs.states import STANDING, ApplicationState

ANSWERS: dict[str, tuple[type[forms.Form], Callable[..., Any], StrOrPromise]] = {
    "invite": (InviteForm, applications.invite, gettext_lazy("Invite to talk")),
    "hire": (HireForm, hiring.hire, gettext_lazy("Hire")),
    "refuse": (RefuseForm, applications.refuse, gettext_lazy("Not this time")),
}


@role_required(Role.EMPLOYER)
@require_http_methods(["GET", "POST"])
def applicants(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Who asked for this vacancy, those who wait first; several can get the same answer."""
    work = get_object_or_404(Vacancy.objects.visible_to(request.user), public_id=public_id)
    asked = Application.objects.visible_to(request.user).filter(vacancy=work)
    page = Paginator(asked.waiting_first().with_applicant(), 25).get_page(request.GET.get("page"))
    form = BulkRefuseForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            count = refuse_many(by=actor(request), **form.values())
            messages.success(request, _answered(count))
            return redirect(request.get_full_path())
        except Problem as problem:
            show(problem, form)
    context = {
        "vacancy": work,
        "page": page,
        "rows": [(application, applicant_of(application)) for application in page],
        "form": form if any(application.state in STANDING for application in page) else None,
        "chosen": form["applications"].value() or [],
        "standing": STANDING,
    }
    return render(request, "jobs/employer/applicants.html", context)


@role_required(Role.EMPLOYER)
@require_safe
def applicant(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One applicant as far as they agreed to be seen; opening it says so to them."""
    application = _own(request, public_id)
    applications.mark_seen(application, by=actor(request))
    context = {
        "application": application,
        "applicant": applicant_of(application),
        "note": application.note if is_shared(application) else "",
        "waits": application.state in STANDING,
        "can_invite": application.state in STANDING - {ApplicationState.INVITED},
    }
    return render(request, "jobs/employer/applicant.html", context)


@role_required(Role.EMPLOYER)
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, public_id: uuid.UUID, verb: str) -> HttpResponse:
    """Invite, hire or refuse: one form each."""
    application = _own(request, public_id)
    form_class, deed, label = ANSWERS[verb]
    form = form_class(request.POST or None, initial={"started_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            deed(application, by=actor(request), **form.cleaned_data)
            messages.success(request, _("Answered. We tell the person now."))
            return redirect("jobs:applicants", application.vacancy.public_id)
        except Problem as problem:
            show(problem, form)
    context = {
        "form": form,
        "application": application,
        "applicant": applicant_of(application),
        "label": label,
        "verb": verb,
    }
    return render(request, "jobs/employer/answer.html", context)


def _own(request: HttpRequest, public_id: uuid.UUID) -> Application:
    seen = Application.objects.visible_to(request.user).with_applicant()
    return get_object_or_404(seen, public_id=public_id)


def _answered(count: int) -> str:
    words = ngettext("%(n)s person is told now.", "%(n)s people are told now.", count)
    return words % {"n": count}
