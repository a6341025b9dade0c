"""Registration, a returnee's own pages and staff's pages of files, in a real browser."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.utils import timezone

from backend.accounts.models import User
from backend.accounts.states import Role
from backend.taxonomy.models import Place
from reintegration.actions import business
from reintegration.actions.duplicates import find_for
from reintegration.actions.follow_ups import schedule
from reintegration.actions.journey import record_event
from reintegration.models import FollowUp, Returnee
from reintegration.states import JourneyKind
from tests.browser.chromium import Visit
from tests.browser.conftest import SignIn

Look = Callable[[Visit], None]

pytestmark = pytest.mark.django_db(transaction=True)


def check(visit: Visit, path: str = "") -> None:
    if path:
        visit.page.goto(path)
    where = visit.page.url
    assert visit.overflow() == 0, where
    assert visit.barriers() == [], where
    assert visit.small_targets() == [], where


def register(visit: Visit, look: Look) -> None:
    """All pages from the first question to "you are registered"; `look` at each."""
    page = visit.page

    def go_on(*labels: str) -> None:
        look(visit)
        for label in labels:
            page.get_by_label(label, exact=True).check()
        page.get_by_role("button", name="Continue").click()

    page.goto("/home/")
    page.get_by_label("Given names").fill("Nurlan")
    page.get_by_label("Family name").fill("Asanov")
    page.get_by_label("Year of birth").fill("1985")
    go_on("Man")
    page.get_by_label("Town or village").select_option("Bishkek")
    go_on()
    go_on("Russia")
    page.get_by_label("What work have you done?").fill("сварщик")
    page.get_by_role("button", name="Search").click()
    look(visit)
    page.get_by_label("сварщик", exact=True).check()
    page.get_by_label("About 2 years").check()
    page.get_by_role("button", name="Add this work").click()
    go_on()
    page.locator("[name=skills]").first.check()
    go_on()
    page.get_by_label("Kyrgyz").select_option("C2")
    go_on()
    go_on("A job", "Up to 30 km", "No")
    go_on("Only me", "English")
    page.locator("[name=programme]").check()
    go_on()
    look(visit)
    page.get_by_role("button", name="Register me").click()
    look(visit)


@pytest.fixture
def newcomer(bishkek: Place) -> User:
    return User.objects.create(phone="+996700555001", role=Role.RETURNEE, language="en")


def test_a_person_registers_without_scripts(
    phone_without_scripts: Visit, sign_in: SignIn, newcomer: User
) -> None:
    sign_in(phone_without_scripts.page.context, newcomer)
    register(phone_without_scripts, look=lambda visit: None)
    file = Returnee.objects.get(user=newcomer)
    assert file.work_history.get().months == 24
    assert file.skills.count() == 1


def test_the_registration_fits_the_smallest_phone(
    smallest_phone: Visit, sign_in: SignIn, newcomer: User
) -> None:
    sign_in(smallest_phone.page.context, newcomer)
    register(smallest_phone, look=check)
    assert smallest_phone.complaints == []


@pytest.fixture
def question(anara: Returnee, officer: User) -> FollowUp:
    first = schedule(record_event(JourneyKind.HIRED, returnee=anara, by=officer))[0]
    first.due_on = timezone.localdate()
    first.save()
    return first


def test_a_persons_own_pages_fit_the_smallest_phone(
    smallest_phone: Visit, sign_in: SignIn, anara: Returnee, question: FollowUp, bishkek: Place
) -> None:
    assert anara.user is not None
    sign_in(smallest_phone.page.context, anara.user)
    check(smallest_phone, "/business/")
    plan = business.write_plan(
        anara, by=anara.user, title="Bees", place=bishkek, start_cost=Decimal("90000")
    )
    for path in (
        "/home/",
        "/me/",
        "/me/consents/",
        "/me/contact/",
        "/business/",
        f"/business/{plan.public_id}/",
        f"/follow-up/{question.public_id}/",
    ):
        check(smallest_phone, path)


def test_staffs_pages_fit_a_phone_and_a_laptop(
    smallest_phone: Visit,
    laptop: Visit,
    sign_in: SignIn,
    anara: Returnee,
    bakyt: Returnee,
    question: FollowUp,
    administrator: User,
    supervisor: User,
    bishkek: Place,
) -> None:
    bakyt.phone = anara.phone
    bakyt.save()
    find_for(bakyt)
    plan = business.write_plan(
        anara,
        by=supervisor,
        title="Sewing workshop",
        description="School uniforms",
        place=bishkek,
        start_cost=Decimal("90000"),
    )
    business.submit_plan(plan, by=supervisor)
    for visit in (smallest_phone, laptop):
        sign_in(visit.page.context, administrator)
        for path in (
            "/staff/returnees/",
            "/staff/returnees/new/",
            f"/staff/returnees/{anara.public_id}/",
            "/staff/duplicates/",
            "/staff/plans/",
            f"/staff/plans/{plan.public_id}/",
            "/staff/follow-ups/",
            f"/staff/follow-ups/{question.public_id}/",
        ):
            check(visit, path)
