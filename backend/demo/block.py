"""One block of the demo: two thousand people with the firms, courses and stories around them.

Blocks share nothing but the world, so a demo of a million people needs no more memory than one
of two thousand.
"""

from dataclasses import dataclass
from random import Random

from django.db import transaction

from backend.demo.background import write_person
from backend.demo.business import support
from backend.demo.copying import Tables
from backend.demo.dice import days_before
from backend.demo.explaining import write_matches
from backend.demo.families import add_double, add_relative, note_pairs
from backend.demo.firms import make_firms
from backend.demo.hiring import fill_vacancies
from backend.demo.names import PEOPLES
from backend.demo.people import Draft, make_person, register
from backend.demo.person import Person
from backend.demo.phones import example_phone
from backend.demo.trades import BY_ISCO
from backend.demo.training import teach
from backend.demo.vacancies import make_vacancies
from backend.demo.world import World
from reintegration.states import ConsentPurpose, NeedKind

SIZE = 2000
# What stands beside the people of a block, as shares of their number.
FIRMS, VACANCIES = 0.1, 0.2
RELATIVES, DOUBLES, NO_PHONE = 0.04, 0.006, 0.03
PHONES = 2400  # example numbers a block may use: its people's, then its firms'


@dataclass(frozen=True, slots=True)
class Block:
    """`number` counts blocks from 0, `size` is how many people."""

    number: int
    size: int

    @property
    def phones(self) -> int:
        return self.number * PHONES

    @property
    def firms(self) -> int:
        return max(3, round(self.size * FIRMS))

    @property
    def vacancies(self) -> int:
        return max(6, round(self.size * VACANCIES))


@transaction.atomic
def make_block(world: World, block: Block, seed: str) -> int:
    """Write one block and return how many rows that was. The same seed makes the same people."""
    dice = Random(f"{seed}:{block.number}")  # noqa: S311  a demo must repeat itself
    tables = Tables(dice)
    persons, doubles = _people(world, dice, tables, block)
    note_pairs(dice, tables, persons, doubles)
    others = persons[1:] if block.number == 0 else persons
    firms = make_firms(
        world, dice, tables, block.firms, block.number * int(SIZE * FIRMS), block.phones + SIZE
    )
    openings = make_vacancies(world, dice, tables, firms, block.vacancies)
    teach(world, dice, tables, others, block.size / SIZE)
    told = fill_vacancies(world, dice, tables, openings, others)
    support(world, dice, tables, others)
    for person in persons:
        write_person(world, dice, tables, person)
    return tables.write() + write_matches(world, dice, tables, told)


def _people(
    world: World, dice: Random, tables: Tables, block: Block
) -> tuple[list[Person], set[int]]:
    """The people, and the keys of those who are in the list twice."""
    persons: list[Person] = []
    if block.number == 0:
        persons.append(_visitor(world, dice, tables))
    relatives, doubles = round(block.size * RELATIVES), round(block.size * DOUBLES)
    while len(persons) < block.size - relatives - doubles:
        phone = example_phone(block.phones + len(persons))
        has_none = dice.random() < NO_PHONE
        persons.append(make_person(world, dice, tables, "" if has_none else phone))
    reachable = [person for person in persons[1:] if person.row.phone]
    chosen = dice.sample(reachable, relatives + doubles)
    for one in chosen[:relatives]:
        persons.append(add_relative(world, dice, tables, one))
    twice = [add_double(world, dice, tables, one) for one in chosen[relatives:]]
    return persons + twice, {person.row.pk for person in twice}


def _visitor(world: World, dice: Random, tables: Tables) -> Person:
    """Whom the demo's visitor signs in as: a seamstress of the capital who looks for work."""
    draft = Draft(
        people=next(iter(PEOPLES[world.land.country.code])),
        woman=True,
        trade=BY_ISCO["8153"],
        town=world.land.capital,
        registered=days_before(world.today, 40),
        phone=example_phone(0),
        birth_year=world.today.year - 34,
        account=1.0,
    )
    person = register(world, dice, tables, draft)
    person.consents = dict.fromkeys(ConsentPurpose, True)
    person.needs = dict.fromkeys((NeedKind.WORK, NeedKind.TRAINING))
    person.row.schedules, person.row.current_place_id = [], None
    person.row.commute_km, person.is_visitor = 30, True
    return person
