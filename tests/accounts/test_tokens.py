"""Keys for machines."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from backend.accounts.actions.sessions import sign_out_everywhere
from backend.accounts.actions.tokens import create_token, revoke_token
from backend.accounts.actions.users import disable_user
from backend.accounts.models import ApiToken, User
from backend.accounts.states import Role
from backend.api.models import KeptResponse
from backend.lib.errors import NotAllowed
from tests.conftest import Api

pytestmark = pytest.mark.django_db

TOKENS, ME = "/api/v1/tokens/", "/api/v1/me/"


def machine(key: str) -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {key}")
    return client


def test_a_key_is_shown_once_and_kept_as_a_digest(observer: User, api: Api) -> None:
    answer = api(observer).post(TOKENS, {"name": "Report"}, headers={"Idempotency-Key": "1"})
    key = answer.json()["key"]
    assert answer.status_code == 201
    assert key.startswith("hw_")
    assert "key" not in api(observer).get(TOKENS).json()["results"][0]
    for model in (ApiToken, KeptResponse):
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT t::text FROM "{model._meta.db_table}" AS t')  # noqa: S608
            assert key not in str(cursor.fetchall())


def test_a_key_acts_for_its_owner(observer: User) -> None:
    _token, key = create_token(by=observer, name="Report")
    assert machine(key).get(ME).json()["public_id"] == str(observer.public_id)


@pytest.mark.parametrize("key", ["hw_", "hw_wrong", "hw_" + "x" * 5000, "hw_\x00"])
def test_a_wrong_key_is_401(db: None, key: str) -> None:
    answer = machine(key).get(ME)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_revoked_key_is_refused_at_its_next_use(observer: User, api: Api) -> None:
    token, key = create_token(by=observer, name="Report")
    assert api(observer).delete(f"{TOKENS}{token.public_id}/").status_code == 204
    assert machine(key).get(ME).status_code == 401


def test_an_expired_key_is_refused(observer: User) -> None:
    _token, key = create_token(
        by=observer, name="Report", expires_at=timezone.now() - timedelta(seconds=1)
    )
    assert machine(key).get(ME).status_code == 401


def test_a_disabled_owner_loses_keys_at_once_and_for_good(
    observer: User, administrator: User
) -> None:
    _token, key = create_token(by=observer, name="Report")
    disable_user(by=administrator, user=observer)
    assert machine(key).get(ME).status_code == 401
    User.objects.filter(pk=observer.pk).update(is_active=True)
    assert machine(key).get(ME).status_code == 401


def test_a_use_is_noted_at_most_once_a_minute(observer: User) -> None:
    token, key = create_token(by=observer, name="Report")
    machine(key).get(ME)
    token.refresh_from_db()
    first = token.last_used_at
    machine(key).get(ME)
    token.refresh_from_db()
    assert first is not None
    assert token.last_used_at == first
    ApiToken.objects.update(last_used_at=first - timedelta(minutes=2))
    machine(key).get(ME)
    token.refresh_from_db()
    assert token.last_used_at is not None
    assert token.last_used_at >= first


def test_nobody_sees_or_revokes_the_key_of_another(
    observer: User, administrator: User, api: Api
) -> None:
    token, _key = create_token(by=observer, name="Report")
    assert api(administrator).get(TOKENS).json()["results"] == []
    assert api(administrator).delete(f"{TOKENS}{token.public_id}/").status_code == 404
    with pytest.raises(NotAllowed):
        revoke_token(by=administrator, token=token)


def test_a_returnee_holds_no_keys(api: Api) -> None:
    user = User.objects.create_user(phone="+996700555001", role=Role.RETURNEE)
    assert api(user).post(TOKENS, {"name": "Mine"}).status_code == 403


def test_keys_end_in_the_future(observer: User, api: Api) -> None:
    body: dict[str, Any] = {"name": "Report", "expires_at": "2020-01-01T00:00:00Z"}
    assert api(observer).post(TOKENS, body).status_code == 400


def test_one_account_holds_twenty_keys_and_no_more(observer: User, api: Api) -> None:
    for number in range(20):
        create_token(by=observer, name=str(number))
    assert api(observer).post(TOKENS, {"name": "21"}).status_code == 409


@pytest.mark.parametrize("verb", ["get", "post"])
def test_a_key_neither_makes_nor_lists_keys(observer: User, verb: str) -> None:
    _token, key = create_token(by=observer, name="Report")
    assert getattr(machine(key), verb)(TOKENS, {"name": "For ever"}).status_code == 403
    assert ApiToken.objects.count() == 1


def test_every_key_ends_within_a_year(observer: User, api: Api) -> None:
    token, _key = create_token(by=observer, name="Report")
    assert token.expires_at - timezone.now() < timedelta(days=365)
    late = (timezone.now() + timedelta(days=366)).isoformat()
    answer = api(observer).post(TOKENS, {"name": "Report", "expires_at": late})
    assert answer.status_code == 400


def test_signing_out_everywhere_ends_the_keys(observer: User) -> None:
    _token, key = create_token(by=observer, name="Report")
    sign_out_everywhere(by=observer)
    assert machine(key).get(ME).status_code == 401


def test_a_new_password_ends_the_keys(observer: User, client: Client) -> None:
    _token, key = create_token(by=observer, name="Report")
    secret = {
        "uidb36": user_pk_to_url_str(observer),
        "key": default_token_generator.make_token(observer),
    }
    form = client.get(reverse("account_reset_password_from_key", kwargs=secret))["Location"]
    client.post(form, {"password1": "дом-у-горы-2026", "password2": "дом-у-горы-2026"})
    observer.refresh_from_db()
    assert observer.check_password("дом-у-горы-2026")
    assert machine(key).get(ME).status_code == 401
