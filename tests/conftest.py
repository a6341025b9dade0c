"""The cast: a few people whom every test knows, and the ways they reach the service.

Anara is a returnee of the Bishkek office, Bakyt one of the Osh office; `officer` works in
Bishkek and must never see Bakyt. Employer tests have an `employer_user` and an
`other_employer_user` who must see nothing of the first.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone, translation
from rest_framework.test import APIClient

from backend.accounts.actions.tokens import create_token
from backend.accounts.demo_sign_ins import pass_second_factor
from backend.accounts.models import ApiToken, Office, User
from backend.accounts.states import Role
from backend.indicators.fairness_counts import count
from backend.indicators.models import FairnessReport
from backend.lib.names import name_key
from backend.taxonomy.models import IscoGroup, Language, Place, Skill
from jobs import warm
from jobs.actions import nights
from jobs.models import (
    Application,
    Employer,
    EmployerMember,
    Match,
    MatchRun,
    Placement,
    Vacancy,
    VacancySkill,
)
from jobs.states import ApplicationState, EmployerState, VacancyState
from reintegration import letter_limits
from reintegration.consents import VERSION
from reintegration.models import Consent, Returnee, ReturneeSkill, WorkHistory
from reintegration.states import ConsentPurpose, Sex
from tests import emptying, template
from training.models import Cohort, Course, Enrolment, Provider, ProviderMember
from training.states import CohortState

Api = Callable[[User | None], APIClient]


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    """What a test's matching keeps in the process is gone with its rows, of which no feed tells."""
    yield
    warm.forget()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_db_keepdb: bool, django_db_blocker: Any
) -> None:
    """Every test database is a copy of one with the taxonomy: tests read it, none writes it."""
    with django_db_blocker.unblock(), template.held() as name:
        connection.settings_dict["TEST"]["TEMPLATE"] = name
        request.getfixturevalue("django_db_setup")  # pytest-django's, which this one overrides
        if django_db_keepdb:  # perhaps an older copy
            call_command("load_taxonomy", verbosity=0)
    emptying.install()


@pytest.fixture(autouse=True)
def english() -> None:
    """A request leaves its language behind in the thread: each test begins in English."""
    translation.activate("en")


@pytest.fixture(autouse=True)
def _networks_forgotten() -> None:
    """What other tests wrote from this address counts for nothing."""
    letter_limits.forget()


@pytest.fixture
def api() -> Api:
    """A client signed in as somebody; None for nobody. Writes are CSRF-free as for machines."""

    def sign_in(user: User | None) -> APIClient:
        client = APIClient()
        if user is not None:
            client.force_authenticate(user)
        return client

    return sign_in


@pytest.fixture
def anonymous_api(api: Api) -> APIClient:
    return api(None)


