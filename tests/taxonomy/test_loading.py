"""Loading brings the tables to what the files say, and touches nothing else."""

import time

import pytest

from backend.taxonomy.loading import load
from backend.taxonomy.models import (
    Country,
    IscoGroup,
    Licence,
    OccupationSkill,
    OccupationTitle,
    Place,
    Skill,
)

pytestmark = pytest.mark.django_db


def test_a_second_load_changes_nothing_and_is_quick() -> None:
    started = time.process_time()
    changes = load()
    assert time.process_time() - started < 3
    assert [c for c in changes if c.added or c.changed or c.removed] == []


def test_a_row_that_was_altered_is_set_right_and_keeps_its_id() -> None:
    skill = Skill.objects.earliest("pk")
    Skill.objects.filter(pk=skill.pk).update(labels={"en": "altered"}, project_labels=[])
    changed = {change.name: change.changed for change in load()}
    assert changed["skills"] == 1
    again = Skill.objects.get(esco_id=skill.esco_id)
    assert (again.pk, again.labels) == (skill.pk, skill.labels)


def test_titles_and_links_that_are_not_in_the_data_go() -> None:
    OccupationTitle.objects.create(
        isco_id="7212", language="ru", text="Колдун", folded="колдун", source="project"
    )
    skill = Skill.objects.exclude(occupation_links__isco="7212").earliest("pk")
    OccupationSkill.objects.create(isco_id="7212", skill=skill, essential=True, weight=1)
    removed = [change.removed for change in load() if change.removed]
    assert removed == [1, 1]
    assert not OccupationTitle.objects.filter(text="Колдун").exists()


def test_a_place_people_may_have_named_stays() -> None:
    kg = Country.objects.get(pk="KG")
    region = Place.objects.regions().filter(country=kg).earliest("pk")
    place = Place.objects.create(
        country=kg, kind="settlement", parent=region, geoname_id=1, labels={"en": "Nowhere"}
    )
    load()
    assert Place.objects.filter(pk=place.pk).exists()


def test_occupations_form_a_tree_of_four_levels() -> None:
    assert IscoGroup.objects.count() == 619
    assert IscoGroup.objects.unit_groups().count() == 436
    welder = IscoGroup.objects.select_related("parent__parent__parent").get(pk="7212")
    assert [welder.parent.pk, welder.parent.parent.pk, welder.parent.parent.parent.pk] == [
        "721",
        "72",
        "7",
    ]
    assert welder.label("ky") == "Ширетүүчүлөр"
    assert welder.project_labels == ["ky", "ru"]


def test_machine_translated_titles_are_never_shown() -> None:
    english = OccupationTitle.objects.filter(source="kodp2020", language="en")
    assert english.exists()
    assert not english.filter(shown=True).exists()
    assert not OccupationTitle.objects.exclude(pk__in=english).filter(shown=False).exists()


@pytest.mark.parametrize(
    ("now", "before"), [("Manas", "Джалал-Абад"), ("Razzakov", "Исфана"), ("Khujand", "Ленинабад")]
)
def test_a_renamed_town_is_found_by_its_former_name(now: str, before: str) -> None:
    place = Place.objects.settlements().get(labels__en=now)
    assert before in place.aliases


def test_the_city_of_osh_is_not_in_osh_region() -> None:
    city = Place.objects.settlements().get(labels__en="Osh", country="KG")
    assert city.parent == Place.objects.get(iso_code="KG-GO")


def test_a_welder_is_asked_for_welding() -> None:
    labels = [skill.label("ru") for skill in Skill.objects.of_occupation("7212")]
    assert "Способы сварки" in labels
    assert "Аргонная сварка (TIG)" in labels


def test_licences_come_in_the_order_of_the_list() -> None:
    codes = list(Licence.objects.values_list("code", flat=True))
    assert codes[:6] == ["A", "B", "C", "D", "BE", "CE"]
