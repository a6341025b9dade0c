"""The tables of docs/samples, and what goes out of the service, come in; and only once."""

import csv
import io
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from rest_framework.test import APIClient

from backend.accounts.models import Office, User
from backend.accounts.states import Role
from backend.audit.models import Entry
from backend.imports import exports, sheets
from backend.imports.actions import apply_batch, preview
from backend.imports.models import ImportBatch
from backend.lib.errors import Invalid
from jobs.models import Employer, Vacancy
from jobs.states import EmployerState, VacancyState
from reintegration.models import Consent, PossibleDuplicate, Returnee
from reintegration.states import ConsentPurpose

pytestmark = pytest.mark.django_db
Api = Callable[[User | None], APIClient]
SAMPLES = Path("docs/samples")


def look(table: str, content: bytes | None, by: User) -> ImportBatch:
    content = content or (SAMPLES / f"{table}.csv").read_bytes()
    return preview(table, by=by, filename=f"{table}.csv", content=content)


def take(table: str, by: User, content: bytes | None = None) -> tuple[int, int]:
    """(new, unchanged)"""
    batch = apply_batch(look(table, content, by), by=by)
    return batch.created, batch.unchanged


def changed(table: str, row: int, column: int, text: str) -> bytes:
    """The sample with one cell replaced."""
    encoding, delimiter = ("cp1251", ";") if table == "returnees" else ("utf-8", ",")
    content = (SAMPLES / f"{table}.csv").read_bytes().decode(encoding)
    rows = [*csv.reader(io.StringIO(content), delimiter=delimiter)]
    rows[row][column] = text
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode()


def errors(batch: ImportBatch) -> list[tuple[int, str]]:
    return [(error["row"], error["column"]) for error in batch.errors]


