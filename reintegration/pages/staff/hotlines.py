"""Numbers to call: proposed, called and confirmed by a second colleague, withdrawn."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from backend.accounts.pages.access import actor, role_required
from backend.accounts.states import STAFF
from backend.lib.errors import Problem
from backend.web.refusals import say, sent, show
from reintegration.actions import staff_hotlines as deeds
from reintegration.models import Hotline
from reintegration.pages.forms.staff_help import ConfirmForm, HotlineForm
from reintegration.permissions import can_confirm_hotline

staff_only = role_required(*STAFF)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def hotlines(request: HttpRequest) -> HttpResponse:
    """The whole list is short: a few rows a country."""
    form = HotlineForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            deeds.propose(by=actor(request), **form.cleaned_data)
            messages.success(request, _("Noted. A second colleague calls it and confirms it."))
            return redirect("reintegration:staff_hotlines")
        except Problem as problem:
            show(problem, form)
    rows = Hotline.objects.visible_to(request.user).for_staff()
    today = timezone.localdate()
    context = {
        "rows": [(row, can_confirm_hotline(actor(request), row)) for row in rows],
        "is_over": {row.pk for row in rows if row.good_until and row.good_until < today},
        "form": form,
    }
    return render(request, "reintegration/staff/hotlines.html", context)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everything that is to be checked while calling, on one page."""
    found = _seen(request, public_id)
    form = ConfirmForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            deeds.confirm(found, by=actor(request), good_until=form.cleaned_data["good_until"])
            messages.success(request, _("Confirmed. People see this number now."))
            return redirect("reintegration:staff_hotlines")
        except Problem as problem:
            show(problem, form)
    context = {"row": found, "form": form, "may": can_confirm_hotline(actor(request), found)}
    return render(request, "reintegration/staff/hotline.html", context)


@staff_only
@require_POST
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """At once, by anybody of the staff: a wrong number is worse than none."""
    found = _seen(request, public_id)
    try:
        deeds.withdraw(found, by=actor(request))
        messages.success(request, _("Withdrawn. Nobody sees this number any more."))
    except Problem as problem:
        say(problem, request)
    return redirect("reintegration:staff_hotlines")


def _seen(request: HttpRequest, public_id: str) -> Hotline:
    return get_object_or_404(Hotline.objects.visible_to(request.user), public_id=public_id)
