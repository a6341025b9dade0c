"""Staff find, open and register people, judge doubles, decide plans, ask how it goes."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from backend.accounts.models import Office, User
from backend.audit.models import Entry
from backend.taxonomy.models import Place, Skill
from reintegration.actions import business
from reintegration.actions.follow_ups import schedule
from reintegration.actions.journey import record_event
from reintegration.actions.profile import change_profile
from reintegration.models import BusinessPlan, FollowUp, PossibleDuplicate, Returnee, Tranche
from reintegration.pages import steps
from reintegration.states import ConsentPurpose, JourneyKind
from tests.reintegration.words import own

Browser = Callable[[User], Client]


@pytest.fixture
def desk(officer: User, browser_of: Browser) -> Client:
    return browser_of(officer)


def file_of(person: Returnee) -> str:
    return f"/staff/returnees/{person.public_id}/"


def test_the_list_holds_the_office_and_its_filters_narrow_it(
    desk: Client, anara: Returnee, bakyt: Returnee
) -> None:
    region = str(anara.home_place.parent_id)
    for query, found in (
        ("", True),
        ("?q=жума", True),
        ("?q=toktosunov", False),
        (f"?region={region}", True),
        ("?need=housing", False),
        ("?state=left", False),
        ("?state=nonsense", True),
        ("?page=999", True),
    ):
        body = desk.get(f"/staff/returnees/{query}").content.decode()
        assert ("Anara Jumabaeva" in body) is found, query
        assert "Bakyt" not in body


def test_a_file_shows_all_and_the_look_is_written_down(desk: Client, anara: Returnee) -> None:
    change_profile(anara, by=own(anara), needs=["housing"])
    body = desk.get(file_of(anara)).content.decode()
    for text in ("Anara Jumabaeva", "+996700123456", "Housing", "Сварщик"):
        assert text in body
    assert Entry.objects.filter(deed="reintegration.returnee.opened").count() == 1


def test_another_offices_file_does_not_exist(desk: Client, bakyt: Returnee) -> None:
    assert desk.get(file_of(bakyt)).status_code == 404
    assert desk.get(f"{file_of(bakyt)}about-you/").status_code == 404
    assert desk.post(f"{file_of(bakyt)}state/leave/").status_code == 404
    assert desk.post(f"{file_of(bakyt)}consent/", {"purpose": "messages"}).status_code == 404
    assert not Entry.objects.filter(deed="reintegration.returnee.opened").exists()


def registration(place: Place, **more: Any) -> dict[str, Any]:
    return {
        "given_names": "Нурлан",
        "family_name": "Асанов",
        "sex": "male",
        "birth_year": "1985",
        "home_place": place.pk,
        "language": "ru",
        "phone": "0700 555 003",
        "phone_owner": "self",
        "consent_programme": "on",
        "consent_matching": "on",
        **more,
    }


def test_somebody_who_is_here_is_registered_and_can_sign_in(
    desk: Client, bishkek: Place, bishkek_office: Office
) -> None:
    answer = desk.post("/staff/returnees/new/", registration(bishkek, sign_in="on"))
    file = Returnee.objects.get()
    assert answer.headers["Location"] == file_of(file)
    assert file.user is not None
    given = file.consents.current().filter(given=True)
    assert set(given.values_list("purpose", flat=True)) == {"programme", "matching"}


def test_without_the_needed_consent_nothing_is_kept(desk: Client, bishkek: Place) -> None:
    answer = desk.post("/staff/returnees/new/", registration(bishkek, consent_programme=""))
    assert list(answer.context["form"].errors) == ["consent_programme"]
    assert not Returnee.objects.exists()


def test_a_file_of_another_region_goes_to_its_office(
    desk: Client, osh: Place, osh_office: Office
) -> None:
    answer = desk.post("/staff/returnees/new/", registration(osh), follow=True)
    assert Returnee.objects.get().office == osh_office
    assert "Osh" in answer.content.decode()


def test_staff_change_a_page_a_state_and_a_consent(desk: Client, anara: Returnee) -> None:
    told = {"given_names": "Anara", "family_name": "Asanova", "sex": "female", "birth_year": 1990}
    desk.post(f"{file_of(anara)}about-you/", told)
    desk.post(f"{file_of(anara)}consent/", {"purpose": "messages", "given": "no"})
    desk.post(f"{file_of(anara)}state/leave/", {"reason": "moved"})
    anara.refresh_from_db()
    assert (anara.family_name, anara.state) == ("Asanova", "left")
    assert not Returnee.objects.consenting_to(ConsentPurpose.MESSAGES).exists()
    assert desk.get(f"{file_of(anara)}work/").status_code == 200


def test_two_files_are_compared_and_merged_or_kept_apart(
    anara: Returnee, bakyt: Returnee, administrator: User, browser_of: Browser, desk: Client
) -> None:
    change_profile(bakyt, by=administrator, phone=anara.phone)
    pair = PossibleDuplicate.objects.get()
    url = f"/staff/duplicates/{pair.public_id}/"
    body = desk.get("/staff/duplicates/").content.decode()
    assert ("Anara" in body, "Bakyt" in body) == (True, False)
    assert "another office" in desk.get(file_of(anara)).content.decode()
    desk.post(url)
    pair.refresh_from_db()
    assert pair.state == "open"
    admin = browser_of(administrator)
    body = admin.get("/staff/duplicates/").content.decode()
    assert "Anara" in body
    assert "Bakyt" in body
    assert admin.post(url, {"keep": str(pair.public_id)}).status_code == 404
    admin.post(url, {"keep": str(anara.public_id)})
    bakyt.refresh_from_db()
    assert bakyt.merged_into == anara


def test_two_different_people_are_not_shown_again(
    anara: Returnee, bakyt: Returnee, administrator: User, browser_of: Browser
) -> None:
    change_profile(bakyt, by=administrator, phone=anara.phone)
    admin = browser_of(administrator)
    admin.post(f"/staff/duplicates/{PossibleDuplicate.objects.get().public_id}/")
    assert "Anara" not in admin.get("/staff/duplicates/").content.decode()


@pytest.fixture
def plan(anara: Returnee, bishkek: Place) -> BusinessPlan:
    written = business.write_plan(
        anara,
        by=own(anara),
        title="Sewing workshop",
        description="School uniforms",
        place=bishkek,
        start_cost=Decimal("100000.00"),
    )
    return business.submit_plan(written, by=own(anara))


def test_a_plan_is_approved_by_one_and_paid_by_another(
    plan: BusinessPlan, desk: Client, supervisor: User, browser_of: Browser
) -> None:
    url, chief = f"/staff/plans/{plan.public_id}/", browser_of(supervisor)
    assert "Sewing workshop" in desk.get("/staff/plans/").content.decode()
    parts = {"amount": "50000", "amount_1": "50000", "condition_1": "Rent is paid"}
    wrong = chief.post(url, {"decision": "approve", **parts, "amount": "50001"})
    assert "The parts do not add up" in wrong.content.decode()
    chief.post(url, {"decision": "approve", **parts})
    part = Tranche.objects.get()
    desk.post(f"/staff/tranches/{part.public_id}/due/")
    chief.post(f"/staff/tranches/{part.public_id}/release/")
    part.refresh_from_db()
    assert part.state == "due"
    desk.post(f"/staff/tranches/{part.public_id}/release/")
    part.refresh_from_db()
    assert part.state == "released"
    assert desk.get(url).status_code == 200
    assert "Sewing workshop" in desk.get("/staff/plans/?all").content.decode()


def test_a_plan_is_given_back_with_a_reason(plan: BusinessPlan, desk: Client) -> None:
    url = f"/staff/plans/{plan.public_id}/"
    assert desk.post(url, {"decision": "return", "reason": ""}).context["form"].errors
    desk.post(url, {"decision": "return", "reason": "Say where you buy cloth"})
    plan.refresh_from_db()
    assert (plan.state, plan.decision_reason) == ("draft", "Say where you buy cloth")


@pytest.fixture
def question(anara: Returnee, officer: User) -> FollowUp:
    first = schedule(record_event(JourneyKind.HIRED, returnee=anara, by=officer))[0]
    first.due_on = timezone.localdate()
    first.save()
    return first


def test_the_call_is_written_down(desk: Client, question: FollowUp) -> None:
    url = f"/staff/follow-ups/{question.public_id}/"
    assert "Anara" in desk.get("/staff/follow-ups/").content.decode()
    assert desk.post(url, {"livelihood": ""}).context["form"].errors
    desk.post(url, {"livelihood": "wage", "verified": "document", "hours_per_week": "40"})
    question.refresh_from_db()
    assert (question.state, question.verified) == ("answered", "document")
    assert "Anara" not in desk.get("/staff/follow-ups/").content.decode()


def test_nobody_at_the_phone_is_written_down_too(desk: Client, question: FollowUp) -> None:
    url = f"/staff/follow-ups/{question.public_id}/"
    desk.post(url, {"close": "1", "state": "not_reached"})
    question.refresh_from_db()
    assert question.state == "not_reached"


def test_the_lists_cost_the_same_at_one_and_at_ten(
    desk: Client, anara: Returnee, question: FollowUp, django_assert_max_num_queries: Any
) -> None:
    urls = ("/staff/returnees/", "/staff/follow-ups/")
    costs: list[list[int]] = []
    desk.get(urls[0])  # the first visit of a session costs more
    for _round in range(2):
        costs.append([])
        for url in urls:
            with django_assert_max_num_queries(60) as asked:
                desk.get(url)
            costs[-1].append(len(asked))
        same = {"sex": "female", "birth_year": 1990, "language": "ky", "office": anara.office}
        Returnee.objects.bulk_create(
            Returnee(given_names="X", family_name="Y", home_place=anara.home_place, **same)
            for _count in range(9)
        )
        others = Returnee.objects.exclude(pk=anara.pk)
        FollowUp.objects.bulk_create(
            FollowUp(
                returnee=other,
                milestone=record_event(JourneyKind.HIRED, returnee=other, by=None),
                wave=1,
                due_on=question.due_on,
            )
            for other in others
        )
    assert costs[0] == costs[1]


def test_returnees_and_observers_have_no_staff_pages(
    anara: Returnee, observer: User, browser_of: Browser
) -> None:
    for user in (own(anara), observer):
        for page in ("returnees", "duplicates", "plans", "follow-ups"):
            assert browser_of(user).get(f"/staff/{page}/").status_code == 404


def test_a_need_is_met_a_skill_seen_and_an_entry_corrected(
    desk: Client, anara: Returnee, welding: list[Skill]
) -> None:
    change_profile(anara, by=own(anara), needs=["housing"])
    hired = record_event(JourneyKind.HIRED, returnee=anara, by=None)
    [first, *_] = schedule(hired)
    desk.post(f"{file_of(anara)}need/", {"kind": "housing"})
    desk.post(f"{file_of(anara)}seen/", {"skills": [welding[0].pk, "x"]})
    desk.post(f"{file_of(anara)}journey/{hired.pk}/", {"reason": "not_happened"})
    assert anara.needs.get().met_on == timezone.localdate()
    assert anara.skills.get(skill=welding[0]).source == "staff"
    assert anara.skills.get(skill=welding[1]).source == "self"
    assert hired not in anara.journey.standing()
    assert not FollowUp.objects.open(first.due_on).exists()


def test_nobody_corrects_the_journey_of_another_office(
    desk: Client, anara: Returnee, bakyt: Returnee
) -> None:
    event = record_event(JourneyKind.HIRED, returnee=bakyt, by=None)
    for file in (anara, bakyt):
        url = f"{file_of(file)}journey/{event.pk}/"
        assert desk.post(url, {"reason": "twice"}).status_code == 404


def test_the_pages_of_staff_do_not_call_them_you(desk: Client, anara: Returnee) -> None:
    pages = ["", *(f"{page.slug}/" for page in steps.FOR_STAFF)]
    for url in (*(f"{file_of(anara)}{page}" for page in pages), "/staff/returnees/new/"):
        body = desk.get(url).content.decode()
        asked = re.findall(r"<(?:h1|h2|dt|legend|label)\b[^>]*>([^<]*)<", body)
        # Consents are read out to the person, word for word.
        words = [text for text in asked if not re.match(r"\s*(I|When I) a", text)]
        assert not [text for text in words if re.search(r"\b(you|your|me|my|I)\b", text)], url


def test_pay_and_months_are_written_as_people_read_them(desk: Client, anara: Returnee) -> None:
    anara.work_history.update(months=1)
    body = desk.get(file_of(anara)).content.decode()
    assert "30\u202f000" in body or "30\xa0000" in body or "30,000" in body
    assert "1 month<" in body
