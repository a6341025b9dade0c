"""Staff take a vacancy or a firm off the open list, and let it back."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from backend.accounts.pages.access import actor, role_required
from backend.accounts.states import STAFF
from backend.lib.errors import Problem
from backend.web.refusals import say
from jobs.actions.protection import Thing, lift_protection, protect
from jobs.models import Employer, Vacancy


@role_required(*STAFF)
@require_POST
def vacancy(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    work = get_object_or_404(Vacancy.objects.visible_to(request.user), public_id=public_id)
    _decide(request, work)
    return redirect("jobs:staff_vacancy", work.public_id)


@role_required(*STAFF)
@require_POST
def employer(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    firm = get_object_or_404(Employer.objects.visible_to(request.user), public_id=public_id)
    _decide(request, firm)
    return redirect("jobs:staff_employer", firm.public_id)


def _decide(request: HttpRequest, thing: Thing) -> None:
    """Protect unless the button says to lift it: a lost answer errs on the safe side."""
    try:
        if request.POST.get("to") == "lift":
            lift_protection(thing, by=actor(request))
            messages.success(request, _("On the open list again."))
        else:
            protect(thing, by=actor(request))
            messages.success(request, _("Off the open list."))
    except Problem as problem:
        say(problem, request)
