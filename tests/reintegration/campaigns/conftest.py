"""A small crowd of the Bishkek office, campaigns to it, and an operator who takes everything."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytest_django import Settings

from backend.accounts.models import Office, User
from backend.notifications import delivery
from backend.notifications.gateways import routing
from backend.notifications.gateways.base import Caps
from backend.notifications.states import Lane
from backend.taxonomy.models import Place
from reintegration.campaigns import actions
from reintegration.campaigns.queueing import carry_on
from reintegration.models import Campaign, Returnee
from tests.conftest import returnee
from tests.notifications.conftest import ScriptedGateway

Written = Callable[..., Campaign]
Crowd = Callable[[int], list[Returnee]]

KYRGYZ = "Homeward: жарманке 5-майда."
RUSSIAN = "Homeward: ярмарка 5 мая."


@pytest.fixture
def written(officer: User) -> Written:
    """A draft of the officer in Kyrgyz, unless the test says otherwise."""

    def draft(by: User = officer, **fields: Any) -> Campaign:
        return actions.write(by=by, **{"name": "Job fair", "texts": {"ky": KYRGYZ}} | fields)

    return draft


@pytest.fixture
def crowd(bishkek_office: Office, bishkek: Place) -> Crowd:
    """So many people of the office, who agree to everything and read Kyrgyz."""

    def make(people: int) -> list[Returnee]:
        return [
            returnee(f"+99670020{number:04}", "Aigul", f"Number{number}", bishkek_office, bishkek)
            for number in range(people)
        ]

    return make


@pytest.fixture
def operator(settings: Settings) -> Iterator[ScriptedGateway]:
    """Takes every message, at any hour, for every number."""
    gateway = ScriptedGateway(Caps(reaches_people=False))
    routing.add(gateway)
    settings.SMS_ROUTES = {"": gateway.name}
    yield gateway
    routing._gateways.pop(gateway.name)


def carry_on_to_the_end(campaign: Campaign) -> None:
    """As a worker does, and beat after it."""
    while carry_on(campaign.pk):
        pass


def sent_to(operator: ScriptedGateway) -> list[str]:
    """The phones that have got something, once a worker has looked."""
    delivery.drain(Lane.BULK)
    return sorted(sms.phone for sms in operator.got)
