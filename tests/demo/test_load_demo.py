"""The demo's people: repeatable, whole, within every rule, and nobody real."""

import re
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Count, F
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from backend.accounts.demo_sign_ins import DEMO_PASSWORD, code_of
from backend.accounts.models import User
from backend.accounts.states import Role
from backend.demo import build
from backend.demo.land import survey
from backend.demo.names import FAMILY, GIVEN, PEOPLES, womans
from backend.demo.phones import LINES, example_phone
from backend.indicators.reads import outcome_table
from backend.lib.phone import parse_phone
from backend.taxonomy.models import Country
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


@pytest.fixture
def demo(db: None) -> None:
    build.build(scale=200, seed="test", say=lambda line: None)


def fingerprint(seed: str) -> list[Any]:
    """What the demo of a seed says of people and firms; nothing of it stays."""
    with transaction.atomic():
        build.build(scale=60, seed=seed, say=lambda line: None)
        people = Returnee.objects.order_by("pk").values_list(
            "public_id", "given_names", "family_name", "phone", "home_place", "wage_floor", "state"
        )
        vacancies = Vacancy.objects.order_by("pk").values_list("public_id", "title", "state")
        asked = Application.objects.order_by("pk").values_list("public_id", "state")
        found = [*people, *vacancies, *asked]
        transaction.set_rollback(True)
    return found


def test_the_same_seed_makes_the_same_people_and_another_seed_others() -> None:
    first = fingerprint("one")
    assert fingerprint("one") == first
    assert fingerprint("two") != first


def test_the_demo_is_as_large_as_was_asked(demo: None) -> None:
    counts = [model.objects.count() for model in (Returnee, Employer, Vacancy)]
    assert counts == [200, 20, 40]
    assert Cohort.objects.count() > 0


def test_a_demo_of_one_block_and_a_bit_has_two_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "SIZE", 40)
    build.build(scale=50, seed="test", say=lambda line: None)
    assert Returnee.objects.count() == 50
    assert Employer.objects.values("tax_number").distinct().count() == Employer.objects.count()


def test_nobody_has_a_phone_that_somebody_might_answer(demo: None) -> None:
    phones = {*Returnee.objects.exclude(phone="").values_list("phone", flat=True)}
    phones |= {*Employer.objects.values_list("contact_phone", flat=True)}
    phones |= {*User.objects.exclude(phone=None).values_list("phone", flat=True)}
    assert [phone for phone in phones if not FICTION.fullmatch(phone)] == []


@pytest.mark.parametrize("index", [0, 1, 35_899, 35_900, 999_999])
def test_every_example_number_is_one_that_a_phone_could_have(index: int) -> None:
    assert parse_phone(example_phone(index), "KG") == example_phone(index)


def test_numbers_are_of_fiction_first_and_never_those_in_use() -> None:
    assert [*LINES[:100]] == [*range(100, 200)]
    assert not {1212, 4334} & {*LINES}
    assert len({example_phone(index) for index in range(50_000)}) == 50_000


def test_mail_to_the_demo_reaches_nobody(demo: None) -> None:
    emails = User.objects.exclude(email=None).values_list("email", flat=True)
    assert all(email.endswith("@homeward.example") for email in emails)


def test_once_does_nothing_the_second_time() -> None:
    call_command("load_demo", "--once", "--scale=40")
    people = set(Returnee.objects.values_list("pk", flat=True))
    call_command("load_demo", "--once", "--scale=40")
    assert set(Returnee.objects.values_list("pk", flat=True)) == people
    with pytest.raises(CommandError, match="make wipe"):
        call_command("load_demo", "--scale=40")


@pytest.mark.parametrize("arguments", [[], ["--once"]])
def test_among_real_people_no_demo_is_made(settings: Settings, arguments: list[str]) -> None:
    settings.SANDBOX_PHONES = False
    with pytest.raises(CommandError, match="no sandbox"):
        call_command("load_demo", *arguments)
    with pytest.raises(CommandError, match="no sandbox"):
        call_command("demo_sign_ins")
    assert not User.objects.exists()


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


@pytest.mark.parametrize("country", ["KG", "KZ", "UZ", "TJ", "TM"])
def test_each_of_the_five_countries_has_a_demo(country: str, settings: Settings) -> None:
    settings.HOMEWARD_COUNTRY = country
    with transaction.atomic():
        build.build(scale=40, seed="test", say=lambda line: None)
        homes = {*Returnee.objects.values_list("home_place__country", flat=True)}
        transaction.set_rollback(True)
    assert homes == {country}
    land = survey(Country.objects.get(pk=country))
    assert len({office.pk for office in land.office_of.values()}) == 3


def test_names_fit_the_sex_and_the_script() -> None:
    assert womans("Асанов") == "Асанова"
    assert womans("Garayew") == "Garayewa"
    assert womans("Толгонай") == "Толгонай"
    for people in {name for shares in PEOPLES.values() for name in shares}:
        for pairs in (FAMILY[people], GIVEN[True][people], GIVEN[False][people]):
            assert all(cyrillic and latin for cyrillic, latin in pairs)


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
