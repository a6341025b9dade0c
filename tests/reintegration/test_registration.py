"""A file is opened once, by the person or by staff, and warns of doubles."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from backend.accounts.models import Office, User
from backend.accounts.states import Role
from backend.audit.models import Entry
from backend.lib.errors import Invalid, NotAllowed
from backend.taxonomy.models import Country, IscoGroup, Language, Place, Skill
from reintegration.actions.registration import register_returnee
from reintegration.consents import VERSION
from reintegration.models import Consent, PossibleDuplicate, Returnee
from reintegration.states import ConsentPurpose, JourneyKind, NeedKind, Sex, SkillSource
from tests.reintegration.words import facts

YES = dict.fromkeys(ConsentPurpose, True)


@pytest.fixture
def newcomer(db: None) -> User:
    """Signed in by phone, no file yet."""
    return User.objects.create(phone="+996700555001", role=Role.RETURNEE, language="ky")


def register(by: User, place: Place, **values: Any) -> Returnee:
    asked = {"consents": YES, "text_version": VERSION, "language": "ky"}
    return register_returnee(by=by, **{**asked, **facts(place), **values})


def test_a_person_opens_their_own_file_with_all_they_told(
    newcomer: User,
    osh: Place,
    osh_office: Office,
    welder: IscoGroup,
    welding: list[Skill],
) -> None:
    file = register(
        newcomer,
        osh,
        user=newcomer,
        work_history=[{"isco": welder, "title": "Сварщик", "country": None, "months": 24}],
        skills=welding,
        languages=[{"language": Language.objects.get(pk="ky"), "level": "C2"}],
        needs=[NeedKind.WORK],
        destinations=[Country.objects.get(pk="RU")],
    )
    assert (file.user, file.office) == (newcomer, osh_office)
    assert file.name_key == "asanov nurlan"
    assert {row.source for row in file.skills.all()} == {SkillSource.SELF}
    assert file.work_history.get().months == 24
    assert [need.kind for need in file.needs.all()] == ["work"]
    assert file.consents.current().filter(given=True).count() == len(ConsentPurpose)
    kinds = set(file.journey.values_list("kind", flat=True))
    assert kinds == {JourneyKind.REGISTERED, JourneyKind.CONSENTED}
    assert Entry.objects.filter(deed="reintegration.returnee.registered", actor=newcomer).exists()


def test_registering_again_returns_the_file_that_is_there(newcomer: User, osh: Place) -> None:
    first = register(newcomer, osh, user=newcomer)
    again = register(newcomer, osh, user=newcomer, given_names="Other")
    assert again.pk == first.pk
    assert Returnee.objects.get().given_names == "Nurlan"
    assert Consent.objects.count() == len(ConsentPurpose)


def test_without_consent_to_the_programme_there_is_no_file(newcomer: User, osh: Place) -> None:
    with pytest.raises(Invalid) as refusal:
        register(newcomer, osh, user=newcomer, consents={ConsentPurpose.MATCHING: True})
    assert "consents" in refusal.value.fields
    assert not Returnee.objects.exists()


def test_a_person_cannot_register_somebody_else(newcomer: User, osh: Place) -> None:
    with pytest.raises(NotAllowed):
        register(newcomer, osh)


def test_an_observer_registers_nobody(observer: User, osh: Place) -> None:
    with pytest.raises(NotAllowed):
        register(observer, osh)


def test_the_office_is_that_of_the_home_region_even_for_staff_of_another(
    officer: User, osh: Place, osh_office: Office
) -> None:
    assert register(officer, osh).office == osh_office


def test_a_home_without_an_office_goes_to_the_one_who_registers(officer: User, osh: Place) -> None:
    assert register(officer, osh).office == officer.office


def test_staff_can_open_a_sign_in_with_the_phone(
    officer: User, bishkek: Place, welding: list[Skill]
) -> None:
    file = register(officer, bishkek, phone="0700 555 002", sign_in=True, skills=welding)
    assert file.phone == "+996700555002"
    assert file.user is not None
    assert (file.user.phone, file.user.role) == (file.phone, Role.RETURNEE)
    assert {row.source for row in file.skills.all()} == {SkillSource.STAFF}


def test_a_phone_that_signs_in_a_relative_opens_no_second_sign_in(
    officer: User, anara: Returnee, bishkek: Place
) -> None:
    assert register(officer, bishkek, phone=anara.phone, sign_in=True).user is None


def test_a_shared_phone_warns_and_does_not_block(
    officer: User, anara: Returnee, bishkek: Place
) -> None:
    file = register(officer, bishkek, phone=anara.phone)
    pair = PossibleDuplicate.objects.of(file).get()
    assert (pair.first, pair.second, pair.reasons) == (anara, file, ["phone"])


def test_the_same_name_in_another_script_warns(
    officer: User, anara: Returnee, bishkek: Place
) -> None:
    names = {"given_names": "Анара", "family_name": "Жумабаева"}
    file = register(officer, bishkek, birth_year=1991, **names)
    assert PossibleDuplicate.objects.of(file).get().reasons == ["name", "birth_year"]


def test_an_unlike_person_warns_of_nothing(officer: User, anara: Returnee, bishkek: Place) -> None:
    register(officer, bishkek)
    assert not PossibleDuplicate.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("birth_year", 1900),
        ("returned_on", timezone.localdate() + dt.timedelta(days=1)),
        ("contact_days", [0]),
        ("given_names", "  "),
        ("phone", "12"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    newcomer: User, osh: Place, field: str, value: Any
) -> None:
    with pytest.raises(Invalid) as refusal:
        register(newcomer, osh, user=newcomer, **{field: value})
    assert list(refusal.value.fields) == [field]


def test_a_wage_without_a_currency_is_in_that_of_home(newcomer: User, osh: Place) -> None:
    assert register(newcomer, osh, user=newcomer, wage_floor=25_000).wage_currency == "KGS"


def test_sex_can_stay_unsaid(newcomer: User, osh: Place) -> None:
    assert register(newcomer, osh, user=newcomer, sex=Sex.UNSAID).sex == Sex.UNSAID
