"""Numbers to call, writing to us, and coming back with a code: for everybody, no sign-in.

These pages never redirect with anything in the address, keep nothing in a session and set no
cookie of their own. A foreign page that posts here can do no more than write a letter of its
own, so no CSRF token is asked: the form's signed token stands for the form, and who has cookies
switched off, or had the page open for hours, loses no word.
"""

from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from backend.accounts.addresses import network_of
from backend.accounts.pages.access import View
from backend.lib.errors import Problem
from backend.web.refusals import sent, show
from reintegration import letter_codes
from reintegration.actions import letters
from reintegration.help_numbers import by_country, without_numbers
from reintegration.models import Letter
from reintegration.pages.forms.help import AskForm, CodeForm, LetterForm, MoreForm, ReportForm


def unseen(view: View) -> View:
    """For pages that hold people's words: nothing cached, nothing in an error report."""

    @csrf_exempt
    @login_not_required
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @sensitive_post_parameters()
    @sensitive_variables()
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    return guarded


@login_not_required
@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """What is confirmed today, by country; and honestly where nothing is."""
    found = by_country()
    context = {"countries": found, "without": without_numbers(found)}
    return render(request, "reintegration/help/numbers.html", context)


@unseen
def ask(request: HttpRequest) -> HttpResponse:
    return _written(request, AskForm(sent(request)), "reintegration/help/ask.html")


@unseen
def report(request: HttpRequest) -> HttpResponse:
    return _written(request, ReportForm(sent(request)), "reintegration/help/report.html")


@unseen
def again(request: HttpRequest) -> HttpResponse:
    """The code first, then the letter with its answers, and room for more words."""
    form = CodeForm(sent(request))
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        try:
            letter = letters.open_by_code(code, network=network_of(request))
            return _shown(request, letter, code)
        except Problem as problem:
            show(problem, form)
    return render(request, "reintegration/help/again.html", {"form": form})


def _written(request: HttpRequest, form: LetterForm, template: str) -> HttpResponse:
    """The form, or the code of the letter: shown once, and again only to the same form."""
    if request.method == "POST" and form.is_valid():
        try:
            code = letters.write(
                form.told(),
                token=request.POST.get("token", ""),
                language=get_language() or "",
                region=form.cleaned_data["region"],
                network=network_of(request),
            )
            context = {"code": letter_codes.grouped(code)}
            return render(request, "reintegration/help/kept.html", context)
        except Problem as problem:
            show(problem, form)
    return render(request, template, {"form": form, "token": _token_of(request)})


def _shown(request: HttpRequest, letter: Letter, code: str) -> HttpResponse:
    writes = "text" in request.POST
    form = MoreForm(request.POST if writes else None)
    token, is_kept = _token_of(request), False
    if writes and form.is_valid():
        try:
            text, network = form.cleaned_data["text"], network_of(request)
            sent_token = request.POST.get("token", "")
            letter = letters.add(code, text=text, token=sent_token, network=network)
            form, token, is_kept = MoreForm(), letter_codes.new_token(), True
        except Problem as problem:
            show(problem, form)
    context = {
        "letter": letter,
        "parts": [(part, part.told()) for part in letter.parts.all()],
        "code": code,
        "form": form,
        "token": token,
        "is_kept": is_kept,
    }
    return render(request, "reintegration/help/letter.html", context)


def _token_of(request: HttpRequest) -> str:
    """The form's own, so that sending it once more is sending the same; a new one if it is over."""
    token = request.POST.get("token", "")
    try:
        letter_codes.opened(token)
    except Problem:
        return letter_codes.new_token()
    return token
