"""Numbers to call: shown only while a second colleague stands for them."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from backend.accounts.models import User
from backend.audit.models import Entry
from backend.lib.errors import Conflict, Invalid, NotAllowed, StateConflict
from backend.taxonomy.models import Country
from reintegration.actions import staff_hotlines as hotlines
from reintegration.hotline_states import HotlineState
from reintegration.models import Hotline, Returnee
from tests.conftest import Api

pytestmark = pytest.mark.django_db

Browser = Callable[[User], Client]
NUMBER = "+12025550143"
SOON = timezone.localdate() + dt.timedelta(days=30)


def shown(client: Client) -> str:
    return client.get("/help/numbers/").content.decode()


def test_without_a_confirmed_number_the_page_says_so_and_what_to_do(client: Client) -> None:
    page = shown(client)
    assert "No confirmed number yet" in page
    assert "Kyrgyzstan" in page
    assert "tel:" not in page
    assert "/help/ask/" in page


def test_a_proposed_number_is_seen_by_staff_only(
    proposed: Hotline, client: Client, officer: User, anara: Returnee, api: Api
) -> None:
    assert NUMBER not in shown(client)
    for user in (None, anara.user):
        assert api(user).get("/api/v1/hotlines/").json()["results"] == []
        assert api(user).get(f"/api/v1/hotlines/{proposed.public_id}/").status_code == 404
    assert api(officer).get("/api/v1/hotlines/").json()["results"][0]["number"] == NUMBER


def test_who_proposes_a_number_cannot_confirm_it(proposed: Hotline, officer: User) -> None:
    with pytest.raises(NotAllowed):
        hotlines.confirm(proposed, by=officer, good_until=SOON)
    with pytest.raises(IntegrityError), transaction.atomic():  # nor can anything else
        Hotline.objects.update(
            state=HotlineState.CONFIRMED,
            confirmed_by=officer,
            confirmed_at=timezone.now(),
            good_until=SOON,
        )


def test_a_confirmed_number_is_shown_with_its_source_and_the_day_of_the_call(
    confirmed: Hotline, client: Client, api: Api
) -> None:
    page = shown(client)
    assert f'href="tel:{NUMBER}"' in page
    assert "example.org" in page
    assert "We called it" in page
    row = api(None).get("/api/v1/hotlines/").json()["results"][0]
    assert (row["state"], row["confirmed_by"]) == ("confirmed", None)
    assert row["source"] == "https://example.org/numbers"
    assert row["confirmed_at"]


def test_a_number_is_shown_on_its_last_day_and_not_on_the_next(
    confirmed: Hotline, client: Client
) -> None:
    today = timezone.localdate()
    Hotline.objects.update(good_until=today)
    assert NUMBER in shown(client)
    Hotline.objects.update(good_until=today - dt.timedelta(days=1))
    assert NUMBER not in shown(client)


def test_anybody_of_the_staff_withdraws_a_number_at_once(
    confirmed: Hotline, osh_officer: User, client: Client, browser_of: Browser
) -> None:
    browser_of(osh_officer).post(f"/staff/hotlines/{confirmed.public_id}/withdraw/")
    assert NUMBER not in shown(client)
    deeds = Entry.objects.filter(subject_kind="reintegration.hotline").order_by("pk")
    assert [entry.deed.rpartition(".")[2] for entry in deeds] == [
        "proposed",
        "confirmed",
        "withdrawn",
    ]


def test_a_withdrawn_number_is_never_confirmed_again_but_can_be_noted_anew(
    confirmed: Hotline, officer: User, supervisor: User
) -> None:
    hotlines.withdraw(confirmed, by=officer)
    with pytest.raises(StateConflict):
        hotlines.confirm(confirmed, by=supervisor, good_until=SOON)
    again = propose(officer, number=NUMBER)
    with pytest.raises(Conflict):
        propose(officer, number=NUMBER)
    assert again.state == HotlineState.PROPOSED


@pytest.mark.parametrize("days", [0, -1, 366])
def test_a_call_vouches_for_a_year_at_most(proposed: Hotline, supervisor: User, days: int) -> None:
    until = timezone.localdate() + dt.timedelta(days=days)
    with pytest.raises(Invalid):
        hotlines.confirm(proposed, by=supervisor, good_until=until)


@pytest.mark.parametrize("number", ["", "1", "abc", "+1", "1234567"])
def test_what_nobody_can_dial_is_refused(officer: User, number: str) -> None:
    with pytest.raises(Invalid):
        propose(officer, number=number)


def test_a_short_number_says_that_it_works_at_home_only(
    officer: User, supervisor: User, client: Client
) -> None:
    hotlines.confirm(propose(officer, number="00 00"), by=supervisor, good_until=SOON)
    assert "Only from within this country" in shown(client)


def test_only_staff_keep_the_list(
    anara: Returnee, employer_user: User, observer: User, browser_of: Browser
) -> None:
    for user in (anara.user, employer_user, observer):
        with pytest.raises(NotAllowed):
            propose(user, number="0000")
        assert browser_of(user).get("/staff/hotlines/").status_code == 404


def test_staff_note_call_and_confirm_on_their_pages(
    officer: User, supervisor: User, client: Client, browser_of: Browser
) -> None:
    sent = {
        "country": "KG",
        "number": NUMBER,
        "name": "Example line",
        "purpose": "law",
        "languages": ["ky"],
        "opens": "09:00",
        "closes": "18:00",
        "source": "https://example.org/",
    }
    browser_of(officer).post("/staff/hotlines/", sent)
    path = f"/staff/hotlines/{Hotline.objects.get().public_id}/confirm/"
    assert "second colleague has to call" in browser_of(officer).get(path).content.decode()
    browser_of(supervisor).post(path, {"good_until": SOON.isoformat()})
    assert NUMBER not in shown(client), "the box that says 'I have called' was not ticked"
    browser_of(supervisor).post(path, {"called": "on", "good_until": SOON.isoformat()})
    assert "09:00–18:00" in shown(client)


def propose(by: User, number: str) -> Hotline:
    return hotlines.propose(
        by=by,
        country=Country.objects.get(pk="KG"),
        number=number,
        name="Example line",
        purpose="law",
        languages=["ky"],
        source="https://example.org/",
    )