@pytest.fixture
def browser_of() -> Callable[[User], Client]:
    """Django's test browser, signed in past the second factor."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        pass_second_factor(client.session, user)
        return client

    return sign_in


# --- Places and words ------------------------------------------------------------------------
@pytest.fixture
def bishkek(db: None) -> Place:
    return Place.objects.get(kind="settlement", labels__en="Bishkek")


@pytest.fixture
def osh(db: None) -> Place:
    return Place.objects.get(kind="settlement", labels__en="Osh")


@pytest.fixture
def welder(db: None) -> IscoGroup:
    """7212, welders and flame cutters."""
    return IscoGroup.objects.get(pk="7212")


@pytest.fixture
def welding(db: None, welder: IscoGroup) -> list[Skill]:
    """Three skills of a welder, most typical first."""
    return list(
        Skill.objects.filter(occupation_links__isco=welder).order_by(
            "-occupation_links__essential", "-occupation_links__weight", "pk"
        )[:3]
    )


# --- Offices and staff -----------------------------------------------------------------------
@pytest.fixture
def bishkek_office(bishkek: Place) -> Office:
    return Office.objects.create(name="Bishkek", region=bishkek.parent)


@pytest.fixture
def osh_office(osh: Place) -> Office:
    return Office.objects.create(name="Osh", region=osh.parent)


def staff(role: Role, office: Office | None, name: str = "") -> User:
    name = name or str(role)
    return User.objects.create(
        email=f"{name}@example.org", name=name.title(), role=role, office=office, language="en"
    )


@pytest.fixture
def officer(bishkek_office: Office) -> User:
    return staff(Role.OFFICER, bishkek_office)


@pytest.fixture
def osh_officer(osh_office: Office) -> User:
    return staff(Role.OFFICER, osh_office, "osh_officer")


@pytest.fixture
def supervisor(bishkek_office: Office) -> User:
    return staff(Role.SUPERVISOR, bishkek_office)


@pytest.fixture
def protection_officer(bishkek_office: Office) -> User:
    return staff(Role.PROTECTION, bishkek_office)


@pytest.fixture
def administrator(db: None) -> User:
    return staff(Role.ADMINISTRATOR, None)


@pytest.fixture
def observer(db: None) -> User:
    return staff(Role.OBSERVER, None)


@pytest.fixture
def token(officer: User) -> ApiToken:
    """A key of `officer`."""
    return create_token(by=officer, name="Report")[0]


# --- Returnees -------------------------------------------------------------------------------
def returnee(phone: str, given: str, family: str, office: Office, place: Place) -> Returnee:
    user = User.objects.create(phone=phone, role=Role.RETURNEE, name=f"{given} {family}")
    person = Returnee.objects.create(
        user=user,
        office=office,
        given_names=given,
        family_name=family,
        name_key=name_key(given, family),
        sex=Sex.FEMALE,
        birth_year=1990,
        language="ky",
        phone=phone,
        home_place=place,
        wage_floor=30_000,
        wage_currency="KGS",
    )
    Consent.objects.bulk_create(
        Consent(
            returnee=person,
            purpose=purpose,
            given=True,
            text_version=VERSION,
            language="ky",
            by=user,
        )
        for purpose in ConsentPurpose
    )
    return person


@pytest.fixture
def anara(
    bishkek_office: Office, bishkek: Place, welder: IscoGroup, welding: list[Skill]
) -> Returnee:
    """A welder in Bishkek who has agreed to everything."""
    person = returnee("+996700123456", "Anara", "Jumabaeva", bishkek_office, bishkek)
    WorkHistory.objects.create(returnee=person, isco=welder, title="Сварщик", months=36)
    ReturneeSkill.objects.bulk_create(
        ReturneeSkill(returnee=person, skill=skill) for skill in welding
    )
    return person


@pytest.fixture
def bakyt(osh_office: Office, osh: Place) -> Returnee:
    return returnee("+996700123457", "Bakyt", "Toktosunov", osh_office, osh)


# --- Employers -------------------------------------------------------------------------------
def firm(name: str, tax_number: str, place: Place, by: User) -> Employer:
    return Employer.objects.create(
        name=name,
        tax_number=tax_number,
        country=place.country,
        place=place,
        contact_name="Contact",
        contact_phone="+996312123456",
        state=EmployerState.VERIFIED,
        decided_by=by,
        decided_at=timezone.now(),
    )


def member_of(employer: Employer, email: str) -> User:
    user = User.objects.create(email=email, name=email, role=Role.EMPLOYER, language="ru")
    EmployerMember.objects.create(employer=employer, user=user)
    return user


@pytest.fixture
def employer(bishkek: Place, officer: User) -> Employer:
    return firm("Ала-Тоо Курулуш", "01234567890123", bishkek, officer)


@pytest.fixture
def other_employer(osh: Place, officer: User) -> Employer:
    return firm("Сулайман Тоо", "01234567890124", osh, officer)


@pytest.fixture
def employer_user(employer: Employer) -> User:
    return member_of(employer, "hr@alatoo.example.org")


@pytest.fixture
def other_employer_user(other_employer: Employer) -> User:
    return member_of(other_employer, "hr@suleiman.example.org")


@pytest.fixture
def vacancy(employer: Employer, bishkek: Place, welder: IscoGroup, welding: list[Skill]) -> Vacancy:
    """A published vacancy that suits Anara."""
    row = Vacancy.objects.create(
        employer=employer,
        state=VacancyState.PUBLISHED,
        title="Сварщик",
        isco=welder,
        description="Сварка металлоконструкций на стройке.",
        openings=1,
        place=bishkek,
        country=bishkek.country,
        wage_from=45_000,
        wage_currency="KGS",
        published_at=timezone.now(),
    )
    VacancySkill.objects.bulk_create(
        VacancySkill(vacancy=row, skill=skill, required=True) for skill in welding[:2]
    )
    return row


@pytest.fixture
def application(vacancy: Vacancy, anara: Returnee) -> Application:
    """Anara has asked for the vacancy; nobody has answered."""
    return Application.objects.create(vacancy=vacancy, returnee=anara)


@pytest.fixture
def placement(application: Application) -> Placement:
    """Anara was hired and works."""
    Application.objects.update(state=ApplicationState.HIRED, answered_at=timezone.now())
    application.refresh_from_db()
    return Placement.objects.create(application=application, started_on=timezone.localdate())


@pytest.fixture
def match(anara: Returnee, vacancy: Vacancy) -> Match:
    """Found by the matching itself; Anara has been told."""
    nights.match_all()
    return Match.objects.get()


@pytest.fixture
def match_run(match: Match) -> MatchRun:
    return match.run


@pytest.fixture
def fairness_report(match_run: MatchRun) -> FairnessReport:
    return count(match_run)


# --- Training --------------------------------------------------------------------------------
@pytest.fixture
def provider(bishkek: Place) -> Provider:
    return Provider.objects.create(name="Lyceum 18", place=bishkek)


@pytest.fixture
def trainer(provider: Provider) -> User:
    user = staff(Role.TRAINER, None)
    ProviderMember.objects.create(provider=provider, user=user)
    return user


@pytest.fixture
def course(provider: Provider, welding: list[Skill]) -> Course:
    row = Course.objects.create(
        provider=provider,
        title="Computer literacy",
        language=Language.objects.get(pk="ky"),
        hours=40,
    )
    row.skills.set(welding[2:])
    return row


@pytest.fixture
def cohort(course: Course, bishkek: Place) -> Cohort:
    """Open, with two seats."""
    start = timezone.localdate() + dt.timedelta(days=14)
    return Cohort.objects.create(
        course=course,
        place=bishkek,
        state=CohortState.OPEN,
        starts_on=start,
        ends_on=start + dt.timedelta(days=30),
        capacity=2,
    )


@pytest.fixture
def enrolment(cohort: Cohort, anara: Returnee) -> Enrolment:
    """Anara has asked for a seat."""
    return Enrolment.objects.create(cohort=cohort, returnee=anara)
