"""Routes of vacancies."""

from functools import partial

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.files import FileRenderer
from backend.api.serializers import Empty
from backend.api.views import ReadOnlyViewSet
from backend.imports.api.exporting import describe_export, export_answer
from backend.lib.errors import Invalid
from jobs.actions import copies, protection, publication, vacancies
from jobs.api import filters
from jobs.api.serializers import employers as words
from jobs.api.serializers import vacancies as shapes
from jobs.api.views.guides import GuideRoutes
from jobs.exports import export_vacancies
from jobs.models import Employer, Vacancy


class VacancyViewSet(GuideRoutes, ReadOnlyViewSet):
    """Vacancies: employers see their own, returnees what is open or they applied for."""

    queryset = Vacancy.objects.none()
    serializer_class = shapes.VacancyShape
    filterset_class = filters.VacancyFilter
    ordering_fields = ("published_at", "wage_from", "title")
    problems = {"export": (400,), "starting_point": (400,), "similar_pay": (400,)}

    def get_queryset(self) -> QuerySet[Vacancy]:
        return super().get_queryset().with_requirements().prefetch_related("findings")

    @extend_schema(request=shapes.VacancyInput, responses={201: shapes.VacancyShape})
    def create(self, request: Request) -> Response:
        """Write a draft; `submit` has it checked and published."""
        values = self.valid(shapes.VacancyInput)
        employer = values.pop("employer", None) or self._own_firm(request)
        row = vacancies.write_vacancy(by=self.actor, employer=employer, **values)
        return self.shown(row, 201)

    @extend_schema(request=shapes.VacancyChange, responses=shapes.VacancyShape)
    def partial_update(self, request: Request, public_id: str) -> Response:
        """Change a draft or a paused vacancy; of a published one, places and last day."""
        return self.act(vacancies.change_vacancy, shapes.VacancyChange, partial=True)

    @extend_schema(request=Empty, responses=shapes.VacancyShape)
    @action(detail=True, methods=["post"])
    def submit(self, request: Request, public_id: str) -> Response:
        """Have it checked; without a finding a verified firm's vacancy is published at once."""
        return self.act(publication.submit, Empty)

    @extend_schema(request=shapes.Publication, responses=shapes.VacancyShape)
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, public_id: str) -> Response:
        """Staff: let it out. A reason is needed where a rule found something."""
        return self.act(publication.publish, shapes.Publication)

    @extend_schema(request=words.DecisionReason, responses=shapes.VacancyShape)
    @action(detail=True, methods=["post"])
    def reject(self, request: Request, public_id: str) -> Response:
        """Staff: keep it out, or take it off the list."""
        return self.act(publication.reject, words.DecisionReason)

    @extend_schema(request=Empty, responses=shapes.VacancyShape)
    @action(detail=True, methods=["post"])
    def pause(self, request: Request, public_id: str) -> Response:
        """Take no applications for now."""
        return self.act(publication.pause, Empty)

    @extend_schema(request=Empty, responses=shapes.VacancyShape)
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, public_id: str) -> Response:
        """Take it up again; it is checked anew."""
        return self.act(publication.resume, Empty)

    @extend_schema(request=Empty, responses=shapes.VacancyShape)
    @action(detail=True, methods=["post"])
    def fill(self, request: Request, public_id: str) -> Response:
        """All places are taken; who still waits is told."""
        return self.act(publication.mark_filled, Empty)

    @extend_schema(request=Empty, responses=shapes.VacancyShape)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, public_id: str) -> Response:
        """Nobody is looked for any more; who still waits is told."""
        return self.act(publication.close, Empty)

    @extend_schema(request=Empty, responses=shapes.VacancyShape)
    @action(detail=True, methods=["post"])
    def again(self, request: Request, public_id: str) -> Response:
        """Offer ended work again: a new draft like it, or the one made before."""
        return self.act(copies.offer_again, Empty)

    @extend_schema(request=Empty, responses=shapes.VacancyShape)
    @action(detail=True, methods=["post"])
    def protect(self, request: Request, public_id: str) -> Response:
        """Staff: off the open list; who is signed in sees it as before."""
        return self.act(protection.protect, Empty)

    @extend_schema(request=Empty, responses=shapes.VacancyShape)
    @action(detail=True, methods=["post"])
    def unprotect(self, request: Request, public_id: str) -> Response:
        """Supervisors, protection officers and administrators: on the open list again."""
        return self.act(protection.lift_protection, Empty)

    @describe_export
    @action(detail=False, renderer_classes=[FileRenderer], pagination_class=None)
    def export(self, request: Request) -> Response:
        """Staff: the list as a file that can be imported again."""
        rows = self.filter_queryset(self.get_queryset())
        return export_answer(request, partial(export_vacancies, rows, by=self.actor))

    @staticmethod
    def _own_firm(request: Request) -> Employer:
        own = Employer.objects.filter(members__user=request.user.pk).first()
        if own is None:
            raise Invalid(fields={"employer": _("Say which firm offers the work.")})
        return own
