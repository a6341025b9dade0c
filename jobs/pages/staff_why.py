"""Staff ask why a person was matched to a vacancy, or was not: any pair, from today's facts.

They come from the person, or from the vacancy; either page searches for the other of the two.
"""

import uuid
from typing import Any, TypeVar

from django.core.paginator import Paginator
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from backend.accounts.pages.access import actor, role_required
from backend.accounts.states import STAFF
from jobs.explaining import Told, explained_pairs
from jobs.matching.weights import WEIGHTS
from jobs.matching_names import Names
from jobs.matching_words import say, say_step
from jobs.models import Match, Vacancy
from jobs.pages.staff_standing import standing_of
from jobs.vacancy_querysets import VacancyQuerySet
from reintegration.actions.opening import note_opened
from reintegration.models import Returnee

PAGE_SIZE = 20

Row = TypeVar("Row", bound=Model)


@require_safe
@role_required(*STAFF)
def why(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A person's list, a search of open vacancies by `?q=`, and the why of one `?vacancy=`."""
    seen = Returnee.objects.visible_to(request.user)
    person = get_object_or_404(seen, public_id=public_id)
    vacancies = Vacancy.objects.visible_to(request.user).for_card()
    matches = Match.objects.visible_to(request.user).filter(returnee=person, is_current=True)
    text = request.GET.get("q", "").strip()
    rows = _named(vacancies.open(), text) if text else matches.for_card().best_first()
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "returnee": person,
        "q": text,
        "page": page,
        "rows": [(row, None) if text else (row.vacancy, row.score) for row in page],
    }
    if chosen := _chosen(request, "vacancy", vacancies):
        note_opened(person, by=actor(request))
        context |= {"vacancy": chosen, **_about(person, chosen)}
    return render(request, "jobs/staff/why.html", context)


@require_safe
@role_required(*STAFF)
def why_vacancy(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A vacancy's candidates, a search of people by `?q=`, and the why of one `?person=`."""
    seen = Vacancy.objects.visible_to(request.user).for_card()
    vacancy = get_object_or_404(seen, public_id=public_id)
    people = Returnee.objects.visible_to(request.user).for_card()
    matches = Match.objects.visible_to(request.user).filter(vacancy=vacancy, is_current=True)
    ranked = matches.select_related("returnee__home_place").order_by("-score", "returnee_id")
    text = request.GET.get("q", "").strip()
    page = Paginator(people.named(text).order_by("-pk") if text else ranked, PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    context = {
        "vacancy": vacancy,
        "q": text,
        "page": page,
        "rows": [(row, None) if text else (row.returnee, row.score) for row in page],
    }
    if chosen := _chosen(request, "person", people):
        note_opened(chosen, by=actor(request))
        context |= {"person": chosen, **_about(chosen, vacancy)}
    return render(request, "jobs/staff/why_vacancy.html", context)


def _named(vacancies: VacancyQuerySet, text: str) -> VacancyQuerySet:
    """Those whose title or employer has these letters, the newest first."""
    named = Q(title__icontains=text) | Q(employer__name__icontains=text)
    return vacancies.filter(named).order_by("-published_at", "-pk")


def _chosen(request: HttpRequest, name: str, rows: QuerySet[Row]) -> Row | None:
    """What is asked about, a vacancy open or not; an id that makes no sense asks about none."""
    try:
        wanted = uuid.UUID(request.GET.get(name, ""))
    except ValueError:
        return None
    return get_object_or_404(rows, public_id=wanted)


def _about(person: Returnee, vacancy: Vacancy) -> dict[str, Any]:
    pair = (person.pk, vacancy.pk)
    told: Told = explained_pairs([pair])[pair]
    names = Names.of([*told.refusals, *told.reasons])
    return {
        "told": told,
        "most": WEIGHTS.most,
        "refusals": [say(one, names) for one in told.refusals],
        "fits": [say(one, names) for one in told.fits],
        "gaps": [say(one, names) for one in told.gaps],
        "step": say_step(told, names),
        "standing": "" if told.refusals else standing_of(person, vacancy),
    }
