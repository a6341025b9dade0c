"""SMS from people that only a person can answer; and "no more messages", said by phone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backend.accounts.pages.access import actor, role_required
from backend.accounts.states import STAFF
from backend.lib.errors import Problem
from backend.notifications.models import CallbackRefusal, Message
from backend.notifications.permissions import can_read_all
from backend.web.refusals import say, sent, show
from reintegration.actions import attaching
from reintegration.actions import staff_inbox as deeds
from reintegration.actions.staff_calls import stop_by_call
from reintegration.answer_costs import Count, counted
from reintegration.models import FollowUp, Reply, Returnee
from reintegration.pages.forms.staff_inbox import AnswerForm, AssignForm, InboxForm
from reintegration.pages.ids import named
from reintegration.staff_inbox import ReplyState

PAGE = 25
staff_only = role_required(*STAFF)


@staff_only
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """What waits, nobody's first, the oldest first."""
    form = InboxForm(request.GET)
    seen = Reply.objects.visible_to(request.user).for_card()
    rows = form.narrow(seen, actor(request)).in_turn()
    week = timezone.now().date() - timedelta(days=7)
    refused = CallbackRefusal.objects.times_since(week) if can_read_all(request.user) else 0
    context = {
        "filters": form,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "refused": refused,
    }
    return render(request, "reintegration/staff/inbox.html", context)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, public_id: str) -> HttpResponse:
    """One SMS and its answers; writing one, first to see what it costs and then to send it."""
    found = _seen(request, public_id)
    form = AnswerForm(sent(request), initial={"language": deeds.language_of(found)})
    count = None
    if request.method == "POST" and form.is_valid():
        if "send" not in request.POST:
            count = counted(found, **form.cleaned_data)
        else:
            try:
                deeds.answer(found, by=actor(request), **form.cleaned_data)
                messages.success(request, _("The answer is on its way."))
                return redirect("reintegration:staff_reply", public_id)
            except Problem as problem:
                show(problem, form)
    return render(request, "reintegration/staff/reply.html", _context(request, found, form, count))


@staff_only
@require_POST
def assign(request: HttpRequest, public_id: str) -> HttpResponse:
    """To a colleague, to oneself, or back to nobody."""
    return _done(request, public_id, deeds.assign, to=named(request.POST.get("to")))


@staff_only
@require_POST
def attach(request: HttpRequest, public_id: str) -> HttpResponse:
    """To the file of whoever wrote it."""
    return _done(request, public_id, attaching.attach, returnee=named(request.POST.get("file")))


@staff_only
@require_POST
def done(request: HttpRequest, public_id: str) -> HttpResponse:
    """Nothing more is to be done."""
    return _done(request, public_id, deeds.finish)


@staff_only
@require_POST
def stop(request: HttpRequest, public_id: str) -> HttpResponse:
    """The person called: no more messages."""
    file = get_object_or_404(Returnee.objects.visible_to(request.user), public_id=public_id)
    try:
        stop_by_call(file, by=actor(request), reason=request.POST.get("reason", ""))
        messages.success(request, _("Saved. No more messages go to this person."))
    except Problem as problem:
        say(problem, request)
    return redirect("reintegration:staff_returnee", public_id)


def _seen(request: HttpRequest, public_id: str) -> Reply:
    seen = Reply.objects.visible_to(request.user).for_card()
    return get_object_or_404(seen.select_related("sms__answers"), public_id=public_id)


def _done(
    request: HttpRequest, public_id: str, deed: Callable[..., Any], **words: Any
) -> HttpResponse:
    found = _seen(request, public_id)
    try:
        deed(found, by=actor(request), **words)
        messages.success(request, _("Saved."))
    except Problem as problem:
        say(problem, request)
    return redirect("reintegration:staff_reply", public_id)


def _files(request: HttpRequest, found: Reply) -> list[Returnee]:
    """Whose SMS it may be: the files that were looked for, where it is in none yet."""
    name = request.GET.get("name", "")
    return [] if found.returnee else attaching.files_named(actor(request), name)


def _context(
    request: HttpRequest, found: Reply, form: AnswerForm, count: Count | None
) -> dict[str, Any]:
    colleagues = deeds.may_take(found)
    answers = Message.objects.filter(dedupe_key__startswith=found.answers_key).order_by("pk")
    open_questions = FollowUp.objects.visible_to(request.user).open(timezone.localdate())
    taker = found.assigned_to.public_id if found.assigned_to else None
    return {
        "reply": found,
        "is_open": found.state == ReplyState.OPEN,
        "answers": answers,
        "questions": open_questions.filter(returnee=found.returnee) if found.returnee else [],
        "form": form,
        "counted": count,
        "name": request.GET.get("name", ""),
        "files": _files(request, found),
        "assign_form": AssignForm(colleagues=colleagues, initial={"to": taker}),
    }
