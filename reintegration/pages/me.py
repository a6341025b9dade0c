"""My data: seen, corrected page by page; consents given and withdrawn one by one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backend.accounts.pages.access import actor
from backend.lib.errors import Problem
from backend.web.refusals import say, sent, show
from reintegration.actions import consents, profile, state
from reintegration.consents import NEEDED, TEXTS
from reintegration.models import Consent, Returnee
from reintegration.pages import answers, steps
from reintegration.pages.own import with_own_file
from reintegration.pages.work import work_page
from reintegration.states import ConsentPurpose, ReturneeState

STATE_DEEDS = {"pause": state.pause, "resume": state.resume}


@require_safe
@with_own_file
def me(request: HttpRequest, returnee: Returnee) -> HttpResponse:
    """Everything the programme knows from the person."""
    told = {page.slug: answers.told_before(page.slug, returnee) for page in steps.IN_FILE}
    parts = [(page, steps.summary(page, told, request.user)) for page in steps.IN_FILE]
    return render(request, "reintegration/me.html", {"returnee": returnee, "parts": parts})


@require_http_methods(["GET", "HEAD", "POST"])
@with_own_file
def change(request: HttpRequest, returnee: Returnee, slug: str) -> HttpResponse:
    """One page of the registration again, filled in."""
    page = steps.BY_SLUG.get(slug)
    if page not in steps.IN_FILE or page is None:
        raise Http404
    before = answers.told_before(slug, returnee)
    frame = {"step": page, "back": reverse("reintegration:me")}
    if slug == steps.WORK:
        return _work(request, returnee, before, frame)
    told = {"work": answers.told_before(steps.WORK, returnee)}
    form = page.form(sent(request), initial=before, answers=told, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            if changed := answers.changes(slug, before, form.cleaned_data):
                profile.change_profile(returnee, by=actor(request), **changed)
            messages.success(request, _("Saved."))
            return redirect("reintegration:me")
        except Problem as problem:
            show(problem, form)
    return render(request, "reintegration/step.html", {"form": form, **frame})


@require_http_methods(["GET", "HEAD", "POST"])
@with_own_file
def my_consents(request: HttpRequest, returnee: Returnee) -> HttpResponse:
    """Each purpose with its text, what holds now, and one button to change it."""
    if request.method == "POST":
        _answer(request, returnee)
        return redirect("reintegration:consents")
    now = Consent.objects.filter(returnee=returnee).current()
    standing = {answer.purpose: answer for answer in now}
    rows = [
        {
            "purpose": purpose,
            "text": text,
            "answer": standing.get(purpose),
            "needed": purpose in NEEDED,
        }
        for purpose, text in TEXTS.items()
    ]
    return render(request, "reintegration/consents.html", {"rows": rows})


@require_POST
@with_own_file
def move(request: HttpRequest, returnee: Returnee, deed: str) -> HttpResponse:
    """Pause or resume."""
    if deed not in STATE_DEEDS:
        raise Http404
    try:
        STATE_DEEDS[deed](returnee, by=actor(request))
    except Problem as problem:
        say(problem, request)
    return redirect("reintegration:home")


def _answer(request: HttpRequest, returnee: Returnee) -> None:
    purpose = request.POST.get("purpose", "")
    if purpose not in ConsentPurpose.values:
        raise Http404
    agrees = request.POST.get("given") == "yes"
    deed = consents.give if agrees else consents.withdraw
    try:
        deed(
            returnee,
            by=actor(request),
            purpose=ConsentPurpose(purpose),
            language=get_language() or returnee.language,
        )
        if agrees and purpose in NEEDED and returnee.state == ReturneeState.LEFT:
            state.resume(returnee, by=actor(request))
        messages.success(request, _("Saved."))
    except Problem as problem:
        say(problem, request)


def _work(
    request: HttpRequest, returnee: Returnee, before: answers.Answers, frame: dict[str, Any]
) -> HttpResponse:
    def keep(jobs: list[Any]) -> None:
        values = answers.profile_values(steps.WORK, {"jobs": jobs})
        profile.change_profile(returnee, by=actor(request), **values)

    if request.method == "POST" and "continue" in request.POST:
        return redirect("reintegration:me")
    return work_page(request, before["jobs"], keep, frame)
