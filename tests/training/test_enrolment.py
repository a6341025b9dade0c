"""From application to completion: seats, waiting list, and what a course leaves behind."""

import pytest

from backend.accounts.models import User
from backend.lib.errors import Conflict, NotAllowed, StateConflict
from backend.notifications.models import Message
from backend.taxonomy.models import Skill
from reintegration.models import JourneyEvent, Returnee
from reintegration.states import JourneyKind, ReturneeState, SkillSource
from training.actions import courses, enrolments
from training.models import Cohort, Course, Enrolment
from training.states import CohortState, EnrolmentState


def begin(enrolment: Enrolment) -> None:
    """The first class has been held."""
    Cohort.objects.filter(pk=enrolment.cohort_id).update(state=CohortState.RUNNING)
    enrolment.cohort.refresh_from_db()


def test_a_returnee_asks_for_a_seat_once(cohort: Cohort, anara: Returnee) -> None:
    first = enrolments.apply_for_cohort(cohort, by=anara.user, returnee=anara)
    second = enrolments.apply_for_cohort(cohort, by=anara.user, returnee=anara)
    assert first == second


def test_nobody_can_ask_for_somebody_else(cohort: Cohort, anara: Returnee, bakyt: Returnee) -> None:
    with pytest.raises(NotAllowed):
        enrolments.apply_for_cohort(cohort, by=bakyt.user, returnee=anara)


def test_a_cohort_that_is_not_open_takes_no_applications(cohort: Cohort, anara: Returnee) -> None:
    Cohort.objects.update(state=CohortState.FINISHED)
    with pytest.raises(Conflict):
        enrolments.apply_for_cohort(cohort, by=anara.user, returnee=anara)


def test_a_seat_is_written_told_and_remembered(enrolment: Enrolment, officer: User) -> None:
    enrolments.enrol(enrolment, by=officer)
    assert enrolment.state == EnrolmentState.ENROLLED
    assert Message.objects.get(kind="training.seat_given").phone == enrolment.returnee.phone
    assert JourneyEvent.objects.get(returnee=enrolment.returnee).kind == JourneyKind.ENROLLED


def test_without_a_free_seat_people_wait_in_the_order_they_came(
    cohort: Cohort, anara: Returnee, bakyt: Returnee, administrator: User
) -> None:
    Cohort.objects.update(capacity=1)
    seated = enrolments.apply_for_cohort(cohort, by=administrator, returnee=anara)
    waiting = enrolments.apply_for_cohort(cohort, by=administrator, returnee=bakyt)
    enrolments.enrol(seated, by=administrator)
    assert enrolments.enrol(waiting, by=administrator).state == EnrolmentState.WAITLISTED

    enrolments.withdraw(seated, by=anara.user)
    waiting.refresh_from_db()
    assert waiting.state == EnrolmentState.ENROLLED


def test_a_completed_course_adds_its_skills_to_the_profile(
    enrolment: Enrolment, trainer: User
) -> None:
    skill = Skill.objects.exclude(pk__in=enrolment.returnee.skills.values("skill")).first()
    assert skill is not None
    enrolment.cohort.course.skills.set([skill])
    enrolments.enrol(enrolment, by=trainer)
    begin(enrolment)
    enrolments.complete(enrolment, by=trainer)
    assert enrolment.returnee.skills.get(skill=skill).source == SkillSource.CERTIFICATE
    assert [row.wave for row in enrolment.returnee.follow_ups.order_by("wave")] == [1, 3, 6, 12]


def test_a_step_cannot_be_made_twice(enrolment: Enrolment, trainer: User) -> None:
    enrolments.enrol(enrolment, by=trainer)
    begin(enrolment)
    enrolments.complete(enrolment, by=trainer)
    with pytest.raises(StateConflict):
        enrolments.complete(enrolment, by=trainer)


def test_nobody_completes_a_course_before_it_begins(enrolment: Enrolment, trainer: User) -> None:
    enrolments.enrol(enrolment, by=trainer)
    with pytest.raises(Conflict):
        enrolments.complete(enrolment, by=trainer)


def test_a_cancelled_course_releases_and_tells_everybody(
    enrolment: Enrolment, officer: User
) -> None:
    enrolments.enrol(enrolment, by=officer)
    courses.move_cohort(enrolment.cohort, by=officer, to=CohortState.CANCELLED)
    enrolment.refresh_from_db()
    assert enrolment.state == EnrolmentState.CANCELLED
    assert Message.objects.filter(kind="training.cancelled").count() == 1


def test_more_seats_go_to_those_who_wait(
    cohort: Cohort, anara: Returnee, bakyt: Returnee, administrator: User
) -> None:
    Cohort.objects.update(capacity=1)
    asked = [
        enrolments.apply_for_cohort(cohort, by=administrator, returnee=person)
        for person in (anara, bakyt)
    ]
    for enrolment in asked:
        enrolments.enrol(enrolment, by=administrator)
    courses.change_cohort(cohort, by=administrator, capacity=2)
    asked[1].refresh_from_db()
    assert asked[1].state == EnrolmentState.ENROLLED


def test_no_seat_is_given_where_there_is_no_course_or_no_file(
    cohort: Cohort, anara: Returnee, bakyt: Returnee, administrator: User
) -> None:
    Cohort.objects.update(capacity=1)
    seated = enrolments.apply_for_cohort(cohort, by=administrator, returnee=anara)
    waiting = enrolments.apply_for_cohort(cohort, by=administrator, returnee=bakyt)
    for enrolment in (seated, waiting):
        enrolments.enrol(enrolment, by=administrator)
    Returnee.objects.filter(pk=bakyt.pk).update(state=ReturneeState.LEFT)
    enrolments.withdraw(seated, by=anara.user)
    waiting.refresh_from_db()
    assert waiting.state == EnrolmentState.WAITLISTED


def test_two_courses_of_one_name_are_a_conflict(course: Course, trainer: User) -> None:
    other = courses.add_course(
        by=trainer, provider=course.provider, title="Other", language=course.language, hours=1
    )
    with pytest.raises(Conflict):
        courses.change_course(other, by=trainer, title=course.title)
