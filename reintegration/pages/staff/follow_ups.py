"""Whom to ask how it is going, and writing down what they say."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from backend.accounts.pages.access import actor
from backend.lib.errors import Problem
from backend.web.refusals import sent, show
from reintegration.actions import follow_ups
from reintegration.models import FollowUp, Returnee
from reintegration.pages.forms.follow_ups import NotReachedForm, StaffFollowUpForm
from reintegration.pages.staff.people import staff_only
from reintegration.states import ConsentPurpose

PAGE = 25


@staff_only
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Due and not answered yet, longest waiting first."""
    due = FollowUp.objects.visible_to(request.user).open(timezone.localdate()).for_card()
    page = Paginator(due, PAGE).get_page(request.GET.get("page"))
    return render(request, "reintegration/staff/follow_ups.html", {"page": page})


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, public_id: str) -> HttpResponse:
    """The call: what the person says, or that there was no answer."""
    seen = FollowUp.objects.visible_to(request.user).for_card()
    found = get_object_or_404(seen, public_id=public_id)
    closes = "close" in request.POST
    answer = StaffFollowUpForm(None if closes else sent(request))
    closing = NotReachedForm(request.POST if closes else None)
    form: Any = closing if closes else answer
    if request.method == "POST" and form.is_valid():
        try:
            if closes:
                follow_ups.close(found, by=actor(request), **form.cleaned_data)
            else:
                follow_ups.answer(found, by=actor(request), **form.facts())
            messages.success(request, _("Saved."))
            return redirect("reintegration:staff_returnee", found.returnee.public_id)
        except Problem as problem:
            show(problem, form)
    willing = Returnee.objects.consenting_to(ConsentPurpose.FOLLOW_UP)
    context = {
        "question": found,
        "may_ask": willing.filter(pk=found.returnee_id).exists(),
        "answer": answer,
        "closing": closing,
        "form": form,
    }
    return render(request, "reintegration/staff/follow_up.html", context)
