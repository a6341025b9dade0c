"""Signs of exploitation in the text of a vacancy, in the four languages it may be written in."""

import time
from typing import Any

import pytest

from jobs.screening.engine import screen
from jobs.screening.rules import RULES, Offer


def rules_in(text: str, **facts: Any) -> set[str]:
    return {finding.rule for finding in screen(Offer(description=text, **facts))}


HARMFUL = [
    ("fee", "Нужна предоплата 5000 сом за оформление."),
    ("fee", "Залог 3000 сом вносится до выезда."),
    ("fee", "Из зарплаты производится вычет за билет."),
    ("fee", "A registration fee of 50 dollars is due before you start."),
    ("fee", "Жумушка чыгуу үчүн алдын ала төлөнөт 3000 сом."),
    ("fee", "Oldindan to‘lov 200 dollar."),
    ("fee", "Олдиндан тўлов 200 доллар."),
    ("fee", "Взнос 300 долларов за визу."),
    ("fee", "Нужен взнос за оформление 300 сом."),
    ("fee", "Оплата визы из зарплаты."),
    ("documents", "Паспорт остаётся у бригадира."),
    ("documents", "Заберём паспорт на время работы."),
    ("documents", "Паспорт заберём на время работы."),
    ("documents", "Ваш паспорт сдаёте начальнику."),
    ("documents", "Паспорт хранится в сейфе."),
    ("debt", "Зарплата после отработки долга."),
    ("documents", "ПАСПОРТА СДАЮТСЯ НА ХРАНЕНИЕ"),
    ("documents", "You hand over your passport on arrival."),
    ("documents", "Паспортуңуз бизде калат."),
    ("documents", "Pasportingiz ish boshida topshiriladi."),
    ("debt", "Дорогу оплатим, потом нужно отработать этот долг."),
    ("debt", "Вся зарплата выплачивается после возвращения домой."),
    ("debt", "Wages are paid at the end of the contract."),
    ("debt", "Карызыңызды иштеп бересиз."),
    ("debt", "Maosh uyga qaytgandan keyin beriladi."),
    ("looks", "Пришлите фото в полный рост."),
    ("looks", "Attractive girls for a night club."),
    ("looks", "Сулуу кыздар керек."),
    ("looks", "Chiroyli qizlar kerak."),
    ("age_or_sex", "Берём только мужчин."),
    ("age_or_sex", "Возраст до 35."),
    ("age_or_sex", "Women only."),
    ("age_or_sex", "Аялдар гана."),
    ("age_or_sex", "Faqat erkaklar."),
    ("messenger_only", "Звонить не надо, пишите в личку."),
    ("messenger_only", "Contact: WhatsApp only."),
    ("messenger_only", "Телеграмга гана жазыңыз."),
    ("messenger_only", "Faqat Telegram orqali."),
    ("no_contract", "Работа без договора, оплата каждый день."),
    ("no_contract", "Cash in hand every week."),
    ("no_contract", "Келишимсиз иштейбиз."),
    ("no_contract", "Shartnomasiz ish."),
    ("hours", "График без выходных."),
    ("hours", "Смены по 14 часов."),
    ("hours", "Working 14 hours a day."),
    ("hours", "Күнүнө 14 саат иш."),
    ("hours", "Kuniga 14 soat ish, dam olishsiz."),
]

ORDINARY = [
    "Сварка металлоконструкций на стройке. Жильё и проезд бесплатно.",
    "Free lodging, free travel and three meals a day. Written contract before you leave.",
    "Жатакана жана жол акысы биздин эсептен. Тамак берилет.",
    "Yotoqxona va yo‘l bepul. Rasmiy shartnoma bilan.",
    "Залог не берём, предоплаты нет, обучение бесплатно.",
    "Работаем без залога и без предоплаты.",
    "No registration fee. We never keep your passport.",
    "Күрөө акча алынбайт.",
    "Garov puli olinmaydi, hujjatlar o‘zingizda qoladi.",
    "Нужны паспорт и медкнижка. Сдать документы в отдел кадров.",
    "График 5/2 с 8 до 17 часов, отпуск, страховые взносы платит фирма.",
    "Оплата визы за счёт работодателя. Заберём с вокзала.",
    "Фирма платит страховые взносы за работников.",
    "Опыт от 1 года. Звоните: +996 312 000000, Бишкек, Чуй 1.",
]


@pytest.mark.parametrize(("rule", "text"), HARMFUL)
def test_a_harmful_sentence_is_found_by_its_rule(rule: str, text: str) -> None:
    assert rule in rules_in(text)


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_text_passes(text: str) -> None:
    assert rules_in(text) == set()


def test_lodging_and_travel_alone_never_flag_even_abroad() -> None:
    text = "Бесплатное жильё, билет за счёт работодателя."
    assert rules_in(text, is_abroad=True) == {"abroad"}


def test_facts_are_read_as_well_as_words() -> None:
    assert rules_in("Работа.", pay_is_stated=False) == {"no_pay"}
    assert rules_in("Работа.", written_contract=False) == {"no_contract"}


@pytest.mark.parametrize(
    "text",
    ["ЗАЛOГ 3000 сом", "зaлoг 3000 сом", "за\u200bлог 3000 сом", "ЗАЛОГ 3000 сом"],
    ids=["Latin O", "Latin a and o", "zero width", "capitals"],
)
def test_disguised_letters_do_not_get_through(text: str) -> None:
    assert rules_in(text) == {"fee"}


def test_a_finding_quotes_the_words_as_they_stand_in_the_text() -> None:
    (finding,) = screen(Offer(description="Ваш ПАСПОРТ будет на хранении у нас"))
    assert finding.words == ("ПАСПОРТ будет на хранении",)
    assert finding.blocks


def test_the_title_is_read_too() -> None:
    assert [f.rule for f in screen(Offer(title="Хостес, только девушки"))] == ["age_or_sex"]


def test_every_rule_has_its_own_id_that_fits_its_column() -> None:
    ids = [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids)
    assert max(map(len, ids)) <= 24


@pytest.mark.parametrize(
    "text", ["паспорт" * 700, "a" * 5000, "паспорт x " * 500, "\u200b" * 5000, ""]
)
def test_no_text_is_slow(text: str) -> None:
    start = time.perf_counter()
    screen(Offer(description=text))
    assert time.perf_counter() - start < 0.5
