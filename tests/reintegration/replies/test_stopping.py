"""No more messages: by a link, by phone, and for certain from the moment it is said."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import close_old_connections, connection, transaction
from django.test import Client
from django.utils import timezone, translation
from pytest_django import Settings

from backend.accounts.models import User
from backend.lib.errors import Invalid, NotAllowed
from backend.notifications import delivery, outbox
from backend.notifications.gateways import routing
from backend.notifications.gateways.base import Accepted, Caps, Sms
from backend.notifications.models import Message
from backend.notifications.states import Lane, State
from reintegration import tasks
from reintegration.actions.staff_calls import stop_by_call
from reintegration.actions.stopping import STOPPABLE, stop
from reintegration.models import Consent, Returnee, StopLink
from reintegration.staff_reasons import ConsentWay
from reintegration.states import ReturneeState
from reintegration.stop_links import AT_LEAST, LIVES, address

Browser = Callable[[User], Client]


def path_of(person: Returnee) -> str:
    return "/" + address(person).partition("://")[2].partition("/")[2]


def ways_of_no(person: Returnee) -> list[str]:
    standing = Consent.objects.filter(returnee=person).current()
    return sorted(standing.filter(given=False).values_list("way", flat=True))


@pytest.mark.django_db
def test_opening_the_link_changes_nothing_and_the_button_ends_the_messages(
    anara: Returnee, client: Client
) -> None:
    path = path_of(anara)
    first = client.get(path)
    assert (first.status_code, ways_of_no(anara)) == (200, [])
    assert "Anara" not in first.content.decode()
    assert client.post(path).status_code == 200
    assert ways_of_no(anara) == [ConsentWay.LINK] * len(STOPPABLE)
    client.post(path)
    assert Consent.objects.filter(returnee=anara, given=False).count() == len(STOPPABLE)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ru", "ky", "uz", "kk", "tg", "tk"])
def test_the_page_speaks_the_language_of_the_person(
    language: str, anara: Returnee, client: Client
) -> None:
    Returnee.objects.filter(pk=anara.pk).update(language=language)
    path = path_of(anara)
    with translation.override(language):
        asked = translation.gettext("Do you want no more messages from us?")
        done = translation.gettext("You will get no more messages from us")
    assert asked in client.get(path).content.decode()
    assert done in client.post(path).content.decode()
    assert language == "en" or asked != "Do you want no more messages from us?"


@pytest.mark.django_db
def test_a_link_that_is_wrong_over_or_of_a_merged_file_is_not_found(
    anara: Returnee, bakyt: Returnee, client: Client
) -> None:
    path = path_of(anara)
    assert client.post("/s/AAAAAAAAAA/").status_code == 404
    StopLink.objects.update(expires_at=timezone.now())
    assert client.post(path).status_code == 404
    path = path_of(anara)
    Returnee.objects.filter(pk=anara.pk).update(state=ReturneeState.MERGED, merged_into=bakyt)
    assert client.post(path).status_code == 404
    assert ways_of_no(anara) == []


@pytest.mark.django_db
def test_a_link_is_short_used_for_months_and_then_a_new_one(anara: Returnee) -> None:
    first = address(anara)
    assert address(anara) == first
    assert len(path_of(anara)) == 14
    StopLink.objects.update(expires_at=timezone.now() + AT_LEAST - timedelta(minutes=1))
    assert address(anara) != first
    assert StopLink.objects.filter(expires_at__gt=timezone.now() + LIVES / 2).count() == 1


@pytest.mark.django_db
def test_links_that_are_over_are_forgotten_at_night(anara: Returnee, bakyt: Returnee) -> None:
    address(anara)
    kept = address(bakyt)
    StopLink.objects.filter(returnee=anara).update(expires_at=timezone.now())
    tasks.forget()
    assert StopLink.objects.get().token in kept


@pytest.mark.django_db
def test_staff_write_down_a_call_with_what_was_said(
    anara: Returnee, officer: User, browser_of: Browser
) -> None:
    desk = browser_of(officer)
    desk.post(f"/staff/returnees/{anara.public_id}/stop/", {"reason": "Слишком много SMS"})
    assert ways_of_no(anara) == [ConsentWay.CALL] * len(STOPPABLE)
    body = desk.get(f"/staff/returnees/{anara.public_id}/").content.decode()
    assert "Слишком много SMS" in body
    assert Consent.objects.latest("pk").by == officer


@pytest.mark.django_db
def test_a_call_needs_its_reason_and_staff_of_the_office(
    anara: Returnee, officer: User, osh_officer: User
) -> None:
    with pytest.raises(Invalid):
        stop_by_call(anara, by=officer, reason=" ")
    for stranger in (osh_officer, anara.user):
        with pytest.raises(NotAllowed):
            stop_by_call(anara, by=stranger, reason="She said so")
    assert ways_of_no(anara) == []


class SlowGateway:
    """Takes an SMS when the test lets it, and tells when each call ended."""

    name = "slow"
    caps = Caps()

    def __init__(self) -> None:
        self.called, self.go_on = threading.Event(), threading.Event()
        self.got: list[str] = []

    def send(self, sms: Sms) -> Accepted:
        self.called.set()
        assert self.go_on.wait(30)
        self.got.append(sms.key)
        return Accepted()


@pytest.fixture
def slow(settings: Settings, news_on_consent: None) -> Iterator[SlowGateway]:
    gateway = SlowGateway()
    routing.add(gateway)
    settings.SMS_ROUTES = {"": "slow"}
    yield gateway
    routing._gateways.pop("slow")


@pytest.mark.django_db
def test_a_message_that_rests_on_consent_ends_with_the_link_where_that_costs_no_sms(
    anara: Returnee, slow: SlowGateway
) -> None:
    def sent(key: str, text: str, language: str = "en") -> Message:
        with transaction.atomic():
            return outbox.send(
                "test.news",
                phone=anara.phone,
                language=language,
                context={"text": text},
                dedupe_key=key,
                person=anara.public_id,
            )

    short = sent("short", "news")
    assert short.body == f"news\nNo more messages: {address(anara)}"
    assert sent("full", "n" * 150).body == "n" * 150
    assert sent("cyrillic", "я" * 60, "ru").body == "я" * 60
    # Its own letters would have to be made plainer.
    assert sent("turkmen", "ş" * 65, "tk").body == "ş" * 65
    assert StopLink.objects.count() == 1


def on_another_connection(deed: Callable[..., Any], *args: Any, **kwargs: Any) -> Callable[[], Any]:
    def work() -> Any:
        close_old_connections()
        try:
            return deed(*args, **kwargs)
        finally:
            connection.close()

    return work


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("at_once", [1, 4])
def test_after_the_commit_of_a_stop_no_byte_leaves_whoever_was_first(
    anara: Returnee, slow: SlowGateway, settings: Settings, at_once: int
) -> None:
    """Six messages in a worker's hands, the first calls under way, when the person says stop."""
    settings.SMS_CALLS_AT_ONCE = at_once
    with transaction.atomic():
        for number in range(6):
            outbox.send(
                "test.news",
                phone=anara.phone,
                language="ky",
                context={"text": "news"},
                dedupe_key=f"news:{number}",
                person=anara.public_id,
            )
    with ThreadPoolExecutor(2) as pool:
        worker = pool.submit(on_another_connection(delivery.drain, Lane.NORMAL))
        assert slow.called.wait(30)
        stopped = pool.submit(on_another_connection(stop, anara, way=ConsentWay.LINK))
        with pytest.raises(TimeoutError):
            stopped.result(timeout=0.5)  # the call that has begun is waited for
        assert not Consent.objects.filter(returnee=anara, given=False).exists()
        slow.go_on.set()
        stopped.result(timeout=30)
        got_at_commit = list(slow.got)
        worker.result(timeout=30)
    Message.objects.filter(next_at__isnull=False).update(next_at=timezone.now())
    delivery.drain(Lane.NORMAL)
    assert slow.got == got_at_commit
    assert 1 <= len(slow.got) <= 6
    held_back = Message.objects.filter(state=State.SUPPRESSED).count()
    assert held_back + len(slow.got) == 6
