"""Returnees for staff: the list, one file, registering somebody, changing a page of a file."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backend.accounts.pages.access import actor, role_required
from backend.accounts.states import STAFF
from backend.lib.errors import Problem
from backend.taxonomy.models import Place
from backend.web import notes
from backend.web.refusals import say, sent, show
from reintegration.actions import consents, profile, registration, state
from reintegration.actions.opening import note_opened
from reintegration.consents import TEXTS, VERSION
from reintegration.models import (
    BusinessPlan,
    Consent,
    FollowUp,
    JourneyEvent,
    PossibleDuplicate,
    Returnee,
)
from reintegration.pages import answers, steps
from reintegration.pages.forms.staff import (
    CorrectionForm,
    LeaveForm,
    PeopleForm,
    StaffRegistrationForm,
)
from reintegration.pages.forms.staff_inbox import StopForm
from reintegration.pages.work import work_page
from reintegration.permissions import can_write_campaigns, may_know_file
from reintegration.states import ConsentPurpose, JourneyKind, SkillSource

PAGE = 25
staff_only = role_required(*STAFF)
MOVES = {"pause": state.pause, "resume": state.resume, "leave": state.leave}


@staff_only
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Search and filters, newest first."""
    form = PeopleForm(request.GET)
    files = form.narrow(Returnee.objects.visible_to(request.user).for_card())
    page = Paginator(files.order_by("-pk"), PAGE).get_page(request.GET.get("page"))
    may_write = can_write_campaigns(actor(request))
    context = {"filters": form, "page": page, "may_write_to": may_write}
    return render(request, "reintegration/staff/people.html", context)


@staff_only
@require_safe
def person(request: HttpRequest, public_id: str) -> HttpResponse:
    """One file as a whole. The look is written to the audit log."""
    returnee = _seen(request, public_id)
    note_opened(returnee, by=actor(request))
    told = {page.slug: answers.told_before(page.slug, returnee) for page in steps.FOR_STAFF}
    pairs = PossibleDuplicate.objects.visible_to(request.user).of(returnee).open()
    events = JourneyEvent.objects.of(returnee).standing().exclude(kind=JourneyKind.CORRECTED)
    standing = {row.purpose: row for row in Consent.objects.filter(returnee=returnee).current()}
    context = {
        "returnee": returnee,
        "parts": [(page, steps.summary(page, told, None)) for page in steps.FOR_STAFF],
        "events": events.order_by("-occurred_on", "-pk"),
        "consents": [(purpose, standing.get(purpose)) for purpose in TEXTS],
        "pairs": pairs.with_files(),
        "alike_elsewhere": any(
            not may_know_file(actor(request), file)
            for pair in pairs.with_files()
            for file in (pair.first, pair.second)
        ),
        "needs": returnee.needs.filter(met_on=None),
        "said_skills": returnee.skills.filter(source=SkillSource.SELF).select_related("skill"),
        "correction_form": CorrectionForm(),
        "plans": BusinessPlan.objects.visible_to(request.user).filter(returnee=returnee),
        "questions": FollowUp.objects.filter(returnee=returnee).order_by("due_on"),
        "today": timezone.localdate(),
        "leave_form": LeaveForm(),
        "stop_form": StopForm(),
        "notes": notes.about("returnee", request.user, [returnee.pk])[returnee.pk],
    }
    return render(request, "reintegration/staff/person.html", context)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Somebody is here: the short form."""
    initial = {"language": "ru"}
    form = StaffRegistrationForm(
        sent(request), initial=initial, user=request.user, of_somebody=True
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _registered(request, _register(request, form))
        except Problem as problem:
            show(problem, form)
    return render(request, "reintegration/staff/register.html", {"form": form})


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, public_id: str, slug: str) -> HttpResponse:
    """One page of the registration again, for a file of the office."""
    returnee, page = _seen(request, public_id), steps.FOR_STAFF_BY_SLUG.get(slug)
    if page is None:
        raise Http404
    back = reverse("reintegration:staff_returnee", args=[returnee.public_id])
    frame: dict[str, Any] = {"step": page, "back": back}
    before = answers.told_before(slug, returnee)
    if slug == steps.WORK:
        return _work(request, returnee, before, frame)
    told = {"work": answers.told_before(steps.WORK, returnee)}
    form = page.ask(sent(request), initial=before, answers=told)
    if request.method == "POST" and form.is_valid():
        try:
            if changed := answers.changes(slug, before, form.cleaned_data):
                profile.change_profile(returnee, by=actor(request), **changed)
            messages.success(request, _("Saved."))
            return redirect(back)
        except Problem as problem:
            show(problem, form)
    return render(request, "reintegration/step.html", {"form": form, **frame})


@staff_only
@require_POST
def move(request: HttpRequest, public_id: str, deed: str) -> HttpResponse:
    """Pause, resume or leave, as the person asked."""
    returnee = _seen(request, public_id)
    if deed not in MOVES:
        raise Http404
    words = {"reason": request.POST.get("reason", "")} if deed == "leave" else {}
    try:
        MOVES[deed](returnee, by=actor(request), **words)
        messages.success(request, _("Saved."))
    except Problem as problem:
        say(problem, request)
    return redirect("reintegration:staff_returnee", public_id)


@staff_only
@require_POST
def consent(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record what the person said to one of the texts, read out to them."""
    returnee, purpose = _seen(request, public_id), request.POST.get("purpose", "")
    if purpose not in ConsentPurpose.values:
        raise Http404
    deed = consents.give if request.POST.get("given") == "yes" else consents.withdraw
    try:
        deed(
            returnee,
            by=actor(request),
            purpose=ConsentPurpose(purpose),
            language=returnee.language,
        )
        messages.success(request, _("Saved."))
    except Problem as problem:
        say(problem, request)
    return redirect("reintegration:staff_returnee", public_id)


def _seen(request: HttpRequest, public_id: str) -> Returnee:
    seen = Returnee.objects.visible_to(request.user).with_background()
    return get_object_or_404(seen, public_id=public_id)


def _register(request: HttpRequest, form: StaffRegistrationForm) -> Returnee:
    told = form.cleaned_data
    plain = ("given_names", "family_name", "sex", "birth_year", "language", "phone")
    return registration.register_returnee(
        by=actor(request),
        office=told["office"],
        consents=form.consents(),
        text_version=VERSION,
        read_in=get_language() or "",
        sign_in=told["sign_in"],
        home_place=Place.objects.get(pk=told["home_place"]),
        phone_owner=told["phone_owner"],
        needs=told["needs"],
        **{name: told[name] for name in plain},
    )


def _registered(request: HttpRequest, returnee: Returnee) -> HttpResponse:
    """On to the file, unless it went to another office."""
    if Returnee.objects.visible_to(request.user).filter(pk=returnee.pk).exists():
        messages.success(request, _("Registered. Add work and skills, so that jobs can be found."))
        return redirect("reintegration:staff_returnee", returnee.public_id)
    office = {"office": returnee.office}
    messages.success(request, _("Registered. The file is with the office %(office)s.") % office)
    return redirect("reintegration:staff_returnees")


def _work(
    request: HttpRequest, returnee: Returnee, before: answers.Answers, frame: dict[str, Any]
) -> HttpResponse:
    def keep(jobs: list[Any]) -> None:
        values = answers.profile_values(steps.WORK, {"jobs": jobs})
        profile.change_profile(returnee, by=actor(request), **values)

    if request.method == "POST" and "continue" in request.POST:
        return redirect(frame["back"])
    return work_page(request, before["jobs"], keep, frame)
