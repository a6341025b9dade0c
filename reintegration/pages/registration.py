"""Registering, page by page. Every page is kept on the server before the next one opens."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from backend.accounts.pages.access import actor, role_required
from backend.accounts.states import Role
from backend.lib.errors import Problem
from backend.web.refusals import sent
from reintegration.actions.drafts import drop_draft, keep_answers
from reintegration.actions.registration import register_returnee
from reintegration.consents import VERSION
from reintegration.models import RegistrationDraft, Returnee
from reintegration.pages import answers, steps
from reintegration.pages.work import work_page


@role_required(Role.RETURNEE)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """To the first page not answered yet."""
    if Returnee.objects.filter(user=actor(request)).exists():
        return redirect("reintegration:home")
    return _to(steps.first_open(_told(request)))


@role_required(Role.RETURNEE)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, slug: str) -> HttpResponse:
    """One page of the registration. `?change` comes from the summary and goes back to it."""
    page, told = steps.BY_SLUG.get(slug), _told(request)
    if page is None:
        raise Http404
    if Returnee.objects.filter(user=actor(request)).exists():
        return redirect("reintegration:home")
    if steps.number(page) > steps.number(steps.first_open(told)):
        return _to(steps.first_open(told))
    if slug == steps.CHECK:
        return _check(request, told)
    if slug == steps.WORK:
        return _work(request, page, told)
    return _questions(request, page, told)


@role_required(Role.RETURNEE)
@require_safe
def done(request: HttpRequest) -> HttpResponse:
    if not Returnee.objects.visible_to(request.user).exists():
        return redirect("reintegration:register")
    return render(request, "reintegration/registered.html")


def _questions(request: HttpRequest, page: steps.Step, told: answers.Answers) -> HttpResponse:
    form = page.form(
        sent(request),
        initial=dict(told.get(page.slug, {})),
        answers=told,
        user=request.user,
    )
    if request.method == "POST" and form.is_valid():
        keep_answers(by=actor(request), step=page.slug, answers=form.cleaned_data)
        return _onward(request, page)
    return render(request, "reintegration/step.html", {"form": form, **_frame(request, page)})


def _work(request: HttpRequest, page: steps.Step, told: answers.Answers) -> HttpResponse:
    def keep(jobs: list[Any]) -> None:
        keep_answers(by=actor(request), step=page.slug, answers={"jobs": jobs})

    frame = _frame(request, page)
    jobs = told.get(page.slug, {}).get("jobs", [])
    if request.method == "POST" and "continue" in request.POST:
        keep(jobs)
        return _onward(request, page)
    return work_page(request, jobs, keep, frame)


def _check(request: HttpRequest, told: answers.Answers) -> HttpResponse:
    mistakes: dict[str, Any] = {}
    if request.method == "POST":
        try:
            _open_file(request, told)
            return redirect("reintegration:registered")
        except Problem as problem:
            messages.error(request, str(problem))
            mistakes = dict(problem.fields)
    page = steps.BY_SLUG[steps.CHECK]
    parts = [(part, steps.summary(part, told, request.user)) for part in steps.STEPS[:-1]]
    context = {"parts": parts, "mistakes": mistakes.values(), **_frame(request, page)}
    return render(request, "reintegration/check.html", context)


def _open_file(request: HttpRequest, told: answers.Answers) -> None:
    values: dict[str, Any] = {}
    for page in steps.IN_FILE:
        values |= answers.profile_values(page.slug, told[page.slug])
    user = actor(request)
    register_returnee(
        by=user,
        user=user,
        consents=answers.consents(told[steps.CONSENTS]),
        text_version=VERSION,
        read_in=get_language() or "",
        **values,
    )
    drop_draft(by=user)


def _onward(request: HttpRequest, page: steps.Step) -> HttpResponse:
    return _to(steps.BY_SLUG[steps.CHECK] if "change" in request.GET else steps.after(page))


def _frame(request: HttpRequest, page: steps.Step) -> dict[str, Any]:
    """What every page of the registration shows around its question."""
    earlier = steps.before(page)
    if "change" in request.GET:
        back = reverse("reintegration:register_step", args=[steps.CHECK])
    elif earlier is not None:
        back = reverse("reintegration:register_step", args=[earlier.slug])
    else:
        back = reverse("web:home")
    return {"step": page, "number": steps.number(page), "total": len(steps.STEPS), "back": back}


def _told(request: HttpRequest) -> answers.Answers:
    draft = RegistrationDraft.objects.visible_to(request.user).first()
    return draft.answers if draft else {}


def _to(page: steps.Step) -> HttpResponse:
    return redirect("reintegration:register_step", page.slug)
