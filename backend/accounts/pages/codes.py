"""Staff: how many sign-in codes are used, by range of numbers, and the brakes on them."""

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from backend.accounts.actions import brakes
from backend.accounts.code_alarms import ranges
from backend.accounts.code_ranges import rules
from backend.accounts.models import CodeRange
from backend.accounts.pages.access import actor, role_required
from backend.accounts.states import Role
from backend.lib.errors import Problem
from backend.notifications import alarms
from backend.web.refusals import say


@require_safe
@role_required(Role.ADMINISTRATOR)
def overview(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    by = rules()
    context = {
        "rows": ranges(now),
        "rules": by,
        "alarm": round(100 * by.alarm),
        "brake": round(100 * by.brake),
        "minutes": by.pause // 60,
        "alarms": list(alarms.current(now)),
    }
    return render(request, "accounts/staff/codes.html", context)


@require_POST
@role_required(Role.ADMINISTRATOR)
def release(request: HttpRequest, digits: str) -> HttpResponse:
    found = get_object_or_404(CodeRange, prefix=f"+{digits}")
    try:
        brakes.release(found, by=actor(request))
        notices.success(request, _("Codes go to these numbers again."))
    except Problem as problem:
        say(problem, request)
    return redirect("accounts:staff_codes")
