"""What a process keeps between searches answers as if everything were read anew."""

from collections.abc import Iterator

import numpy as np
import pytest
from django.db import transaction

from jobs import finding, snapshots, warm
from jobs.actions import matching
from jobs.models import Match, Vacancy
from jobs.states import VacancyState
from reintegration.models import Returnee
from reintegration.states import ReturneeState
from tests.jobs.matching.conftest import Another

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """Each test has a database of its own, which the last one's facts know nothing of."""
    warm.forget()
    yield
    warm.forget()


def people_for(vacancy: Vacancy) -> list[tuple[int, int]]:
    found = finding.for_vacancy(vacancy.pk).found
    return list(zip(found.person.tolist(), found.score.tolist(), strict=True))


def anew(vacancy: Vacancy) -> list[tuple[int, int]]:
    warm.forget()
    return people_for(vacancy)


def test_people_who_change_come_and_go_are_found_as_they_are_now(
    anara: Returnee, vacancy: Vacancy, another_welder: Another
) -> None:
    first, second = another_welder(1), another_welder(2)
    assert len(people_for(vacancy)) == 3
    Returnee.objects.filter(pk=first.pk).update(education=8)
    Returnee.objects.filter(pk=second.pk).update(wage_floor=90_000, wage_currency="KGS")
    third = another_welder(3)
    found = people_for(vacancy)
    assert {person for person, _ in found} == {anara.pk, first.pk, third.pk}
    assert found == anew(vacancy)
    Returnee.objects.filter(pk=third.pk).update(state=ReturneeState.PAUSED)
    Returnee.objects.filter(pk=second.pk).update(wage_floor=30_000)
    found = people_for(vacancy)
    assert {person for person, _ in found} == {anara.pk, first.pk, second.pk}
    assert found == anew(vacancy)


def test_when_many_have_changed_they_are_laid_out_with_the_others(
    anara: Returnee, vacancy: Vacancy, another_welder: Another, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warm, "APART", 1)
    assert len(people_for(vacancy)) == 1
    for number in range(3):
        another_welder(number)
        assert len(people_for(vacancy)) == 2 + number


def test_vacancies_that_come_and_go_are_seen_by_a_profile(
    anara: Returnee, vacancy: Vacancy, another_vacancy: Another
) -> None:
    def best() -> list[int]:
        return finding.for_returnee(anara.pk).found.opening.tolist()

    assert best() == [vacancy.pk]
    better = another_vacancy(wage_from=60_000)
    assert set(best()) == {vacancy.pk, better.pk}
    Vacancy.objects.filter(pk=vacancy.pk).update(state=VacancyState.PAUSED)
    assert best() == [better.pk]


def test_a_currency_that_nobody_had_before_does_not_meet_an_older_board(
    anara: Returnee, vacancy: Vacancy
) -> None:
    assert len(finding.for_returnee(anara.pk).found) == 1
    Returnee.objects.update(wage_floor=900_000, wage_currency="TMT")
    assert len(finding.for_returnee(anara.pk).found) == 1, "another currency refuses nobody"


def test_what_a_transaction_takes_back_is_not_kept(anara: Returnee, vacancy: Vacancy) -> None:
    assert len(people_for(vacancy)) == 1
    with transaction.atomic():
        Returnee.objects.update(wage_floor=90_000, wage_currency="KGS")
        assert people_for(vacancy) == []
        transaction.set_rollback(True)
    assert len(people_for(vacancy)) == 1


def test_a_second_search_reads_only_what_has_changed(
    anara: Returnee, vacancy: Vacancy, monkeypatch: pytest.MonkeyPatch
) -> None:
    people_for(vacancy)
    monkeypatch.setattr(snapshots, "load", None)  # would be called
    Returnee.objects.update(education=8)
    assert matching.match_vacancy(vacancy) is not None
    assert Match.objects.get().returnee == anara


def test_one_persons_rows_are_theirs_alone(
    anara: Returnee, vacancy: Vacancy, another_welder: Another
) -> None:
    another_welder(1)
    with warm.facts() as kept:
        rows, openings = kept.best_people(vacancy.pk, 1)
        assert kept.facts.people.id[rows].tolist() == [anara.pk]
        assert np.array_equal(kept.facts.openings.id[openings], [vacancy.pk])
        nobody, _ = kept.best_people(0)
        assert len(nobody) == len(kept.best_openings(0)) == 0
