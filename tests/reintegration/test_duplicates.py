"""Two files of one person are noticed, whatever the script; brothers and strangers are not."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.accounts.models import User
from backend.lib.errors import NotAllowed, StateConflict
from backend.lib.names import name_key
from reintegration.actions.duplicates import dismiss, find_for
from reintegration.duplicates import name_query, reasons
from reintegration.models import PossibleDuplicate, Returnee
from reintegration.states import DuplicateState


@dataclass
class Someone:
    name_key: str
    birth_year: int = 1990
    phone: str = ""


def someone(name: str, birth_year: int = 1990, phone: str = "") -> Someone:
    return Someone(name_key(name), birth_year, phone)


keys = st.text("abdegijklmnorstuz ", max_size=30)
people = st.builds(
    Someone, keys, st.integers(1930, 2010), st.sampled_from(["", "+996700000001", "+996700000002"])
)


@given(people, people)
def test_the_order_of_two_files_does_not_matter(one: Someone, other: Someone) -> None:
    assert reasons(one, other) == reasons(other, one)


@given(people)
def test_a_file_resembles_its_copy(one: Someone) -> None:
    assert {"name", "birth_year"} <= set(reasons(one, one))


@given(people, people)
def test_there_is_never_a_warning_for_a_name_or_a_year_alone(one: Someone, other: Someone) -> None:
    found = set(reasons(one, other))
    assert not found or "phone" in found or {"name", "birth_year"} <= found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Нурлан Жумабаев", "Nurlan Dzhumabaev"),
        ("Нурлан Жумабаев", "JUMABAYEV NURLAN"),
        ("Айгүл Өмүрзакова", "Aigul Omurzakova"),
        ("Gulnora Qodirova", "Гулнора Қодирова"),
        ("Nurlan Jumabaev", "Nurlan Jumabev"),
    ],
)
def test_spellings_of_one_name_meet(one: str, other: str) -> None:
    assert reasons(someone(one), someone(other, 1991)) == ("name", "birth_year")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Нурлан Жумабаев", "Азамат Жумабаев"),
        ("Нурлан Жумабаев", "Нурлан Токтогулов"),
        ("Зарина Каримова", "Мадина Каримова"),
    ],
)
def test_relatives_and_namesakes_do_not(one: str, other: str) -> None:
    assert reasons(someone(one), someone(other)) == ()


def test_a_family_phone_is_a_reason_of_its_own() -> None:
    one = someone("Нурлан Жумабаев", 1960, "+996700000001")
    assert reasons(one, someone("Азамат Жумабаев", 1990, "+996700000001")) == ("phone",)


def test_no_phone_is_not_a_shared_phone() -> None:
    assert reasons(someone("Anara"), someone("Bakyt")) == ()


def test_names_without_letters_search_for_nothing() -> None:
    assert name_query("") == ""
    assert name_query("anara") == "ana:*"
    assert name_query("anara bek") == "(ana:* & bek:*)"


def test_a_third_name_on_one_paper_does_not_hide_a_person(anara: Returnee, bakyt: Returnee) -> None:
    bakyt.name_key, bakyt.birth_year = name_key("Анара Жумабаева А."), 1990
    bakyt.save()
    assert [pair.second for pair in find_for(anara)] == [bakyt]


def test_looking_again_finds_the_same_pair(anara: Returnee, bakyt: Returnee) -> None:
    Returnee.objects.update(phone=anara.phone)
    bakyt.refresh_from_db()
    assert find_for(anara) == find_for(bakyt)
    assert PossibleDuplicate.objects.count() == 1


def test_what_was_judged_stays_judged(
    anara: Returnee, bakyt: Returnee, administrator: User
) -> None:
    Returnee.objects.update(phone=anara.phone)
    pair = find_for(anara)[0]
    dismiss(pair, by=administrator)
    assert find_for(Returnee.objects.get(pk=bakyt.pk)) == []
    with pytest.raises(StateConflict):
        dismiss(pair, by=administrator)


def test_a_pair_is_judged_only_by_who_sees_both_files(
    anara: Returnee, bakyt: Returnee, officer: User, administrator: User
) -> None:
    Returnee.objects.update(phone=anara.phone)
    pair = find_for(anara)[0]
    assert PossibleDuplicate.objects.visible_to(officer).get() == pair
    assert not PossibleDuplicate.objects.visible_to(anara.user).exists()
    assert PossibleDuplicate.objects.visible_to(administrator).get() == pair
    with pytest.raises(NotAllowed):
        dismiss(pair, by=officer)
    pair.refresh_from_db()
    assert pair.state == DuplicateState.OPEN
