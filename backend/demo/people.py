"""Returnees: who they are, where they were, what they can do and want."""

import datetime as dt
from dataclasses import dataclass
from random import Random
from typing import Any

from backend.accounts.models import User
from backend.accounts.states import Role
from backend.demo import wages
from backend.demo.abilities import learn
from backend.demo.copying import Tables
from backend.demo.dice import between, days_before, moment, pick
from backend.demo.land import Town
from backend.demo.names import MOTHER_TONGUE, PEOPLES, Name, choose_name
from backend.demo.person import Person
from backend.demo.trades import ABROAD, TRADES, Trade
from backend.demo.world import World
from backend.lib.names import name_key
from backend.taxonomy.levels import Isced
from reintegration.models import Returnee
from reintegration.states import (
    ConsentPurpose,
    NeedKind,
    PhoneOwner,
    ReturneeState,
    ReturnKind,
    Schedule,
    Sex,
)

HISTORY = 540  # days since the programme of the demo began
EDUCATION = ((Isced.LOWER_SECONDARY, 14), (Isced.UPPER_SECONDARY, 46), (Isced.POST_SECONDARY, 16),
             (Isced.SHORT_TERTIARY, 12), (Isced.BACHELOR, 11), (Isced.MASTER, 1))  # fmt: skip
RETURNS = ((ReturnKind.PLANNED, 22), (ReturnKind.SEASON_END, 26), (ReturnKind.JOB_LOST, 18),
           (ReturnKind.FAMILY, 17), (ReturnKind.SENT_BACK, 9), (ReturnKind.ASSISTED, 5),
           (ReturnKind.OTHER, 3))  # fmt: skip
NEEDS = {
    NeedKind.WORK: 0.78,
    NeedKind.TRAINING: 0.36,
    NeedKind.BUSINESS: 0.13,
    NeedKind.DOCUMENTS: 0.14,
    NeedKind.LEGAL_ADVICE: 0.08,
    NeedKind.HOUSING: 0.07,
    NeedKind.MONEY: 0.11,
    NeedKind.COUNSELLING: 0.05,
}
CONSENTS = {
    ConsentPurpose.PROGRAMME: 1.0,
    ConsentPurpose.MATCHING: 0.94,
    ConsentPurpose.EMPLOYERS: 0.92,
    ConsentPurpose.MESSAGES: 0.91,
    ConsentPurpose.FOLLOW_UP: 0.88,
}


def make_person(world: World, dice: Random, tables: Tables, phone: str) -> Person:
    """One returnee at random. An empty `phone` is a person without one."""
    people = pick(dice, PEOPLES[world.land.country.code].items())
    woman = dice.random() < 0.36
    trade = dice.choices(TRADES, [t.women if woman else t.men for t in TRADES])[0]
    town = world.land.home(dice)
    # More people every month: the programme becomes known.
    registered = days_before(world.today, int(HISTORY * dice.random() ** 1.25))
    return register(world, dice, tables, Draft(people, woman, trade, town, registered, phone))


@dataclass(frozen=True, slots=True)
class Draft:
    """What is decided about a person first; the rest follows by chance."""

    people: str
    woman: bool
    trade: Trade
    town: Town
    registered: dt.date
    phone: str
    name: Name | None = None
    birth_year: int = 0
    latin: bool = False
    account: float = 0.68  # how likely it is that the person has one


def register(world: World, dice: Random, tables: Tables, draft: Draft) -> Person:
    name = draft.name or choose_name(dice, draft.people, woman=draft.woman)
    row = _file(world, dice, tables, draft, name)
    person = Person(
        row=row,
        name=name,
        town=draft.town,
        trade=draft.trade,
        people=draft.people,
        registered=draft.registered,
        officer=world.officer(dice, draft.town.region),
        free_from=draft.registered,
    )
    abroad = dice.choices(ABROAD, [row[1] for row in ABROAD])[0]
    person.destinations.append(abroad[0])
    if abroad[0] == "RU" and dice.random() < 0.1:
        person.destinations.append("KZ")
    if phone := dice.random() < draft.account and row.phone:
        row.user = _account(dice, tables, row, phone)
    learn(world, dice, person, abroad)
    _ask(world, dice, person)
    return person


