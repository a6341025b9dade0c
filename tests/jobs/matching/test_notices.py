"""Who hears of a match, how often, and in which words."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

import pytest
from django.utils import timezone

from backend.notifications.encoding import segments
from backend.notifications.kinds import get
from backend.notifications.models import Message, ShortLink
from backend.notifications.states import Reason
from jobs import finding, tasks
from jobs.actions import matching, nights, publication
from jobs.finding import Read
from jobs.models import Match, MatchRun, Vacancy
from jobs.states import MatchState, RunState, RunTrigger, VacancyState
from reintegration.models import JourneyEvent, Returnee
from reintegration.states import ConsentPurpose, JourneyKind, PhoneOwner, ReturneeState
from tests.jobs.matching.conftest import Another

pytestmark = pytest.mark.django_db


def kept_back(message: Message) -> Mapping[int, str]:
    ask = get("jobs.match").kept_back
    assert ask is not None
    return ask([message])


def messages() -> list[Message]:
    return list(Message.objects.filter(kind="jobs.match").order_by("pk"))


def matched_only(vacancy: Vacancy) -> MatchRun:
    """A run that has written its matches and told nobody."""
    run = MatchRun.objects.create(
        trigger=RunTrigger.VACANCY, subject_id=vacancy.pk, weights_version="test"
    )
    matching._write(run, matching._read(run, finding.for_vacancy))
    return run


def leads_to(message: Message) -> str:
    """The page behind the short link of a message."""
    found = re.search(r"http://testserver/l/(\w+)", message.text)
    assert found is not None
    return ShortLink.objects.get(token=found[1]).path


def test_a_published_vacancy_reaches_the_right_phone_once_though_the_task_runs_twice(
    anara: Returnee, vacancy: Vacancy, officer: Any, django_capture_on_commit_callbacks: Any
) -> None:
    Vacancy.objects.update(state=VacancyState.SCREENING, published_at=None)
    vacancy.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        publication.publish(vacancy, by=officer)
    tasks.match_vacancy(vacancy.pk)
    match = Match.objects.get()
    [message] = messages()
    assert message.phone == anara.phone
    assert message.person == anara.public_id
    assert leads_to(message) == f"/matches/{match.public_id}/"
    assert match.state == MatchState.NOTIFIED
    assert match.notified_at is not None
    told = JourneyEvent.objects.get(returnee=anara, kind=JourneyKind.NOTIFIED)
    assert told.detail == {"vacancy": str(vacancy.public_id)}
    assert list(MatchRun.objects.order_by("pk").values_list("notices_sent", flat=True)) == [1, 0]


def test_a_changed_profile_is_matched_and_told_too(
    anara: Returnee, vacancy: Vacancy, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        tasks.match_returnee(anara.pk)
    assert len(messages()) == 1


def test_the_text_names_work_pay_and_place_in_the_persons_language(
    anara: Returnee, vacancy: Vacancy
) -> None:
    nights.match_all()
    [message] = messages()
    assert message.language == "ky"
    assert message.text.startswith("Homeward: Сварщик, ")
    assert "45 000" in message.text
    assert "Бишкек" in message.text
    assert leads_to(message) == f"/matches/{Match.objects.get().public_id}/"


@pytest.mark.parametrize("language", ["en", "ru", "ky", "uz", "kk", "tg", "tk"])
def test_a_long_title_is_cut_so_that_two_sms_are_enough(
    language: str, anara: Returnee, vacancy: Vacancy
) -> None:
    Returnee.objects.update(language=language)
    Vacancy.objects.update(
        title="Электрогазосварщик на автоматических и полуавтоматических машинах " * 2,
        wage_from=45_000,
        wage_to=60_000,
    )
    nights.match_all()
    [message] = messages()
    assert message.segments == segments(message.text) <= 2
    assert "Электрогазосварщик" in message.text


def test_no_more_than_three_a_week_and_the_best_three(
    anara: Returnee, vacancy: Vacancy, another_vacancy: Another
) -> None:
    better = [another_vacancy(wage_from=45_000 + step) for step in (0, 0, 0)]
    nights.match_all()
    told = Match.objects.filter(state=MatchState.NOTIFIED)
    assert {match.vacancy_id for match in told} == {vacancy.pk, *(b.pk for b in better[:2])}
    Match.objects.filter(notified_at__isnull=False).update(
        notified_at=timezone.now() - dt.timedelta(days=8)
    )
    nights.match_all()
    assert len(messages()) == 4


def test_ten_notices_for_each_place_and_no_more(
    anara: Returnee, vacancy: Vacancy, another_welder: Another
) -> None:
    for number in range(12):
        another_welder(number)
    matching.match_vacancy(vacancy)
    assert len(messages()) == 10
    nights.match_all()
    assert len(messages()) == 10
    Vacancy.objects.update(openings=2)
    nights.match_all()
    assert len(messages()) == 13


@pytest.mark.parametrize(
    "change",
    [{"phone": ""}, {"state": ReturneeState.PAUSED}],
    ids=["no phone", "not looking"],
)
def test_who_cannot_be_reached_or_does_not_look_is_not_told(
    change: dict[str, Any], anara: Returnee, vacancy: Vacancy
) -> None:
    Returnee.objects.update(**change)
    nights.match_all()
    assert messages() == []
    assert not JourneyEvent.objects.filter(kind=JourneyKind.NOTIFIED).exists()


def withdraw(anara: Returnee, purpose: ConsentPurpose) -> None:
    anara.consents.create(purpose=purpose, given=False, text_version="x", language="ky")


def test_who_wants_no_messages_is_matched_but_not_told(anara: Returnee, vacancy: Vacancy) -> None:
    withdraw(anara, ConsentPurpose.MESSAGES)
    nights.match_all()
    assert Match.objects.get().state == MatchState.PROPOSED
    assert messages() == []


def test_a_notice_that_waits_is_held_back_when_consent_is_withdrawn(
    anara: Returnee, vacancy: Vacancy
) -> None:
    nights.match_all()
    [message] = messages()
    assert kept_back(message) == {}
    withdraw(anara, ConsentPurpose.MESSAGES)
    assert kept_back(message) == {message.pk: Reason.NO_CONSENT}


@pytest.mark.parametrize("state", [VacancyState.FILLED, VacancyState.CLOSED, VacancyState.PAUSED])
def test_a_notice_that_waits_is_held_back_when_the_vacancy_is_gone(
    state: VacancyState, anara: Returnee, vacancy: Vacancy
) -> None:
    nights.match_all()
    [message] = messages()
    Vacancy.objects.update(state=state)
    assert kept_back(message) == {message.pk: Reason.OUTDATED}


def test_who_has_seen_the_match_on_the_page_gets_no_sms(anara: Returnee, vacancy: Vacancy) -> None:
    withdraw(anara, ConsentPurpose.MESSAGES)
    nights.match_all()
    Match.objects.update(state=MatchState.SEEN)
    anara.consents.create(
        purpose=ConsentPurpose.MESSAGES, given=True, text_version="x", language="ky"
    )
    nights.match_all()
    assert messages() == []


def test_a_poor_match_is_listed_but_not_worth_a_message(anara: Returnee, vacancy: Vacancy) -> None:
    anara.work_history.all().delete()
    anara.skills.all().delete()
    nights.match_all()
    assert Match.objects.get().score < 4000
    assert messages() == []


def test_one_number_that_cannot_be_written_to_does_not_stop_the_others(
    anara: Returnee, vacancy: Vacancy, another_welder: Another
) -> None:
    another_welder(1, phone="12")
    nights.match_all()
    assert [message.phone for message in messages()] == [anara.phone]
    assert Match.objects.filter(state=MatchState.PROPOSED).count() == 1


def test_a_run_that_died_between_matching_and_telling_tells_when_made_again(
    anara: Returnee, vacancy: Vacancy
) -> None:
    matched_only(vacancy)
    assert messages() == []
    tasks.match_vacancy(vacancy.pk)
    assert len(messages()) == 1


def test_a_notice_that_waits_is_held_back_when_the_person_is_not_matched_any_more(
    anara: Returnee, vacancy: Vacancy
) -> None:
    nights.match_all()
    [message] = messages()
    Returnee.objects.update(state=ReturneeState.PAUSED)
    assert kept_back(message) == {message.pk: Reason.OUTDATED}
    withdraw(anara, ConsentPurpose.MATCHING)
    assert kept_back(message) == {message.pk: Reason.NO_CONSENT}


@pytest.mark.parametrize("owner", [PhoneOwner.FAMILY, PhoneOwner.OTHER])
def test_on_a_shared_phone_the_message_says_only_that_there_is_one(
    owner: PhoneOwner, anara: Returnee, vacancy: Vacancy
) -> None:
    Returnee.objects.update(phone_owner=owner, language="en")
    nights.match_all()
    [message] = messages()
    assert message.text.startswith("Homeward: you have a new message. http")


def test_a_vacancy_that_cannot_be_matched_keeps_no_other_from_it(
    anara: Returnee, vacancy: Vacancy, another_vacancy: Another, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = finding.for_vacancy

    def broken(vacancy_id: int) -> Read:
        if vacancy_id == vacancy.pk:
            raise RuntimeError("out of memory")
        return find(vacancy_id)

    monkeypatch.setattr(finding, "for_vacancy", broken)
    first_published = timezone.now() - dt.timedelta(days=2)
    Vacancy.objects.update(published_at=first_published)
    good = another_vacancy(published_at=first_published + dt.timedelta(days=1))
    tasks.match_unmatched()
    assert MatchRun.objects.filter(subject_id=vacancy.pk, state=RunState.FAILED).exists()
    assert MatchRun.objects.filter(subject_id=good.pk, state=RunState.DONE).exists()
