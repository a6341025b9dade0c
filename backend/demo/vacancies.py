"""Vacancies: what the firms of the demo look for, from a draft to filled."""

import datetime as dt
from dataclasses import dataclass
from random import Random
from typing import Any

from django.conf import settings

from backend.demo import wages
from backend.demo.copying import Tables
from backend.demo.dice import between, days_before, moment, pick
from backend.demo.firms import Firm
from backend.demo.red_flags import RED_FLAGS
from backend.demo.trades import BY_ISCO
from backend.demo.world import World
from jobs.models import (
    ScreeningFinding,
    Vacancy,
    VacancyLanguage,
    VacancyLicence,
    VacancySkill,
)
from jobs.screening.engine import Finding, screen
from jobs.screening.rules import Offer
from jobs.states import EmployerState, VacancyState
from reintegration.states import Schedule

STATES = (
    (VacancyState.PUBLISHED, 52),
    (VacancyState.FILLED, 30),
    (VacancyState.CLOSED, 8),
    (VacancyState.PAUSED, 3),
    (VacancyState.DRAFT, 3),
    (VacancyState.REJECTED, 2),
    (VacancyState.SCREENING, 2),
)
OUT = frozenset({VacancyState.PUBLISHED, VacancyState.PAUSED})
OVER = frozenset({VacancyState.FILLED, VacancyState.CLOSED})
HOURS = {
    Schedule.FULL: "Полный рабочий день.",
    Schedule.PART: "Неполный день, часы обсудим.",
    Schedule.SHIFTS: "Работа сменами, график известен за две недели.",
    Schedule.ROTATION: "Вахта: две недели работы, две недели дома.",
}
SHOWN = 4
RED_FLAGS_EACH = 33  # vacancies for each one that waits with a red flag
TALK_TO_PEOPLE = frozenset({"5223", "5131", "5141", "5142", "5321", "3221", "5311", "2341", "5414"})


@dataclass(slots=True)
class Opening:
    row: Vacancy
    firm: Firm
    region: int
    submitted: dt.date  # and, if it was published, published
    was_published: bool


