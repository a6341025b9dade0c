"""A returnee reads a vacancy, applies in two taps and sees what came of it."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from backend.accounts.models import User
from backend.accounts.states import Role
from jobs.actions import applications
from jobs.models import Application, Vacancy
from jobs.states import ApplicationState, RefusalReason, VacancyState
from reintegration.models import Returnee
from reintegration.states import ConsentPurpose
from tests.jobs.test_applications import take_back_consent

Browser = Callable[[User], Client]


def test_reading_and_applying_are_two_taps(
    browser_of: Browser, vacancy: Vacancy, anara: Returnee
) -> None:
    browser = browser_of(anara.user)
    page = browser.get(reverse("jobs:vacancy", args=[vacancy.public_id])).content.decode()
    assert "45" in page
    assert reverse("jobs:apply", args=[vacancy.public_id]) in page

    answer = browser.post(reverse("jobs:apply", args=[vacancy.public_id]), follow=True)
    assert Application.objects.get().state == ApplicationState.SENT
    assert vacancy.title in answer.content.decode()


def test_a_missing_consent_is_asked_for_with_the_application(
    browser_of: Browser, vacancy: Vacancy, anara: Returnee
) -> None:
    take_back_consent(anara)
    browser = browser_of(anara.user)
    apply = reverse("jobs:apply", args=[vacancy.public_id])
    page = browser.post(apply)
    assert page.context["form"].errors["agree"]
    assert not Application.objects.exists()

    browser.post(apply, {"agree": "on"})
    assert Application.objects.get().returnee == anara
    assert anara.consents.filter(purpose="employers").order_by("-pk").first().given


def test_a_closed_vacancy_says_so_in_words(
    browser_of: Browser, vacancy: Vacancy, anara: Returnee
) -> None:
    browser = browser_of(anara.user)
    Vacancy.objects.update(state=VacancyState.PAUSED)
    assert browser.get(reverse("jobs:vacancy", args=[vacancy.public_id])).status_code == 404
    Application.objects.create(vacancy=vacancy, returnee=anara)
    assert browser.get(reverse("jobs:vacancy", args=[vacancy.public_id])).status_code == 200


def test_somebody_without_a_file_is_led_to_register(browser_of: Browser, vacancy: Vacancy) -> None:
    user = User.objects.create(phone="+996700999999", role=Role.RETURNEE)
    page = browser_of(user).get(reverse("jobs:vacancy", args=[vacancy.public_id]))
    assert reverse("reintegration:register") in page.content.decode()


def test_an_answer_is_read_and_an_application_taken_back(
    browser_of: Browser, application: Application, anara: Returnee, employer_user: User
) -> None:
    browser = browser_of(anara.user)
    withdraw = reverse("jobs:withdraw", args=[application.public_id])
    assert withdraw in browser.get(reverse("jobs:applications")).content.decode()
    browser.get(withdraw)
    browser.post(withdraw)
    application.refresh_from_db()
    assert application.state == ApplicationState.WITHDRAWN

    again = applications.apply(application.vacancy, by=anara.user, returnee=anara)
    applications.refuse(again, by=employer_user, reason=RefusalReason.EXPERIENCE)
    page = browser.get(reverse("jobs:applications"), headers={"accept-language": "en"})
    assert "More experience is needed" in page.content.decode()


def test_another_persons_application_does_not_exist(
    browser_of: Browser, application: Application, bakyt: Returnee
) -> None:
    browser = browser_of(bakyt.user)
    assert browser.post(reverse("jobs:withdraw", args=[application.public_id])).status_code == 404


def test_a_refused_application_leaves_no_consent_behind(
    browser_of: Browser, vacancy: Vacancy, anara: Returnee
) -> None:
    take_back_consent(anara)
    Application.objects.create(
        vacancy=vacancy,
        returnee=anara,
        state=ApplicationState.REFUSED,
        refusal_reason=RefusalReason.SKILLS,
    )
    apply = reverse("jobs:apply", args=[vacancy.public_id])
    browser_of(anara.user).post(apply, {"agree": "on"})
    agreed = Returnee.objects.consenting_to(ConsentPurpose.EMPLOYERS)
    assert not agreed.exists()
