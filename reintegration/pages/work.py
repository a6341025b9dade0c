"""The work done: typed in one's own words, chosen among titles, one job after another."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from backend.taxonomy.models import OccupationTitle
from reintegration.pages.forms.abilities import JobForm, SearchForm
from reintegration.pages.forms.staff_words import reword

JOBS_AT_MOST = 20
ALSO_READ = ("ru",)


def work_page(
    request: HttpRequest,
    jobs: list[dict[str, Any]],
    keep: Callable[[list[dict[str, Any]]], None],
    frame: dict[str, Any],
) -> HttpResponse:
    """Search, choose, add, take away; `keep` saves the list after every change."""
    here = request.path + ("?change" if "change" in request.GET else "")
    search = SearchForm(request.GET if "q" in request.GET else None)
    if frame["step"].of_somebody:
        reword(search.fields)
    titles = _found(search)
    form = JobForm(request.POST if "add" in request.POST else None, titles=titles)
    if request.method == "POST" and "remove" in request.POST:
        place = request.POST["remove"]
        keep([job for index, job in enumerate(jobs) if str(index) != place])
        return redirect(here)
    if request.method == "POST" and form.is_valid():
        keep([*jobs, form.job()][-JOBS_AT_MOST:])
        return redirect(here)
    context = {"search": search, "form": form, "titles": titles, "jobs": jobs, **frame}
    return render(request, "reintegration/work.html", context)


def _found(search: SearchForm) -> list[OccupationTitle]:
    """Titles in the reader's language and in Russian, which job titles here are known by."""
    if not search.is_valid():
        return []
    languages = dict.fromkeys([get_language() or "en", *ALSO_READ])
    text = search.cleaned_data["q"]
    titles = OccupationTitle.objects
    return titles.search(text, list(languages)) or titles.search(text)
