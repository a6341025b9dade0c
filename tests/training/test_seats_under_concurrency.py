"""Seats are never oversold, however many press the button at once (real PostgreSQL)."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from backend.accounts.models import Office, User
from backend.accounts.states import Role
from backend.taxonomy.models import Place
from reintegration.models import Returnee
from training.actions import enrolments
from training.models import Cohort, Enrolment
from training.states import EnrolmentState

ASKING, SEATS = 20, 3


@pytest.mark.django_db(transaction=True)
def test_twenty_people_share_three_seats(
    cohort: Cohort, administrator: User, bishkek_office: Office, bishkek: Place
) -> None:
    Cohort.objects.update(capacity=SEATS)
    asked = [_ask(number, cohort, administrator, bishkek) for number in range(ASKING)]

    def seat(enrolment: Enrolment) -> None:
        try:
            enrolments.enrol(enrolment, by=administrator)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(seat, asked))

    states = list(Enrolment.objects.values_list("state", flat=True))
    assert states.count(EnrolmentState.ENROLLED) == SEATS
    assert states.count(EnrolmentState.WAITLISTED) == ASKING - SEATS


def _ask(number: int, cohort: Cohort, by: User, place: Place) -> Enrolment:
    user = User.objects.create(phone=f"+99670012{number:04}", role=Role.RETURNEE)
    person = Returnee.objects.create(
        user=user,
        given_names="A",
        family_name=f"B{number}",
        name_key=f"a b{number}",
        sex="female",
        birth_year=1990,
        language="ky",
        home_place=place,
    )
    return enrolments.apply_for_cohort(cohort, by=by, returnee=person)
