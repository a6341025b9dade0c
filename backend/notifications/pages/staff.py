"""Staff: messages and what became of them; the uncertain ones are settled here."""

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from backend.lib.errors import Problem
from backend.notifications import actions, alarms
from backend.notifications.models import Message
from backend.notifications.pages.access import readers_only
from backend.notifications.pages.forms import Filters, SettleForm
from backend.notifications.states import WAITING, State
from backend.web.refusals import sent, show

PAGE = 25
TONES: dict[str, str] = {
    **dict.fromkeys(WAITING | {State.SENDING}, ""),
    **dict.fromkeys((State.ACCEPTED, State.SENT, State.DELIVERED), "ok"),
    **dict.fromkeys((State.UNKNOWN, State.UNKNOWN_FINAL, State.NO_REPORT), "warning"),
    **dict.fromkeys((State.REJECTED, State.UNDELIVERED, State.EXPIRED_AT_PROVIDER), "danger"),
}


@require_safe
@readers_only
def messages(request: HttpRequest) -> HttpResponse:
    """The newest first; `?parked` shows only those that wait for a person."""
    seen = Message.objects.visible_to(request.user)
    parked = seen.parked()
    filters = Filters(request.GET)
    chosen = {name: value for name, value in _valid(filters).items() if value}
    shown = parked if "parked" in request.GET else seen
    rows = shown.filter(**chosen).order_by("-pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(message, TONES.get(message.state, "")) for message in page],
        "filters": filters,
        "only_parked": "parked" in request.GET,
        "parked": parked.count(),
        "alarms": list(alarms.current(timezone.now())),
    }
    return render(request, "notifications/staff/messages.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@readers_only
def message(request: HttpRequest, public_id: str) -> HttpResponse:
    """One message, its attempts, and the question what became of it where only a person knows."""
    seen = Message.objects.visible_to(request.user)
    found = get_object_or_404(seen.select_related("settlement__by"), public_id=public_id)
    form = SettleForm(sent(request))
    if form.is_valid():
        try:
            actions.settle(found, by=request.user, **form.cleaned_data)
        except Problem as problem:
            show(problem, form)
        else:
            notices.success(request, _("Noted."))
            return redirect("notifications:staff_message", public_id=public_id)
    context = {
        "message": found,
        "text": "" if found.secret else found.body,
        "tone": TONES.get(found.state, ""),
        "attempts": found.attempts.order_by("number"),
        "form": form if seen.parked().filter(pk=found.pk).exists() or form.is_bound else None,
    }
    return render(request, "notifications/staff/message.html", context)


def _valid(filters: Filters) -> dict[str, str]:
    """What was asked for and exists; a wrong value filters nothing."""
    filters.is_valid()
    return dict(filters.cleaned_data)
