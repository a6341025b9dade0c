"""Routes that help to write a vacancy, and the open list for everybody."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.views import ReadOnlyViewSet, VisibleViewSet
from jobs.api import filters
from jobs.api.serializers import guides as shapes
from jobs.models import Employer, Vacancy
from jobs.pay_guidance import guidance
from jobs.starting_points import starting_point


class GuideRoutes(VisibleViewSet):
    """Beside the vacancies: what one for some work usually says and pays."""

    @extend_schema(parameters=[shapes.Work], responses=shapes.StartingPointShape, filters=False)
    @action(detail=False, url_path="starting-point", pagination_class=None)
    def starting_point(self, request: Request) -> Response:
        """What to fill in: from the own firm's last vacancy for this work, else the usual."""
        own = Employer.objects.filter(members__user=request.user.pk).first()
        point = starting_point(self._asked(shapes.Work)["isco"], employer=own)
        return Response(shapes.StartingPointShape(point).data)

    @extend_schema(
        parameters=[shapes.WorkInCountry], responses=shapes.SimilarPayShape, filters=False
    )
    @action(detail=False, url_path="similar-pay", pagination_class=None)
    def similar_pay(self, request: Request) -> Response:
        """Median and quartiles of similar open vacancies, if enough firms stand behind them."""
        asked = self._asked(shapes.WorkInCountry)
        found = guidance(asked["isco"], country=asked["country"].pk, currency=asked["currency"])
        return Response(shapes.SimilarPayShape({"guidance": found}).data)

    def _asked(self, input_class: type[shapes.Work]) -> dict[str, Any]:
        query = input_class(data=self.request.query_params.dict())
        query.is_valid(raise_exception=True)
        return dict(query.validated_data)


class OpenVacancyViewSet(ReadOnlyViewSet):
    """The open list, the newest first: readable without signing in."""

    permission_classes = (AllowAny,)
    queryset = Vacancy.objects.none()
    serializer_class = shapes.OpenVacancyShape
    filterset_class = filters.OpenVacancyFilter
    ordering = ("-published_at", "-pk")

    def get_queryset(self) -> Any:
        return Vacancy.objects.public().with_requirements()
