"""The staff's first page, and what became of the people."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from backend.accounts.pages.access import role_required
from backend.accounts.states import STAFF, Role
from backend.indicators.definitions import ALL, EMPLOYED, STEPS
from backend.indicators.outcomes import Row
from backend.indicators.queues import queues_of
from backend.indicators.reads import GROUPINGS, WAVES, outcome_table
from backend.indicators.suppression import hidden_if_small, shown

GROUPING_LABELS = {
    "all": _("Everyone"),
    "course": _("By course"),
    "region": _("By region"),
    "sex": _("By sex"),
}


@require_safe
@role_required(*STAFF, Role.OBSERVER)
def staff_home(request: HttpRequest) -> HttpResponse:
    """What waits today, and where the programme stands."""
    user: Any = request.user
    if user.role == Role.OBSERVER:
        return redirect("indicators:outcomes")
    everyone = outcome_table(user)
    context = {
        "queues": queues_of(user),
        "people": everyone[0].people if everyone else 0,
        "steps": _steps(everyone[0], hide=False) if everyone else [],
    }
    return render(request, "indicators/staff_home.html", context)


@require_safe
@role_required(*STAFF, Role.OBSERVER)
def outcomes(request: HttpRequest) -> HttpResponse:
    """The outcome table, with what every column means below it."""
    by = request.GET.get("by", "course")
    if by not in GROUPINGS:
        raise Http404
    user: Any = request.user
    hide = user.role == Role.OBSERVER
    rows = [_shown_row(row, hide) for row in outcome_table(user, by=by)]
    context = {
        "rows": rows,
        "by": by,
        "groupings": GROUPING_LABELS.items(),
        "steps": [*STEPS, EMPLOYED],
        "waves": WAVES,
        "indicators": ALL,
        "hide": hide,
    }
    return render(request, "indicators/outcomes.html", context)


def _steps(row: Row, *, hide: bool) -> list[dict[str, Any]]:
    """Each step with its count and its share of the group, for a bar."""
    return [
        {
            "name": step.name,
            "count": shown(hidden_if_small(row.steps[step.code], hide=hide)),
            "share": round(100 * row.steps[step.code] / row.people) if row.people else 0,
        }
        for step in (*STEPS, EMPLOYED)
    ]


def _shown_row(row: Row, hide: bool) -> dict[str, Any]:
    return {
        "group": row.group,
        "people": shown(hidden_if_small(row.people, hide=hide)),
        "steps": _steps(row, hide=hide),
        "later": [_shown_later(wave, row, hide) for wave in row.later],
    }


def _shown_later(wave: int, row: Row, hide: bool) -> dict[str, Any]:
    later = row.later[wave]
    small = hide and 0 < later.asked < 5
    return {
        "wave": wave,
        "in_work": shown(hidden_if_small(later.in_work, hide=hide)),
        "asked": shown(hidden_if_small(later.asked, hide=hide)),
        "not_reached": shown(hidden_if_small(later.not_reached, hide=hide)),
        "lower": None if small or later.lower is None else round(100 * later.lower),
        "upper": None if small or later.upper is None else round(100 * later.upper),
    }
