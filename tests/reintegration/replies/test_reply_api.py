"""The inbox over the API: the same deeds, the same refusals."""

import pytest

from backend.accounts.models import User
from backend.notifications.models import Message
from reintegration.models import Consent, Reply, Returnee
from reintegration.staff_reasons import ConsentWay
from tests.conftest import Api
from tests.reintegration.replies.conftest import Write

pytestmark = pytest.mark.django_db


def one(reply: Reply, deed: str = "") -> str:
    return f"/api/v1/replies/{reply.public_id}/{deed}"


def test_an_sms_is_taken_counted_answered_and_closed(api: Api, asks: Reply, officer: User) -> None:
    client = api(officer)
    me = str(officer.public_id)
    assert client.post(one(asks, "assign/"), {"to": me}, format="json").json()["assigned_to"] == me
    text = {"text": "В понедельник"}
    assert client.post(one(asks, "count/"), text, format="json").json()["segments"] == 1
    assert not Message.objects.exists()
    for _ in range(2):
        assert client.post(one(asks, "answer/"), text, format="json").status_code == 200
    assert Message.objects.get().phone == asks.sms.phone
    shown = client.post(one(asks, "done/")).json()
    assert (shown["state"], shown["done_by"]) == ("done", me)
    assert client.post(one(asks, "done/")).status_code == 409
    assert client.post(one(asks, "answer/"), text, format="json").status_code == 409


def test_the_list_filters_by_state_meaning_and_hands(
    api: Api, asks: Reply, write: Write, officer: User
) -> None:
    write("СТОП")
    client = api(officer)
    for query, found in (
        ("", 2),
        ("?state=open", 1),
        ("?meaning=stop", 1),
        ("?unassigned=true", 2),
        ("?unassigned=false", 0),
        (f"?assigned_to={officer.public_id}", 0),
        (f"?returnee={asks.returnee.public_id}", 2),
    ):
        assert len(client.get(f"/api/v1/replies/{query}").json()["results"]) == found, query


def test_a_call_is_written_down_with_its_reason(api: Api, anara: Returnee, officer: User) -> None:
    path = f"/api/v1/returnees/{anara.public_id}/stop/"
    client = api(officer)
    assert client.post(path, {"reason": " "}, format="json").status_code == 400
    shown = client.post(path, {"reason": "Too many"}, format="json").json()
    ways = {row["purpose"]: row["way"] for row in shown if not row["given"]}
    assert ways == {"messages": "call", "follow_up": "call"}
    assert Consent.objects.latest("pk").way == ConsentWay.CALL
