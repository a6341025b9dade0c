"""Letters, for protection officers. To everybody else these pages do not exist."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backend.accounts.pages.access import actor, role_required
from backend.lib.errors import Problem
from backend.web.refusals import say, sent, show
from reintegration import letter_codes
from reintegration.actions import staff_letters as desk
from reintegration.actions.letters import may_read
from reintegration.letter_states import READERS, LetterState
from reintegration.models import Letter
from reintegration.pages.forms.staff_help import LetterAnswerForm, QueueForm
from reintegration.pages.forms.staff_inbox import AssignForm
from reintegration.pages.ids import named

PAGE = 25
readers_only = role_required(*READERS)


@readers_only
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Reference, age and state: nothing that a passer-by could read."""
    form = QueueForm(request.GET)
    rows = form.narrow(Letter.objects.visible_to(request.user), actor(request)).in_turn()
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"filters": form, "page": page}
    return render(request, "reintegration/staff/letters.html", context)


@readers_only
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
@sensitive_variables()
def letter(request: HttpRequest, public_id: str) -> HttpResponse:
    """The words. Each opening is one line of the audit log, and the page says so."""
    found = _seen(request, public_id)
    form = LetterAnswerForm(sent(request))
    if request.method == "POST" and form.is_valid():
        token = request.POST.get("token", "")
        try:
            desk.answer(found, by=actor(request), token=token, **form.cleaned_data)
            messages.success(request, _("The answer is kept. Only the code opens it."))
            return redirect("reintegration:staff_letter", public_id)
        except Problem as problem:
            show(problem, form)
    taker = found.assigned_to.public_id if found.assigned_to else None
    context = {
        "letter": found,
        "parts": desk.read(found, by=actor(request)),
        "is_open": found.state != LetterState.CLOSED,
        "form": form,
        "token": letter_codes.new_token(),
        "assign_form": AssignForm(colleagues=may_read(found), initial={"to": taker}),
    }
    return render(request, "reintegration/staff/letter.html", context)


@readers_only
@require_POST
def assign(request: HttpRequest, public_id: str) -> HttpResponse:
    """To a colleague, to oneself, or back to nobody."""
    return _done(request, public_id, desk.assign, to=named(request.POST.get("to")))


@readers_only
@require_POST
def close(request: HttpRequest, public_id: str) -> HttpResponse:
    """Nothing more is to be done."""
    return _done(request, public_id, desk.close)


def _seen(request: HttpRequest, public_id: str) -> Letter:
    seen = Letter.objects.visible_to(request.user)
    return get_object_or_404(seen.select_related("office", "assigned_to"), public_id=public_id)


def _done(
    request: HttpRequest, public_id: str, deed: Callable[..., Any], **words: Any
) -> HttpResponse:
    """Back to the queue: the letter is opened, and logged, only by whoever wants to read it."""
    found = _seen(request, public_id)
    try:
        deed(found, by=actor(request), **words)
        messages.success(request, _("Saved."))
    except Problem as problem:
        say(problem, request)
    return redirect("reintegration:staff_letters")
