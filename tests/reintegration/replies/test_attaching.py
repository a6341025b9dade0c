"""Staff say whose an SMS of an unknown number is."""

from collections.abc import Callable

import pytest
from django.test import Client

from backend.accounts.models import User
from backend.audit.models import Entry
from backend.lib.errors import Conflict, Invalid, NotAllowed
from reintegration.actions import staff_inbox as inbox
from reintegration.actions.attaching import attach
from reintegration.models import Consent, Reply, Returnee
from tests.conftest import Api
from tests.reintegration.replies.conftest import Write

pytestmark = pytest.mark.django_db

STRANGER = "+996700999999"
Browser = Callable[[User], Client]


@pytest.fixture
def unknown(write: Write) -> Reply:
    return write("Это мой новый номер", phone=STRANGER)


def test_a_supervisor_finds_the_person_and_puts_the_sms_to_their_file(
    unknown: Reply, anara: Returnee, supervisor: User, officer: User, browser_of: Browser
) -> None:
    desk = browser_of(supervisor)
    page = f"/staff/inbox/{unknown.public_id}/"
    assert str(anara.public_id) in desk.get(page, {"name": anara.given_names}).content.decode()
    assert "Nobody of this name" in desk.get(page, {"name": "Nosuchname"}).content.decode()
    assert desk.post(f"{page}attach/", {"file": str(anara.public_id)}).status_code == 302
    unknown.refresh_from_db()
    anara.refresh_from_db()
    assert (unknown.returnee, anara.phone == STRANGER) == (anara, False)
    entry = Entry.objects.get(deed="reintegration.reply.attached")
    assert (entry.actor, entry.detail) == (supervisor, {"returnee": str(anara.public_id)})
    assert unknown in Reply.objects.visible_to(officer)
    assert "Who wrote it?" not in desk.get(page).content.decode()


def test_nobody_puts_an_sms_to_a_file_they_do_not_work_with(
    unknown: Reply, anara: Returnee, bakyt: Returnee, supervisor: User, officer: User
) -> None:
    with pytest.raises(Invalid):
        attach(unknown, by=supervisor, returnee=bakyt.public_id)
    with pytest.raises(NotAllowed):
        attach(unknown, by=officer, returnee=anara.public_id)
    assert Reply.objects.get().returnee is None
    assert not Entry.objects.filter(deed="reintegration.reply.attached").exists()


def test_an_sms_of_one_file_is_not_moved_to_another(
    unknown: Reply, anara: Returnee, bakyt: Returnee, administrator: User
) -> None:
    attach(unknown, by=administrator, returnee=anara.public_id)
    attach(unknown, by=administrator, returnee=anara.public_id)
    with pytest.raises(Conflict):
        attach(unknown, by=administrator, returnee=bakyt.public_id)
    assert Entry.objects.filter(deed="reintegration.reply.attached").count() == 1


def test_who_takes_it_in_hand_meanwhile_keeps_it(
    unknown: Reply, anara: Returnee, supervisor: User, administrator: User
) -> None:
    inbox.assign(Reply.objects.get(pk=unknown.pk), by=supervisor, to=supervisor.public_id)
    assert unknown.assigned_to is None  # as it was read, before
    attach(unknown, by=administrator, returnee=anara.public_id)
    assert Reply.objects.get().assigned_to == supervisor


def test_who_cannot_see_it_in_its_office_has_it_in_hand_no_more(
    unknown: Reply, bakyt: Returnee, supervisor: User, administrator: User
) -> None:
    inbox.assign(unknown, by=supervisor, to=supervisor.public_id)
    attach(unknown, by=administrator, returnee=bakyt.public_id)
    unknown.refresh_from_db()
    assert unknown.assigned_to is None


def test_what_it_says_is_left_to_people(write: Write, anara: Returnee, administrator: User) -> None:
    stop = write("СТОП", phone=STRANGER)
    before = Consent.objects.count()
    attach(stop, by=administrator, returnee=anara.public_id)
    assert Consent.objects.count() == before


def test_over_the_api_too(api: Api, unknown: Reply, anara: Returnee, supervisor: User) -> None:
    path = f"/api/v1/replies/{unknown.public_id}/attach/"
    told = api(supervisor).post(path, {"returnee": str(anara.public_id)}, format="json").json()
    assert told["returnee"] == str(anara.public_id)


@pytest.mark.parametrize("file", ["", "nonsense", "00000000-0000-0000-0000-000000000000"])
def test_a_file_that_is_none_is_refused_with_a_sentence(
    file: str, unknown: Reply, supervisor: User, browser_of: Browser
) -> None:
    page = f"/staff/inbox/{unknown.public_id}/attach/"
    told = browser_of(supervisor).post(page, {"file": file}, follow=True).content.decode()
    assert "Choose a file of your office" in told
