"""Making the demo: repeatable, as large as asked, once, and never among real people."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django import Settings

from backend.accounts.models import User
from backend.demo import build
from backend.demo.land import survey
from backend.demo.names import FAMILY, GIVEN, PEOPLES, womans
from backend.demo.phones import LINES, example_phone
from backend.lib.phone import parse_phone
from backend.taxonomy.models import Country
from jobs.models import Application, Employer, Vacancy
from reintegration.models import Returnee

pytestmark = pytest.mark.django_db


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


def test_a_demo_of_one_block_and_a_bit_has_two_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "SIZE", 40)
    build.build(scale=50, seed="test", say=lambda line: None)
    assert Returnee.objects.count() == 50
    assert Employer.objects.values("tax_number").distinct().count() == Employer.objects.count()


@pytest.mark.parametrize("index", [0, 1, 35_899, 35_900, 999_999])
def test_every_example_number_is_one_that_a_phone_could_have(index: int) -> None:
    assert parse_phone(example_phone(index), "KG") == example_phone(index)


def test_numbers_are_of_fiction_first_and_never_those_in_use() -> None:
    assert [*LINES[:100]] == [*range(100, 200)]
    assert not {1212, 4334} & {*LINES}
    assert len({example_phone(index) for index in range(50_000)}) == 50_000


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
