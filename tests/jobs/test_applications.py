"""Asking for a vacancy, and the employer's answer."""

import datetime as dt

import pytest
from django.utils import timezone

from backend.accounts.models import User
from backend.lib.errors import Conflict, Invalid, NotAllowed, StateConflict
from backend.notifications.models import Message
from jobs.actions import applications
from jobs.errors import ConsentNeeded, VacancyClosed
from jobs.models import Application, Match, MatchRun, Vacancy
from jobs.states import ApplicationState, MatchState, RefusalReason, VacancyState
from reintegration.models import Consent, JourneyEvent, Returnee
from reintegration.states import ConsentPurpose, JourneyKind, ReturneeState


def take_back_consent(returnee: Returnee) -> None:
    Consent.objects.create(
        returnee=returnee,
        purpose=ConsentPurpose.EMPLOYERS,
        given=False,
        text_version="2026-11",
        language="ky",
    )


def tomorrow() -> dt.datetime:
    return timezone.now() + dt.timedelta(days=1)


def test_applying_is_remembered_in_the_journey_with_public_ids_only(
    vacancy: Vacancy, anara: Returnee
) -> None:
    applications.apply(vacancy, by=anara.user, returnee=anara, note="Могу начать сразу")
    event = JourneyEvent.objects.get(returnee=anara, kind=JourneyKind.APPLIED)
    assert event.detail == {
        "vacancy": str(vacancy.public_id),
        "employer": str(vacancy.employer.public_id),
    }


def test_applying_twice_is_one_application(vacancy: Vacancy, anara: Returnee) -> None:
    first = applications.apply(vacancy, by=anara.user, returnee=anara)
    assert applications.apply(vacancy, by=anara.user, returnee=anara) == first
    assert JourneyEvent.objects.filter(kind=JourneyKind.APPLIED).count() == 1


def test_the_match_of_the_pair_follows(vacancy: Vacancy, anara: Returnee) -> None:
    run = MatchRun.objects.create(trigger="nightly", weights_version="1")
    match = Match.objects.create(run=run, returnee=anara, vacancy=vacancy, score=1, parts={})
    applications.apply(vacancy, by=anara.user, returnee=anara)
    match.refresh_from_db()
    assert match.state == MatchState.APPLIED


def test_without_consent_nobody_is_shown_to_an_employer(
    vacancy: Vacancy, anara: Returnee, officer: User
) -> None:
    take_back_consent(anara)
    for by in (anara.user, officer):
        with pytest.raises(ConsentNeeded) as refused:
            applications.apply(vacancy, by=by, returnee=anara)
        assert "agree" in str(refused.value)
    assert not Application.objects.exists()


def test_staff_apply_for_people_of_their_office_only(
    vacancy: Vacancy, anara: Returnee, bakyt: Returnee, officer: User
) -> None:
    applications.apply(vacancy, by=officer, returnee=anara)
    with pytest.raises(NotAllowed):
        applications.apply(vacancy, by=officer, returnee=bakyt)


def test_nobody_applies_for_somebody_else(
    vacancy: Vacancy, anara: Returnee, bakyt: Returnee, employer_user: User
) -> None:
    for by in (bakyt.user, employer_user):
        with pytest.raises(NotAllowed):
            applications.apply(vacancy, by=by, returnee=anara)


@pytest.mark.parametrize(
    "changes",
    [
        {"state": VacancyState.PAUSED},
        {"state": VacancyState.FILLED},
        {"closes_on": dt.date(2026, 1, 1)},
    ],
)
def test_only_an_open_vacancy_takes_applications(
    vacancy: Vacancy, anara: Returnee, changes: dict[str, object]
) -> None:
    Vacancy.objects.update(**changes)
    with pytest.raises(VacancyClosed):
        applications.apply(vacancy, by=anara.user, returnee=anara)


def test_a_closed_file_applies_for_nothing(vacancy: Vacancy, anara: Returnee) -> None:
    Returnee.objects.update(state=ReturneeState.LEFT)
    anara.refresh_from_db()
    with pytest.raises(Conflict):
        applications.apply(vacancy, by=anara.user, returnee=anara)


def test_an_application_taken_back_can_be_made_again(
    application: Application, anara: Returnee
) -> None:
    applications.withdraw(application, by=anara.user)
    again = applications.apply(application.vacancy, by=anara.user, returnee=anara)
    assert again != application


def test_a_refused_application_is_not_made_again(
    application: Application, anara: Returnee, employer_user: User
) -> None:
    applications.refuse(application, by=employer_user, reason=RefusalReason.EXPERIENCE)
    with pytest.raises(Conflict):
        applications.apply(application.vacancy, by=anara.user, returnee=anara)


def test_only_the_employers_first_reading_counts_as_seen(
    application: Application, employer_user: User, officer: User
) -> None:
    applications.mark_seen(application, by=officer)
    assert application.state == ApplicationState.SENT
    applications.mark_seen(application, by=employer_user)
    applications.mark_seen(application, by=employer_user)
    assert application.state == ApplicationState.SEEN


def test_an_invitation_says_when_and_where(application: Application, employer_user: User) -> None:
    when = tomorrow()
    applications.invite(
        application, by=employer_user, interview_at=when, interview_place="Чуй 1, каб. 3"
    )
    application.refresh_from_db()
    assert (application.state, application.interview_at) == (ApplicationState.INVITED, when)
    event = JourneyEvent.objects.get(kind=JourneyKind.INVITED)
    assert event.detail["planned"] == when.isoformat()


def test_nobody_is_invited_to_yesterday(application: Application, employer_user: User) -> None:
    with pytest.raises(Invalid) as refused:
        applications.invite(
            application,
            by=employer_user,
            interview_at=timezone.now() - dt.timedelta(hours=1),
            interview_place="Чуй 1",
        )
    assert [*refused.value.fields] == ["interview_at"]


def test_a_message_tells_a_stranger_nothing(application: Application, employer_user: User) -> None:
    applications.refuse(application, by=employer_user, reason=RefusalReason.SKILLS)
    message = Message.objects.get(kind="jobs.application_answered")
    assert message.phone == application.returnee.phone
    for word in (application.vacancy.title, application.vacancy.employer.name, "Anara"):
        assert word not in message.body


def test_people_without_a_phone_are_answered_all_the_same(
    application: Application, employer_user: User
) -> None:
    Returnee.objects.update(phone="")
    application.refresh_from_db()
    applications.refuse(application, by=employer_user, reason=RefusalReason.SKILLS)
    assert not Message.objects.exists()


def test_nobody_answers_for_another_employer(
    application: Application, other_employer_user: User, anara: Returnee, osh_officer: User
) -> None:
    for by in (other_employer_user, anara.user, osh_officer):
        with pytest.raises(NotAllowed):
            applications.refuse(application, by=by, reason=RefusalReason.SKILLS)


def test_an_answer_is_final(application: Application, anara: Returnee, employer_user: User) -> None:
    applications.refuse(application, by=employer_user, reason=RefusalReason.SKILLS)
    with pytest.raises(StateConflict):
        applications.withdraw(application, by=anara.user)
