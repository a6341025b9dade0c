"""The open list for everybody: search, one vacancy, a feed and a map of the site.

Nothing here depends on who reads. Answers to people who are not signed in may be kept by their
browser for a little while; feed and map, which have no form in them, by anybody.
"""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from backend.accounts.states import Role
from jobs import open_list
from jobs.models import Vacancy
from jobs.pages import returnee
from jobs.pages.match_cards import open_card
from jobs.pages.public_links import Links
from jobs.pages.searching import SearchForm
from jobs.pages.work_words import in_words
from jobs.posting import as_script

PER_PAGE = 20
A_MINUTE = 60

View = Callable[..., HttpResponseBase]


def in_asked_language(view: View) -> View:
    """Lets `?lang=ky` choose the language: a search engine has no cookie to keep one in."""

    @wraps(view)
    def spoken(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked = request.GET.get("lang", "")
        if asked in dict(settings.LANGUAGES):
            translation.activate(asked)
            request.LANGUAGE_CODE = asked
        return view(request, *args, **kwargs)

    return spoken


@login_not_required
@require_safe
@in_asked_language
def search(request: HttpRequest) -> HttpResponse:
    """Every job that is open to all, narrowed by what is asked for."""
    form = SearchForm(request.GET)
    wanted = form.wanted()
    found = open_list.search(wanted)[: open_list.MOST_FOUND]
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "cards": [open_card(work, wanted.place) for work in page],
        "is_cut": page.paginator.count == open_list.MOST_FOUND,
        "links": Links.of(request),
        "is_narrowed": bool(set(request.GET) - {"lang"}),
    }
    return _kept_a_while(request, render(request, "jobs/public/search.html", context))


@login_not_required
@require_safe
@in_asked_language
def vacancy(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """For a returnee with the way to apply; for everybody else if it is on the open list."""
    user: Any = request.user
    if user.is_authenticated and user.role == Role.RETURNEE:
        return returnee.vacancy(request, public_id)
    work = Vacancy.objects.public().with_requirements().filter(public_id=public_id).first()
    if work is None:
        # The same for a protected, an ended and an invented one.
        return render(request, "jobs/public/gone.html", status=404)
    context = in_words(work) | {
        "posting": as_script(work),
        "links": Links.of(request),
    }
    return _kept_a_while(request, render(request, "jobs/public/vacancy.html", context))


def _kept_a_while(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """By the reader's own browser, not by caches between: the page holds a token for its forms."""
    if not request.user.is_authenticated:
        patch_cache_control(answer, private=True, max_age=A_MINUTE)
    return answer
