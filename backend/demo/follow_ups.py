"""How it went 1, 3, 6 and 12 months later: answers, silences and questions still to be asked."""

import datetime as dt
from random import Random
from typing import Any

from backend.demo.copying import Tables
from backend.demo.dice import between, moment, pick
from backend.demo.events import remember
from backend.demo.person import Person
from backend.demo.world import World
from reintegration.follow_ups import due_on
from reintegration.models import FollowUp, JourneyEvent
from reintegration.models.follow_ups import WAVES
from reintegration.states import (
    ConsentPurpose,
    FollowUpState,
    JourneyKind,
    Livelihood,
    Verified,
)

# Made up, yet not flattering: one in four is not reached, and more with every wave.
REACHED = {1: 0.82, 3: 0.74, 6: 0.67, 12: 0.6}
WITHOUT_OUR_JOB = (
    (Livelihood.UNEMPLOYED, 40),
    (Livelihood.CASUAL, 20),
    (Livelihood.ABROAD, 16),
    (Livelihood.WAGE, 10),
    (Livelihood.SELF_EMPLOYED, 7),
    (Livelihood.FAMILY_WORK, 4),
    (Livelihood.NOT_SEEKING, 3),
)
HOW_WE_KNOW = ((Verified.SELF, 82), (Verified.EMPLOYER, 14), (Verified.DOCUMENT, 4))
FRESH = dt.timedelta(days=12)


def ask_later(world: World, dice: Random, tables: Tables, person: Person) -> None:
    """The four questions after each milestone of a person, as far as their day has come."""
    for milestone in person.milestones:
        for wave in WAVES:
            _question(world, dice, tables, person, milestone, wave)


def _question(
    world: World,
    dice: Random,
    tables: Tables,
    person: Person,
    milestone: JourneyEvent,
    wave: int,
) -> None:
    due = due_on(milestone.occurred_on, wave)
    values: dict[str, Any] = {"state": FollowUpState.DUE}
    if due <= world.today:
        values = _outcome(world, dice, person, wave, due)
    known = values.get("answered_on") or values.pop("closed", milestone.occurred_on)
    row = tables.add(
        FollowUp,
        returnee=person.row,
        milestone=milestone,
        wave=wave,
        due_on=due,
        created_at=milestone.recorded_at,
        updated_at=max(milestone.recorded_at, moment(dice, known)),
        **values,
    )
    if row.state in (FollowUpState.ANSWERED, FollowUpState.NOT_REACHED, FollowUpState.REFUSED):
        said = {
            "follow_up": str(row.public_id),
            "wave": wave,
            "state": str(row.state),
            "livelihood": str(row.livelihood),
        }
        remember(tables, dice, JourneyKind.FOLLOWED_UP, person, known, None, said)


def _outcome(world: World, dice: Random, person: Person, wave: int, due: dt.date) -> dict[str, Any]:
    if world.today - due < FRESH and dice.random() < 0.7:
        return {"state": pick(dice, ((FollowUpState.DUE, 45), (FollowUpState.ASKED, 55)))}
    day = between(dice, due, min(due + dt.timedelta(days=20), world.today))
    if not person.consents[ConsentPurpose.FOLLOW_UP] or dice.random() < 0.03:
        return {"state": FollowUpState.REFUSED, "closed": day}
    if dice.random() > REACHED[wave] or not person.row.phone:
        return {"state": FollowUpState.NOT_REACHED, "closed": day}
    return {
        "state": FollowUpState.ANSWERED,
        "answered_on": day,
        **_answer(world, dice, person, day),
    }


def _answer(world: World, dice: Random, person: Person, day: dt.date) -> dict[str, Any]:
    """What the person does on `day`: the work the programme knows of, else what it may be."""
    spell = next((spell for spell in person.spells if spell.covers(day)), None)
    livelihood = spell.livelihood if spell else pick(dice, WITHOUT_OUR_JOB)
    facts: dict[str, Any] = {"livelihood": livelihood, "verified": pick(dice, HOW_WE_KNOW)}
    if livelihood == Livelihood.WAGE:
        facts |= {"same_employer": spell is not None, "has_contract": dice.random() < 0.82}
    if spell and spell.pay and dice.random() < 0.8:
        facts |= {
            "monthly_income": int(spell.pay * dice.uniform(0.85, 1.25)) // 100 * 100,
            "currency": world.currency,
            "hours_per_week": dice.choice((20, 36, 40, 40, 48, 54)),
        }
    return facts