def make_vacancies(
    world: World, dice: Random, tables: Tables, firms: list[Firm], count: int
) -> list[Opening]:
    """Ordinary ones, and among them the red flags that wait for staff; by day.

    The first firm, which the demo's employer signs in for, has a handful that are out.
    """
    flagged = min(len(RED_FLAGS), count // RED_FLAGS_EACH)
    openings = [
        _vacancy(world, dice, tables, firms[0], isco, VacancyState.PUBLISHED)
        for isco in firms[0].trades[:SHOWN]
    ]
    for _number in range(count - flagged - SHOWN):
        firm = dice.choice(firms)
        isco = dice.choice(firm.trades)
        openings.append(_vacancy(world, dice, tables, firm, isco, _state(dice, firm)))
    for flag in RED_FLAGS[:flagged]:
        openings.append(_red_flag(world, dice, tables, dice.choice(firms), flag))
    return sorted(openings, key=lambda opening: (opening.submitted, opening.row.pk))


def _vacancy(
    world: World, dice: Random, tables: Tables, firm: Firm, isco: str, state: VacancyState
) -> Opening:
    fields = _fields(world, dice, firm, isco)
    submitted = _submitted(world, dice, firm, state)
    opening = _write(world, dice, tables, firm, state, submitted, fields)
    _require(world, dice, tables, opening.row)
    return opening


def _state(dice: Random, firm: Firm) -> VacancyState:
    """Only a verified firm has ever published."""
    if firm.row.state == EmployerState.VERIFIED:
        return pick(dice, STATES)
    if firm.row.state == EmployerState.SUSPENDED:
        return VacancyState.PUBLISHED  # nobody sees it while the firm is suspended
    return VacancyState.SCREENING if dice.random() < 0.6 else VacancyState.DRAFT


def _submitted(world: World, dice: Random, firm: Firm, state: VacancyState) -> dt.date:
    today = world.today
    first = max(firm.since + dt.timedelta(days=3), days_before(today, 520))
    if state == VacancyState.SCREENING:
        first = max(first, days_before(today, 4))
    elif state in OUT:
        first = max(first, days_before(today, 45))
    last = today if state not in OVER else days_before(today, 30)
    return between(dice, min(first, last), last)


def _fields(world: World, dice: Random, firm: Firm, isco: str) -> dict[str, Any]:
    usual = wages.usual_pay(world.land.country.code, isco, firm.town.population)
    low, high = wages.offered(dice, usual, world.currency)
    schedule = dice.choice(BY_ISCO[isco].schedules)
    title = world.crafts[isco].title(dice, "ru")
    return {
        "title": title[0].upper() + title[1:],
        "isco_id": isco,
        "description": _description(world, dice, isco, schedule),
        "openings": pick(dice, ((1, 40), (2, 25), (3, 15), (5, 12), (8, 5), (12, 3))),
        "place_id": firm.town.pk,
        "country_id": world.land.country.code,
        "schedule": schedule,
        "wage_from": low,
        "wage_to": high,
        "wage_currency": world.currency,
        "min_experience_months": pick(dice, ((0, 50), (6, 18), (12, 18), (24, 10), (36, 4))),
        "housing": schedule == Schedule.ROTATION or dice.random() < 0.06,
        "written_contract": True,
    }


def _description(world: World, dice: Random, isco: str, schedule: str) -> str:
    skills = world.crafts[isco].essential or world.crafts[isco].other
    chosen = dice.sample(skills, min(3, len(skills)))
    tasks = "; ".join(world.skill_words[skill].lower() for skill in chosen)
    extra = dice.choice(("Обед за счёт фирмы.", "Рядом с остановкой.", "Обучим на месте.", ""))
    return f"Что делать: {tasks}. {HOURS[Schedule(schedule)]} Трудовой договор. {extra}".strip()


def _red_flag(
    world: World, dice: Random, tables: Tables, firm: Firm, flag: dict[str, Any]
) -> Opening:
    changes = dict(flag)
    fields = _fields(world, dice, firm, dice.choice(firm.trades))
    if country := changes.pop("country", None):
        fields |= {"country_id": country, "place_id": None}
    submitted = days_before(world.today, dice.randint(0, 3))
    state = VacancyState.SCREENING
    return _write(world, dice, tables, firm, state, submitted, fields | changes)


def _write(
    world: World,
    dice: Random,
    tables: Tables,
    firm: Firm,
    state: VacancyState,
    submitted: dt.date,
    fields: dict[str, Any],
) -> Opening:
    published = state in OUT | OVER
    findings = [] if state == VacancyState.DRAFT else screen(_offer(fields))
    judged = state == VacancyState.REJECTED or (published and findings)
    when = moment(dice, submitted)
    row = tables.add(
        Vacancy,
        employer=firm.row,
        state=state,
        submitted_at=None if state == VacancyState.DRAFT else when,
        published_at=when if published else None,
        closes_on=_last_day(world, dice, state, submitted),
        decided_by=world.officer(dice, firm.town.region) if judged else None,
        decision_reason=_reason(state) if judged else "",
        created_at=when,
        updated_at=when,
        **fields,
    )
    for found in findings:
        _note(tables, row, found, when)
    return Opening(row, firm, firm.town.region, submitted, published)


def _offer(fields: dict[str, Any]) -> Offer:
    return Offer(
        title=fields["title"],
        description=fields["description"],
        is_abroad=fields["country_id"] != settings.HOMEWARD_COUNTRY,
        pay_is_stated=bool(fields["wage_from"] or fields["wage_to"]),
        written_contract=fields["written_contract"],
    )


def _note(tables: Tables, row: Vacancy, found: Finding, when: dt.datetime) -> None:
    tables.add(
        ScreeningFinding,
        vacancy=row,
        rule=found.rule,
        blocks=found.blocks,
        words=[*found.words],
        found_at=when,
    )


def _reason(state: VacancyState) -> str:
    if state == VacancyState.REJECTED:
        return "Оплата ниже обещанной по телефону. Просим исправить."
    return "Поговорили с фирмой: условия в порядке."


def _last_day(
    world: World, dice: Random, state: VacancyState, submitted: dt.date
) -> dt.date | None:
    if state in OVER:
        return submitted + dt.timedelta(days=dice.randint(14, 29))
    if dice.random() < 0.3:
        return None
    return world.today + dt.timedelta(days=dice.randint(5, 60))


def _require(world: World, dice: Random, tables: Tables, row: Vacancy) -> None:
    craft, trade = world.crafts[row.isco_id], BY_ISCO[row.isco_id]
    required = (craft.essential or craft.other)[: dice.randint(1, 4)]
    wished = dice.sample(craft.other, min(len(craft.other), dice.randint(0, 2)))
    for skill in required:
        tables.add(VacancySkill, vacancy=row, skill_id=skill, required=True)
    for skill in set(wished) - set(required):
        tables.add(VacancySkill, vacancy=row, skill_id=skill, required=False)
    if trade.needed and dice.random() < 0.75:
        tables.add(VacancyLicence, vacancy=row, licence_id=trade.needed)
    if row.isco_id in TALK_TO_PEOPLE and dice.random() < 0.5:
        tables.add(
            VacancyLanguage, vacancy=row, language_id="ru", level=dice.choice(("A2", "B1", "B1"))
        )
