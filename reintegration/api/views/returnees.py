"""Files of returnees: find, open, register, change, and where the person stands."""

from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from backend.accounts.states import Role
from backend.api.files import FileRenderer
from backend.api.serializers import Empty
from backend.api.views import ReadOnlyViewSet
from backend.imports.api.exporting import describe_export, export_answer
from backend.lib.errors import Invalid
from reintegration.actions import (
    consents,
    journey,
    merging,
    needs,
    profile,
    registration,
    skills,
    state,
)
from reintegration.actions.opening import note_opened
from reintegration.actions.staff_calls import stop_by_call
from reintegration.api.serializers import cases
from reintegration.api.serializers import returnees as shapes
from reintegration.api.serializers.inbox import StopInput
from reintegration.exports import export_returnees
from reintegration.models import Consent, JourneyEvent, PossibleDuplicate, Returnee
from reintegration.returnee_filter import ReturneeFilter
from reintegration.states import ConsentPurpose, JourneyKind

WHOLE: dict[str, Any] = {"pagination_class": None, "filter_backends": []}


class ReturneeViewSet(ReadOnlyViewSet):
    """People who came back: staff see their office's files, a returnee their own."""

    queryset = Returnee.objects.none()
    serializer_class = shapes.ReturneeShape
    filterset_class = ReturneeFilter
    ordering_fields = ("created_at", "name_key", "birth_year")
    problems = {"export": (400,)}

    def get_queryset(self) -> QuerySet[Returnee]:
        seen = super().get_queryset()
        return seen.for_card() if self.action == "list" else seen.with_background()

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        return shapes.ReturneeCard if self.action == "list" else shapes.ReturneeShape

    @extend_schema(request=shapes.ReturneeInput, responses={201: shapes.RegisteredShape})
    def create(self, request: Request) -> Response:
        """Register yourself, or, as staff, somebody who is with you."""
        values = self.valid(shapes.ReturneeInput)
        if self.actor.role == Role.RETURNEE:
            if values.get("office") or values["sign_in"]:
                raise Invalid(fields={"office": _("The programme chooses the office.")})
            values["user"] = self.actor
        made = registration.register_returnee(by=self.actor, **values)
        context = self.get_serializer_context()
        return Response(shapes.RegisteredShape(made, context=context).data, status=201)

    @describe_export
    @action(detail=False, renderer_classes=[FileRenderer], pagination_class=None)
    def export(self, request: Request) -> Response:
        """Staff: the files of the list as a table that can be imported again."""
        files = self.filter_queryset(self.get_queryset())
        return export_answer(request, partial(export_returnees, files, by=self.actor))

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The whole file. Staff's look is written to the audit log."""
        returnee = self.get_object()
        note_opened(returnee, by=self.actor)
        return Response(self.shape(returnee).data)

    @extend_schema(request=shapes.ReturneeChange, responses=shapes.ReturneeShape)
    def partial_update(self, request: Request, public_id: str) -> Response:
        return self.act(profile.change_profile, shapes.ReturneeChange, partial=True)

    @extend_schema(request=Empty, responses=shapes.ReturneeShape)
    @action(detail=True, methods=["post"])
    def pause(self, request: Request, public_id: str) -> Response:
        """No jobs for now."""
        return self.act(state.pause, Empty)

    @extend_schema(request=Empty, responses=shapes.ReturneeShape)
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, public_id: str) -> Response:
        """Look for work again."""
        return self.act(state.resume, Empty)

    @extend_schema(request=cases.LeaveInput, responses=shapes.ReturneeShape)
    @action(detail=True, methods=["post"])
    def leave(self, request: Request, public_id: str) -> Response:
        """Leave the programme."""
        return self.act(state.leave, cases.LeaveInput)

    @extend_schema(request=cases.MergeInput, responses=shapes.ReturneeShape)
    @action(detail=True, methods=["post"])
    def merge(self, request: Request, public_id: str) -> Response:
        """Make another file of the same person part of this one."""
        keep, other = self.get_object(), self.valid(cases.MergeInput)["other"]
        return self.shown(merging.merge(keep, absorb=other, by=self.actor))

    @extend_schema(responses=cases.ConsentShape(many=True))
    @action(detail=True, **WHOLE)
    def consents(self, request: Request, public_id: str) -> Response:
        """The answer that holds now, for each purpose that was ever asked."""
        return self._current_consents(self.get_object())

    @extend_schema(request=cases.ConsentInput, responses=cases.ConsentShape(many=True))
    @consents.mapping.post
    def answer_consent(self, request: Request, public_id: str) -> Response:
        """Give or withdraw a consent. Without the one to the programme the file closes."""
        returnee, values = self.get_object(), self.valid(cases.ConsentInput)
        deed = consents.give if values["given"] else consents.withdraw
        deed(
            returnee,
            by=self.actor,
            purpose=ConsentPurpose(values["purpose"]),
            language=values.get("language", returnee.language),
        )
        return self._current_consents(returnee)

    @extend_schema(request=StopInput, responses=cases.ConsentShape(many=True))
    @action(detail=True, methods=["post"], **WHOLE)
    def stop(self, request: Request, public_id: str) -> Response:
        """Staff: the person called and wants no more messages."""
        returnee = self.get_object()
        stop_by_call(returnee, by=self.actor, **self.valid(StopInput))
        return self._current_consents(returnee)

    @extend_schema(responses=cases.JourneyShape(many=True))
    @action(detail=True, **WHOLE)
    def journey(self, request: Request, public_id: str) -> Response:
        """What happened, oldest first, with the files merged into this one."""
        return self._journey(self.get_object())

    @extend_schema(request=cases.CorrectionInput, responses=cases.JourneyShape(many=True))
    @action(detail=True, methods=["post"])
    def correct(self, request: Request, public_id: str) -> Response:
        """Staff: an entry of the journey is wrong. It stays in the ledger and no longer counts."""
        returnee, values = self.get_object(), self.valid(cases.CorrectionInput)
        event = JourneyEvent.objects.of(returnee).filter(pk=values["event"]).first()
        if event is None:
            raise Invalid(fields={"event": _("This entry is not in the journey.")})
        journey.correct_event(event, by=self.actor, reason=values["reason"])
        return self._journey(returnee)

    @extend_schema(request=cases.NeedMetInput, responses=shapes.ReturneeShape)
    @action(detail=True, methods=["post"], url_path="need-met")
    def need_met(self, request: Request, public_id: str) -> Response:
        """The person has got what they asked for."""
        return self.act(needs.meet_need, cases.NeedMetInput)

    @extend_schema(request=cases.SkillsSeenInput, responses=shapes.ReturneeShape)
    @action(detail=True, methods=["post"], url_path="confirm-skills")
    def confirm_skills(self, request: Request, public_id: str) -> Response:
        """Staff: I have seen that the person can do this."""
        return self.act(skills.confirm_skills, cases.SkillsSeenInput)

    @extend_schema(responses=cases.DuplicateShape(many=True))
    @action(detail=True, **WHOLE)
    def duplicates(self, request: Request, public_id: str) -> Response:
        """Other files that may be this person: for staff who see both."""
        seen = PossibleDuplicate.objects.visible_to(self.actor).of(self.get_object())
        rows = seen.open().with_files().order_by("pk")
        context = self.get_serializer_context()
        return Response(cases.DuplicateShape(rows, many=True, context=context).data)

    def _journey(self, returnee: Returnee) -> Response:
        events = JourneyEvent.objects.of(returnee).standing()
        rows = events.exclude(kind=JourneyKind.CORRECTED).order_by("occurred_on", "pk")
        return Response(cases.JourneyShape(rows, many=True).data)

    def _current_consents(self, returnee: Returnee) -> Response:
        rows = Consent.objects.filter(returnee=returnee).current().order_by("purpose")
        return Response(cases.ConsentShape(rows, many=True).data)
