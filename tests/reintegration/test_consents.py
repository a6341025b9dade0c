"""Every answer is a row; the newest holds; without the programme nothing does."""

import pytest
from django.db import DatabaseError, transaction

from backend.accounts.models import User
from backend.lib.errors import Conflict, NotAllowed
from reintegration.actions.consents import give, withdraw
from reintegration.actions.state import resume
from reintegration.models import Consent, Returnee
from reintegration.states import ConsentPurpose, JourneyKind, ReturneeState
from tests.reintegration.words import own


def agrees(person: Returnee, purpose: ConsentPurpose) -> bool:
    return Returnee.objects.consenting_to(purpose).filter(pk=person.pk).exists()


def test_the_newest_answer_holds(anara: Returnee) -> None:
    matching = ConsentPurpose.MATCHING
    withdraw(anara, by=own(anara), purpose=matching, language="ky")
    assert not agrees(anara, matching)
    assert not Returnee.objects.to_be_matched().exists()
    give(anara, by=own(anara), purpose=matching, language="ky")
    assert agrees(anara, matching)
    assert Consent.objects.filter(returnee=anara, purpose=matching).count() == 3
    assert Consent.objects.filter(returnee=anara, purpose=matching).current().get().given


def test_the_same_answer_twice_is_one_row(anara: Returnee, officer: User) -> None:
    before = Consent.objects.count()
    give(anara, by=officer, purpose=ConsentPurpose.MESSAGES, language="ru")
    assert Consent.objects.count() == before
    withdraw(anara, by=officer, purpose=ConsentPurpose.MESSAGES, language="ru")
    withdraw(anara, by=officer, purpose=ConsentPurpose.MESSAGES, language="ru")
    assert Consent.objects.count() == before + 1


def test_a_new_text_is_agreed_to_anew(anara: Returnee) -> None:
    give(
        anara,
        by=own(anara),
        purpose=ConsentPurpose.MESSAGES,
        language="ky",
        text_version="2030-01",
    )
    newest = anara.consents.filter(purpose=ConsentPurpose.MESSAGES).current().get()
    assert newest.text_version == "2030-01"


def test_each_answer_enters_the_journey(anara: Returnee) -> None:
    withdraw(anara, by=own(anara), purpose=ConsentPurpose.EMPLOYERS, language="ky")
    event = anara.journey.get(kind=JourneyKind.CONSENTED)
    assert event.detail == {"purpose": "employers", "given": False}


def test_without_the_programme_all_ends_and_the_file_closes(anara: Returnee) -> None:
    withdraw(anara, by=own(anara), purpose=ConsentPurpose.PROGRAMME, language="ky")
    anara.refresh_from_db()
    assert anara.state == ReturneeState.LEFT
    assert not Consent.objects.current().filter(returnee=anara, given=True).exists()
    with pytest.raises(Conflict):
        resume(anara, by=own(anara))
    give(anara, by=own(anara), purpose=ConsentPurpose.PROGRAMME, language="ky")
    assert resume(anara, by=own(anara)).state == ReturneeState.ACTIVE


def test_nobody_outside_the_office_speaks_for_a_person(
    anara: Returnee, bakyt: Returnee, osh_officer: User, observer: User
) -> None:
    for stranger in (own(bakyt), osh_officer, observer):
        with pytest.raises(NotAllowed):
            give(anara, by=stranger, purpose=ConsentPurpose.MATCHING, language="ky")


def test_the_database_itself_refuses_to_change_an_answer(anara: Returnee) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Consent.objects.update(given=False)
