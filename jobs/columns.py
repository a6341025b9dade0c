"""The columns of the table of vacancies, for import and export alike."""

import re

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from backend.imports import cells, words
from backend.imports.sheets import Column
from backend.lib.errors import Invalid
from backend.lib.phone import parse_phone
from jobs.actions.employers import TAX_NUMBER, digits_of
from jobs.states import PayPeriod
from reintegration.states import Schedule

CURRENCY = re.compile(r"[A-Z]{3}")
CURRENCIES = {"сом": "KGS", "сомов": "KGS", "тенге": "KZT", "сум": "UZS", "сўм": "UZS",
              "сомони": "TJS", "манат": "TMT", "рубль": "RUB", "руб": "RUB", "доллар": "USD",
              "som": "KGS"}  # fmt: skip
PERIODS = {
    "месяц": PayPeriod.MONTH,
    "мес": PayPeriod.MONTH,
    "день": PayPeriod.DAY,
    "смена": PayPeriod.DAY,
    "час": PayPeriod.HOUR,
    "ай": PayPeriod.MONTH,
    "күн": PayPeriod.DAY,
    "саат": PayPeriod.HOUR,
}
SCHEDULES = {
    "полный день": Schedule.FULL,
    "неполный день": Schedule.PART,
    "смены": Schedule.SHIFTS,
    "сменный": Schedule.SHIFTS,
    "вахта": Schedule.ROTATION,
    "вахтовый": Schedule.ROTATION,
}
PAY = cells.whole(1, 1_000_000_000)


def _tax_number(text: str) -> str:
    digits = digits_of(text)
    if not TAX_NUMBER.fullmatch(digits):
        raise Invalid(_("Write the tax number in digits only."))
    return digits


def _phone(text: str) -> str:
    return parse_phone(text, settings.HOMEWARD_COUNTRY)


def _currency(text: str) -> str:
    code = CURRENCIES.get(text.casefold().rstrip("."), text.upper())
    if not CURRENCY.fullmatch(code):
        raise Invalid(_("Write the currency by its code, for example KGS."))
    return code


COLUMNS = (
    Column(
        name="tax_number",
        label=_("Tax number of the firm"),
        headings=("Tax number", "ИНН", "ИНН работодателя"),
        required=True,
        read=_tax_number,
        example="00000000000001",
    ),
    Column(
        name="firm",
        label=_("Name of the firm"),
        headings=("Employer", "Работодатель", "Название фирмы", "Фирма",
                  "Организация", "Жумуш берүүчү"),
        example="ОсОО «Пример»",
    ),
    Column(
        name="contact_name",
        label=_("Contact person"),
        headings=("Контактное лицо", "Байланыш адамы"),
        example="Асанова Айгүл",
    ),
    Column(
        name="contact_phone",
        label=_("Contact phone"),
        headings=("Контактный телефон", "Телефон", "Байланыш телефону"),
        read=_phone,
        example="+1 202 555 0199",
    ),
    Column(
        name="title",
        label=_("Job title"),
        headings=("Должность", "Вакансия", "Профессия", "Бош орун"),
        required=True,
        read=words.work,
        example="сварщик",
    ),
    Column(
        name="isco",
        label=_("ISCO code"),
        headings=("Код ISCO", "Код профессии", "ISCO коду"),
        read=words.isco,
    ),
    Column(
        name="place",
        label=_("Place of work"),
        headings=("Место работы", "Город или село", "Иш жери"),
        read=words.place,
        example="Бишкек",
    ),
    Column(
        name="country",
        label=_("Country of work"),
        headings=("Страна работы", "Страна", "Иш өлкөсү"),
        read=words.country,
    ),
    Column(
        name="openings",
        label=_("How many people"),
        headings=("Сколько человек", "Количество мест", "Канча адам"),
        read=cells.whole(1, 1000),
        example="2",
    ),
    Column(
        name="wage_from",
        label=_("Pay from"),
        headings=("Зарплата от", "Оплата от", "Айлык: ...дан"),
        read=PAY,
        example="45000",
    ),
    Column(
        name="wage_to",
        label=_("Pay up to"),
        headings=("Зарплата до", "Оплата до", "Айлык: ...га чейин"),
        read=PAY,
        example="60000",
    ),
    Column(
        name="wage_currency",
        label=_("Currency"),
        headings=("Валюта", "Акча бирдиги"),
        read=_currency,
        example="KGS",
    ),
    Column(
        name="wage_period",
        label=_("Paid per"),
        headings=("Оплата за", "Период оплаты", "Төлөө мөөнөтү"),
        read=cells.one_of(PayPeriod, PERIODS),
        example="месяц",
    ),
    Column(
        name="schedule",
        label=_("Working hours"),
        headings=("График", "График работы", "Режим работы", "Иш тартиби"),
        read=cells.one_of(Schedule, SCHEDULES),
        example="полный день",
    ),
    Column(
        name="description",
        label=_("What the person will do"),
        headings=("Description", "Что делать", "Описание", "Эмне кылат"),
        required=True,
        example="Сварка металлоконструкций.",
    ),
    Column(
        name="skills",
        label=_("Required skills"),
        headings=("Навыки", "Нужные навыки", "Көндүмдөр"),
        read=cells.several(words.skill),
    ),
    Column(
        name="wished",
        label=_("Welcome skills"),
        headings=("Желательные навыки", "Болсо жакшы көндүмдөр"),
        read=cells.several(words.skill),
    ),
    Column(
        name="licences",
        label=_("Licences"),
        headings=("Права и удостоверения", "Права", "Күбөлүктөр"),
        read=cells.several(words.licence),
    ),
    Column(
        name="languages",
        label=_("Languages"),
        headings=("Языки", "Знание языков", "Тилдер"),
        read=cells.several(words.spoken),
    ),
    Column(
        name="min_experience_months",
        label=_("Experience, months"),
        headings=("Опыт, месяцев", "Стаж, месяцев", "Тажрыйба, ай"),
        read=cells.whole(0, 800),
        example="12",
    ),
    Column(
        name="housing",
        label=_("Housing is given"),
        headings=("Жильё", "Предоставляется жильё", "Турак жай"),
        read=cells.yes_or_no,
        example="нет",
    ),
    Column(
        name="written_contract",
        label=_("Written contract"),
        headings=("Трудовой договор", "Договор", "Эмгек келишими"),
        read=cells.yes_or_no,
        example="да",
    ),
    Column(
        name="closes_on",
        label=_("Open until"),
        headings=("Открыта до", "Дата закрытия", "Срок", "Мөөнөтү"),
        read=cells.day,
        example="31.12.2027",
    ),
)  # fmt: skip
