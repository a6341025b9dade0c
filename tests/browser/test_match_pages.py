"""The pages of matches in a real browser: small, accessible, and usable with a thumb."""

import pytest
from django.urls import reverse

from backend.accounts.models import User
from jobs.actions import nights
from jobs.models import Match, MatchRun, Vacancy
from reintegration.models import Returnee
from tests.browser.chromium import Visit
from tests.browser.conftest import SignIn

pytestmark = pytest.mark.django_db(transaction=True)


def check(visit: Visit, path: str) -> None:
    visit.page.goto(path)
    assert visit.overflow() == 0, path
    assert visit.barriers() == [], path
    assert visit.small_targets() == [], path


@pytest.fixture
def match_with_a_gap(anara: Returnee, vacancy: Vacancy) -> Match:
    """Anara lacks one of the two skills that are asked for."""
    asked = vacancy.skills.first()
    assert asked is not None
    anara.skills.filter(skill=asked.skill_id).delete()
    nights.match_all()
    return Match.objects.get()


def test_jobs_found_and_the_why_of_one(
    smallest_phone: Visit, sign_in: SignIn, anara: Returnee, match_with_a_gap: Match
) -> None:
    assert anara.user is not None
    sign_in(smallest_phone.page.context, anara.user)
    check(smallest_phone, reverse("jobs:matches"))
    smallest_phone.page.get_by_role("link", name="See and apply").click()
    smallest_phone.page.get_by_role("heading", name="What is missing").wait_for()
    check(smallest_phone, reverse("jobs:match", args=[match_with_a_gap.public_id]))


def test_a_job_is_put_aside_with_one_tap(
    phone: Visit, sign_in: SignIn, anara: Returnee, match_with_a_gap: Match
) -> None:
    assert anara.user is not None
    sign_in(phone.page.context, anara.user)
    phone.page.goto(reverse("jobs:match", args=[match_with_a_gap.public_id]))
    phone.page.get_by_role("button", name="It does not suit me").click()
    phone.page.get_by_text("We will not show you this job again.").wait_for()
    check(phone, reverse("jobs:matches"))


def test_staff_see_the_runs(
    phone: Visit, sign_in: SignIn, officer: User, match_run: MatchRun
) -> None:
    sign_in(phone.page.context, officer)
    check(phone, reverse("jobs:matching_runs"))
    phone.page.get_by_text("Nightly").wait_for()
