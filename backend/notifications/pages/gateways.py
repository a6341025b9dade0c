"""Staff: gateways, their money, and what a text would cost."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backend.lib.errors import Problem
from backend.notifications import actions, alarms, costs
from backend.notifications import overview as gateway_overview
from backend.notifications.models import GatewayStatus
from backend.notifications.pages.access import readers_only
from backend.notifications.pages.forms import PreviewForm
from backend.web.refusals import say, sent


@require_safe
@readers_only
def overview(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    context = {
        "rows": gateway_overview.gateways(now),
        "miscounts": costs.miscounts(),
        "alarms": list(alarms.current(now)),
    }
    return render(request, "notifications/staff/gateways.html", context)


@require_POST
@readers_only
def start(request: HttpRequest, name: str) -> HttpResponse:
    """The account is paid, the password is right: let it work again."""
    status = get_object_or_404(GatewayStatus, name=name)
    try:
        actions.start_gateway(status, by=request.user)
        notices.success(request, _("The gateway works again."))
    except Problem as problem:
        say(problem, request)
    return redirect("notifications:staff_gateways")


@require_http_methods(["GET", "HEAD", "POST"])
@readers_only
def preview(request: HttpRequest) -> HttpResponse:
    """What a text would cost. Nothing is sent, and nothing kept."""
    form = PreviewForm(sent(request))
    shown = gateway_overview.preview(**form.cleaned_data) if form.is_valid() else None
    return render(request, "notifications/staff/preview.html", {"form": form, "preview": shown})
