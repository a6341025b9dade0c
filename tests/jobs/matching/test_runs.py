"""Runs on a real database: what they write, keep, drop, and survive."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from backend.audit.models import Entry
from jobs import finding, shards, tasks
from jobs.actions import matching, nights
from jobs.matching.search import PER_PERSON
from jobs.matching.weights import WEIGHTS
from jobs.models import Match, MatchRun, Vacancy
from jobs.states import MatchState, RunState, RunTrigger, VacancyState
from reintegration.models import Returnee
from reintegration.states import ReturneeState
from tests.jobs.matching.conftest import Another

pytestmark = pytest.mark.django_db


def current() -> set[tuple[int, int]]:
    rows = Match.objects.filter(is_current=True).values_list("returnee_id", "vacancy_id")
    return set(rows)


def test_a_run_finds_the_pair_and_says_what_it_did(anara: Returnee, vacancy: Vacancy) -> None:
    run = nights.match_all()
    assert run is not None
    match = Match.objects.get()
    assert (match.returnee, match.vacancy, match.run) == (anara, vacancy, run)
    assert match.score == sum(match.parts["points"].values()) == 10_800
    assert (run.state, run.trigger, run.pairs_found) == (RunState.DONE, RunTrigger.NIGHTLY, 1)
    assert run.weights_version == WEIGHTS.version
    assert run.finished_at is not None
    assert Entry.objects.filter(deed="jobs.matching.run").count() == 1


def test_every_kind_of_run_finds_the_same_pair(anara: Returnee, vacancy: Vacancy) -> None:
    written = []
    for again in (
        nights.match_all,
        lambda: matching.match_vacancy(vacancy),
        lambda: matching.match_returnee(anara),
    ):
        assert again() is not None
        written.append(list(Match.objects.values_list("pk", "public_id", "score", "parts")))
    assert written[0] == written[1] == written[2]
    assert len(written[0]) == 1


def test_a_person_of_another_town_is_not_matched(bakyt: Returnee, vacancy: Vacancy) -> None:
    nights.match_all()
    assert current() == set()


def test_the_state_of_a_match_outlives_the_next_run(anara: Returnee, vacancy: Vacancy) -> None:
    nights.match_all()
    Match.objects.update(state=MatchState.SEEN)
    nights.match_all()
    assert Match.objects.get().state == MatchState.SEEN


def test_a_pair_that_no_longer_fits_is_dropped_and_comes_back_as_itself(
    anara: Returnee, vacancy: Vacancy
) -> None:
    nights.match_all()
    first = Match.objects.get()
    Returnee.objects.update(wage_floor=90_000)
    matching.match_returnee(anara)
    assert current() == set()
    Returnee.objects.update(wage_floor=30_000)
    matching.match_returnee(anara)
    assert current() == {(anara.pk, vacancy.pk)}
    assert Match.objects.get().public_id == first.public_id


@pytest.mark.parametrize("state", [ReturneeState.PLACED, ReturneeState.PAUSED, ReturneeState.LEFT])
def test_whoever_stops_looking_has_no_matches(
    state: ReturneeState, anara: Returnee, vacancy: Vacancy
) -> None:
    nights.match_all()
    Returnee.objects.update(state=state)
    matching.match_returnee(anara)
    assert current() == set()


def test_a_vacancy_that_closed_loses_its_matches_at_night(
    anara: Returnee, vacancy: Vacancy
) -> None:
    nights.match_all()
    Vacancy.objects.update(state=VacancyState.CLOSED)
    assert not Match.objects.live().exists()
    nights.match_all()
    assert current() == set()


def test_a_match_put_aside_is_not_found_again(anara: Returnee, vacancy: Vacancy) -> None:
    nights.match_all()
    Match.objects.update(state=MatchState.REFUSED)
    nights.match_all()
    assert current() == set()


def test_a_new_vacancy_enters_a_full_list_if_it_is_better_and_only_then(
    anara: Returnee, vacancy: Vacancy, another_vacancy: Another, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (shards, finding):
        monkeypatch.setattr(module, "PER_PERSON", 3)
    for module in (shards, matching):  # so that only her own list counts
        monkeypatch.setattr(module, "PER_OPENING", 0)
    for _ in range(4):
        another_vacancy(wage_from=35_000)
    nights.match_all()
    assert len(current()) == 3
    worse, better = another_vacancy(wage_from=30_000), another_vacancy(wage_from=40_000)
    matching.match_vacancy(worse)
    matching.match_vacancy(better)
    assert (anara.pk, better.pk) in current()
    assert (anara.pk, worse.pk) not in current()
    between = current()
    nights.match_all()
    assert len(current()) == 3
    assert current() < between, "the night trims the list that grew by day"


def test_whoever_a_vacancy_has_among_its_best_is_matched_beyond_their_own_list(
    anara: Returnee, vacancy: Vacancy, another_vacancy: Another
) -> None:
    for _ in range(PER_PERSON):
        another_vacancy()
    nights.match_all()
    assert len(current()) == PER_PERSON + 1


def test_a_run_about_one_vacancy_touches_no_other(
    anara: Returnee, vacancy: Vacancy, another_vacancy: Another
) -> None:
    other = another_vacancy()
    nights.match_all()
    Returnee.objects.update(wage_floor=90_000)
    matching.match_vacancy(vacancy)
    assert current() == {(anara.pk, other.pk)}


def test_what_a_later_run_has_written_is_left_alone(anara: Returnee, vacancy: Vacancy) -> None:
    """A nightly run that started earlier must not write older facts over newer ones."""
    early = nights.begin()
    for shard in early.shards.all():
        nights.match_shard(shard.pk)
    Returnee.objects.update(wage_floor=90_000)
    matching.match_returnee(anara)
    done = nights.finish(early.pk)
    assert done is not None
    assert (done.state, done.pairs_found) == (RunState.DONE, 0)
    assert current() == set()


def test_a_night_that_cannot_go_on_is_given_up_and_made_again(
    anara: Returnee, vacancy: Vacancy
) -> None:
    dead = MatchRun.objects.create(trigger=RunTrigger.NIGHTLY, weights_version="test")
    assert nights.match_all() is not None
    dead.refresh_from_db()
    assert dead.state == RunState.FAILED
    assert current() == {(anara.pk, vacancy.pk)}


def test_a_run_that_breaks_is_marked_failed_and_says_so(
    anara: Returnee, vacancy: Vacancy, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any) -> None:
        raise RuntimeError("out of memory")

    monkeypatch.setattr(shards, "find", broken)
    with pytest.raises(RuntimeError):
        nights.match_all()
    assert MatchRun.objects.get().state == RunState.FAILED


def test_the_sweeper_matches_what_a_lost_hint_has_left(anara: Returnee, vacancy: Vacancy) -> None:
    tasks.match_unmatched()
    assert current() == set(), "a vacancy published a moment ago is still expected to be matched"
    Vacancy.objects.update(published_at=timezone.now() - dt.timedelta(minutes=3))
    tasks.match_unmatched()
    assert current() == {(anara.pk, vacancy.pk)}
    tasks.match_unmatched()
    assert MatchRun.objects.count() == 1


def test_the_sweeper_tries_again_what_failed(anara: Returnee, vacancy: Vacancy) -> None:
    Vacancy.objects.update(published_at=timezone.now() - dt.timedelta(minutes=3))
    MatchRun.objects.create(
        trigger=RunTrigger.VACANCY,
        subject_id=vacancy.pk,
        weights_version="test",
        state=RunState.FAILED,
        finished_at=timezone.now(),
    )
    tasks.match_unmatched()
    assert current() == {(anara.pk, vacancy.pk)}


def test_tasks_about_what_is_gone_do_nothing(vacancy: Vacancy) -> None:
    Vacancy.objects.update(state=VacancyState.PAUSED)
    tasks.match_vacancy(vacancy.pk)
    tasks.match_vacancy(0)
    tasks.match_returnee(0)
    assert not MatchRun.objects.exists()


def test_a_run_counts_the_pairs_that_it_wrote_and_no_other(
    anara: Returnee, vacancy: Vacancy, another_welder: Another, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = another_welder(1)
    read = finding.for_vacancy

    def changes_meanwhile(vacancy_id: int) -> finding.Read:
        found = read(vacancy_id)
        Returnee.objects.filter(pk=other.pk).update(commute_km=3)
        return found

    monkeypatch.setattr(finding, "for_vacancy", changes_meanwhile)
    run = matching.match_vacancy(vacancy)
    assert run is not None
    assert current() == {(anara.pk, vacancy.pk)}, "what we know of the other is old"
    assert run.pairs_found == 1


def test_a_row_that_already_says_the_same_is_not_rewritten(
    anara: Returnee, vacancy: Vacancy
) -> None:
    first = nights.match_all()
    before = Match.objects.get().updated_at
    nights.match_all()
    again = Match.objects.get()
    assert (again.run, again.updated_at) == (first, before)
