"""An employer's own start page, registering and changing the firm."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from backend.accounts.addresses import network_of
from backend.accounts.pages.access import actor, role_required
from backend.accounts.states import Role
from backend.lib.errors import Problem
from backend.web.refusals import show
from jobs.actions import employers
from jobs.actions.reminders import PATIENCE
from jobs.actions.sign_up import sign_up
from jobs.models import Application, Employer, Vacancy
from jobs.pages.forms.firms import ColleagueForm, FirmForm, RegisterForm


@role_required(Role.EMPLOYER)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Where the firm stands, who waits for an answer, and its vacancies."""
    firm = own_firm(request)
    if firm is None:
        return redirect("jobs:employer_firm")
    seen = Vacancy.objects.visible_to(request.user).for_card().with_counts().order_by("-pk")
    waiting = Application.objects.visible_to(request.user).unanswered().select_related("vacancy")
    longest = waiting.order_by("created_at", "pk").first()
    context = {
        "firm": firm,
        "page": Paginator(seen, 25).get_page(request.GET.get("page")),
        "unanswered": waiting.count(),
        "longest": longest,
        "is_late": longest and longest.created_at < timezone.now() - PATIENCE,
    }
    return render(request, "jobs/employer/home.html", context)


@login_not_required
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """The firm and the account of whoever registers it. The mail's link opens the account."""
    if request.user.is_authenticated:
        return redirect("jobs:employer_home")
    form = RegisterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _sign_up(form, address=network_of(request))
        except Problem as problem:
            show(problem, form)
        else:
            return redirect("jobs:employer_registered")
    return render(request, "jobs/employer/register.html", {"form": form})


@login_not_required
@require_safe
def registered(request: HttpRequest) -> HttpResponse:
    """The same words whether the address and the firm were new or known."""
    return render(request, "jobs/employer/registered.html")


@role_required(Role.EMPLOYER)
@require_http_methods(["GET", "POST"])
def firm(request: HttpRequest) -> HttpResponse:
    """See and change the firm; for an account without one, register it."""
    own = own_firm(request)
    form = FirmForm(request.POST or None, initial=_initial(own))
    if request.method == "POST" and form.is_valid():
        try:
            if own is None:
                employers.register_employer(by=actor(request), **form.values())
            else:
                employers.change_employer(own, by=actor(request), **form.values())
        except Problem as problem:
            show(problem, form)
        else:
            messages.success(request, _("Saved."))
            return redirect("jobs:employer_home")
    return render(request, "jobs/employer/firm.html", {"form": form, "firm": own})


@role_required(Role.EMPLOYER)
@require_http_methods(["GET", "POST"])
def members(request: HttpRequest) -> HttpResponse:
    """Who signs in for the firm; another colleague is added by e-mail."""
    own = own_firm(request)
    if own is None:
        return redirect("jobs:employer_firm")
    form = ColleagueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        language = get_language() or "ru"
        try:
            employers.add_member(own, by=actor(request), language=language, **form.cleaned_data)
        except Problem as problem:
            show(problem, form)
        else:
            messages.success(request, _("Added. A new colleague gets a mail with a link."))
            return redirect("jobs:employer_members")
    context = {"form": form, "firm": own, "members": own.members.select_related("user")}
    return render(request, "jobs/employer/members.html", context)


def own_firm(request: HttpRequest) -> Employer | None:
    return Employer.objects.visible_to(request.user).first()


def _sign_up(form: RegisterForm, *, address: str) -> None:
    said = form.cleaned_data
    account = {
        "email": said["email"],
        "password": said["password"],
        "name": said["your_name"],
        "language": get_language() or "ru",
        "address": address,
    }
    sign_up(account=account, firm=form.values())


def _initial(own: Employer | None) -> dict[str, object]:
    names = ("name", "tax_number", "place", "address", "contact_name", "contact_phone")
    return {name: getattr(own, name) for name in names} if own else {}
