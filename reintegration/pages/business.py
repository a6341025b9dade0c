"""My business: write a plan, hand it in, see what became of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backend.accounts.pages.access import actor
from backend.accounts.pages.once import once
from backend.lib.errors import Problem
from backend.web.refusals import say, sent, show
from reintegration.actions import business
from reintegration.models import BusinessPlan, Returnee
from reintegration.pages.forms.business import PlanForm, told_in
from reintegration.pages.own import with_own_file


@require_safe
@with_own_file
def plans(request: HttpRequest, returnee: Returnee) -> HttpResponse:
    mine = BusinessPlan.objects.visible_to(request.user).for_card().order_by("-pk")
    rows = mine.prefetch_related("grant__tranches")
    return render(request, "reintegration/business.html", {"plans": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@once
@with_own_file
def write(request: HttpRequest, returnee: Returnee) -> HttpResponse:
    """A new plan."""
    form = PlanForm(sent(request), initial={"place": str(returnee.home_place_id)})
    if request.method == "POST" and form.is_valid():
        try:
            business.write_plan(returnee, by=actor(request), **form.cleaned_data)
            messages.success(request, _("Saved. Read it once more, then hand it in."))
            return redirect("reintegration:business")
        except Problem as problem:
            show(problem, form)
    return render(request, "reintegration/plan.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@with_own_file
def rewrite(request: HttpRequest, returnee: Returnee, public_id: str) -> HttpResponse:
    """Go on with a plan."""
    plan = _mine(request, public_id)
    form = PlanForm(sent(request), initial=told_in(plan))
    if request.method == "POST" and form.is_valid():
        try:
            business.change_plan(plan, by=actor(request), **form.cleaned_data)
            messages.success(request, _("Saved. Read it once more, then hand it in."))
            return redirect("reintegration:business")
        except Problem as problem:
            show(problem, form)
    return render(request, "reintegration/plan.html", {"form": form})


@require_POST
@with_own_file
def submit(request: HttpRequest, returnee: Returnee, public_id: str) -> HttpResponse:
    try:
        business.submit_plan(_mine(request, public_id), by=actor(request))
        messages.success(request, _("Handed in. The programme reads it and answers here."))
    except Problem as problem:
        say(problem, request)
    return redirect("reintegration:business")


def _mine(request: HttpRequest, public_id: str) -> BusinessPlan:
    seen = BusinessPlan.objects.visible_to(request.user).for_card()
    return get_object_or_404(seen, public_id=public_id)
