"""Firms: who may register and vet them, and what hangs on it."""

from typing import Any

import pytest
from django.urls import reverse

from backend.accounts.models import User
from backend.audit.models import Entry
from backend.lib.errors import Conflict, Invalid, NotAllowed, StateConflict
from backend.taxonomy.models import Place
from jobs.actions import employers
from jobs.models import Application, Employer, Vacancy
from jobs.states import EmployerState, VacancyState


def firm(place: Place, **changes: str) -> dict[str, object]:
    return {
        "name": "Нур Курулуш",
        "tax_number": "0123 4567 8901 25",
        "country": place.country,
        "place": place,
        "contact_name": "Нурбек",
        "contact_phone": "0312 123 456",
    } | changes


@pytest.fixture
def pending(new_user: User, bishkek: Place) -> Employer:
    return employers.register_employer(by=new_user, **firm(bishkek))


def test_an_employer_registers_a_firm_and_belongs_to_it(pending: Employer, new_user: User) -> None:
    assert pending.state == EmployerState.PENDING
    assert (pending.tax_number, pending.contact_phone) == ("01234567890125", "+996312123456")
    assert pending.members.get().user == new_user


def test_nobody_registers_two_firms(pending: Employer, new_user: User, bishkek: Place) -> None:
    with pytest.raises(Conflict):
        employers.register_employer(by=new_user, **firm(bishkek, tax_number="99999999"))


def test_a_tax_number_is_registered_once(
    pending: Employer, employer_user: User, officer: User, bishkek: Place
) -> None:
    with pytest.raises(Conflict) as refused:
        employers.register_employer(by=officer, **firm(bishkek))
    assert "tax_number" in refused.value.fields


@pytest.mark.parametrize(
    ("field", "value"),
    [("tax_number", "none"), ("tax_number", ""), ("contact_phone", "12")],
)
def test_nonsense_is_refused_at_its_field(
    new_user: User, bishkek: Place, field: str, value: str
) -> None:
    with pytest.raises(Invalid) as refused:
        employers.register_employer(by=new_user, **firm(bishkek, **{field: value}))
    assert [*refused.value.fields] == [field]


def test_returnees_register_no_firms(anara: object, bishkek: Place) -> None:
    with pytest.raises(NotAllowed):
        employers.register_employer(by=anara.user, **firm(bishkek))  # type: ignore[attr-defined]


@pytest.mark.parametrize("role", ["officer", "supervisor", "administrator"])
def test_staff_verify(role: str, pending: Employer, request: pytest.FixtureRequest) -> None:
    staff = request.getfixturevalue(role)
    employers.verify(pending, by=staff)
    pending.refresh_from_db()
    assert (pending.state, pending.decided_by) == (EmployerState.VERIFIED, staff)
    assert Entry.objects.filter(deed="jobs.employer.verified", actor=staff).count() == 1


def test_an_employer_never_verifies_itself_or_others(
    pending: Employer, new_user: User, employer_user: User
) -> None:
    for user in (new_user, employer_user):
        with pytest.raises(NotAllowed):
            employers.verify(pending, by=user)


def test_a_rejected_firm_asks_again_by_changing_what_was_wrong(
    pending: Employer, new_user: User, officer: User
) -> None:
    employers.reject(pending, by=officer, reason="The number belongs to another firm")
    changed = employers.change_employer(pending, by=new_user, tax_number="01234567890199")
    assert (changed.state, changed.decision_reason) == (EmployerState.PENDING, "")


def test_a_verified_firm_cannot_change_what_was_checked(
    employer: Employer, employer_user: User, officer: User
) -> None:
    with pytest.raises(Conflict):
        employers.change_employer(employer, by=employer_user, name="Another")
    employers.change_employer(employer, by=employer_user, contact_name="Another")
    employers.change_employer(employer, by=officer, name="Another")
    employer.refresh_from_db()
    assert (employer.name, employer.contact_name) == ("Another", "Another")


def test_another_employer_cannot_change_it(employer: Employer, other_employer_user: User) -> None:
    with pytest.raises(NotAllowed):
        employers.change_employer(employer, by=other_employer_user, contact_name="X")


def test_a_suspended_employer_is_unseen_and_sees_no_applicants(
    employer: Employer,
    employer_user: User,
    officer: User,
    application: Application,
) -> None:
    employers.suspend(employer, by=officer, reason="A report is being looked into")
    assert not Vacancy.objects.open().exists()
    assert not Application.objects.visible_to(employer_user).exists()

    employers.reinstate(employer, by=officer, reason="The report was wrong")
    assert Vacancy.objects.open().exists()
    assert Application.objects.visible_to(employer_user).exists()


def test_verifying_does_not_lift_a_suspension(employer: Employer, officer: User) -> None:
    employers.suspend(employer, by=officer, reason="A report")
    with pytest.raises(Conflict):
        employers.verify(employer, by=officer)


def test_a_decision_is_made_once(employer: Employer, officer: User) -> None:
    with pytest.raises(StateConflict):
        employers.reject(employer, by=officer, reason="Too late")


def test_a_verified_firms_clean_vacancies_go_out(
    employer: Employer, vacancy: Vacancy, officer: User
) -> None:
    Employer.objects.update(state=EmployerState.PENDING)
    Vacancy.objects.update(state=VacancyState.SCREENING, published_at=None)
    doubtful = Vacancy.objects.get()
    doubtful.pk, doubtful.public_id = None, "7f9d1c9e-37a6-4f6e-8d1c-000000000001"
    doubtful.save()
    doubtful.findings.create(rule="hours")
    employer.refresh_from_db()

    employers.verify(employer, by=officer)
    states = dict(Vacancy.objects.values_list("pk", "state"))
    assert states == {vacancy.pk: VacancyState.PUBLISHED, doubtful.pk: VacancyState.SCREENING}


def test_a_colleague_is_added_by_mail_and_signs_in_for_the_firm(
    employer: Employer,
    employer_user: User,
    vacancy: Vacancy,
    mailoutbox: list[Any],
    django_capture_on_commit_callbacks: Any,
) -> None:
    said = {"email": "Second@alatoo.example.org", "name": "Second clerk"}
    with django_capture_on_commit_callbacks(execute=True):
        member = employers.add_member(employer, by=employer_user, **said)
        employers.add_member(employer, by=employer_user, **said)
    assert Vacancy.objects.visible_to(member.user).get() == vacancy
    assert [mail.to for mail in mailoutbox] == [["second@alatoo.example.org"]]


def test_nobody_is_taken_from_another_firm_or_role(
    employer: Employer, employer_user: User, other_employer_user: User, trainer: User
) -> None:
    for user in (other_employer_user, trainer):
        with pytest.raises(Conflict):
            employers.add_member(employer, by=employer_user, email=user.email, name="Second")


def test_strangers_add_nobody(
    employer: Employer, other_employer_user: User, employer_user: User
) -> None:
    with pytest.raises(NotAllowed):
        employers.add_member(employer, by=other_employer_user, email="x@example.org", name="X")
    Employer.objects.filter(pk=employer.pk).update(state=EmployerState.SUSPENDED)
    employer.refresh_from_db()
    with pytest.raises(NotAllowed):
        employers.add_member(employer, by=employer_user, email="x@example.org", name="X")


def test_the_members_page_adds_a_colleague(
    browser_of: Any, employer: Employer, employer_user: User
) -> None:
    said = {"email": "second@alatoo.example.org", "name": "Second clerk"}
    page = browser_of(employer_user).post(reverse("jobs:employer_members"), said, follow=True)
    assert "second@alatoo.example.org" in page.content.decode()
    assert employer.members.count() == 2
