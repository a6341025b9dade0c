"""Employers: made-up firms in the trades of the demo."""

import datetime as dt
from dataclasses import dataclass
from random import Random

from backend.accounts.models import User
from backend.accounts.states import Role
from backend.demo.copying import Tables
from backend.demo.dice import days_before, moment, pick
from backend.demo.land import Town
from backend.demo.names import PEOPLES, choose_name
from backend.demo.phones import example_phone
from backend.demo.staff import DOMAIN
from backend.demo.world import World
from jobs.models import Employer, EmployerMember
from jobs.states import EmployerState

# What firms do: their share, the word in their name, and whom they hire.
SECTORS = {
    "construction": (22, ("Курулуш", "Строй", "Монолит"), (
        "9313", "7112", "7123", "7122", "7131", "7126", "7411", "7212", "8342", "8343", "7115")),
    "sewing": (16, ("Текстиль", "Тигүү", "Стиль"), ("8153", "8153", "7531", "4321", "9333")),
    "food": (14, ("Дасторкон", "Кафе", "Нан"), (
        "5120", "9412", "5131", "7512", "9411", "9112", "9621")),
    "trade": (14, ("Маркет", "Соода", "Базар"), ("5223", "4321", "9333", "8322", "5414", "9112")),
    "transport": (10, ("Транс", "Логистик", "Жол"), (
        "8332", "8322", "9333", "8344", "4321", "7231", "9621")),
    "services": (8, ("Сервис", "Уста", "Клининг"), (
        "9112", "7231", "7127", "7421", "5141", "5142", "5414", "7411")),
    "farming": (8, ("Агро", "Дыйкан", "Сүт"), ("6130", "6121", "9211", "8332", "4321")),
    "care": (8, ("Медцентр", "Бала", "Билим"), ("5321", "3221", "5311", "2341", "9112", "5120")),
}  # fmt: skip
WORDS = """
Ала-Арча Алтын Жылдыз Ак-Босого Ак-Кеме Керемет Мээрим Береке Ынтымак Умут Айкөл Манас-Ата
Тулпар Барс Каухар Нур Шам Данакер Ырыс Бакыт Достук Тилек Көч Түндүк Ордо Кербен Алатоо Арашан
Чынар Булак Жетиген Тоо Шумкар Тегирмен Күн Өмүр Кут Бешик Жаңы-Жол Алай Сары-Өзөн
"""
FIRST_WORDS = WORDS.split()
LEGAL_FORM = {"KG": "ОсОО", "KZ": "ТОО", "UZ": "ООО", "TJ": "ООО", "TM": "ХО"}
STATES = (
    (EmployerState.VERIFIED, 88),
    (EmployerState.PENDING, 7),
    (EmployerState.REJECTED, 4),
    (EmployerState.SUSPENDED, 1),
)
REASONS = {
    EmployerState.VERIFIED: "Регистрация и адрес проверены.",
    EmployerState.REJECTED: "По этому налоговому номеру фирма не найдена.",
    EmployerState.SUSPENDED: "Двое работников не получили оплату. Проверяем.",
}


@dataclass(slots=True)
class Firm:
    row: Employer
    town: Town
    trades: tuple[str, ...]
    since: dt.date
    member: User | None = None


def make_firms(
    world: World, dice: Random, tables: Tables, count: int, first: int, phones: int
) -> list[Firm]:
    """`first` numbers the firms of the whole demo; `phones` is the first free example number."""
    firms = [
        _firm(world, dice, tables, first + number, example_phone(phones + number))
        for number in range(count)
    ]
    if first == 0:
        _give_to_demo(world, tables, firms[0])
    return firms


def _firm(world: World, dice: Random, tables: Tables, number: int, phone: str) -> Firm:
    land = world.land
    sector = "sewing" if number == 0 else pick(dice, ((k, v[0]) for k, v in SECTORS.items()))
    _share, words, trades = SECTORS[sector]
    town = land.capital if number == 0 or dice.random() < 0.35 else land.home(dice)
    state = EmployerState.VERIFIED if number < 3 else pick(dice, STATES)
    since = days_before(world.today, dice.randint(200, 560))
    if state == EmployerState.PENDING:
        since = days_before(world.today, dice.randint(0, 6))
    clerk = choose_name(dice, pick(dice, PEOPLES[land.country.code].items()), woman=True)
    decided = state != EmployerState.PENDING
    when = moment(dice, since)
    row = tables.add(
        Employer,
        name=f"{LEGAL_FORM[land.country.code]} «{dice.choice(FIRST_WORDS)} {dice.choice(words)}»",
        # No firm has a number that begins with eight noughts.
        tax_number=f"{number + 1:014}",
        country=land.country,
        place_id=town.pk,
        address=f"ул. {dice.choice(FIRST_WORDS)}, {dice.randint(1, 140)}",
        contact_name=f"{clerk.given} {clerk.family}",
        contact_phone=phone,
        state=state,
        decided_at=moment(dice, since + dt.timedelta(days=2)) if decided else None,
        decided_by=world.officer(dice, town.region) if decided else None,
        decision_reason=REASONS.get(state, ""),
        created_at=when,
        updated_at=when,
    )
    firm = Firm(row, town, trades, since)
    if number > 0:
        firm.member = _member(tables, dice, firm, number)
    return firm


def _member(tables: Tables, dice: Random, firm: Firm, number: int) -> User:
    user = tables.add(
        User,
        email=f"firm{number}@{DOMAIN}",
        name=firm.row.contact_name,
        role=Role.EMPLOYER,
        language="ru",
        password=f"!{dice.getrandbits(160):040x}",
        session_seed=tables.public_id(),
        created_at=firm.row.created_at,
        updated_at=firm.row.created_at,
    )
    tables.add(EmployerMember, employer=firm.row, user=user)
    return user


def _give_to_demo(world: World, tables: Tables, firm: Firm) -> None:
    """The first firm is the one that the demo's employer signs in for."""
    firm.member = world.sign_ins[Role.EMPLOYER]
    tables.add(EmployerMember, employer=firm.row, user=firm.member)
