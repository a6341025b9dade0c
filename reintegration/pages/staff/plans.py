"""Business plans for staff: what waits, one plan with its decision, paying out."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backend.accounts.pages.access import actor
from backend.lib.errors import Problem
from backend.web.refusals import say, show
from reintegration.actions import business, grants
from reintegration.models import BusinessPlan, Tranche
from reintegration.pages.forms.business import ApprovalForm, ReasonForm
from reintegration.pages.staff.people import staff_only

PAGE = 25
TRANCHE_DEEDS: dict[str, Callable[..., Any]] = {
    "due": grants.mark_tranche_due,
    "release": grants.release_tranche,
    "cancel": grants.cancel_tranche,
}
REASONED: dict[str, Callable[..., Any]] = {
    "return": business.return_plan,
    "reject": business.reject_plan,
}


@staff_only
@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """Those that wait for a decision, or all."""
    seen = BusinessPlan.objects.visible_to(request.user)
    shows_all = "all" in request.GET
    rows = seen.order_by("-pk") if shows_all else seen.awaiting_decision()
    page = Paginator(rows.for_card(), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "shows_all": shows_all}
    return render(request, "reintegration/staff/plans.html", context)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, public_id: str) -> HttpResponse:
    """One plan; `decision` says which of the forms was sent."""
    seen = BusinessPlan.objects.visible_to(request.user).for_card()
    found = get_object_or_404(seen, public_id=public_id)
    decision = request.POST.get("decision", "")
    approval = ApprovalForm(request.POST if decision == "approve" else None)
    reason = ReasonForm(request.POST if decision in REASONED else None)
    form = approval if decision == "approve" else reason
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request, found, decision, form)
            messages.success(request, _("Saved."))
            return redirect("reintegration:staff_plan", found.public_id)
        except Problem as problem:
            show(problem, form)
    context = {
        "plan": found,
        "approval": approval,
        "reason": reason,
        "form": form if form.is_bound else None,
        "today": timezone.localdate(),
    }
    return render(request, "reintegration/staff/plan.html", context)


@staff_only
@require_POST
def tranche(request: HttpRequest, public_id: str, deed: str) -> HttpResponse:
    """Confirm the condition, pay out, or keep back."""
    seen = Tranche.objects.visible_to(request.user).for_card()
    part = get_object_or_404(seen, public_id=public_id)
    if deed not in TRANCHE_DEEDS:
        raise Http404
    try:
        TRANCHE_DEEDS[deed](part, by=actor(request))
        messages.success(request, _("Saved."))
    except Problem as problem:
        say(problem, request)
    return redirect("reintegration:staff_plan", part.grant.plan.public_id)


def _decide(request: HttpRequest, plan: BusinessPlan, decision: str, form: Any) -> None:
    if isinstance(form, ApprovalForm):
        amount = form.cleaned_data["amount"]
        business.approve_plan(plan, by=actor(request), amount=amount, tranches=form.parts())
    else:
        REASONED[decision](plan, by=actor(request), reason=form.cleaned_data["reason"])
