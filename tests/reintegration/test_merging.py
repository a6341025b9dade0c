"""Two files of one person become one, and nothing the person did is lost."""

from typing import Any

import pytest

from backend.accounts.models import User
from backend.lib.errors import Conflict, Invalid, NotAllowed
from backend.taxonomy.models import IscoGroup, Language, Place, Skill
from jobs.models import Application, Match, MatchRun, Placement, Vacancy
from jobs.states import ApplicationState
from reintegration.actions.consents import withdraw
from reintegration.actions.journey import record_event
from reintegration.actions.merging import merge
from reintegration.actions.profile import change_profile
from reintegration.actions.registration import register_returnee
from reintegration.actions.skills import record_course_gains
from reintegration.actions.state import place
from reintegration.consents import VERSION
from reintegration.models import JourneyEvent, PossibleDuplicate, Returnee
from reintegration.states import ConsentPurpose, DuplicateState, JourneyKind, ReturneeState
from tests.conftest import Api
from tests.reintegration.words import facts, own
from training.models import Cohort, Enrolment

NO_NEWS = {ConsentPurpose.PROGRAMME: True}


@pytest.fixture
def double(anara: Returnee, officer: User, bishkek: Place) -> Returnee:
    """Anara once more, entered by staff from a paper."""
    names = {"given_names": "Анара", "family_name": "Жумабаева", "birth_year": 1990}
    return register_returnee(
        by=officer,
        consents=NO_NEWS,
        text_version=VERSION,
        language="ru",
        **{**facts(bishkek), **names, "education": 3},
    )


def test_the_kept_file_gains_what_only_the_other_said(
    anara: Returnee, double: Returnee, officer: User, welder: IscoGroup, welding: list[Skill]
) -> None:
    record_course_gains(double, skills=welding[:1], licences=[])
    ky = {"language": Language.objects.get(pk="ky"), "level": "C1"}
    works: list[dict[str, Any]] = [
        {"isco": welder, "title": "сварщик", "country": None, "months": 99},
        {"isco_id": "7115", "title": "плотник", "country": None, "months": 8},
    ]
    change_profile(double, by=officer, languages=[ky], work_history=works, needs=["documents"])
    merge(anara, absorb=double, by=officer)
    kept = Returnee.objects.get(pk=anara.pk)
    assert (kept.given_names, kept.education, kept.wage_floor) == ("Anara", 3, 30_000)
    assert set(kept.work_history.values_list("isco", "months")) == {("7212", 36), ("7115", 8)}
    assert kept.skills.get(skill=welding[0]).source == "certificate"
    assert kept.languages.get().level == "C1"
    assert kept.needs.get().kind == "documents"


def test_the_absorbed_file_is_gone_from_sight_and_names_its_successor(
    anara: Returnee, double: Returnee, officer: User
) -> None:
    merge(anara, absorb=double, by=officer)
    double.refresh_from_db()
    assert (double.state, double.merged_into) == (ReturneeState.MERGED, anara)
    assert list(Returnee.objects.visible_to(officer)) == [anara]
    pair = PossibleDuplicate.objects.get()
    assert pair.state == DuplicateState.MERGED


def test_both_journeys_are_read_as_one(anara: Returnee, double: Returnee, officer: User) -> None:
    record_event(JourneyKind.APPLIED, returnee=anara, by=officer)
    merge(anara, absorb=double, by=officer)
    kinds = set(JourneyEvent.objects.of(anara).values_list("kind", flat=True))
    assert {JourneyKind.APPLIED, JourneyKind.REGISTERED} <= kinds


def test_what_is_under_way_goes_on_under_the_kept_file(
    anara: Returnee, double: Returnee, officer: User, cohort: Cohort, vacancy: Vacancy
) -> None:
    seat = Enrolment.objects.create(cohort=cohort, returnee=double)
    run = MatchRun.objects.create(trigger="nightly", weights_version="1")
    for file in (anara, double):
        Match.objects.create(run=run, returnee=file, vacancy=vacancy, score=1, parts={})
    asked = Application.objects.create(returnee=double, vacancy=vacancy)
    merge(anara, absorb=double, by=officer)
    seat.refresh_from_db()
    asked.refresh_from_db()
    assert (seat.returnee, asked.returnee) == (anara, anara)
    assert Match.objects.filter(returnee=anara).count() == 1


