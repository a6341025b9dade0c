"""Staff: when the matching ran, what it found, whom it told."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from backend.accounts.pages.access import role_required
from backend.accounts.states import STAFF
from jobs.models import MatchRun, Vacancy
from jobs.states import RunState, RunTrigger

PAGE_SIZE = 25
TONES = {RunState.RUNNING: "warning", RunState.DONE: "ok", RunState.FAILED: "danger"}


@require_safe
@role_required(*STAFF)
def runs(request: HttpRequest) -> HttpResponse:
    """The newest runs first, with what each was about."""
    seen = MatchRun.objects.visible_to(request.user).with_progress().order_by("-pk")
    page = Paginator(seen, PAGE_SIZE).get_page(request.GET.get("page"))
    found = [*page]
    vacancies = {run.subject_id for run in found if run.trigger == RunTrigger.VACANCY}
    titles = dict(Vacancy.objects.filter(pk__in=vacancies).values_list("pk", "title"))
    rows = [
        {
            "run": run,
            "about": titles.get(run.subject_id, "") if run.trigger == RunTrigger.VACANCY else "",
            "tone": TONES[RunState(run.state)],
            "seconds": run.seconds,
        }
        for run in found
    ]
    return render(request, "jobs/matching_runs.html", {"page": page, "rows": rows})
