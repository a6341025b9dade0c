"""Messages to many people: the list of them, writing one, what it would do, how far it has come."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backend.accounts.models import User
from backend.accounts.pages.access import actor, role_required
from backend.accounts.states import STAFF
from backend.lib.errors import Problem
from backend.web.refusals import say, sent, show
from reintegration import permissions
from reintegration.campaigns import actions
from reintegration.campaigns.audience import kept
from reintegration.campaigns.describing import in_words
from reintegration.campaigns.preview import preview, readers
from reintegration.campaigns.progress import progress
from reintegration.campaigns.states import UNSENT
from reintegration.models import Campaign
from reintegration.pages.forms.staff_campaigns import CampaignForm, ReturnForm, as_answers

PAGE = 25
staff_only = role_required(*STAFF)
writers_only = role_required(*permissions.CASE_STAFF)
DEEDS: dict[str, Callable[..., Campaign]] = {
    "submit": actions.submit,
    "approve": actions.approve,
    "return": actions.give_back,
    "start": actions.start,
    "stop": actions.stop,
}


@staff_only
@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    """What waits for approval first, then the newest."""
    rows = Campaign.objects.visible_to(request.user).for_card().in_turn()
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "may_write": permissions.can_write_campaigns(actor(request)),
    }
    return render(request, "reintegration/staff/campaigns.html", context)


@writers_only
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """A new one; the query may bring the filters of the list of people."""
    query = kept(request.GET.urlencode())
    begun = actions.begun(actor(request), filters=query)
    form = CampaignForm(sent(request), initial=as_answers(begun), readers=_readers(begun))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.write(by=actor(request), **form.values(query))
            return redirect("reintegration:staff_campaign", made.public_id)
        except Problem as problem:
            show(problem, form)
    context = {"form": form, "words": _words(begun)}
    return render(request, "reintegration/staff/campaign_write.html", context)


@writers_only
@require_http_methods(["GET", "HEAD", "POST"])
def rewrite(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write on, before it starts."""
    campaign = _seen(request, public_id)
    if not permissions.can_rewrite_campaign(actor(request), campaign) or not _is_unsent(campaign):
        raise Http404
    form = CampaignForm(sent(request), initial=as_answers(campaign), readers=_readers(campaign))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(campaign, by=actor(request), **form.values(campaign.filters))
            return redirect("reintegration:staff_campaign", public_id)
        except Problem as problem:
            show(problem, form)
    context = {"form": form, "campaign": campaign, "words": _words(campaign)}
    return render(request, "reintegration/staff/campaign_write.html", context)


@staff_only
@require_safe
def campaign(request: HttpRequest, public_id: str) -> HttpResponse:
    """Before the start what it would do, after it how far it has come."""
    found = _seen(request, public_id)
    context: dict[str, Any] = {"campaign": found, "words": _words(found)}
    context |= {"may": _may(actor(request), found), "return_form": ReturnForm()}
    if _is_unsent(found):
        context["preview"] = _preview(request, found)
    else:
        context["progress"] = progress(found)
    return render(request, "reintegration/staff/campaign.html", context)


@staff_only
@require_POST
def move(request: HttpRequest, public_id: str, deed: str) -> HttpResponse:
    """Hand in, approve, give back, start or stop."""
    found = _seen(request, public_id)
    if deed not in DEEDS:
        raise Http404
    words: dict[str, Any] = {}
    if deed == "approve":
        revision = request.POST.get("revision", "")
        words["revision"] = int(revision) if revision.isdecimal() else 0
    elif deed == "return":
        words["reason"] = request.POST.get("reason", "")[:300]
    try:
        DEEDS[deed](found, by=actor(request), **words)
        messages.success(request, _("Saved."))
    except Problem as problem:
        say(problem, request)
    return redirect("reintegration:staff_campaign", public_id)


def _seen(request: HttpRequest, public_id: str) -> Campaign:
    seen = Campaign.objects.visible_to(request.user).for_card().select_related("stopped_by")
    return get_object_or_404(seen, public_id=public_id)


def _is_unsent(campaign: Campaign) -> bool:
    return campaign.state in UNSENT


def _may(user: User, found: Campaign) -> dict[str, bool]:
    """Which buttons are shown; the actions ask again."""
    return {
        "rewrite": _is_unsent(found) and permissions.can_rewrite_campaign(user, found),
        "approve": permissions.can_approve_campaign(user, found),
        "work": permissions.can_work_campaign(user, found),
    }


def _preview(request: HttpRequest, found: Campaign) -> Any:
    """None where the filters are not understood any more, which is said."""
    try:
        return preview(found)
    except Problem as problem:
        say(problem, request)
        return None


def _readers(found: Campaign) -> dict[str, int]:
    try:
        return readers(found)
    except Problem:
        return {}


def _words(found: Campaign) -> Any:
    try:
        return in_words(found)
    except Problem:
        return []
