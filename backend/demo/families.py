"""Relatives who share a phone, one person under two spellings, and the pairs that makes."""

import datetime as dt
from collections import defaultdict
from dataclasses import replace
from itertools import combinations
from random import Random

from backend.demo.copying import Tables
from backend.demo.dice import between
from backend.demo.names import Name, choose_name, latin_variant
from backend.demo.people import Draft, register
from backend.demo.person import Person
from backend.demo.trades import TRADES
from backend.demo.world import World
from reintegration.duplicates import NAME, reasons
from reintegration.models import PossibleDuplicate
from reintegration.states import DuplicateState, PhoneOwner, Sex

JUDGED = 0.85  # of the pairs that are two people, so many have been looked at


def add_relative(world: World, dice: Random, tables: Tables, one: Person) -> Person:
    """A brother or sister of `one` who answers the same phone and has no account of their own."""
    woman = dice.random() < 0.5
    own = choose_name(dice, one.people, woman=woman)
    name = Name(own.given, _family(one, woman=woman), own.given_latin, own.family_latin)
    trade = dice.choices(TRADES, [t.women if woman else t.men for t in TRADES])[0]
    registered = between(dice, one.registered, world.today)
    draft = Draft(one.people, woman, trade, one.town, registered, one.row.phone, name, account=0.0)
    relative = register(world, dice, tables, draft)
    for person in (one, relative):
        person.row.phone_owner = PhoneOwner.FAMILY
    return relative


def add_double(world: World, dice: Random, tables: Tables, one: Person) -> Person:
    """The same person once more: registered by staff weeks later, in the Latin of a passport."""
    later = min(one.registered + dt.timedelta(days=dice.randint(10, 160)), world.today)
    name = replace(one.name, family_latin=latin_variant(one.name.family_latin))
    phone = one.row.phone if dice.random() < 0.6 else ""
    draft = Draft(
        people=one.people,
        woman=one.row.sex == Sex.FEMALE,
        trade=one.trade,
        town=one.town,
        registered=later,
        phone=phone,
        name=name,
        birth_year=one.row.birth_year + dice.choice((0, 0, 1)),
        latin=True,
        account=0.0,
    )
    return register(world, dice, tables, draft)


def _family(one: Person, *, woman: bool) -> str:
    """The family's name as a woman or a man of it bears it."""
    family, is_woman = one.row.family_name, one.row.sex == Sex.FEMALE
    if woman == is_woman:
        return family
    return family.removesuffix("а") if is_woman else f"{family}а"


def note_pairs(dice: Random, tables: Tables, persons: list[Person], doubles: set[int]) -> None:
    """Every pair of a block that registration would have warned of; most were judged since."""
    groups: dict[str, list[Person]] = defaultdict(list)
    for person in persons:
        for key in filter(None, (person.row.phone, person.row.name_key)):
            groups[key].append(person)
    seen = set()
    for some in groups.values():
        for one, other in combinations(some, 2):
            first, second = sorted((one, other), key=lambda person: person.row.pk)
            why = reasons(first.row, second.row)
            if why and (first.row.pk, second.row.pk) not in seen:
                seen.add((first.row.pk, second.row.pk))
                _note(dice, tables, first, second, why, same=second.row.pk in doubles)


def _note(
    dice: Random,
    tables: Tables,
    first: Person,
    second: Person,
    why: tuple[str, ...],
    *,
    same: bool,
) -> None:
    judged = not same and (NAME not in why or dice.random() < JUDGED)
    when = max(first.row.created_at, second.row.created_at)
    tables.add(
        PossibleDuplicate,
        first=first.row,
        second=second.row,
        reasons=[*why],
        state=DuplicateState.DISTINCT if judged else DuplicateState.OPEN,
        created_at=when,
        updated_at=when,
    )
