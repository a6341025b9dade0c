"""The demo's people: whole, within every rule, and nobody real."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Count, F
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from backend.accounts.demo_sign_ins import DEMO_PASSWORD, code_of
from backend.accounts.models import User
from backend.accounts.states import Role
from backend.demo import build
from backend.demo.phones import example_phone
from backend.indicators.reads import outcome_table
from jobs.explaining import explained
from jobs.models import Application, Employer, Match, Placement, Vacancy
from jobs.screening.engine import screen
from jobs.screening.rules import Offer
from jobs.states import ApplicationState, EmployerState, VacancyState
from reintegration.models import Consent, FollowUp, JourneyEvent, PossibleDuplicate, Returnee
from reintegration.states import DuplicateState, FollowUpState, JourneyKind, ReturneeState
from training.models import Cohort, Enrolment

pytestmark = pytest.mark.django_db
FICTION = re.compile(r"\+1\d{3}55501\d\d")


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Made once, in a transaction of its own: each test looks at it from a savepoint."""
    with django_db_blocker.unblock(), override("en"), transaction.atomic():
        build.build(scale=200, seed="test", say=lambda line: None)
        yield
        transaction.set_rollback(True)


def test_the_demo_is_as_large_as_was_asked(demo: None) -> None:
    counts = [model.objects.count() for model in (Returnee, Employer, Vacancy)]
    assert counts == [200, 20, 40]
    assert Cohort.objects.count() > 0


def test_nobody_has_a_phone_that_somebody_might_answer(demo: None) -> None:
    phones = {*Returnee.objects.exclude(phone="").values_list("phone", flat=True)}
    phones |= {*Employer.objects.values_list("contact_phone", flat=True)}
    phones |= {*User.objects.exclude(phone=None).values_list("phone", flat=True)}
    assert [phone for phone in phones if not FICTION.fullmatch(phone)] == []


def test_mail_to_the_demo_reaches_nobody(demo: None) -> None:
    emails = User.objects.exclude(email=None).values_list("email", flat=True)
    assert all(email.endswith("@homeward.example") for email in emails)


def test_every_rule_of_the_database_holds(demo: None) -> None:
    connection.check_constraints()  # foreign keys are checked at the end of a transaction
    assert not Placement.objects.filter(ended_on__lt=F("started_on")).exists()
    taken = Cohort.objects.with_seats().filter(taken__gt=F("capacity"))
    assert not taken.exists()


def test_states_and_what_they_rest_on_agree(demo: None) -> None:
    hired = Application.objects.filter(state=ApplicationState.HIRED)
    assert hired.count() == Placement.objects.count() > 0
    filled = Vacancy.objects.filter(state=VacancyState.FILLED).annotate(
        hired=Count("applications__placement")
    )
    assert all(vacancy.hired == vacancy.openings for vacancy in filled)
    published = Vacancy.objects.filter(state__in=[VacancyState.PUBLISHED, VacancyState.FILLED])
    unverified = published.exclude(employer__state=EmployerState.VERIFIED)
    assert not unverified.exclude(employer__state=EmployerState.SUSPENDED).exists()
    works = Placement.objects.filter(ended_on=None).values("application__returnee")
    idle = Returnee.objects.filter(pk__in=works).exclude(state=ReturneeState.PLACED)
    assert not idle.exists()


def test_nothing_of_the_story_lies_in_the_future_or_before_the_person_came(demo: None) -> None:
    now = timezone.now()
    assert not JourneyEvent.objects.filter(recorded_at__gt=now).exists()
    assert not JourneyEvent.objects.filter(occurred_on__gt=timezone.localdate()).exists()
    registered = dict(
        JourneyEvent.objects.filter(kind=JourneyKind.REGISTERED).values_list(
            "returnee", "occurred_on"
        )
    )
    early = [
        event
        for event in JourneyEvent.objects.exclude(kind=JourneyKind.REGISTERED)
        if event.occurred_on < registered[event.returnee_id]
    ]
    assert early == []


def test_who_applied_had_agreed_that_employers_see_them(demo: None) -> None:
    agreed = Consent.objects.filter(purpose="employers", given=True).values("returnee")
    assert not Application.objects.exclude(returnee__in=agreed).exists()


def test_some_of_every_outcome_is_there_also_what_went_badly(demo: None) -> None:
    states = {*FollowUp.objects.values_list("state", flat=True)}
    assert states >= {FollowUpState.ANSWERED, FollowUpState.NOT_REACHED, FollowUpState.DUE}
    (row,) = outcome_table(User.objects.get(role=Role.OBSERVER))
    assert row.people == 200
    assert 0 < row.steps["hired"] < row.people / 2
    assert 0 < row.later[3].in_work < row.later[3].asked
    assert Enrolment.objects.values("state").distinct().count() >= 4


def test_past_matches_have_the_reasons_of_the_real_engine(demo: None) -> None:
    match = Match.objects.order_by("-score").first()
    assert explained([match])[match.pk].fits
    assert match.score == sum(match.parts["points"].values())


def test_the_doubles_of_one_person_are_warned_of(demo: None) -> None:
    waiting = PossibleDuplicate.objects.filter(state=DuplicateState.OPEN)
    assert [pair for pair in waiting if "name" in pair.reasons]


def test_vacancies_with_a_red_flag_wait_for_staff_with_what_the_rules_found(demo: None) -> None:
    flagged = Vacancy.objects.filter(findings__isnull=False, decided_by=None).distinct()
    assert flagged.count() > 0
    for vacancy in flagged.prefetch_related("findings"):
        assert vacancy.state == VacancyState.SCREENING
        offer = Offer(
            title=vacancy.title,
            description=vacancy.description,
            is_abroad=vacancy.country_id != "KG",
            pay_is_stated=bool(vacancy.wage_from),
            written_contract=vacancy.written_contract,
        )
        found = {finding.rule for finding in screen(offer)}
        assert {finding.rule for finding in vacancy.findings.all()} == found


def test_anybody_can_sign_in_as_each_role_with_what_is_printed(
    demo: None, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("demo_sign_ins")
    shown = capsys.readouterr().out
    assert "+1 202-555-0100" in shown
    assert DEMO_PASSWORD in shown
    for role in Role:
        if role == Role.RETURNEE:
            assert User.objects.get(phone=example_phone(0)).role == role
            continue
        user = User.objects.get(role=role, email__in=re.findall(r"\S+@\S+", shown))
        client = Client()
        client.post("/accounts/login/", {"login": user.email, "password": DEMO_PASSWORD})
        client.post("/accounts/2fa/authenticate/", {"code": code_of(user)})
        assert client.session["_auth_user_id"] == str(user.pk)


def test_the_visitors_people_have_something_to_show(demo: None) -> None:
    visitor = Returnee.objects.get(phone=example_phone(0), user__isnull=False)
    assert visitor.state == ReturneeState.ACTIVE
    employer = Employer.objects.get(members__user__email="employer@homeward.example")
    assert employer.vacancies.filter(state=VacancyState.PUBLISHED).count() >= 4
    trainer = User.objects.get(email="trainer@homeward.example")
    assert Cohort.objects.visible_to(trainer).exists()
