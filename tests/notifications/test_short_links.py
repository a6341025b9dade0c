"""Short links in messages: where they lead, how long, and what they never do."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from backend.notifications import kinds, short_links, tasks
from backend.notifications.kinds import Kind
from backend.notifications.models import ShortLink
from tests.accounts.conftest import all_at_once

MONTH = timedelta(days=30)
PAGE = "/matches/00000000-0000-0000-0000-000000000000/"
HOST = "http://testserver"


def path_of(link: str) -> str:
    assert link.startswith(f"{HOST}/l/")
    return link.removeprefix(HOST)


@pytest.mark.django_db
def test_a_long_address_becomes_a_short_one_on_our_host_that_leads_there(client: Client) -> None:
    link = short_links.short(PAGE, lives=MONTH)
    assert len(link) == len(short_links.sample()) == len(f"{HOST}/l/12345678")
    answer = client.get(path_of(link))
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_it_signs_nobody_in(client: Client, anara: object) -> None:
    link = short_links.short("/applications/", lives=MONTH)
    answer = client.get(path_of(link), follow=True)
    assert answer.redirect_chain[-1][0].startswith("/sign-in/?next=/applications/")
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_a_page_has_one_link_and_a_short_path_stays_as_it_is() -> None:
    first = short_links.short(PAGE, lives=MONTH)
    assert short_links.short(PAGE, lives=MONTH) == first
    assert short_links.short("/courses/", lives=MONTH) == f"{HOST}/courses/"
    assert ShortLink.objects.count() == 1


@pytest.mark.django_db
def test_a_link_that_soon_ends_lasts_longer_and_one_that_ended_gets_other_letters(
    client: Client,
) -> None:
    first = short_links.short(PAGE, lives=MONTH)
    ShortLink.objects.update(expires_at=timezone.now() + timedelta(days=1))
    assert short_links.short(PAGE, lives=MONTH) == first
    assert ShortLink.objects.get().expires_at > timezone.now() + MONTH
    ShortLink.objects.update(expires_at=timezone.now())
    second = short_links.short(PAGE, lives=MONTH)
    assert second != first
    assert client.get(path_of(first)).status_code == 404
    assert client.get(path_of(second)).status_code == 302


@pytest.mark.django_db
def test_a_link_that_is_over_leads_on_to_ones_own_page(client: Client) -> None:
    link = path_of(short_links.short(PAGE, lives=MONTH))
    ShortLink.objects.update(expires_at=timezone.now())
    for path in (link, "/l/guessed1", f"/l/{'x' * 300}"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "This link is over" in answer.content.decode()
        assert 'href="/start/"' in answer.content.decode()
        assert "matches" not in answer.content.decode()
    assert client.post(link).status_code == 405


@pytest.mark.django_db
def test_links_that_are_over_are_forgotten_at_night() -> None:
    short_links.short(PAGE, lives=MONTH)
    kept = short_links.short("/applications/", lives=2 * MONTH)
    ShortLink.objects.filter(path=PAGE).update(expires_at=timezone.now())
    tasks.forget()
    assert kept.endswith(ShortLink.objects.get().token)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_one_link() -> None:
    links: set[str] = set()
    all_at_once(lambda _: links.add(short_links.short(PAGE, lives=MONTH)), times=20)
    assert (len(links), ShortLink.objects.count()) == (1, 1)


@pytest.mark.parametrize("path", ["//elsewhere.example/a/b", "https://elsewhere.example/"])
def test_no_link_leads_elsewhere(path: str) -> None:
    with pytest.raises(ValueError, match="path of this service"):
        short_links.short(path, lives=MONTH)


@pytest.mark.parametrize("kind", kinds.all_kinds(), ids=lambda kind: kind.name)
def test_every_link_in_a_message_is_a_short_one(kind: Kind, settings: Settings) -> None:
    settings.HOMEWARD_BASE_URL = "https://homeward.example"
    text = kind.text(kind.longest())
    for word in text.split():
        if "://" in word:
            assert len(word) <= len(short_links.sample())
            assert word.startswith("https://homeward.example/")
