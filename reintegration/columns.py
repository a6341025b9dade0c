"""The columns of the table of returnees, for import and export alike."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from backend.imports import cells, words
from backend.imports.sheets import Column
from backend.lib.errors import Invalid
from backend.lib.phone import parse_phone
from reintegration.states import Sex

SEXES = {
    "ж": Sex.FEMALE,
    "жен": Sex.FEMALE,
    "женский": Sex.FEMALE,
    "женщина": Sex.FEMALE,
    "аял": Sex.FEMALE,
    "f": Sex.FEMALE,
    "м": Sex.MALE,
    "муж": Sex.MALE,
    "мужской": Sex.MALE,
    "мужчина": Sex.MALE,
    "эркек": Sex.MALE,
    "m": Sex.MALE,
}


def _phone(text: str) -> str:
    return parse_phone(text, settings.HOMEWARD_COUNTRY)


def _language(text: str) -> str:
    """One of the languages we write messages in, by code or by name."""
    found = words.language(text).pk
    if found not in dict(settings.LANGUAGES):
        raise Invalid(_("We do not write messages in this language. Choose another."))
    return str(found)


COLUMNS = (
    Column(
        name="family_name",
        label=_("Family name"),
        headings=("Фамилия", "Фамилиясы"),
        required=True,
        example="Асанов",
    ),
    Column(
        name="given_names",
        label=_("Given names"),
        headings=("Имя", "Имя и отчество", "Имя, отчество", "Аты"),
        required=True,
        example="Нурлан",
    ),
    Column(
        name="phone",
        label=_("Phone"),
        headings=("Телефон", "Номер телефона", "Телефону"),
        read=_phone,
        example="+1 202 555 0100",
    ),
    Column(
        name="sex",
        label=_("Sex"),
        headings=("Пол", "Жынысы"),
        required=True,
        read=cells.one_of(Sex, SEXES),
        example="м",
    ),
    Column(
        name="birth_year",
        label=_("Year of birth"),
        headings=("Год рождения", "Дата рождения", "Туулган жылы"),
        required=True,
        read=cells.year,
        example="1985",
    ),
    Column(
        name="home_place",
        label=_("Home place"),
        headings=("Место жительства", "Домашнее место", "Населённый пункт",
                  "Город или село", "Жашаган жери"),
        required=True,
        read=words.place,
        example="Ош",
    ),
    Column(
        name="language",
        label=_("Language of messages"),
        headings=("Язык сообщений", "Билдирүүлөрдүн тили"),
        read=_language,
        example="кыргызский",
    ),
    Column(
        name="returned_on",
        label=_("Date of return"),
        headings=("Дата возвращения", "Кайтып келген күнү"),
        read=cells.day,
        example="01.09.2026",
    ),
    Column(
        name="destinations",
        label=_("Countries worked in"),
        headings=("Страны работы", "Страна работы", "Иштеген өлкөлөр"),
        read=cells.several(words.country),
        example="Россия",
    ),
    Column(
        name="work",
        label=_("Occupation"),
        headings=("Профессия", "Специальность", "Должность", "Кесиби"),
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
        name="months",
        label=_("Experience, months"),
        headings=("Опыт, месяцев", "Стаж, месяцев", "Тажрыйба, ай"),
        read=cells.whole(0, 800),
        example="36",
    ),
    Column(
        name="skills",
        label=_("Skills"),
        headings=("Навыки", "Көндүмдөр"),
        read=cells.several(words.skill),
    ),
    Column(
        name="languages",
        label=_("Languages"),
        headings=("Языки", "Знание языков", "Тилдер"),
        read=cells.several(words.spoken),
        example="кыргызский C2, русский B1",
    ),
    Column(
        name="licences",
        label=_("Licences"),
        headings=("Права и удостоверения", "Права", "Удостоверения", "Күбөлүктөр"),
        read=cells.several(words.licence),
        example="B, C",
    ),
    Column(
        name="wage_floor",
        label=_("Lowest monthly pay"),
        headings=("Минимальная зарплата в месяц", "Зарплата не ниже",
                  "Эң аз айлык"),
        read=cells.whole(0, 1_000_000_000),
        example="40000",
    ),
    Column(
        name="commute_km",
        label=_("Distance, km"),
        headings=("Готовность ездить, км", "Расстояние, км", "Аралык, км"),
        read=cells.whole(0, 500),
        example="15",
    ),
    Column(
        name="can_relocate",
        label=_("Ready to move"),
        headings=("Готовность переехать", "Переезд", "Көчүүгө даяр"),
        read=cells.yes_or_no,
        example="нет",
    ),
    Column(
        name="consent",
        label=_("Consent"),
        headings=("Согласие", "Согласие на обработку данных", "Макулдук"),
        required=True,
        read=cells.yes_or_no,
        example="да",
    ),
    Column(
        name="consent_matching",
        label=_("Consent: search for jobs"),
        headings=("Согласие: подбор работы",
                  "Макулдук: жумуш издөө"),
        read=cells.yes_or_no,
        example="да",
    ),
    Column(
        name="consent_employers",
        label=_("Consent: show to employers"),
        headings=("Согласие: показать работодателю",
                  "Макулдук: жумуш берүүчүгө көрсөтүү"),
        read=cells.yes_or_no,
        example="да",
    ),
    Column(
        name="consent_messages",
        label=_("Consent: messages"),
        headings=("Согласие: сообщения", "Макулдук: билдирүүлөр"),
        read=cells.yes_or_no,
        example="да",
    ),
    Column(
        name="consent_follow_up",
        label=_("Consent: ask later"),
        headings=("Согласие: спросить позже", "Макулдук: кийин суроо"),
        read=cells.yes_or_no,
        example="да",
    ),
)  # fmt: skip
