"""A vacancy as a returnee reads it, applying in two taps, and what became of applications."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from backend.accounts.pages.access import actor, role_required
from backend.accounts.states import Role
from backend.lib.errors import Problem
from backend.web.refusals import show
from jobs.actions import applications as deeds
from jobs.models import Application, Vacancy
from jobs.pages.forms.answers import ApplyForm
from jobs.pages.match_cards import pay_of, place_of
from jobs.pages.work_words import in_words
from jobs.states import STANDING, ApplicationState
from reintegration.actions import consents
from reintegration.models import Returnee
from reintegration.states import ConsentPurpose


@role_required(Role.RETURNEE)
@require_safe
def vacancy(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The work, the pay, the place, what is asked for; and the way to apply."""
    work = _seen(request, public_id)
    returnee = _own_file(request)
    form = ApplyForm(consent_is_missing=_consent_is_missing(returnee)) if returnee else None
    return _show(request, work, returnee, form)


@role_required(Role.RETURNEE)
@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Send the application; a missing consent is asked for in the same form."""
    work = _seen(request, public_id)
    returnee = _own_file(request)
    if returnee is None:
        return redirect("reintegration:register")
    if request.method != "POST":
        return redirect("jobs:vacancy", work.public_id)
    missing = _consent_is_missing(returnee)
    form = ApplyForm(request.POST, consent_is_missing=missing)
    if form.is_valid():
        try:
            _send(request, work, returnee, form)
        except Problem as problem:
            show(problem, form)
        else:
            messages.success(request, _("Sent. We write to you when the employer answers."))
            return redirect("jobs:applications")
    return _show(request, work, returnee, form)


@role_required(Role.RETURNEE)
@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    """What the person asked for and what came of it, newest first."""
    own = Application.objects.visible_to(request.user).for_card().order_by("-pk")
    page = Paginator(own, 20).get_page(request.GET.get("page"))
    rows = [(row, pay_of(row.vacancy), place_of(row.vacancy)) for row in page]
    context = {"page": page, "rows": rows, "standing": STANDING}
    return render(request, "jobs/returnee/applications.html", context)


@role_required(Role.RETURNEE)
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take an application back, once more asked."""
    own = Application.objects.visible_to(request.user).for_card()
    application = get_object_or_404(own, public_id=public_id)
    if request.method == "POST":
        try:
            deeds.withdraw(application, by=actor(request))
            messages.success(request, _("You took the application back."))
        except Problem as problem:
            messages.error(request, str(problem))
        return redirect("jobs:applications")
    return render(request, "jobs/returnee/withdraw.html", {"application": application})


def _seen(request: HttpRequest, public_id: uuid.UUID) -> Vacancy:
    visible = Vacancy.objects.visible_to(request.user).with_requirements()
    return get_object_or_404(visible, public_id=public_id)


def _own_file(request: HttpRequest) -> Returnee | None:
    return Returnee.objects.visible_to(request.user).first()


def _consent_is_missing(returnee: Returnee) -> bool:
    agreed = Returnee.objects.consenting_to(ConsentPurpose.EMPLOYERS)
    return not agreed.filter(pk=returnee.pk).exists()


@transaction.atomic
def _send(request: HttpRequest, work: Vacancy, returnee: Returnee, form: ApplyForm) -> None:
    """The consent and the application together: a refused one leaves no consent behind."""
    if form.cleaned_data.get("agree"):
        consents.give(
            returnee,
            by=actor(request),
            purpose=ConsentPurpose.EMPLOYERS,
            language=get_language() or returnee.language,
        )
    deeds.apply(work, by=actor(request), returnee=returnee, note=form.cleaned_data["note"])


def _show(
    request: HttpRequest, work: Vacancy, returnee: Returnee | None, form: ApplyForm | None
) -> HttpResponse:
    mine = Application.objects.filter(vacancy=work, returnee=returnee) if returnee else None
    standing = mine and mine.exclude(state=ApplicationState.WITHDRAWN).first()
    context = in_words(work) | {
        "application": standing,
        "is_open": Vacancy.objects.open().filter(pk=work.pk).exists(),
        "form": form,
    }
    return render(request, "jobs/returnee/vacancy.html", context)
