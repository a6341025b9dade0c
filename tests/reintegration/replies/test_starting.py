"""START by SMS gives back what STOP took, and nothing that is not certain."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from backend.accounts.models import User
from backend.notifications.encoding import segments
from backend.notifications.models import Message
from reintegration.actions.consents import give, withdraw
from reintegration.actions.starting import WITHIN
from reintegration.models import Consent, Returnee
from reintegration.staff_inbox import ReplyMeaning, ReplyState
from reintegration.staff_reasons import ConsentWay
from reintegration.states import ConsentPurpose, PhoneOwner
from tests.reintegration.replies.conftest import Write
from tests.reintegration.words import own

pytestmark = pytest.mark.django_db

MESSAGES, FOLLOW_UP = ConsentPurpose.MESSAGES, ConsentPurpose.FOLLOW_UP
STARTED = "reintegration.started"


@pytest.fixture
def certain(anara: Returnee) -> Returnee:
    """Anara, whose account was opened by a code that her phone got."""
    User.objects.filter(pk=anara.user_id).update(phone=anara.phone, last_login=timezone.now())
    for purpose in (MESSAGES, FOLLOW_UP):
        give(anara, by=own(anara), purpose=purpose, language="ky")
    return anara


def said_no(person: Returnee) -> set[str]:
    standing = Consent.objects.filter(returnee=person).current()
    return set(standing.filter(given=False).values_list("purpose", flat=True))


@pytest.mark.parametrize("word", ["START", "старт!", "баштаңыз", "Bashtanyz"])
def test_start_gives_back_what_stop_took_and_says_so(
    word: str, certain: Returnee, write: Write
) -> None:
    write("СТОП")
    assert said_no(certain) == {MESSAGES, FOLLOW_UP}
    reply = write(word)
    assert (reply.state, reply.meaning) == (ReplyState.UNDERSTOOD, ReplyMeaning.START)
    assert said_no(certain) == set()
    newest = Consent.objects.latest("pk")
    assert (newest.given, newest.way, newest.by) == (True, ConsentWay.REPLY, None)
    message = Message.objects.get(kind=STARTED)
    assert (message.phone, segments(message.body)) == (certain.phone, 1)
    write("СТОП")
    assert said_no(certain) == {MESSAGES, FOLLOW_UP}


def test_it_agrees_to_no_other_text_than_before(certain: Returnee, write: Write) -> None:
    give(certain, by=own(certain), purpose=MESSAGES, language="ru", text_version="2025-01")
    write("СТОП")
    write("START")
    again = Consent.objects.filter(returnee=certain).current().filter(purpose=MESSAGES).get()
    assert (again.given, again.text_version, again.language) == (True, "2025-01", "ru")


def test_a_no_that_was_said_elsewhere_stays(certain: Returnee, write: Write) -> None:
    withdraw(certain, by=own(certain), purpose=FOLLOW_UP, language="ky")
    write("СТОП")
    write("START")
    assert said_no(certain) == {FOLLOW_UP}


def _shared(anara: Returnee, bakyt: Returnee) -> None:
    Returnee.objects.filter(pk=anara.pk).update(phone_owner=PhoneOwner.FAMILY)


def _of_two_files(anara: Returnee, bakyt: Returnee) -> None:
    Returnee.objects.filter(pk=bakyt.pk).update(phone=anara.phone)


def _never_signed_in(anara: Returnee, bakyt: Returnee) -> None:
    User.objects.filter(pk=anara.user_id).update(last_login=None)


def _signs_in_elsewhere(anara: Returnee, bakyt: Returnee) -> None:
    User.objects.filter(pk=anara.user_id).update(phone="+996700777777")


@pytest.mark.parametrize("doubt", [_shared, _of_two_files, _never_signed_in, _signs_in_elsewhere])
def test_where_it_is_not_certain_who_wrote_staff_read_it(
    doubt: Callable[[Returnee, Returnee], None], certain: Returnee, bakyt: Returnee, write: Write
) -> None:
    write("СТОП")
    doubt(certain, bakyt)
    reply = write("START")
    assert (reply.state, reply.meaning) == (ReplyState.OPEN, ReplyMeaning.FOR_STAFF)
    assert said_no(certain) == {MESSAGES, FOLLOW_UP}
    assert not Message.objects.filter(kind=STARTED).exists()


def test_after_months_the_number_may_be_somebody_elses(certain: Returnee, write: Write) -> None:
    write("СТОП")
    with time_machine.travel(timezone.now() + WITHIN + timedelta(hours=1)):
        assert write("START").state == ReplyState.OPEN
    assert said_no(certain) == {MESSAGES, FOLLOW_UP}


def test_a_stop_by_another_number_is_not_taken_back(certain: Returnee, write: Write) -> None:
    former = "+996700555555"
    Returnee.objects.filter(pk=certain.pk).update(phone=former)
    User.objects.filter(pk=certain.user_id).update(phone=former)
    write("СТОП", phone=former)
    Returnee.objects.filter(pk=certain.pk).update(phone=certain.phone)
    User.objects.filter(pk=certain.user_id).update(phone=certain.phone)
    assert write("START").state == ReplyState.OPEN


def test_start_without_a_stop_is_read_by_staff(certain: Returnee, write: Write) -> None:
    assert write("START").state == ReplyState.OPEN
