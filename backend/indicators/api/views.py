"""Figures for staff and observers."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.accounts.states import Role
from backend.indicators.api.serializers import IndicatorShape, OutcomeQuery, OutcomeTable
from backend.indicators.definitions import ALL
from backend.indicators.outcomes import Later, Row
from backend.indicators.reads import may_see_figures, outcome_table
from backend.indicators.suppression import hidden_if_small


class MaySeeFigures(BasePermission):
    def has_permission(self, request: Request, view: APIView) -> bool:
        return may_see_figures(request.user)


class IndicatorList(APIView):
    """What each figure means."""

    permission_classes = (MaySeeFigures,)

    @extend_schema(responses=IndicatorShape(many=True))
    def get(self, request: Request) -> Response:
        return Response(IndicatorShape(ALL, many=True).data)


class Outcomes(APIView):
    """What became of the people: steps made, and work 3, 6 and 12 months later."""

    permission_classes = (MaySeeFigures,)
    problems = {"": (400,)}

    @extend_schema(parameters=[OutcomeQuery], responses=OutcomeTable)
    def get(self, request: Request) -> Response:
        query = OutcomeQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        values = query.validated_data
        known_on = values.get("known_on") or timezone.now()
        user: Any = request.user
        rows = outcome_table(user, by=values["by"], known_on=known_on)
        hide = user.role == Role.OBSERVER
        body = {
            "by": values["by"],
            "known_on": known_on,
            "rows": [_row(row, hide) for row in rows],
        }
        return Response(OutcomeTable(body).data)


def _row(row: Row, hide: bool) -> dict[str, Any]:
    return {
        "group": row.group,
        "people": hidden_if_small(row.people, hide=hide),
        "steps": {code: hidden_if_small(n, hide=hide) for code, n in row.steps.items()},
        "later": [_later(wave, later, hide) for wave, later in row.later.items()],
    }


def _later(wave: int, later: Later, hide: bool) -> dict[str, Any]:
    counts = {
        name: hidden_if_small(getattr(later, name), hide=hide)
        for name in ("answered", "in_work", "not_reached", "refused")
    }
    whole = None not in counts.values()
    return {
        "wave": wave,
        **counts,
        "lower": later.lower if whole else None,
        "upper": later.upper if whole else None,
    }
