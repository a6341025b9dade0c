"""Figures for staff and observers."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.indicators.api.serializers import IndicatorShape, OutcomeQuery, OutcomeTable
from backend.indicators.definitions import ALL, FAIRNESS
from backend.indicators.reads import (
    may_see_figures,
    moment_for,
    outcome_table,
    sees_no_small_groups,
)
from backend.indicators.suppression import shown_rows


class MaySeeFigures(BasePermission):
    def has_permission(self, request: Request, view: APIView) -> bool:
        return may_see_figures(request.user)


class IndicatorList(APIView):
    """What each figure means."""

    permission_classes = (MaySeeFigures,)

    @extend_schema(responses=IndicatorShape(many=True))
    def get(self, request: Request) -> Response:
        return Response(IndicatorShape([*ALL, *FAIRNESS], many=True).data)


class Outcomes(APIView):
    """What became of the people: steps made, and work 3, 6 and 12 months later."""

    permission_classes = (MaySeeFigures,)
    problems = {"": (400,)}

    @extend_schema(parameters=[OutcomeQuery], responses=OutcomeTable)
    def get(self, request: Request) -> Response:
        query = OutcomeQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        values = query.validated_data
        user: Any = request.user
        known_on = moment_for(user, values.get("known_on"))
        rows = outcome_table(user, by=values["by"], known_on=known_on)
        shown = shown_rows(rows, hide=sees_no_small_groups(user))
        body = {"by": values["by"], "known_on": known_on, "rows": shown}
        return Response(OutcomeTable(body).data)
