"""Signing in by phone, and out."""

from typing import Any, cast

from django.conf import settings
from django.db import transaction
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.accounts.actions.codes import request_code, verify_code
from backend.accounts.actions.sessions import sign_out_everywhere
from backend.accounts.addresses import network_of
from backend.accounts.api.serializers import CodeInput, CodeRequest, CodeRequested, Me
from backend.accounts.models import User
from backend.accounts.sessions import close_session, open_session
from backend.api.serializers import Empty
from backend.lib.phone import parse_phone

ASK = OpenApiExample(
    "Ask for a code", request_only=True, value={"phone": "0700 123 456", "language": "ky"}
)
ASKED = OpenApiExample(
    "Code sent",
    response_only=True,
    status_codes=["202"],
    value={
        "request": "5f0c3d8e-2a54-4c8b-9a44-0b9f6c3f7a11",
        "request_secret": "PzN3m0y7sA-8yV0yB7Qw4d2n0Kk3c9rT5uXhJfLaE1g",
        "phone": "+996 ••• 56",
        "digits": 6,
        "expires_in": 600,
    },
)
ENTER = OpenApiExample(
    "Type the code",
    request_only=True,
    value={
        "request": "5f0c3d8e-2a54-4c8b-9a44-0b9f6c3f7a11",
        "request_secret": "PzN3m0y7sA-8yV0yB7Qw4d2n0Kk3c9rT5uXhJfLaE1g",
        "code": "123456",
    },
)


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class Anonymous(APIView):
    """Open to everybody, and outside ATOMIC_REQUESTS: what a refusal counted stays counted.

    JSON only (the API's parsers), so a foreign page cannot post here without CORS, and no
    Idempotency-Key: its kept answers would be shared by everybody who is nobody yet.
    """

    permission_classes = [AllowAny]
    problems = {"": (403,)}

    def valid(self, serializer_class: type[Any]) -> dict[str, Any]:
        serializer = serializer_class(data=self.request.data)
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)


class RequestCode(Anonymous):
    @extend_schema(
        summary="Send a sign-in code by SMS",
        description="Known and unknown numbers are answered alike: signing in is registering.",
        request=CodeRequest,
        responses={202: CodeRequested},
        examples=[ASK, ASKED],
    )
    def post(self, request: Request) -> Response:
        asked = self.valid(CodeRequest)
        phone = parse_phone(asked["phone"], settings.HOMEWARD_COUNTRY)
        code, secret = request_code(
            phone=phone,
            language=asked.get("language") or get_language() or settings.LANGUAGE_CODE,
            address=network_of(request),
            secret=asked.get("request_secret"),
        )
        answer = {"request": code.public_id, "request_secret": secret, "phone": phone}
        return Response(CodeRequested(answer).data, status=202)


class VerifyCode(Anonymous):
    @extend_schema(
        summary="Sign in with the code",
        description="Opens a session (cookie). The first time, it opens the account too.",
        request=CodeInput,
        responses=Me,
        examples=[ENTER],
    )
    def post(self, request: Request) -> Response:
        entered = self.valid(CodeInput)
        user = verify_code(
            request_id=entered["request"],
            secret=entered["request_secret"],
            code=entered["code"],
        )
        open_session(request._request, user, shared=entered["shared_phone"])
        return Response(Me(user).data)


class SignOut(APIView):
    @extend_schema(summary="Sign out of this browser", request=Empty, responses={204: None})
    def post(self, request: Request) -> Response:
        close_session(request._request)
        return Response(status=204)


class SignOutEverywhere(APIView):
    @extend_schema(
        summary="Sign out of every browser",
        description="Ends all sessions of the caller and revokes their API keys.",
        request=Empty,
        responses={204: None},
    )
    def post(self, request: Request) -> Response:
        sign_out_everywhere(by=cast("User", request.user))
        return Response(status=204)
