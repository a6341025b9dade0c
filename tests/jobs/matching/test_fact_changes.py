"""The feed of changed facts: whatever the matching reads moves it, and nothing else does."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from backend.taxonomy.models import Skill
from jobs import snapshot, snapshots
from jobs.actions import nights
from jobs.models import Application, FactChange, Match, Vacancy
from jobs.states import ChangeKind, MatchState
from reintegration.models import Returnee, ReturneeSkill

FUNCTION = "SELECT prosrc FROM pg_proc WHERE proname = %s"


def feed() -> list[tuple[int, int]]:
    return sorted(FactChange.objects.values_list("kind", "subject_id"))


@pytest.fixture
def anew(match: Match, application: Application) -> None:
    """The cast, and an empty feed."""
    FactChange.objects.all().delete()


def test_every_column_that_is_read_has_a_trigger_that_compares_it(
    anara: Returnee, vacancy: Vacancy
) -> None:
    """Fails for a column that somebody adds to the snapshot and not to the triggers."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        snapshot.people(Returnee.objects.to_be_matched())
        snapshot.openings(Vacancy.objects.open())
    sql = " ".join(query["sql"] for query in queries)
    read = {found for found in re.findall(r'"(\w+)"\."(\w+)"', sql) if found[1] != "id"}
    assert ("reintegration_returneelanguage", "level") in read
    assert {found for found in read if found[1] not in _compared(found[0])} == set()


def _compared(table: str) -> set[str]:
    """The columns named in the trigger function of the table."""
    with connection.cursor() as cursor:
        cursor.execute(FUNCTION, [f"homeward_facts_of_{table}"])
        found = cursor.fetchone()
    conditions = _conditions(table)
    source = found[0] if found else ""
    return set(re.findall(r"(?:was|became|OLD|NEW|old|new)\.\"?(\w+)", source + conditions))


def _conditions(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(pg_get_triggerdef(oid), ' ') FROM pg_trigger "
            "WHERE tgrelid = %s::regclass AND tgname LIKE 'facts%%'",
            [table],
        )
        return cursor.fetchone()[0] or ""


@pytest.mark.usefixtures("anew")
def test_what_is_not_read_writes_nothing(anara: Returnee, vacancy: Vacancy) -> None:
    anara.phone, anara.given_names, anara.birth_year = "", "Somebody", 1950
    anara.save()
    vacancy.title, vacancy.openings = "Другое", 3
    vacancy.save()
    anara.work_history.update(title="Другое")
    Application.objects.update(note="…")
    nights.match_all()
    Match.objects.update(score=1, is_current=False, state=MatchState.SEEN)
    assert feed() == []


@pytest.mark.usefixtures("anew")
def test_a_match_is_a_fact_only_while_it_does_not_suit(anara: Returnee) -> None:
    told = [(ChangeKind.PERSON, anara.pk)]
    for state, rows in ((MatchState.REFUSED, 1), (MatchState.REFUSED, 1), (MatchState.SEEN, 2)):
        Match.objects.update(state=state)
        assert feed() == told * rows
    Match.objects.update(state=MatchState.REFUSED)
    Match.objects.all().delete()
    assert feed() == told * 4


@pytest.mark.usefixtures("anew")
def test_many_rows_of_one_statement_are_one_entry_for_each_person(
    anara: Returnee, bakyt: Returnee
) -> None:
    FactChange.objects.all().delete()
    skills = Skill.objects.exclude(pk__in=anara.skills.values("skill"))[:5]
    ReturneeSkill.objects.bulk_create(
        ReturneeSkill(returnee=person, skill=skill) for person in (anara, bakyt) for skill in skills
    )
    assert feed() == sorted((ChangeKind.PERSON, person.pk) for person in (anara, bakyt))


@pytest.mark.usefixtures("anew")
def test_a_row_that_moves_to_another_file_changes_both(anara: Returnee, bakyt: Returnee) -> None:
    FactChange.objects.all().delete()
    anara.work_history.update(returnee=bakyt)
    assert feed() == sorted((ChangeKind.PERSON, person.pk) for person in (anara, bakyt))


@pytest.mark.django_db(transaction=True)
def test_a_change_that_began_before_the_snapshot_and_ended_after_it_is_not_lost(
    anara: Returnee, bakyt: Returnee
) -> None:
    written, loaded = Event(), Event()

    def slow_edit() -> None:
        try:
            with transaction.atomic():
                Returnee.objects.filter(pk=anara.pk).update(commute_km=3)
                written.set()
                loaded.wait(20)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        edit = pool.submit(slow_edit)
        assert written.wait(20)
        Returnee.objects.filter(pk=bakyt.pk).update(commute_km=4)
        kept = snapshots.load()
        assert snapshots.is_current(kept)
        loaded.set()
        edit.result()
    assert snapshots.refresh(kept).people == {anara.pk}
    assert dict(zip(kept.people.id, kept.people.commute_km, strict=True)) == {
        anara.pk: 3,
        bakyt.pk: 4,
    }
