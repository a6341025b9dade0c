"""Small businesses: plans, what was decided about them, and grants paid in parts."""

import datetime as dt
from random import Random

from backend.demo import wages
from backend.demo.copying import Tables
from backend.demo.dice import between, days_before, moment, pick
from backend.demo.events import remember
from backend.demo.person import Person, Spell
from backend.demo.world import World
from reintegration.models import BusinessPlan, Grant, Tranche
from reintegration.states import JourneyKind, Livelihood, NeedKind, PlanState, TrancheState

STATES = (
    (PlanState.APPROVED, 46),
    (PlanState.SUBMITTED, 22),
    (PlanState.REJECTED, 18),
    (PlanState.DRAFT, 14),
)
PARTS = (
    (0.5, "Договор аренды и регистрация показаны"),
    (0.3, "Оборудование куплено, чеки приложены"),
    (0.2, "Первый месяц работы, отчёт принят"),
)
REASONS = {
    PlanState.APPROVED: "Спрос есть, расчёты сходятся.",
    PlanState.REJECTED: "Расходы не посчитаны. Приходите, посчитаем вместе.",
}
SHARE = 0.4  # of those who asked for help with a business


def support(world: World, dice: Random, tables: Tables, persons: list[Person]) -> None:
    """Plans of people who wanted one and have no job."""
    for person in persons:
        wishes = NeedKind.BUSINESS in person.needs and person.trade.business
        early = person.registered < days_before(world.today, 30)
        if wishes and early and person.free_from and dice.random() < SHARE:
            _plan(world, dice, tables, person)


def _plan(world: World, dice: Random, tables: Tables, person: Person) -> None:
    state = pick(dice, STATES)
    submitted = between(dice, person.registered, days_before(world.today, 20))
    if state == PlanState.SUBMITTED:
        submitted = between(dice, days_before(world.today, 18), world.today)
    decided = submitted + dt.timedelta(days=dice.randint(3, 18))
    judged = state in REASONS
    supervisor = world.team(person.region).supervisor
    usual = wages.usual_pay(world.land.country.code, person.trade.isco, person.town.population)
    cost = round(usual * dice.uniform(3, 9), -3)
    title = person.trade.business
    row = tables.add(
        BusinessPlan,
        returnee=person.row,
        state=state,
        title=title[0].upper() + title[1:],
        description="Покупать будут соседи и магазины рядом. Мастерство есть, нужен инструмент.",
        place_id=person.town.pk,
        currency=world.currency,
        start_cost=cost,
        own_share=round(cost * dice.uniform(0.1, 0.35), -3),
        monthly_income=round(usual * dice.uniform(1.0, 1.8), -3),
        submitted_at=moment(dice, submitted) if state != PlanState.DRAFT else None,
        decided_at=moment(dice, decided) if judged else None,
        decided_by=supervisor if judged else None,
        decision_reason=REASONS.get(state, ""),
        created_at=moment(dice, submitted),
        updated_at=moment(dice, decided if judged else submitted),
    )
    if state == PlanState.APPROVED:
        _grant(world, dice, tables, person, row, decided)


def _grant(
    world: World, dice: Random, tables: Tables, person: Person, plan: BusinessPlan, day: dt.date
) -> None:
    """A grant whose parts were paid a month apart, as far as the time since allows."""
    amount = round(float(plan.start_cost - plan.own_share) * dice.uniform(0.5, 0.9), -3)
    grant = tables.add(
        Grant,
        plan=plan,
        amount=amount,
        currency=plan.currency,
        approved_by=plan.decided_by,
        created_at=moment(dice, day),
        updated_at=moment(dice, day),
    )
    if paid := _pay(world, dice, tables, person, grant, day):
        _start(world, dice, tables, person, plan, paid[0])


def _pay(
    world: World, dice: Random, tables: Tables, person: Person, grant: Grant, day: dt.date
) -> list[dt.date]:
    """The parts of a grant promised on `day`; returns the days on which one was paid."""
    paid: list[dt.date] = []
    for number, (part, condition) in enumerate(PARTS, 1):
        due = day + dt.timedelta(days=12 + 35 * (number - 1))
        state = _state(dice, world.today, due, is_next=len(paid) == number - 1)
        released = due if state == TrancheState.RELEASED else None
        tranche = tables.add(
            Tranche,
            grant=grant,
            number=number,
            amount=round(float(grant.amount) * part),
            condition=condition,
            state=state,
            released_by=person.officer if released else None,
            released_on=released,
            created_at=moment(dice, day),
            updated_at=moment(dice, released or day),
        )
        if released:
            paid.append(released)
            said = {
                "plan": str(grant.plan.public_id),
                "tranche": str(tranche.public_id),
                "amount": str(tranche.amount),
                "currency": grant.currency,
            }
            remember(tables, dice, JourneyKind.GRANT_RELEASED, person, released, tranche, said)
    return paid


def _state(dice: Random, today: dt.date, due: dt.date, *, is_next: bool) -> TrancheState:
    """Parts are paid in their order, and the next one only when its condition is met."""
    if not is_next or due > today:
        return TrancheState.PLANNED
    return pick(dice, ((TrancheState.RELEASED, 80), (TrancheState.DUE, 20)))


def _start(
    world: World,
    dice: Random,
    tables: Tables,
    person: Person,
    plan: BusinessPlan,
    day: dt.date,
) -> None:
    ids = {"plan": str(plan.public_id)}
    started = remember(tables, dice, JourneyKind.STARTED_BUSINESS, person, day, plan, ids)
    closed = day + dt.timedelta(days=int(dice.expovariate(1 / 900)) + 60)
    person.free_from = closed if closed < world.today else None
    person.needs[NeedKind.BUSINESS] = day
    person.milestones.append(started)
    income = int(plan.monthly_income)
    person.spells.append(Spell(day, person.free_from, income, Livelihood.SELF_EMPLOYED))
