"""Two workers at once, on two connections."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import connection, transaction

from jobs import finding, locks, shards, warm
from jobs.actions import matching, merging, nights, run_ends
from jobs.actions.applications import apply
from jobs.actions.overtaking import StaleFacts
from jobs.finding import Read
from jobs.found import Found
from jobs.models import Match, MatchRun, MatchShard, Vacancy
from jobs.states import RunState
from reintegration.actions.profile import change_profile
from reintegration.models import Returnee
from tests.jobs.matching.conftest import Another

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Each test has a database of its own, which the last one's facts know nothing of."""
    warm.forget()


def on_another_connection(deed: Callable[[], Any]) -> Callable[[], Any]:
    def run() -> Any:
        try:
            return deed()
        finally:
            connection.close()

    return run


def test_two_nightly_runs_at_once_are_one(
    anara: Returnee, vacancy: Vacancy, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, may_end = Event(), Event()
    find = shards.find

    def slow(shard: MatchShard) -> Found:
        if not started.is_set():
            started.set()
            assert may_end.wait(60)
        return find(shard)

    monkeypatch.setattr(shards, "find", slow)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(on_another_connection(nights.match_all))
        assert started.wait(60)
        second = pool.submit(on_another_connection(nights.match_all))
        assert second.result(60) is None
        may_end.set()
        assert first.result(60) is not None
    assert MatchRun.objects.get().state == RunState.DONE
    assert Match.objects.count() == 1


def test_eight_changes_at_once_end_with_the_newest_facts(anara: Returnee, vacancy: Vacancy) -> None:
    Returnee.objects.update(wage_floor=90_000)
    matching.match_returnee(anara)
    Returnee.objects.update(wage_floor=30_000)
    together = Barrier(8)

    def again() -> bool:
        together.wait(60)
        return matching.match_returnee(anara) is not None

    with ThreadPoolExecutor(8) as pool:
        callers = [pool.submit(on_another_connection(again)) for _ in range(8)]
        ran = [one.result(60) for one in callers]
    assert any(ran)
    assert Match.objects.get(is_current=True).vacancy == vacancy
    assert not MatchRun.objects.exclude(state=RunState.DONE).exists()


def test_a_lock_ends_with_its_connection_so_a_killed_worker_leaves_none(
    anara: Returnee, vacancy: Vacancy
) -> None:
    def die_holding_it() -> None:
        lock = locks.alone("finish the night")
        assert lock.__enter__()  # and never leave: the connection closes instead

    with ThreadPoolExecutor(1) as pool:
        pool.submit(on_another_connection(die_holding_it)).result(60)
    assert nights.match_all() is not None


def test_of_many_who_come_while_one_runs_only_one_waits() -> None:
    running, may_end = Event(), Event()

    def hold() -> None:
        with locks.in_turn("a test") as mine:
            assert mine
            running.set()
            assert may_end.wait(60)

    def come() -> bool:
        with locks.in_turn("a test") as mine:
            return mine

    with ThreadPoolExecutor(6) as pool:
        holder = pool.submit(on_another_connection(hold))
        assert running.wait(60)
        waiting = [pool.submit(on_another_connection(come)) for _ in range(5)]
        sent_away = [one for one in waiting if _ends_soon(one)]
        assert len(sent_away) == 4
        may_end.set()
        holder.result(60)
        assert sorted(one.result(60) for one in waiting) == [False] * 4 + [True]


def _ends_soon(caller: "Future[bool]") -> bool:
    try:
        caller.result(2)
    except TimeoutError:
        return False
    return True


def test_what_changes_between_reading_and_writing_is_not_written(
    anara: Returnee, vacancy: Vacancy
) -> None:
    night = nights.begin()
    for shard in night.shards.all():
        nights.match_shard(shard.pk)
    Vacancy.objects.filter(pk=vacancy.pk).update(wage_from=1, wage_to=1)
    run = nights.finish(night.pk)
    assert run is not None
    assert (run.state, run.pairs_found, Match.objects.count()) == (RunState.DONE, 0, 0)


def test_a_run_about_one_person_reads_again_when_they_change_meanwhile(
    anara: Returnee, vacancy: Vacancy, monkeypatch: pytest.MonkeyPatch
) -> None:
    find, floors = finding.for_returnee, iter([90_000])

    def overtaken(returnee_id: int) -> Read:
        read = find(returnee_id)
        for floor in floors:
            Returnee.objects.filter(pk=returnee_id).update(wage_floor=floor)
        return read

    monkeypatch.setattr(finding, "for_returnee", overtaken)
    run = matching.match_returnee(anara)
    assert (run.state, run.pairs_found, Match.objects.count()) == (RunState.DONE, 0, 0)


def test_a_subject_that_never_rests_fails_the_run_and_nothing_is_written(
    anara: Returnee, vacancy: Vacancy, monkeypatch: pytest.MonkeyPatch
) -> None:
    find, floors = finding.for_returnee, count(1)

    def overtaken(returnee_id: int) -> Read:
        read = find(returnee_id)
        Returnee.objects.filter(pk=returnee_id).update(wage_floor=next(floors))
        return read

    monkeypatch.setattr(finding, "for_returnee", overtaken)
    with pytest.raises(StaleFacts):
        matching.match_returnee(anara)
    assert MatchRun.objects.get().state == RunState.FAILED
    assert not Match.objects.exists()


def test_a_night_that_is_merging_keeps_nobody_from_signing_up_applying_or_changing_their_profile(
    anara: Returnee, vacancy: Vacancy, another_welder: Another, monkeypatch: pytest.MonkeyPatch
) -> None:
    another_welder(1)
    merged, go_on = Event(), Event()
    monkeypatch.setattr(merging, "merge", halting(merging.merge, merged, go_on))
    with ThreadPoolExecutor(1) as pool:
        night = pool.submit(on_another_connection(nights.match_all))
        assert merged.wait(60)
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
        another_welder(2)
        assert anara.user is not None
        apply(vacancy, returnee=anara, by=anara.user)
        change_profile(anara, by=anara.user, wage_floor=31_000)
        go_on.set()
        run = night.result(60)
    assert (run.state, run.pairs_found) == (RunState.DONE, 2)


def halting(merge: Callable[..., int], merged: Event, go_on: Event) -> Callable[..., int]:
    """Stops before the end of the transaction that has written the matches, with all its locks."""

    def halt(run: MatchRun, first: int, last: int) -> int:
        with transaction.atomic():
            pairs = merge(run, first, last)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            merged.set()
            assert go_on.wait(60)
            return pairs

    return halt


def test_a_night_that_is_given_up_while_it_merges_writes_nothing_more(
    anara: Returnee, vacancy: Vacancy
) -> None:
    nights.match_all()
    night = nights.begin()
    for shard in night.shards.all():
        nights.match_shard(shard.pk)
    run_ends.fail(MatchRun.objects.get(pk=night.pk))
    shard = night.shards.unmerged().get()
    with pytest.raises(merging.GivenUp):
        merging.merge_shard(night, shard)
    run_ends.done(night)
    assert Match.objects.get().is_current
    assert MatchRun.objects.get(pk=night.pk).state == RunState.FAILED


def test_what_breaks_while_facts_are_renewed_is_not_searched_again(
    anara: Returnee, vacancy: Vacancy, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(finding.for_vacancy(vacancy.pk).found) == 1
    Returnee.objects.update(wage_floor=900_000, wage_currency="KGS")
    with monkeypatch.context() as broken:
        broken.setattr(warm, "_strike", None)
        with pytest.raises(TypeError):
            finding.for_vacancy(vacancy.pk)
    assert len(finding.for_vacancy(vacancy.pk).found) == 0
