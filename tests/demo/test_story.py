"""`make demo` tells the truth: the same story, on rows that are looked at here."""

import os
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from backend.demo.callers import Handset, StoryStopped, wait_for
from backend.demo.house import DATABASE, _environment
from backend.demo.phones import example_phone
from backend.demo.story import tell
from backend.notifications.models import SandboxSms
from jobs.models import Application, Employer, Match, Placement, Vacancy
from jobs.states import ApplicationState, EmployerState, MatchState, VacancyState
from reintegration.models import FollowUp, JourneyEvent, Returnee
from reintegration.states import JourneyKind, ReturneeState


@pytest.mark.django_db(transaction=True)
def test_the_main_job_from_an_imported_list_to_a_job_found() -> None:
    said: list[str] = []
    tell(said.append, patience=10)
    story = "\n".join(said)

    assert Returnee.objects.count() == 25
    assert "25 new files" in story
    assert "0 new, 25 unchanged" in story
    verified = Employer.objects.get(state=EmployerState.VERIFIED)
    assert verified.name in story
    assert Vacancy.objects.filter(state=VacancyState.PUBLISHED).count() == 3

    placement = Placement.objects.get()
    person = placement.application.returnee
    assert person.state == ReturneeState.PLACED
    assert Application.objects.get().state == ApplicationState.HIRED
    match = Match.objects.get(returnee=person, vacancy=placement.application.vacancy)
    assert match.state == MatchState.APPLIED
    kinds = {*JourneyEvent.objects.filter(returnee=person).values_list("kind", flat=True)}
    assert kinds >= {
        JourneyKind.REGISTERED,
        JourneyKind.NOTIFIED,
        JourneyKind.APPLIED,
        JourneyKind.HIRED,
    }
    assert FollowUp.objects.filter(returnee=person).count() == 4

    inbox = [sms.body for sms in SandboxSms.objects.filter(phone=person.phone)]
    shown = [body for body in inbox if body.splitlines()[0] in story]
    assert len(shown) >= 3  # the job, the code, the answer: as the phone has them
    assert len(story.splitlines()) <= 60
    outcome = next(line for line in said if "Everyone" in line).split()
    assert outcome[1:6] == ["25", "0", "0", "1", "1"]


@pytest.mark.django_db
def test_where_people_are_already_no_story_is_told(anara: Returnee) -> None:
    with pytest.raises(CommandError, match="needs an empty database"):
        call_command("demo", "--here")


@pytest.mark.django_db
def test_real_phones_are_told_nothing(settings: Settings) -> None:
    settings.SANDBOX_PHONES = False
    with pytest.raises(CommandError, match="no sandbox"):
        call_command("demo", "--here")


@pytest.mark.django_db
def test_a_worker_that_does_not_come_ends_the_story_in_words() -> None:
    with pytest.raises(StoryStopped, match=r"Waited 0 seconds in vain for an SMS\."):
        wait_for(Handset(example_phone(0), 0)._next, 0, "an SMS")


def test_the_house_of_the_story_is_another_one_than_ours() -> None:
    ours, its = os.environ, _environment()
    assert urlsplit(its["DATABASE_URL"]).path == f"/{DATABASE}"
    assert its["DATABASE_URL"] != ours["DATABASE_URL"]
    assert its["REDIS_FIRST_DATABASE"] != ours["REDIS_FIRST_DATABASE"]
