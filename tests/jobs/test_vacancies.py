"""A vacancy from draft to its end, and what may be changed when."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from backend.accounts.models import User
from backend.lib.errors import Conflict, Invalid, NotAllowed, StateConflict
from backend.notifications.models import Message
from backend.taxonomy.models import IscoGroup, Language, Place, Skill
from jobs.actions import publication, vacancies
from jobs.models import Application, Employer, Vacancy
from jobs.states import ApplicationState, EmployerState, RefusalReason, VacancyState

LODGING = "Сварка на стройке. Жильё и проезд бесплатно, договор."


@pytest.fixture
def words(employer: Employer, bishkek: Place, welder: IscoGroup) -> dict[str, Any]:
    return {
        "employer": employer,
        "title": "Сварщик",
        "isco": welder,
        "description": LODGING,
        "place": bishkek,
        "wage_from": 40_000,
    }


@pytest.fixture
def draft(words: dict[str, Any], employer_user: User) -> Vacancy:
    return vacancies.write_vacancy(by=employer_user, **words)


def test_what_is_left_out_follows_from_the_rest(draft: Vacancy) -> None:
    assert (draft.state, draft.country_id, draft.wage_currency) == ("draft", "KG", "KGS")


def test_lists_are_kept(words: dict[str, Any], employer_user: User, welding: list[Skill]) -> None:
    skills = [{"skill": welding[0], "required": True}, {"skill": welding[1], "required": False}]
    russian = {"language": Language.objects.get(pk="ru"), "level": "A2"}
    row = vacancies.write_vacancy(by=employer_user, skills=skills, languages=[russian], **words)
    assert [(s.skill, s.required) for s in row.skills.all()] == [
        (welding[0], True),
        (welding[1], False),
    ]
    vacancies.change_vacancy(row, by=employer_user, skills=[])
    assert (row.skills.count(), row.languages.count()) == (0, 1)


def test_a_skill_is_named_once(
    words: dict[str, Any], employer_user: User, welding: list[Skill]
) -> None:
    twice = [{"skill": welding[0], "required": True}] * 2
    with pytest.raises(Invalid):
        vacancies.write_vacancy(by=employer_user, skills=twice, **words)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"place": None}, "place"),
        ({"wage_to": 30_000}, "wage_to"),
        ({"openings": 0}, "openings"),
        ({"closes_on": dt.date(2020, 1, 1)}, "closes_on"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(
    words: dict[str, Any], employer_user: User, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        vacancies.write_vacancy(by=employer_user, **words | changes)
    assert [*refused.value.fields] == [field]


def test_nobody_writes_for_another_employer(
    words: dict[str, Any], draft: Vacancy, other_employer_user: User
) -> None:
    with pytest.raises(NotAllowed):
        vacancies.write_vacancy(by=other_employer_user, **words)
    with pytest.raises(NotAllowed):
        publication.submit(draft, by=other_employer_user)


def test_a_clean_vacancy_of_a_verified_employer_is_out_at_once(
    draft: Vacancy, employer_user: User
) -> None:
    row = publication.submit(draft, by=employer_user)
    assert row.state == VacancyState.PUBLISHED
    assert row.published_at is not None


def test_a_vacancy_of_an_unverified_employer_waits(draft: Vacancy, employer_user: User) -> None:
    Employer.objects.update(state=EmployerState.PENDING)
    assert publication.submit(draft, by=employer_user).state == VacancyState.SCREENING


def test_a_finding_waits_for_staff(draft: Vacancy, employer_user: User, officer: User) -> None:
    vacancies.change_vacancy(draft, by=employer_user, description="Смены по 14 часов")
    row = publication.submit(draft, by=employer_user)
    assert row.state == VacancyState.SCREENING
    assert row.findings.get().words == ["по 14 часов"]

    with pytest.raises(Invalid):
        publication.publish(row, by=officer)
    row = publication.publish(row, by=officer, reason="Rotation with a month at home")
    assert (row.state, row.decided_by) == (VacancyState.PUBLISHED, officer)


def test_a_blocking_finding_needs_more_than_an_officer(
    draft: Vacancy, employer_user: User, officer: User, supervisor: User
) -> None:
    vacancies.change_vacancy(draft, by=employer_user, description="Паспорт остаётся у нас")
    row = publication.submit(draft, by=employer_user)
    with pytest.raises(NotAllowed):
        publication.publish(row, by=officer, reason="Fine")
    row = publication.publish(row, by=supervisor, reason="A copy is meant; the firm was called")
    assert row.state == VacancyState.PUBLISHED


def test_employers_publish_nothing_themselves(draft: Vacancy, employer_user: User) -> None:
    with pytest.raises(NotAllowed):
        publication.publish(draft, by=employer_user)


def test_an_unverified_employers_vacancy_is_published_by_nobody(
    draft: Vacancy, employer_user: User, administrator: User
) -> None:
    Employer.objects.update(state=EmployerState.PENDING)
    draft.refresh_from_db()
    row = publication.submit(draft, by=employer_user)
    with pytest.raises(Conflict):
        publication.publish(row, by=administrator, reason="Fine")


def test_work_abroad_is_looked_at(words: dict[str, Any], employer_user: User) -> None:
    abroad = words | {"place": None, "country_id": "RU"}
    row = publication.submit(vacancies.write_vacancy(by=employer_user, **abroad), by=employer_user)
    assert (row.wage_currency, row.state) == ("RUB", VacancyState.SCREENING)
    assert [finding.rule for finding in row.findings.all()] == ["abroad"]


def test_what_people_read_changes_only_its_places_and_its_last_day(
    vacancy: Vacancy, employer_user: User
) -> None:
    with pytest.raises(Conflict):
        vacancies.change_vacancy(vacancy, by=employer_user, wage_from=10_000)
    later = timezone.localdate() + dt.timedelta(days=9)
    row = vacancies.change_vacancy(vacancy, by=employer_user, openings=3, closes_on=later)
    assert (row.state, row.openings, row.closes_on) == (VacancyState.PUBLISHED, 3, later)


def test_paused_work_is_changed_and_screened_again(vacancy: Vacancy, employer_user: User) -> None:
    publication.pause(vacancy, by=employer_user)
    vacancies.change_vacancy(vacancy, by=employer_user, description="Нужен залог 1000 сом")
    row = publication.resume(vacancy, by=employer_user)
    assert row.state == VacancyState.SCREENING


def test_changing_a_rejected_vacancy_makes_it_a_draft_again(
    draft: Vacancy, employer_user: User, officer: User
) -> None:
    Employer.objects.update(state=EmployerState.PENDING)
    row = publication.submit(draft, by=employer_user)
    row = publication.reject(row, by=officer, reason="Say what the work is")
    row = vacancies.change_vacancy(row, by=employer_user, description="Сварка труб")
    assert row.state == VacancyState.DRAFT


@pytest.mark.parametrize(
    ("deed", "state", "reason"),
    [
        (publication.mark_filled, VacancyState.FILLED, RefusalReason.FILLED),
        (publication.close, VacancyState.CLOSED, RefusalReason.CLOSED),
    ],
)
def test_the_end_of_a_vacancy_answers_everybody_who_waits(
    deed: Any, state: str, reason: str, application: Application, employer_user: User
) -> None:
    row = deed(application.vacancy, by=employer_user)
    application.refresh_from_db()
    assert row.state == state
    assert (application.state, application.refusal_reason) == (ApplicationState.REFUSED, reason)
    assert Message.objects.filter(kind="jobs.application_answered").count() == 1


def test_staff_take_a_published_vacancy_down(application: Application, officer: User) -> None:
    row = publication.reject(application.vacancy, by=officer, reason="A fee was asked by phone")
    application.refresh_from_db()
    assert (row.state, application.state) == (VacancyState.REJECTED, ApplicationState.REFUSED)


def test_a_vacancy_past_its_last_day_is_closed_and_said(application: Application) -> None:
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    Vacancy.objects.update(closes_on=yesterday)
    assert not Vacancy.objects.open().exists()
    assert publication.close_overdue() == 1
    application.refresh_from_db()
    assert application.refusal_reason == RefusalReason.CLOSED
    assert publication.close_overdue() == 0


def test_a_closed_vacancy_stays_closed(vacancy: Vacancy, employer_user: User) -> None:
    publication.close(vacancy, by=employer_user)
    for deed in (publication.submit, publication.resume, publication.pause):
        with pytest.raises(StateConflict):
            deed(vacancy, by=employer_user)
    with pytest.raises(Conflict):
        vacancies.change_vacancy(vacancy, by=employer_user, title="Again")


def test_what_staff_have_rejected_never_goes_out_without_them(
    vacancy: Vacancy, employer_user: User, officer: User, supervisor: User
) -> None:
    publication.reject(vacancy, by=officer, reason="Workers report confiscated passports")
    row = vacancies.change_vacancy(vacancy, by=employer_user)
    row = publication.submit(row, by=employer_user)
    assert row.state == VacancyState.SCREENING
    finding = row.findings.get()
    assert finding.words == ["Workers report confiscated passports"]
    with pytest.raises(NotAllowed):
        publication.publish(row, by=officer, reason="Fine")
    row = publication.publish(row, by=supervisor, reason="We were there")
    assert row.state == VacancyState.PUBLISHED


def test_staff_publish_only_the_text_they_have_read(
    draft: Vacancy, employer_user: User, supervisor: User
) -> None:
    vacancies.change_vacancy(draft, by=employer_user, description="Смены по 14 часов")
    read = publication.submit(draft, by=employer_user)
    row = vacancies.change_vacancy(read, by=employer_user, description="Паспорт остаётся у нас")
    publication.submit(row, by=employer_user)
    with pytest.raises(Conflict):
        publication.publish(read, by=supervisor, reason="They rest on Sundays")
    assert Vacancy.objects.get().state == VacancyState.SCREENING


def test_paused_work_can_be_rejected(vacancy: Vacancy, employer_user: User, officer: User) -> None:
    row = publication.pause(vacancy, by=employer_user)
    row = publication.reject(row, by=officer, reason="A report")
    assert row.state == VacancyState.REJECTED


@pytest.mark.parametrize("deed", [publication.close, publication.mark_filled])
def test_a_suspended_firm_answers_nobody(
    deed: Any, application: Application, employer_user: User
) -> None:
    Employer.objects.update(state=EmployerState.SUSPENDED)
    with pytest.raises(NotAllowed):
        deed(Vacancy.objects.get(), by=employer_user)
    application.refresh_from_db()
    assert application.state == ApplicationState.SENT


def test_a_firm_that_waits_to_be_checked_may_drop_its_draft(
    draft: Vacancy, employer_user: User
) -> None:
    Employer.objects.update(state=EmployerState.PENDING)
    assert publication.close(draft, by=employer_user).state == VacancyState.CLOSED
