"""The OpenAPI schema: complete, without warnings, and true under fire.

Schemathesis sends every operation what its schema allows and what it forbids, signed in as
several people; no answer may be a 500, undocumented, or of another shape than documented.
"""

from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from backend.accounts.actions.tokens import create_token
from backend.accounts.models import ApiToken, User
from backend.wsgi import application
from reintegration.models import Returnee

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]

CSRF = "c" * 32
Callers = Iterator[dict[str, str]]

generator: Any = SchemaGenerator
schema = schemathesis.openapi.from_dict(generator().get_schema(request=None, public=True))
schema.app = application
# Which methods a route has is in the permission matrix: every route, every method, every role.
schema.config.phases.coverage.unexpected_methods = set()


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """The WSGI application would close the test's own connection after each request."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


def test_the_schema_has_no_warning() -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", "/dev/null")


@pytest.fixture
def callers(world: None, administrator: User, employer_user: User, anara: Returnee) -> Callers:
    """Whose turn it is: staff and employers with a key, a returnee with a browser's session."""
    keys = [
        create_token(by=user, name="schemathesis")[1] for user in (administrator, employer_user)
    ]
    # Else each request that is refused would note the use again, and roll it back.
    ApiToken.objects.update(last_used_at=timezone.now())
    browser = Client()
    browser.force_login(anara.user)
    session = browser.cookies["session"].value
    return cycle(
        [
            *({"Authorization": f"Bearer {key}"} for key in keys),
            {"Cookie": f"session={session}; csrf={CSRF}", "X-CSRFToken": CSRF},
        ]
    )


@pytest.fixture
def world(enrolment: Any, vacancy: Any, administrator: Any, employer_user: Any) -> None:
    """Something to find in every list."""


@schema.parametrize()
@settings(
    max_examples=5,  # besides each boundary of each parameter, which schemathesis lists itself
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_documented(case: Any, callers: Callers) -> None:
    case.call_and_validate(headers=next(callers), checks=CHECKS)
