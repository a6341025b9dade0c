"""Vacancies that staff have to look at: what exploitation looks like in the words of an advert.

Written for the demo. The rules that find them are in `jobs/screening`; these texts only have to
contain what such adverts contain.
"""

from typing import Any

# Fields that replace those of an ordinary vacancy.
RED_FLAGS: tuple[dict[str, Any], ...] = (
    {
        "title": "Упаковщик на склад",
        "description": "Работа на складе, оплата каждую неделю. Предоплата за оформление "
        "документов 5000 сом, возвращаем после первого месяца.",
    },
    {
        "title": "Разнорабочий, стройка в Подмосковье",
        "country": "RU",
        "description": "Вахта 60 на 30, жильё даём. Паспорт остаётся на хранении "
        "у бригадира, билет удерживаем из первой зарплаты.",
    },
    {
        "title": "Хостес в караоке",
        "country": "TR",
        "description": "Только девушки до 25 лет приятной внешности, фото в полный рост. "
        "Пишите только в WhatsApp.",
    },
    {
        "title": "Сборщик ягод",
        "country": "PL",
        "description": "Сезон три месяца. Выплата зарплаты после возвращения домой, дорогу "
        "отрабатываете в счёт долга.",
    },
    {
        "title": "Швея",
        "description": "Работа по 14 часов в день без выходных, зато сдельно. Договор позже.",
    },
    {
        "title": "Охранник",
        "description": "Мужчины до 45 лет. Оплата на руки, неофициально, без договора.",
        "written_contract": False,
    },
    {
        "title": "Оператор на дому",
        "description": "Лёгкая работа для всех. Подробности только в Telegram, пишите в личку.",
        "wage_from": None,
        "wage_to": None,
        "wage_currency": "",
    },
    {
        "title": "Тигүүчү",
        "description": "Иштөө үчүн күрөө акча керек, айлык келишим бүткөндө берилет.",
    },
    {
        "title": "Разнорабочий на завод",
        "country": "KR",
        "description": "Оформим визу. Регистрационный взнос 300 долларов, остаток вычитаем из "
        "зарплаты.",
    },
    {
        "title": "Официант",
        "description": "Ищем официантов, возраст до 30 лет, славянской внешности. График 7/0.",
    },
    {
        "title": "Няня с проживанием",
        "country": "AE",
        "description": "Семья ищет няню. Документы на хранении у семьи, выходной раз в месяц.",
    },
    {
        "title": "Курьер",
        "description": "Доход без потолка, оплата по результату. Без оформления.",
        "wage_from": None,
        "wage_to": None,
        "wage_currency": "",
        "written_contract": False,
    },
)
