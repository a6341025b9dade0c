"""What courses unlock, in a real browser: on a small phone and on a desk."""

import pytest
from django.utils import timezone

from backend.accounts.models import User
from backend.taxonomy.models import Place
from jobs.models import CourseReach, CourseUnlock
from reintegration.models import Returnee
from tests.browser.chromium import Visit
from tests.browser.conftest import SignIn
from training.models import Cohort, Course

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def counted(cohort: Cohort, anara: Returnee, bishkek: Place, osh: Place) -> Course:
    course, now = cohort.course, timezone.now()
    CourseUnlock.objects.create(
        returnee=anara, course=course, vacancies=12, eligible=4, counted_at=now
    )
    for region, people, vacancies in (
        (None, 1087, 2312),
        (bishkek.parent, 50, 1200),
        (osh.parent, 1037, 2200),
    ):
        CourseReach.objects.create(
            course=course, region=region, people=people, vacancies=vacancies, counted_at=now
        )
    return course


def check(visit: Visit, path: str) -> None:
    visit.page.goto(path)
    assert visit.overflow() == 0, path
    assert visit.barriers() == [], path
    assert visit.small_targets() == [], path


def test_a_returnee_reads_what_a_course_opens(
    smallest_phone: Visit, sign_in: SignIn, anara: Returnee, counted: Course, cohort: Cohort
) -> None:
    assert anara.user is not None
    sign_in(smallest_phone.page.context, anara.user)
    for path in ("/courses/", f"/courses/{cohort.public_id}/"):
        check(smallest_phone, path)
        assert smallest_phone.page.get_by_text("Opens 12 more jobs for you").is_visible()


@pytest.mark.parametrize("screen", ["smallest_phone", "laptop"])
def test_staff_follow_a_course_to_its_regions(
    screen: str,
    request: pytest.FixtureRequest,
    sign_in: SignIn,
    officer: User,
    counted: Course,
    cohort: Cohort,
    anara: Returnee,
) -> None:
    visit: Visit = request.getfixturevalue(screen)
    sign_in(visit.page.context, officer)
    check(visit, f"/staff/returnees/{anara.public_id}/")
    check(visit, "/staff/courses/unlocks/")
    check(visit, f"/trainer/cohorts/{cohort.public_id}/")
    visit.page.get_by_role("link", name="Would unlock").click()
    visit.page.get_by_role("cell", name="Osh city").wait_for()
    check(visit, f"/staff/courses/unlocks/?course={counted.public_id}")
