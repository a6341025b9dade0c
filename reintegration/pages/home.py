"""What to do next, and answering how it goes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from backend.accounts.models import User
from backend.accounts.pages.access import actor
from backend.lib.errors import Problem
from backend.web.refusals import say, sent, show
from reintegration.actions import follow_ups
from reintegration.models import FollowUp, Returnee
from reintegration.pages.forms.follow_ups import FollowUpForm
from reintegration.pages.own import with_own_file
from reintegration.states import FollowUpState, ReturneeState


@require_safe
@with_own_file
def home(request: HttpRequest, returnee: Returnee) -> HttpResponse:
    """One next step first, then everything else."""
    questions = FollowUp.objects.visible_to(request.user).open(timezone.localdate())
    context = {
        "returnee": returnee,
        "question": questions.first(),
        "is_paused": returnee.state == ReturneeState.PAUSED,
        "has_left": returnee.state == ReturneeState.LEFT,
        "lacks_skills": not returnee.skills.all() and not returnee.work_history.all(),
        "plan": returnee.business_plans.order_by("-pk").first(),
    }
    return render(request, "reintegration/home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_own_file
def follow_up(request: HttpRequest, returnee: Returnee, public_id: str) -> HttpResponse:
    """The question "how is it going?", or thanks once it is answered."""
    seen = FollowUp.objects.visible_to(request.user).for_card()
    question = get_object_or_404(seen, public_id=public_id)
    if request.method == "POST" and "decline" in request.POST:
        return _decline(request, question, actor(request))
    form = FollowUpForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            follow_ups.answer(question, by=actor(request), **form.facts())
            messages.success(request, _("Thank you for your answer."))
            return redirect("reintegration:home")
        except Problem as problem:
            show(problem, form)
    context = {"form": form, "question": question, "is_open": _is_open(question)}
    return render(request, "reintegration/follow_up.html", context)


def _decline(request: HttpRequest, question: FollowUp, user: User) -> HttpResponse:
    try:
        follow_ups.close(question, by=user, state=FollowUpState.REFUSED)
        messages.success(request, _("All right. We will not ask this again."))
    except Problem as problem:
        say(problem, request)
    return redirect("reintegration:home")


def _is_open(question: FollowUp) -> bool:
    return question.state not in (FollowUpState.ANSWERED, FollowUpState.REFUSED)