def _file(world: World, dice: Random, tables: Tables, draft: Draft, name: Name) -> Returnee:
    country = world.land.country.code
    given, family = name.given, name.family
    if draft.latin or (draft.people in ("uzbek", "turkmen") and country != "KG"):
        given, family = name.given_latin, name.family_latin
    when = moment(dice, draft.registered)
    usual = wages.usual_pay(country, draft.trade.isco, draft.town.population)
    return tables.add(
        Returnee,
        office=world.land.office_of[draft.town.region],
        state=ReturneeState.ACTIVE,
        given_names=given,
        family_name=family,
        name_key=name_key(given, family),
        sex=Sex.FEMALE if draft.woman else Sex.MALE,
        birth_year=draft.birth_year or world.today.year - int(dice.triangular(19, 62, 32)),
        language=MOTHER_TONGUE[draft.people] if dice.random() < 0.72 else "ru",
        home_place_id=draft.town.pk,
        current_place_id=_moved_to(world, dice, draft.town),
        returned_on=days_before(draft.registered, int(dice.triangular(2, 300, 20))),
        return_kind=pick(dice, RETURNS),
        education=pick(dice, EDUCATION) if dice.random() < 0.93 else None,
        created_at=when,
        updated_at=when,
        **_wishes(world, dice, draft, usual),
        **_contact(dice, draft.phone),
    )


def _wishes(world: World, dice: Random, draft: Draft, usual: float) -> dict[str, Any]:
    named = dice.random() < 0.72
    return {
        "wage_floor": wages.floor(dice, usual, world.currency) if named else None,
        "wage_currency": world.currency if named else "",
        "commute_km": dice.choice((5, 10, 15, 15, 20, 25, 30, 40)),
        "can_relocate": dice.random() < (0.1 if draft.woman else 0.28),
        "schedules": pick(dice, (
            ([], 70), ([Schedule.FULL], 12), ([Schedule.FULL, Schedule.SHIFTS], 8),
            ([Schedule.PART], 6 if draft.woman else 1), ([Schedule.ROTATION, Schedule.FULL], 4),
        )),
    }  # fmt: skip


def _contact(dice: Random, phone: str) -> dict[str, Any]:
    if not phone:
        return {"phone": "", "phone_owner": PhoneOwner.SELF}
    owner = pick(dice, ((PhoneOwner.SELF, 80), (PhoneOwner.FAMILY, 16), (PhoneOwner.OTHER, 4)))
    hours = {}
    if dice.random() < 0.12:
        hours = {"contact_from": dt.time(18, 0), "contact_until": dt.time(21, 0)}
    return {"phone": phone, "phone_owner": owner, "contact_days": [], **hours}


def _moved_to(world: World, dice: Random, home: Town) -> int | None:
    if dice.random() > 0.12:
        return None
    return world.land.capital.pk if dice.random() < 0.6 else world.land.home(dice).pk


def _account(dice: Random, tables: Tables, row: Returnee, phone: str) -> User:
    return tables.add(
        User,
        phone=phone,
        name=str(row),
        role=Role.RETURNEE,
        language=row.language,
        password=f"!{dice.getrandbits(160):040x}",
        session_seed=tables.public_id(),
        created_at=row.created_at,
        updated_at=row.created_at,
    )


def _ask(world: World, dice: Random, person: Person) -> None:
    """Needs, and the answers to the questions of consent."""
    for need, share in NEEDS.items():
        if dice.random() < share:
            person.needs[need] = None
    if person.row.sex == Sex.FEMALE and dice.random() < 0.2:
        person.needs[NeedKind.CHILDCARE] = None
    for need in (NeedKind.DOCUMENTS, NeedKind.LEGAL_ADVICE, NeedKind.MONEY):
        if need in person.needs and dice.random() < 0.6:
            first = person.registered + dt.timedelta(days=7)
            if first < world.today:
                person.needs[need] = between(dice, first, world.today)
    person.consents = {purpose: dice.random() < share for purpose, share in CONSENTS.items()}
