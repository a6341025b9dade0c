"""Campaigns over the API: the same deeds, the same refusals."""

from typing import Any

import pytest
from pytest_django import Settings
from rest_framework.test import APIClient

from backend.accounts.models import User
from backend.notifications.models import Message
from reintegration.campaigns.states import CampaignState
from reintegration.models import Campaign, Returnee
from tests.conftest import Api
from tests.reintegration.campaigns.conftest import KYRGYZ, Written, carry_on_to_the_end

pytestmark = pytest.mark.django_db

ALL = "/api/v1/campaigns/"
BODY = {"name": "Job fair", "filters": "state=active", "texts": {"ky": KYRGYZ}}


def one(campaign: Campaign, deed: str = "") -> str:
    return f"{ALL}{campaign.public_id}/{deed}"


def post(client: APIClient, path: str, body: Any = None, **headers: str) -> Any:
    return client.post(path, body or {}, format="json", headers=headers)


def test_a_message_is_written_read_by_two_sent_and_told_of(
    api: Api, anara: Returnee, officer: User, supervisor: User, settings: Settings
) -> None:
    settings.CAMPAIGN_APPROVAL_ABOVE = 0
    writer, second = api(officer), api(supervisor)
    made = post(writer, ALL, BODY)
    assert (made.status_code, made.json()["state"]) == (201, "draft")
    campaign = Campaign.objects.get()
    told = writer.get(one(campaign, "preview/")).json()
    assert (told["people"], told["may_get"], told["needs_approval"]) == (1, 1, True)
    assert told["costs"] == [{"gateway": "sandbox", "sms": 1, "cost": None}]
    assert told["by_channel"][0] == {"channel": "sms", "people": 1}
    assert post(writer, one(campaign, "start/")).status_code == 409
    assert post(writer, one(campaign, "submit/")).json()["state"] == "submitted"
    assert post(writer, one(campaign, "approve/"), {"revision": 1}).status_code == 403
    assert post(second, one(campaign, "approve/"), {"revision": 2}).status_code == 409
    approved = post(second, one(campaign, "approve/"), {"revision": 1}).json()
    assert approved["approved_by"] == str(supervisor.public_id)
    assert post(writer, one(campaign, "start/")).json()["people"] == 1
    carry_on_to_the_end(campaign)
    assert Message.objects.get().phone == anara.phone
    reached = writer.get(one(campaign, "progress/")).json()
    assert reached["people"] == 1
    assert {"standing": "waiting", "people": 1} in reached["standings"]
    assert post(second, one(campaign, "stop/")).json()["state"] == "stopped"
    assert post(second, one(campaign, "stop/")).status_code == 200


def test_it_is_given_back_with_a_reason(
    api: Api, written: Written, anara: Returnee, officer: User, supervisor: User
) -> None:
    campaign = written()
    post(api(officer), one(campaign, "submit/"))
    assert post(api(supervisor), one(campaign, "return/"), {"reason": ""}).status_code == 400
    shown = post(api(supervisor), one(campaign, "return/"), {"reason": "Say when"}).json()
    assert (shown["state"], shown["return_reason"]) == ("draft", "Say when")


def test_writing_on_changes_what_is_said_and_leaves_the_rest(
    api: Api, written: Written, officer: User
) -> None:
    campaign = written(filters="sex=male")
    body = {"texts": {"ky": "", "en": "A fair"}}
    shown = api(officer).patch(one(campaign), body, format="json").json()
    assert (shown["texts"], shown["filters"], shown["revision"]) == (
        {"en": "A fair"},
        "sex=male",
        2,
    )


def test_a_repeated_request_with_the_same_key_writes_one_draft(api: Api, officer: User) -> None:
    first, second = (post(api(officer), ALL, BODY, **{"Idempotency-Key": "k"}) for _ in range(2))
    assert first.json() == second.json()
    assert Campaign.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"filters": "sex=robot"}, "filters"),
        ({"texts": {"xx": "?"}}, "texts/xx"),
        ({"texts": {"ky": "ж" * 202}}, "texts"),
        ({"fallback": "ru"}, "fallback"),
        ({"link": "/staff/"}, "link"),
        ({"name": " "}, "name"),
        ({"state": "approved"}, "state"),
    ],
)
def test_what_cannot_be_kept_is_refused_where_it_stands(
    change: dict[str, Any], field: str, api: Api, officer: User
) -> None:
    answer = post(api(officer), ALL, BODY | change)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == f"/{field}"
    assert not Campaign.objects.exists()


def test_the_list_is_filtered_by_state_and_writer(
    api: Api, written: Written, anara: Returnee, officer: User, supervisor: User
) -> None:
    written(), written(by=supervisor)
    client = api(officer)
    post(client, one(Campaign.objects.get(written_by=officer), "submit/"))
    for query, found in (
        ("", 2),
        ("?state=draft", 1),
        (f"?state={CampaignState.SUBMITTED}&state=draft", 2),
        (f"?written_by={supervisor.public_id}", 1),
    ):
        assert len(client.get(f"{ALL}{query}").json()["results"]) == found, query


def test_a_filter_that_has_ceased_to_exist_is_said_and_widens_no_list(
    api: Api, written: Written, anara: Returnee, officer: User
) -> None:
    campaign = written()
    Campaign.objects.update(filters="region=0")
    client = api(officer)
    assert client.get(one(campaign, "preview/")).status_code == 400
    assert post(client, one(campaign, "start/")).status_code == 400