def test_the_sample_of_returnees_is_windows_1251_with_semicolons() -> None:
    content = (SAMPLES / "returnees.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        content.decode()
    assert content.decode("cp1251").startswith("Фамилия;Имя;Телефон")


def test_the_sample_of_returnees_comes_in_once(officer: User) -> None:
    assert take("returnees", officer) == (25, 0)
    assert take("returnees", officer) == (0, 25)
    nurlan = Returnee.objects.get(given_names="Нурлан")
    assert nurlan.work_history.get().isco_id == "7212"
    assert nurlan.user.phone == "+12025550151"
    assert {row.licence_id for row in nurlan.licences.all()} == {"B", "C"}
    answers = dict(Consent.objects.filter(returnee=nurlan).values_list("purpose", "given"))
    assert answers == dict.fromkeys(ConsentPurpose.values, True)


def test_one_person_in_two_spellings_is_warned_of_and_kept_twice(officer: User) -> None:
    (note,) = look("returnees", None, officer).notes
    assert (note["row"], "row 2" in note["text"]) == (26, True)
    take("returnees", officer)
    pair = PossibleDuplicate.objects.get()
    assert {pair.first.phone, pair.second.phone} == {"+12025550150"}
    assert pair.reasons == ["phone", "name", "birth_year"]


def test_who_is_here_already_is_named_only_to_their_own_office(
    officer: User, osh_officer: User
) -> None:
    aigul = changed("returnees", 1, 4, "1992")
    take("returnees", officer)
    own = [note["text"] for note in look("returnees", aigul, officer).notes]
    assert any("Айгуль Токтосунова, 1991" in text for text in own)
    other = [note["text"] for note in look("returnees", aigul, osh_officer).notes]
    assert any("a file of another office" in text for text in other)
    assert not any("Токтосунова" in text for text in other)


@pytest.mark.parametrize(
    ("column", "text", "name"),
    [
        (2, "12345", "phone"),
        (3, "да", "sex"),
        (4, "1850", "birth_year"),
        (5, "Атлантида", "home_place"),
        (7, "31.12.2999", "returned_on"),
        (9, "волшебник", "work"),
        (12, "русский", "languages"),
        (17, "нет", "consent"),
    ],
)
def test_a_wrong_cell_is_named_and_stops_the_whole_table(
    officer: User, column: int, text: str, name: str
) -> None:
    batch = look("returnees", changed("returnees", 3, column, text), officer)
    assert errors(batch) == [(4, name)]
    with pytest.raises(Invalid):
        apply_batch(batch, by=officer)
    assert Returnee.objects.count() == 0


def test_the_sample_of_vacancies_brings_firms_that_wait_to_be_checked(officer: User) -> None:
    assert take("vacancies", officer) == (12, 0)
    assert take("vacancies", officer) == (0, 12)
    assert {*Employer.objects.values_list("state", flat=True)} == {EmployerState.PENDING}
    assert {*Vacancy.objects.values_list("state", flat=True)} == {VacancyState.SCREENING}
    flagged = Vacancy.objects.filter(findings__isnull=False).distinct()
    assert [vacancy.title for vacancy in flagged] == ["Грузчик"]


def test_a_new_firm_needs_somebody_to_call(officer: User) -> None:
    batch = look("vacancies", changed("vacancies", 1, 3, ""), officer)
    assert errors(batch) == [(2, "contact_phone")]


def test_pay_in_the_wrong_order_is_named(officer: User) -> None:
    batch = look("vacancies", changed("vacancies", 1, 8, "1000"), officer)
    assert errors(batch) == [(2, "wage_to")]


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("table", ["returnees", "vacancies"])
def test_what_goes_out_comes_in_and_changes_nothing(
    table: str, form: str, language: str, officer: User, administrator: User, api: Api
) -> None:
    take(table, officer)
    answer = api(administrator).get(
        f"/api/v1/{table}/export/", {"file_format": form}, headers={"accept-language": language}
    )
    assert answer.status_code == 200
    with translation.override(language):
        batch = look(table, answer.content, administrator)
        assert batch.errors == []
        applied = apply_batch(batch, by=administrator)
    assert (applied.created, applied.unchanged) == (0, batch.total)


def test_an_export_keeps_the_filters_of_the_list(
    officer: User, administrator: User, api: Api
) -> None:
    take("returnees", officer)
    answer = api(administrator).get("/api/v1/returnees/export/", {"q": "Асанов", "state": "active"})
    assert answer.content.decode().count("\r\n") == 2


def test_the_list_on_the_page_is_the_list_in_the_file(
    officer: User, browser_of: Callable[[User], Client]
) -> None:
    take("returnees", officer)
    browser = browser_of(officer)
    asked = {"q": "Асанов", "state": "", "page": "1"}
    page = browser.get(reverse("reintegration:staff_returnees"), asked)
    (link,) = re.findall(r'href="(/api/v1/returnees/export/[^"]*)"', page.text)
    file = browser.get(unescape(link)).content.decode()
    assert file.count("\r\n") == 2
    assert "Асанов" in file


def test_an_officer_exports_the_own_office_only_and_it_is_written_down(
    officer: User, osh_officer: User, api: Api
) -> None:
    take("returnees", officer)
    text = api(osh_officer).get("/api/v1/returnees/export/").content.decode()
    assert "Исмаилов" in text
    assert "Асанов" not in text
    entry = Entry.objects.get(deed="reintegration.returnee.exported")
    assert (entry.actor, entry.detail["rows"]) == (osh_officer, text.count("\r\n") - 1)


def test_who_has_withdrawn_is_in_no_file(anara: Returnee, officer: User, api: Api) -> None:
    Consent.objects.create(
        returnee=anara, purpose="programme", given=False, text_version="1", language="ky"
    )
    assert b"Anara" not in api(officer).get("/api/v1/returnees/export/").content


def test_a_formula_in_a_name_stays_text(anara: Returnee, officer: User, api: Api) -> None:
    Returnee.objects.update(given_names="=1+1")
    assert "'=1+1" in api(officer).get("/api/v1/returnees/export/").content.decode()


def test_a_list_that_is_too_long_says_so(
    anara: Returnee, bakyt: Returnee, administrator: User, api: Api, monkeypatch: Any
) -> None:
    monkeypatch.setattr(exports, "MOST_ROWS", 1)
    answer = api(administrator).get("/api/v1/returnees/export/")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert "narrow the list" in answer.json()["detail"]


def test_an_unknown_format_is_refused(officer: User, api: Api) -> None:
    answer = api(officer).get("/api/v1/vacancies/export/", {"file_format": "pdf"})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "/file_format")


@pytest.mark.parametrize("role", [Role.PROTECTION, Role.OBSERVER, Role.EMPLOYER, Role.TRAINER])
def test_who_does_no_case_work_neither_imports_nor_exports(
    role: Role, bishkek_office: Office, api: Api
) -> None:
    office = bishkek_office if role == Role.PROTECTION else None
    user = User.objects.create(email="who@example.org", role=role, office=office, language="en")
    assert sheets.open_to(user) == []
    assert api(user).get("/api/v1/returnees/export/").status_code == 403
    assert api(user).get("/api/v1/vacancies/export/").status_code == 403


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("table", ["returnees", "vacancies"])
def test_every_heading_and_example_of_an_empty_table_is_understood(
    table: str, language: str
) -> None:
    sheet = sheets.get(table)
    with translation.override(language):
        for column in sheet.columns:
            assert sheet.column(str(column.label)) is column
            if column.example:
                column.read(column.example)
