"""`Authorization: Bearer hw_…` for machines."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from backend.accounts.actions.tokens import PREFIX, owner_of
from backend.accounts.models import ApiToken, User

KEYWORD = "Bearer"


class TokenAuthentication(BaseAuthentication):
    """The key decides alone: a wrong one is 401 even beside a good session."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        scheme, _space, key = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != KEYWORD.lower() or not key.startswith(PREFIX):
            return None
        token = owner_of(key.strip())
        if token is None:
            raise AuthenticationFailed(_("This key is not valid. Make a new one."))
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return KEYWORD


class InPerson(BasePermission):
    """Refuses keys: whoever found one must not make others that outlive it."""

    message = _("A key cannot do this. Sign in yourself.")

    def has_permission(self, request: Request, view: Any) -> bool:
        return not isinstance(request.auth, ApiToken)


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": f"{PREFIX}…"}
