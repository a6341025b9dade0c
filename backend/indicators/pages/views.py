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
from backend.indicators.reads import (
    GROUPINGS,
    WAVES,
    moment_for,
    outcome_table,
    sees_no_small_groups,
)
from backend.indicators.suppression import ShownRow, shown_rows, words

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
        "steps": _steps(everyone[0]) if everyone else [],
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
    hide = sees_no_small_groups(user)
    rows = outcome_table(user, by=by, known_on=moment_for(user, None))
    context = {
        "rows": [_cells(row) for row in shown_rows(rows, hide=hide)],
        "by": by,
        "groupings": GROUPING_LABELS.items(),
        "steps": [*STEPS, EMPLOYED],
        "waves": WAVES,
        "indicators": ALL,
        "hide": hide,
    }
    return render(request, "indicators/outcomes.html", context)


def _steps(row: Row) -> list[dict[str, Any]]:
    """Each step with its count and its share of the group, for a bar."""
    return [
        {
            "name": step.name,
            "count": row.steps[step.code],
            "share": round(100 * row.steps[step.code] / row.people) if row.people else 0,
        }
        for step in (*STEPS, EMPLOYED)
    ]


def _cells(row: ShownRow) -> dict[str, Any]:
    """A row in words, in the order of the columns."""
    return {
        "group": row.group,
        "people": words(row.people),
        "steps": [
            {"name": step.name, "count": words(row.steps[step.code])} for step in (*STEPS, EMPLOYED)
        ],
        "later": [
            {
                "wave": later.wave,
                "nobody": later.asked == 0,
                "asked": words(later.asked),
                "in_work": words(later.in_work),
                "not_reached": words(later.not_reached),
                "lower": None if later.lower is None else round(100 * later.lower),
                "upper": None if later.upper is None else round(100 * later.upper),
            }
            for later in row.later
        ],
    }
