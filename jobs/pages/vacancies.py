"""An employer's vacancy: where it stands and why, have it checked, pause, end."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django_stubs_ext import StrOrPromise

from backend.accounts.pages.access import actor, role_required
from backend.accounts.states import Role
from backend.lib.errors import Problem
from backend.web.refusals import say
from jobs.actions import publication
from jobs.models import Vacancy
from jobs.pages.work_words import in_words
from jobs.screening.advice import advice_on
from jobs.states import EDITABLE, ENDED, HIRING, VacancyState

Deed = Callable[..., Vacancy]

MOVES: dict[str, tuple[Deed, StrOrPromise]] = {
    "submit": (publication.submit, gettext_lazy("Sent to be checked.")),
    "pause": (publication.pause, gettext_lazy("Paused. Nobody sees it now.")),
    "resume": (publication.resume, gettext_lazy("Sent to be checked.")),
    "fill": (publication.mark_filled, gettext_lazy("Marked as filled. Who waited is told.")),
    "close": (publication.close, gettext_lazy("Closed. Who waited is told.")),
}


@role_required(Role.EMPLOYER)
@require_safe
def vacancy(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """As others will read it, where it stands and why, and what can be done next."""
    work = own_vacancy(request, public_id)
    context = in_words(work) | {
        "advice": [advice_on(finding, title=work.title) for finding in work.findings.all()],
        "can_change": work.state in EDITABLE or work.state == VacancyState.PUBLISHED,
        "is_hiring": work.state in HIRING,
        "has_ended": work.state in ENDED,
        "firm_is_checked": work.employer.state == "verified",
    }
    return render(request, "jobs/employer/vacancy.html", context)


@role_required(Role.EMPLOYER)
@require_POST
def move(request: HttpRequest, public_id: uuid.UUID, verb: str) -> HttpResponse:
    """Submit, pause, resume, fill or close."""
    work = own_vacancy(request, public_id)
    if verb not in MOVES:
        raise Http404
    deed, said = MOVES[verb]
    try:
        say_where_it_stands(request, deed(work, by=actor(request)), said)
    except Problem as problem:
        say(problem, request)
        if problem.fields and work.state in EDITABLE:
            return redirect(field_of(work, next(iter(problem.fields))))
    return redirect("jobs:employer_vacancy", work.public_id)


def say_where_it_stands(request: HttpRequest, work: Vacancy, said: StrOrPromise) -> None:
    is_out = work.state == VacancyState.PUBLISHED
    messages.success(request, _("Published.") if is_out else str(said))


def field_of(work: Vacancy, name: str) -> str:
    """The address of one field of the form that changes this vacancy."""
    return f"{reverse('jobs:employer_vacancy_change', args=[work.public_id])}#id_{name}"


def own_vacancy(request: HttpRequest, public_id: uuid.UUID) -> Vacancy:
    seen = Vacancy.objects.visible_to(request.user).with_requirements().with_counts()
    return get_object_or_404(seen.prefetch_related("findings"), public_id=public_id)
