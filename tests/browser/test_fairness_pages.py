"""The fairness report and the question behind one of its rows, in a real browser."""

import pytest

from backend.accounts.models import User
from backend.indicators.models import FairnessReport
from backend.taxonomy.models import Place
from reintegration.models import DisabilityAnswer, Returnee
from tests.browser.chromium import Visit
from tests.browser.conftest import SignIn

pytestmark = pytest.mark.django_db(transaction=True)


def check(visit: Visit, path: str) -> None:
    visit.page.goto(path)
    assert visit.overflow() == 0, path
    assert visit.barriers() == [], path
    assert visit.small_targets() == [], path


def fill(report: FairnessReport, place: Place) -> None:
    """A report of many people in two groups a dimension."""
    codes = {"sex": ("female", "male"), "age": ("0-24", "55-"), "disability": ("yes", "unsaid")}
    codes["district"] = (str(place.pk), str(place.parent_id))
    counts = {"people": 500, "listed": 300, "exposure": 900.5, "sought": 560}
    counts |= {"told": 250, "notices": 400, "hired": 60}
    report.counts.all().delete()
    report.counts.create(dimension="all", **{name: 2 * n for name, n in counts.items()})
    for dimension, groups in codes.items():
        for number, code in enumerate(groups):
            changed = counts | {"listed": 200 + 200 * number}
            report.counts.create(dimension=dimension, group=code, **changed)


@pytest.mark.parametrize("screen", ["smallest_phone", "laptop"])
def test_staff_read_the_report(
    screen: str,
    request: pytest.FixtureRequest,
    sign_in: SignIn,
    officer: User,
    fairness_report: FairnessReport,
    osh: Place,
) -> None:
    fill(fairness_report, osh)
    visit: Visit = request.getfixturevalue(screen)
    sign_in(visit.page.context, officer)
    for by in ("sex", "age", "district", "disability"):
        check(visit, f"/staff/matching/fairness/?by={by}")
    assert visit.page.get_by_text("apart", exact=True).count() == 2


def test_a_person_answers_with_two_taps(
    smallest_phone: Visit, sign_in: SignIn, anara: Returnee
) -> None:
    assert anara.user is not None
    sign_in(smallest_phone.page.context, anara.user)
    check(smallest_phone, "/me/disability/")
    smallest_phone.page.get_by_label("No", exact=True).check()
    smallest_phone.page.get_by_role("button", name="Save").click()
    smallest_phone.page.get_by_text("Saved.").wait_for()
    assert DisabilityAnswer.objects.get().has_disability is False
