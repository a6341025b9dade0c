"""Letters: written, opened by their code and added to by everybody; read by few, on record."""

from typing import Any

from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_variables
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.decorators import action
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.accounts.addresses import network_of
from backend.api.serializers import Empty
from backend.api.views import ReadOnlyViewSet
from reintegration import letter_codes
from reintegration.actions import letters
from reintegration.actions import staff_letters as desk
from reintegration.api.filters import LetterFilter
from reintegration.api.serializers import letters as shapes
from reintegration.letter_words import Told
from reintegration.models import Letter

FORM = "of letters/token/"
CODE = "7K2M-9XQ4-0TCD-V3HA"
WRITE = OpenApiExample(
    "Ask for help",
    request_only=True,
    value={
        "token": FORM,
        "kind": "ask",
        "kinds": ["documents", "journey"],
        "way": "here",
        "language": "ky",
    },
)
WRITTEN = OpenApiExample("Kept", response_only=True, value={"code": CODE})
OPEN = OpenApiExample("Come back", request_only=True, value={"code": CODE})
MORE = OpenApiExample(
    "Write more", request_only=True, value={"token": FORM, "code": CODE, "text": "It is better."}
)


@method_decorator(sensitive_variables(), name="dispatch")
class Unknown(APIView):
    """For everybody, and nobody is looked at: no session, no key, nothing of the device kept."""

    authentication_classes = []
    permission_classes = [AllowAny]

    def valid(self, input_class: type[Any]) -> dict[str, Any]:
        serializer = input_class(data=self.request.data)
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)


class LetterToken(Unknown):
    @extend_schema(
        summary="A token for one letter or one more part", responses=shapes.FormTokenShape
    )
    def get(self, request: Request) -> Response:
        told = {"token": letter_codes.new_token(), "expires_in": letter_codes.OPEN_FOR}
        return Response(shapes.FormTokenShape(told).data)


class WriteLetter(Unknown):
    @extend_schema(
        summary="Ask for help, or report a danger",
        description="Answers the code that opens the letter; the same token gives the same code.",
        request=shapes.WriteInput,
        responses={201: shapes.CodeShape},
        examples=[WRITE, WRITTEN],
    )
    def post(self, request: Request) -> Response:
        said = self.valid(shapes.WriteInput)
        token, region = said.pop("token"), said.pop("region", None)
        language = said.pop("language", get_language() or "")
        code = letters.write(
            Told(**said | {"kinds": tuple(sorted(said.get("kinds", ())))}),
            token=token,
            language=language,
            region=region.pk if region else None,
            network=network_of(request._request),
        )
        return Response({"code": letter_codes.grouped(code)}, status=201)


class OpenLetter(Unknown):
    problems = {"": (404,)}

    @extend_schema(
        summary="Open a letter by its code",
        request=shapes.OpenInput,
        responses=shapes.OwnLetterShape,
        examples=[OPEN],
    )
    def post(self, request: Request) -> Response:
        said = self.valid(shapes.OpenInput)
        return _own(letters.open_by_code(said["code"], network=network_of(request._request)))


class AddToLetter(Unknown):
    problems = {"": (404,)}

    @extend_schema(
        summary="Write more",
        request=shapes.MoreInput,
        responses=shapes.OwnLetterShape,
        examples=[MORE],
    )
    def post(self, request: Request) -> Response:
        said = self.valid(shapes.MoreInput)
        return _own(letters.add(**said, network=network_of(request._request)))


@method_decorator(sensitive_variables(), name="dispatch")
class LetterViewSet(ReadOnlyViewSet):
    """The queue of protection officers: reference, time and state."""

    queryset = Letter.objects.none()
    serializer_class = shapes.LetterShape
    filterset_class = LetterFilter
    ordering_fields = ("created_at",)

    @extend_schema(summary="Read a letter; noted in the audit log", responses=shapes.OpenedShape)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        letter = self.get_object()
        opened = desk.read(letter, by=self.actor)
        context = {**self.get_serializer_context(), "opened": opened}
        return Response(shapes.OpenedShape(letter, context=context).data)

    @extend_schema(request=shapes.AnswerLetterInput, responses=shapes.LetterShape)
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, public_id: str) -> Response:
        """Write back; whoever has the code reads it."""
        return self.act(desk.answer, shapes.AnswerLetterInput)

    @extend_schema(request=shapes.AssignLetterInput, responses=shapes.LetterShape)
    @action(detail=True, methods=["post"])
    def assign(self, request: Request, public_id: str) -> Response:
        """Give it to a colleague, take it, or give it back to all."""
        return self.act(desk.assign, shapes.AssignLetterInput)

    @extend_schema(request=Empty, responses=shapes.LetterShape)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, public_id: str) -> Response:
        """Nothing more is to be done."""
        return self.act(desk.close, Empty)


def _own(letter: Letter) -> Response:
    parts = [
        {"at": part.at, "of_staff": part.by_id is not None, "text": part.told().text}
        for part in letter.parts.all()
    ]
    return Response(shapes.OwnLetterShape({"state": letter.state, "parts": parts}).data)
