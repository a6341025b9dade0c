"""A returnee's own pages: the next step, my data, consents, the follow-up, my business."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from backend.accounts.models import User
from backend.audit.models import Entry
from reintegration.actions.follow_ups import schedule
from reintegration.actions.journey import record_event
from reintegration.actions.merging import merge
from reintegration.actions.state import pause
from reintegration.models import BusinessPlan, FollowUp, Returnee
from reintegration.states import FollowUpState, JourneyKind, ReturneeState
from tests.reintegration.words import own

Browser = Callable[[User], Client]


@pytest.fixture
def phone(anara: Returnee, browser_of: Browser) -> Client:
    return browser_of(own(anara))


@pytest.fixture
def question(anara: Returnee, officer: User) -> FollowUp:
    first = schedule(record_event(JourneyKind.HIRED, returnee=anara, by=officer))[0]
    first.due_on = timezone.localdate()
    first.save()
    return first


def test_home_leads_to_jobs_when_nothing_else_waits(phone: Client) -> None:
    assert 'href="/matches/"' in phone.get("/home/").content.decode()


def test_a_question_due_comes_first(phone: Client, question: FollowUp) -> None:
    assert f"/follow-up/{question.public_id}/" in phone.get("/home/").content.decode()


def test_a_paused_search_goes_on_with_one_button(phone: Client, anara: Returnee) -> None:
    pause(anara, by=own(anara))
    assert "/me/state/resume/" in phone.get("/home/").content.decode()
    phone.post("/me/state/resume/")
    anara.refresh_from_db()
    assert anara.state == ReturneeState.ACTIVE


def test_my_data_shows_and_changes_one_page_at_a_time(phone: Client, anara: Returnee) -> None:
    assert "Jumabaeva" in phone.get("/me/").content.decode()
    told = {"given_names": "Anara", "family_name": "Asanova", "sex": "female", "birth_year": 1990}
    assert phone.post("/me/about-you/", told).headers["Location"] == "/me/"
    anara.refresh_from_db()
    assert anara.name_key == "anara asanova"
    changed = Entry.objects.get(deed="reintegration.returnee.updated").detail
    assert changed == {"fields": ["family_name"]}


def test_a_page_saved_as_it_was_changes_nothing(phone: Client, anara: Returnee) -> None:
    Returnee.objects.filter(pk=anara.pk).update(returned_on=dt.date(2026, 5, 17), commute_km=22)
    for slug in ("about-you", "place", "return", "skills", "languages", "wishes", "contact"):
        form = phone.get(f"/me/{slug}/").context["form"]
        told = {name: value for name, value in form.initial.items() if value is not None}
        assert phone.post(f"/me/{slug}/", told).status_code == 302, slug
    anara.refresh_from_db()
    assert (anara.returned_on, anara.commute_km) == (dt.date(2026, 5, 17), 22)
    assert anara.skills.count() == 3
    assert not Entry.objects.filter(deed="reintegration.returnee.updated").exists()


def test_work_is_added_to_and_taken_from_my_data(phone: Client, anara: Returnee) -> None:
    title = phone.get("/me/work/", {"q": "повар"}).context["titles"][0]
    phone.post("/me/work/?q=повар", {"add": "", "title": title.pk, "months": 12, "country": "RU"})
    assert set(anara.work_history.values_list("isco", flat=True)) == {"7212", title.isco_id}
    phone.post("/me/work/", {"remove": "0"})
    assert anara.work_history.get().isco_id == title.isco_id


def test_each_consent_has_its_own_button(phone: Client, anara: Returnee) -> None:
    assert phone.get("/me/consents/").status_code == 200
    phone.post("/me/consents/", {"purpose": "employers", "given": "no"})
    assert not anara.consents.filter(purpose="employers").current().get().given
    assert phone.post("/me/consents/", {"purpose": "all", "given": "yes"}).status_code == 404


def test_leaving_and_coming_back(phone: Client, anara: Returnee) -> None:
    phone.post("/me/consents/", {"purpose": "programme", "given": "no"})
    anara.refresh_from_db()
    assert anara.state == ReturneeState.LEFT
    assert "/me/consents/" in phone.get("/home/").content.decode()
    phone.post("/me/consents/", {"purpose": "programme", "given": "yes"})
    anara.refresh_from_db()
    assert anara.state == ReturneeState.ACTIVE


def test_the_follow_up_is_answered_on_its_page(phone: Client, question: FollowUp) -> None:
    url = f"/follow-up/{question.public_id}/"
    assert phone.post(url, {"hours_per_week": "200"}).context["form"].errors
    facts = {"livelihood": "wage", "same_employer": "yes", "monthly_income": "45000"}
    assert phone.post(url, facts).headers["Location"] == "/home/"
    question.refresh_from_db()
    assert (question.state, question.same_employer, question.has_contract) == (
        FollowUpState.ANSWERED,
        True,
        None,
    )
    assert "<form method" in phone.get(url).content.decode()  # leaving and language only
    assert "livelihood" not in phone.get(url).content.decode()


def test_who_does_not_want_to_answer_is_not_asked_again(phone: Client, question: FollowUp) -> None:
    phone.post(f"/follow-up/{question.public_id}/", {"decline": ""})
    question.refresh_from_db()
    assert question.state == FollowUpState.REFUSED


def test_another_persons_question_and_plan_do_not_exist(
    question: FollowUp, bakyt: Returnee, browser_of: Browser, phone: Client, anara: Returnee
) -> None:
    assert browser_of(own(bakyt)).get(f"/follow-up/{question.public_id}/").status_code == 404
    written = {"title": "Bees", "place": anara.home_place_id, "start_cost": "1000"}
    phone.post("/business/new/", written)
    plan = BusinessPlan.objects.get()
    assert browser_of(own(bakyt)).get(f"/business/{plan.public_id}/").status_code == 404


def test_my_business_is_written_mended_and_handed_in(phone: Client, anara: Returnee) -> None:
    assert phone.get("/business/").status_code == 200
    written = {"title": "Bees", "place": anara.home_place_id, "start_cost": "90000"}
    assert phone.post("/business/new/", written).headers["Location"] == "/business/"
    plan = BusinessPlan.objects.get()
    phone.post(f"/business/{plan.public_id}/submit/")
    plan.refresh_from_db()
    assert plan.state == "draft"  # it does not say who will buy
    phone.post(f"/business/{plan.public_id}/", {**written, "description": "Honey at the bazaar"})
    phone.post(f"/business/{plan.public_id}/submit/")
    plan.refresh_from_db()
    assert plan.state == "submitted"
    assert "Bees" in phone.get("/business/").content.decode()


def test_a_person_with_two_numbers_is_told_which_one_opens_the_file(
    phone: Client, anara: Returnee, bakyt: Returnee, administrator: User
) -> None:
    merge(bakyt, absorb=anara, by=administrator)
    page = phone.get("/home/").content.decode()
    assert "+996 ••• 57" in page
    assert "Toktosunov" not in page


def test_staff_have_no_own_pages(officer: User, browser_of: Browser) -> None:
    for url in ("/home/", "/me/", "/business/"):
        assert browser_of(officer).get(url).status_code == 404
