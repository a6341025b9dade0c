"""Who reads letters, and that every reading is on record."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from backend.accounts.models import User
from backend.audit.models import Entry
from backend.indicators.queues import queues_of
from backend.lib.errors import Conflict, Invalid, NotFound
from backend.taxonomy.models import Place
from reintegration import letter_codes
from reintegration.actions import letters
from reintegration.actions import staff_letters as desk
from reintegration.letter_states import LetterState
from reintegration.models import Letter, LetterPart, Returnee
from tests.conftest import Api
from tests.reintegration.help.conftest import WORDS, Write, Written

pytestmark = pytest.mark.django_db

Browser = Callable[[User], Client]


def reads() -> int:
    return Entry.objects.filter(deed="reintegration.letter.read").count()


def page_of(letter: Letter, deed: str = "") -> str:
    return f"/staff/letters/{letter.public_id}/{deed}"


def test_only_protection_officers_know_of_letters(
    written: Written,
    officer: User,
    supervisor: User,
    administrator: User,
    observer: User,
    employer_user: User,
    anara: Returnee,
    protection_officer: User,
) -> None:
    for user in (officer, supervisor, administrator, observer, employer_user, anara.user):
        assert not Letter.objects.visible_to(user).exists(), user
        for deed in (desk.read, desk.close):
            with pytest.raises(NotFound):
                deed(written.letter, by=user)
    assert Letter.objects.visible_to(protection_officer).get() == written.letter


def test_a_letter_reaches_the_office_of_its_region_and_no_other(
    write: Write, osh: Place, protection_officer: User, osh_protection_officer: User
) -> None:
    letter = write(region=osh.parent_id).letter
    assert letter.office == osh_protection_officer.office
    assert Letter.objects.visible_to(osh_protection_officer).exists()
    assert not Letter.objects.visible_to(protection_officer).exists()


def test_where_nobody_may_read_the_central_queue_has_it(
    write: Write, osh: Place, osh_officer: User, protection_officer: User
) -> None:
    assert write(region=osh.parent_id).letter.office is None
    assert Letter.objects.visible_to(protection_officer).exists()


def test_no_letter_is_left_alone_when_its_only_reader_goes(
    write: Write, osh: Place, protection_officer: User, osh_protection_officer: User
) -> None:
    letter = write(region=osh.parent_id).letter
    User.objects.filter(pk=osh_protection_officer.pk).update(is_active=False)
    assert Letter.objects.visible_to(protection_officer).get() == letter
    assert list(letters.may_read(letter)) == [protection_officer]


def test_each_reading_is_one_line_of_the_audit_log_and_the_list_is_none(
    written: Written, protection_officer: User, browser_of: Browser, api: Api
) -> None:
    browser = browser_of(protection_officer)
    queue = browser.get("/staff/letters/").content.decode()
    assert written.letter.reference in queue
    assert WORDS not in queue
    assert reads() == 0
    assert WORDS in browser.get(page_of(written.letter)).content.decode()
    assert reads() == 1
    read = api(protection_officer).get(f"/api/v1/letters/{written.letter.public_id}/").json()
    assert read["parts"][0]["text"] == WORDS
    assert reads() == 2
    entry = Entry.objects.filter(deed="reintegration.letter.read").latest("pk")
    assert (entry.actor, entry.detail) == (protection_officer, {})


def test_the_queue_says_reference_age_and_state_only(
    written: Written, protection_officer: User, api: Api
) -> None:
    row = api(protection_officer).get("/api/v1/letters/").json()["results"][0]
    assert set(row) == {"public_id", "reference", "created_at", "state"}


def test_an_answer_is_read_with_the_code_and_says_no_name(
    written: Written, protection_officer: User, browser_of: Browser, client: Client
) -> None:
    sent = {"text": "Stay with people. We call at nine.", "token": letter_codes.new_token()}
    for _ in range(2):  # a second tap
        browser_of(protection_officer).post(page_of(written.letter), sent)
    page = client.post("/help/again/", {"code": written.code}).content.decode()
    assert page.count("We call at nine") == 1
    assert "There is an answer" in page
    assert str(protection_officer) not in page
    written.letter.refresh_from_db()
    assert written.letter.assigned_to == protection_officer
    assert "We call" not in LetterPart.objects.latest("pk").locked


def test_giving_to_a_colleague_who_may_not_read_it_is_refused(
    write: Write, osh: Place, osh_protection_officer: User, protection_officer: User, officer: User
) -> None:
    letter = write(region=osh.parent_id).letter
    for stranger in (officer, protection_officer):
        with pytest.raises(Invalid):
            desk.assign(letter, by=osh_protection_officer, to=stranger.public_id)
    given = desk.assign(letter, by=osh_protection_officer, to=osh_protection_officer.public_id)
    assert given.assigned_to == osh_protection_officer


def test_a_colleague_who_is_none_is_refused_with_a_sentence(
    written: Written, protection_officer: User, browser_of: Browser
) -> None:
    desk.assign(written.letter, by=protection_officer, to=protection_officer.public_id)
    page = page_of(written.letter, "assign/")
    told = browser_of(protection_officer).post(page, {"to": "nonsense"}, follow=True)
    assert "Choose a colleague who may read this letter" in told.content.decode()
    written.letter.refresh_from_db()
    assert written.letter.assigned_to == protection_officer


def test_a_closed_letter_is_answered_by_nobody_until_its_writer_writes(
    written: Written, protection_officer: User
) -> None:
    closed = desk.close(written.letter, by=protection_officer)
    with pytest.raises(Conflict):
        desk.answer(closed, by=protection_officer, text="x", token=letter_codes.new_token())
    letters.add(written.code, text="Again", token=letter_codes.new_token())
    desk.answer(closed, by=protection_officer, text="x", token=letter_codes.new_token())
    closed.refresh_from_db()
    assert closed.state == LetterState.ANSWERED


def test_staff_pages_of_letters_do_not_exist_for_others(
    written: Written, officer: User, administrator: User, browser_of: Browser
) -> None:
    for user in (officer, administrator):
        for path in ("/staff/letters/", page_of(written.letter)):
            assert browser_of(user).get(path).status_code == 404
        assert browser_of(user).post(page_of(written.letter, "close/")).status_code == 404
    assert reads() == 0


def test_the_first_page_of_staff_counts_what_waits_for_readers_only(
    written: Written, protection_officer: User, officer: User
) -> None:
    assert {q.url: q.count for q in queues_of(protection_officer)}["/staff/letters/"] == 1
    assert "/staff/letters/" not in {q.url for q in queues_of(officer)}


def test_readers_get_one_mail_an_hour_that_says_nothing(
    write: Write,
    osh: Place,
    protection_officer: User,
    osh_protection_officer: User,
    officer: User,
    django_capture_on_commit_callbacks: Any,
    mailoutbox: list[EmailMessage],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(3):
            write(region=osh.parent_id)
    (mail,) = mailoutbox
    assert mail.to == [osh_protection_officer.email]
    assert "/staff/" in str(mail.body)
    assert WORDS not in str(mail.body)


def test_an_administrator_learns_that_nobody_may_read(
    write: Write, administrator: User, protection_officer: User
) -> None:
    write()
    assert not Letter.objects.unreadable().exists()
    User.objects.filter(pk=protection_officer.pk).update(is_active=False)
    queue = queues_of(administrator)[0]
    assert ("nobody may read" in str(queue.label), queue.count) == (True, 1)