def test_a_second_application_for_one_thing_stays_behind(
    anara: Returnee, double: Returnee, officer: User, cohort: Cohort
) -> None:
    for file in (anara, double):
        Enrolment.objects.create(cohort=cohort, returnee=file)
    merge(anara, absorb=double, by=officer)
    assert Enrolment.objects.filter(returnee=anara).count() == 1


def test_the_sign_in_goes_to_a_kept_file_that_has_none(
    anara: Returnee, double: Returnee, officer: User
) -> None:
    owner = anara.user
    merge(double, absorb=anara, by=officer)
    double.refresh_from_db()
    assert double.user == owner
    assert list(Returnee.objects.visible_to(owner)) == [double]


def test_a_no_on_either_file_holds(anara: Returnee, double: Returnee, officer: User) -> None:
    withdraw(double, by=officer, purpose=ConsentPurpose.MATCHING, language="ru")
    merge(anara, absorb=double, by=officer)
    now = dict(anara.consents.current().values_list("purpose", "given"))
    assert now == {**dict.fromkeys(ConsentPurpose, True), ConsentPurpose.MATCHING: False}


def test_a_yes_on_one_file_alone_is_taken_over(
    anara: Returnee, double: Returnee, officer: User
) -> None:
    merge(double, absorb=anara, by=officer)
    assert Returnee.objects.to_be_matched().get() == double


def test_files_merged_earlier_follow(
    anara: Returnee, double: Returnee, bakyt: Returnee, officer: User, administrator: User
) -> None:
    merge(double, absorb=anara, by=officer)
    merge(bakyt, absorb=double, by=administrator)
    anara.refresh_from_db()
    assert anara.merged_into == bakyt
    assert JourneyEvent.objects.of(bakyt).filter(returnee=double).exists()


def test_a_file_merges_once_and_never_with_itself(
    anara: Returnee, double: Returnee, officer: User
) -> None:
    with pytest.raises(Invalid):
        merge(anara, absorb=anara, by=officer)
    merge(anara, absorb=double, by=officer)
    with pytest.raises(Conflict):
        merge(anara, absorb=double, by=officer)


def test_who_does_not_see_both_files_merges_nothing(
    anara: Returnee, bakyt: Returnee, officer: User, protection_officer: User
) -> None:
    for user in (officer, protection_officer, own(anara)):
        with pytest.raises(NotAllowed):
            merge(anara, absorb=bakyt, by=user)


def test_who_works_by_one_file_works(anara: Returnee, double: Returnee, officer: User) -> None:
    place(anara, by=officer)
    merge(double, absorb=anara, by=officer)
    double.refresh_from_db()
    assert double.state == ReturneeState.PLACED


def test_of_two_applications_the_one_that_went_further_holds(
    anara: Returnee, double: Returnee, officer: User, placement: Placement, vacancy: Vacancy
) -> None:
    sent = Application.objects.create(vacancy=vacancy, returnee=double)
    merge(double, absorb=anara, by=officer)
    hired, sent = placement.application, Application.objects.get(pk=sent.pk)
    hired.refresh_from_db()
    assert (hired.state, hired.returnee) == (ApplicationState.HIRED, double)
    assert sent.returnee == anara
    assert Returnee.objects.count() == 2


def test_what_stays_with_a_merged_file_is_gone_from_sight(
    anara: Returnee, double: Returnee, officer: User, application: Application, api: Api
) -> None:
    Application.objects.create(vacancy=application.vacancy, returnee=double)
    merge(anara, absorb=double, by=officer)
    seen = api(officer).get("/api/v1/applications/").json()["results"]
    assert [row["public_id"] for row in seen] == [str(application.public_id)]
