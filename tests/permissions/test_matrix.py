"""The permission matrix: every API route × method × persona, with the status it answers.

A list says behind the colon how many rows the persona sees of a world in which each thing
is Anara's, so a list that leaks shows as a number where a nought should stand.

The expectation is matrix.txt, read by people. A route without a row fails, and so does a
row without a route. After an intended change, `UPDATE_MATRIX=1 pytest tests/permissions`
writes the file anew: review the difference as you would review code.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse
from rest_framework.test import APIClient

from reintegration.models import Returnee
from tests.conftest import Api
from tests.permissions.routes import Route, api_routes
from tests.permissions.world import BODIES, PERSONAS, THINGS, thing_for

MATRIX = Path(__file__).with_name("matrix.txt")
# Open to everybody, and three seconds to make: asked once.
SAME_FOR_ALL = frozenset({"api-schema"})
UPDATE = bool(os.environ.get("UPDATE_MATRIX"))


def expected() -> dict[str, list[str]]:
    lines = MATRIX.read_text().splitlines() if MATRIX.exists() else []
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    return {f"{method} {name}": cells for method, name, *cells in rows}


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    assert set(expected()) == {str(route) for route in api_routes()}


@pytest.mark.django_db
@pytest.mark.parametrize("route", api_routes(), ids=str)
def test_each_persona_gets_what_the_matrix_says(
    route: Route, api: Api, request: pytest.FixtureRequest
) -> None:
    for persona in PERSONAS:
        _user(persona, request.getfixturevalue)  # all exist before the first is asked
    asked = PERSONAS[:1] if route.name in SAME_FOR_ALL else PERSONAS
    found = [_status(route, persona, api, request) for persona in asked]
    found += found[:1] * (len(PERSONAS) - len(found))
    if UPDATE:
        _write(route, found)
    assert dict(zip(PERSONAS, expected()[str(route)], strict=True)) == dict(
        zip(PERSONAS, found, strict=True)
    )


def _status(route: Route, persona: str, api: Api, request: pytest.FixtureRequest) -> str:
    get = request.getfixturevalue
    if route.name.endswith("-list") and (thing := THINGS.get(route.name.removesuffix("-list"))):
        get(thing)
    body = BODIES[str(route)](get) if str(route) in BODIES else {}
    client = api(_user(persona, get))
    kwargs = arguments_of(route, get)
    with transaction.atomic():
        found = _call(client, route, kwargs, body)
        transaction.set_rollback(True)
    return found


def _call(client: APIClient, route: Route, kwargs: dict[str, Any], body: dict[str, Any]) -> str:
    """The status, and for a list how many rows this persona may see of it."""
    verb: Callable[..., Any] = getattr(client, route.method)
    form = {"format": "multipart"} if "file" in body else {}
    answer = verb(reverse(route.name, kwargs=kwargs), body, **form)
    rows = answer.json().get("results") if _is_list(route, answer) else None
    return str(answer.status_code) if rows is None else f"{answer.status_code}:{len(rows)}"


def _is_list(route: Route, answer: Any) -> bool:
    return route.method == "get" and route.name.endswith("-list") and answer.status_code == 200


def _user(persona: str, get: Callable[[str], Any]) -> Any:
    if persona == "anonymous":
        return None
    person = get(persona)
    return person.user if isinstance(person, Returnee) else person


def arguments_of(route: Route, get: Callable[[str], Any]) -> dict[str, Any]:
    names = _url_arguments(route.name)
    if not names:
        return {}
    thing = get(thing_for(route.name))
    return {name: getattr(thing, name) for name in names}


def _url_arguments(name: str) -> list[str]:
    resolver: Any = get_resolver()
    possibilities = resolver.reverse_dict.getlist(name)
    return list(possibilities[0][0][0][1]) if possibilities else []


def _write(route: Route, found: list[str]) -> None:
    rows = expected() | {str(route): found}
    width = max(len(key) for key in rows) + 2
    head = "# " + "route".ljust(width - 2) + " ".join(p[:9].ljust(9) for p in PERSONAS)
    lines = [
        key.ljust(width) + " ".join(cell.ljust(9) for cell in cells)
        for key, cells in sorted(rows.items(), key=lambda row: row[0].split()[::-1])
    ]
    MATRIX.write_text("\n".join([head.rstrip(), *(line.rstrip() for line in lines)]) + "\n")
