"""Changing a file: what is given changes, what stays keeps its history, matching is told."""

from collections.abc import Iterator
from typing import Any

import pytest

from backend.accounts.models import User
from backend.audit.models import Entry
from backend.lib.errors import Conflict, Invalid, NotAllowed, StateConflict
from backend.taxonomy.models import Country, IscoGroup, Language, Licence, Skill
from reintegration.actions.profile import change_profile
from reintegration.actions.skills import record_course_gains
from reintegration.actions.state import leave, pause, place, resume
from reintegration.models import PossibleDuplicate, Returnee
from reintegration.signals import profile_changed
from reintegration.states import JourneyKind, NeedKind, ReturneeState, SkillSource
from tests.reintegration.words import own


@pytest.fixture
def told() -> Iterator[list[int]]:
    """Files of which the matching was told, in order."""
    heard: list[int] = []

    def listen(returnee_id: int, **kwargs: Any) -> None:
        heard.append(returnee_id)

    profile_changed.connect(listen)
    yield heard
    profile_changed.disconnect(listen)


def test_what_is_not_given_stays(anara: Returnee) -> None:
    change_profile(anara, by=own(anara), family_name="Жумабаева", commute_km=40)
    fresh = Returnee.objects.get(pk=anara.pk)
    assert (fresh.given_names, fresh.family_name, fresh.commute_km) == ("Anara", "Жумабаева", 40)
    assert fresh.name_key == "anara jumabaeva"
    assert fresh.skills.count() == 3
    entry = Entry.objects.get(deed="reintegration.returnee.updated")
    assert entry.detail == {"fields": ["commute_km", "family_name"]}


def test_a_list_is_replaced_and_what_stays_keeps_its_certificate(
    anara: Returnee, welding: list[Skill]
) -> None:
    record_course_gains(anara, skills=welding[:1], licences=[])
    change_profile(anara, by=own(anara), skills=welding[:2])
    sources = dict(anara.skills.values_list("skill", "source"))
    assert sources == {
        welding[0].pk: SkillSource.CERTIFICATE,
        welding[1].pk: SkillSource.SELF,
    }


def test_a_need_that_stays_keeps_the_day_it_was_met(anara: Returnee) -> None:
    change_profile(anara, by=own(anara), needs=[NeedKind.WORK, NeedKind.MONEY])
    anara.needs.filter(kind=NeedKind.MONEY).update(met_on="2026-01-01")
    change_profile(anara, by=own(anara), needs=[NeedKind.MONEY])
    need = anara.needs.get()
    assert need.kind == NeedKind.MONEY
    assert need.met_on is not None


def test_all_lists_of_a_file_can_be_set_and_emptied(anara: Returnee, welder: IscoGroup) -> None:
    lists: dict[str, Any] = {
        "work_history": [{"isco": welder, "title": "", "country": None, "months": 6}] * 2,
        "languages": [
            {"language": Language.objects.get(pk="ru"), "level": level} for level in ("A1", "B2")
        ],
        "licences": [Licence.objects.first()],
        "destinations": Country.objects.filter(pk__in=["RU", "KZ"]),
        "needs": ["work"],
    }
    change_profile(anara, by=own(anara), **lists)
    assert anara.work_history.count() == 2
    assert anara.languages.get().level == "B2"
    assert anara.destinations.count() == 2
    change_profile(anara, by=own(anara), skills=[], **dict.fromkeys(lists, []))
    for name in (*lists, "skills"):
        assert not getattr(anara, name).exists()


def test_only_the_person_and_their_office_may_write(
    anara: Returnee, bakyt: Returnee, officer: User, osh_officer: User
) -> None:
    change_profile(anara, by=officer, commute_km=5)
    for stranger in (own(bakyt), osh_officer):
        with pytest.raises(NotAllowed):
            change_profile(anara, by=stranger, commute_km=500)


def test_a_merged_file_is_closed(anara: Returnee, bakyt: Returnee, officer: User) -> None:
    anara.state, anara.merged_into = ReturneeState.MERGED, bakyt
    anara.save()
    with pytest.raises(Conflict):
        change_profile(anara, by=officer, commute_km=5)


def test_a_mistake_changes_nothing(anara: Returnee) -> None:
    with pytest.raises(Invalid):
        change_profile(anara, by=own(anara), commute_km=5, phone="no number")
    assert Returnee.objects.get(pk=anara.pk).commute_km == 15


def test_a_new_phone_is_compared_with_other_files(anara: Returnee, bakyt: Returnee) -> None:
    change_profile(anara, by=own(anara), phone=bakyt.phone)
    assert PossibleDuplicate.objects.get().reasons == ["phone", "birth_year"]


def test_the_matching_hears_only_of_what_it_reads(
    anara: Returnee, told: list[int], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        change_profile(anara, by=own(anara), given_names="Anara Asanovna")
    assert told == []
    with django_capture_on_commit_callbacks(execute=True):
        change_profile(anara, by=own(anara), wage_floor=50_000)
        pause(anara, by=own(anara))
    assert told == [anara.pk, anara.pk]


def test_a_course_adds_once_and_lifts_what_was_only_said(
    anara: Returnee, welding: list[Skill]
) -> None:
    licence = Licence.objects.first()
    assert licence is not None
    for _twice in range(2):
        record_course_gains(anara, skills=welding, licences=[licence])
    assert anara.licences.count() == 1
    assert {row.source for row in anara.skills.all()} == {SkillSource.CERTIFICATE}
    assert anara.skills.count() == len(welding)


@pytest.mark.parametrize(("level", "after"), [("A2", "B1"), ("B2", "B2")])
def test_a_course_raises_a_language_and_never_lowers_it(
    anara: Returnee, level: str, after: str
) -> None:
    anara.languages.update_or_create(language_id="ru", defaults={"level": level})
    record_course_gains(anara, skills=[], licences=[], languages={"ru": "B1", "en": "B1"})
    levels = dict(anara.languages.values_list("language_id", "level"))
    assert (levels["ru"], levels["en"]) == (after, "B1")


def test_pause_and_resume(anara: Returnee, officer: User) -> None:
    assert pause(anara, by=officer).state == ReturneeState.PAUSED
    with pytest.raises(StateConflict):
        pause(anara, by=officer)
    assert resume(anara, by=own(anara)).state == ReturneeState.ACTIVE


def test_leaving_is_in_the_journey(anara: Returnee, officer: User) -> None:
    leave(anara, by=officer, reason="abroad")
    assert anara.journey.get(kind=JourneyKind.LEFT).detail == {"reason": "abroad"}


def test_finding_work_twice_is_no_mistake_and_opens_no_closed_file(
    anara: Returnee, employer_user: User, officer: User
) -> None:
    for _twice in range(2):
        assert place(anara, by=employer_user).state == ReturneeState.PLACED
    leave(anara, by=officer)
    assert place(anara, by=employer_user).state == ReturneeState.LEFT
