"""Who is listed, told and hired after a nightly run: groups beside everybody."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from backend.accounts.pages.access import role_required
from backend.accounts.states import STAFF, Role
from backend.indicators.definitions import FAIRNESS
from backend.indicators.fairness import Mean, Share, ShownGroup
from backend.indicators.fairness_reads import BY, names_of, table_of
from backend.indicators.models import FairnessReport
from backend.indicators.reads import sees_no_small_groups
from backend.indicators.states import Dimension
from backend.indicators.suppression import words
from backend.web.formats import number

# Codes of columns that have an interval, and of those that have none.
SHARES = (("listed", "listed"), ("told", "told"), ("hired", "fair_hired"))
MEANS = (("exposure", "exposure"), ("notices", "notices"))
NAMES: dict[str, Any] = {indicator.code: indicator.name for indicator in FAIRNESS}


@require_safe
@role_required(*STAFF, Role.OBSERVER)
def fairness(request: HttpRequest) -> HttpResponse:
    """One report a page, the newest first."""
    by = request.GET.get("by", Dimension.SEX)
    if by not in BY:
        raise Http404
    seen = FairnessReport.objects.visible_to(request.user).newest_first()
    reports = seen.select_related("run").prefetch_related("counts")
    page = Paginator(reports, 1).get_page(request.GET.get("page"))
    report = next(iter(page), None)
    context = {
        "page": page,
        "report": report,
        "rows": _rows(report, by) if report else [],
        "by": by,
        "dimensions": [(dimension.value, dimension.label) for dimension in BY],
        "columns": [NAMES[code] for code in NAMES],
        "indicators": FAIRNESS,
        "monthly": sees_no_small_groups(request.user),
    }
    return render(request, "indicators/fairness.html", context)


def _rows(report: FairnessReport, by: str) -> list[dict[str, Any]]:
    groups = table_of(report, by)
    names = {"": _("Everyone"), **names_of(by, [group.group for group in groups])}
    return [
        {
            "group": names[group.group],
            "people": words(group.people),
            "sought": words(group.sought),
            "cells": _cells(group),
        }
        for group in groups
    ]


def _cells(group: ShownGroup) -> list[dict[str, Any]]:
    """In the order of the columns."""
    cells = {code: _share_cell(getattr(group, name)) for name, code in SHARES}
    cells |= {code: _mean_cell(getattr(group, name)) for name, code in MEANS}
    return [{"name": name, **cells[code]} for code, name in NAMES.items()]


def _share_cell(share: Share | None) -> dict[str, Any]:
    if share is None:
        return {"value": words(None)}
    low, high = (number(100 * end, 0) for end in (share.low, share.high))
    return {
        "value": f"{number(100 * share.share, 1)} %",
        "of": _("%(count)s of %(of)s") % {"count": number(share.count), "of": number(share.of)},
        "interval": f"{low}–{high} %",
        "ratio": _ratio(share.ratio),
        "apart": share.apart,
    }


def _mean_cell(mean: Mean | None) -> dict[str, Any]:
    if mean is None:
        return {"value": words(None)}
    return {"value": number(mean.mean, 2), "ratio": _ratio(mean.ratio)}


def _ratio(ratio: float | None) -> str:
    return "" if ratio is None else f"× {number(ratio, 2)}"
