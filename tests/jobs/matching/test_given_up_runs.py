"""Runs that can never be ended, and those that are made in their place."""

from typing import Any

import pytest
from django.utils import timezone

from backend.taxonomy.models import Skill
from jobs import night_tasks, shards, tasks
from jobs.actions import nights
from jobs.actions.overtaking import StaleFacts
from jobs.models import Match, MatchRun, Vacancy
from jobs.states import MatchState, RunState, RunTrigger
from reintegration.models import Returnee
from tests.jobs.matching.test_runs import current

pytestmark = pytest.mark.django_db


def test_a_night_that_failed_is_made_again_and_not_for_ever(
    anara: Returnee, vacancy: Vacancy, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any) -> None:
        raise RuntimeError("out of memory")

    with monkeypatch.context() as breaking:
        breaking.setattr(shards, "find", broken)
        with pytest.raises(RuntimeError):
            nights.match_all()
    night_tasks.resume_night()
    states = MatchRun.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [RunState.FAILED, RunState.DONE]
    MatchRun.objects.update(state=RunState.FAILED)
    for _ in range(3):
        night_tasks.resume_night()
        MatchRun.objects.update(state=RunState.FAILED)
    assert MatchRun.objects.count() == night_tasks.NIGHTS_A_DAY


def test_facts_replaced_while_a_night_runs_are_not_written(
    anara: Returnee, vacancy: Vacancy
) -> None:
    night = nights.begin()
    for shard in night.shards.all():
        nights.match_shard(shard.pk)
    Skill.objects.create(kind=Skill.Kind.SKILL)
    with pytest.raises(StaleFacts):
        nights.finish(night.pk)
    assert not Match.objects.exists()
    night_tasks.resume_night()
    assert current() == {(anara.pk, vacancy.pk)}


def test_a_night_of_other_weights_is_given_up_wherever_it_is(
    anara: Returnee, vacancy: Vacancy
) -> None:
    night = nights.begin()
    MatchRun.objects.update(weights_version="old")
    nights.match_shard(night.shards.first().pk)
    assert MatchRun.objects.get().state == RunState.FAILED
    assert night.shards.unfound().count() == 2


def test_a_night_that_can_never_be_ended_is_given_up(anara: Returnee, vacancy: Vacancy) -> None:
    night = nights.begin()
    for shard in night.shards.all():
        nights.match_shard(shard.pk)
    MatchRun.objects.update(end_tries=nights.TRIES)
    assert nights.finish(night.pk) is None
    assert MatchRun.objects.get().state == RunState.FAILED


def test_what_a_dead_run_by_day_had_promised_others_may_tell(
    anara: Returnee, vacancy: Vacancy
) -> None:
    nights.match_all()
    dead = MatchRun.objects.create(
        trigger=RunTrigger.VACANCY, subject_id=vacancy.pk, weights_version="test"
    )
    Match.objects.update(state=MatchState.PROPOSED, notified_at=None, chosen_by=dead)
    tasks.match_unmatched()
    assert MatchRun.objects.get(pk=dead.pk).state == RunState.RUNNING, "it may still be at work"
    MatchRun.objects.filter(pk=dead.pk).update(created_at=timezone.now() - nights.DEAD_AFTER)
    tasks.match_unmatched()
    assert MatchRun.objects.get(pk=dead.pk).state == RunState.FAILED
    nights.match_all()
    assert Match.objects.get().state == MatchState.NOTIFIED
