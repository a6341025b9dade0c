"""What a returnee has done and can do, after the trade and the country they worked in."""

from random import Random

from backend.demo.names import MOTHER_TONGUE, PEOPLES
from backend.demo.person import Person
from backend.demo.trades import TRADES, Trade
from backend.demo.world import World
from backend.taxonomy.levels import Cefr
from reintegration.states import Sex, SkillSource

LEVELS = [str(level) for level in Cefr]


def learn(world: World, dice: Random, person: Person, abroad: tuple[str, int, str, str]) -> None:
    """Jobs held, and what came of them."""
    country, _weight, language, level = abroad
    craft = world.crafts[person.trade.isco]
    person.jobs.append(_job(world, dice, person.trade.isco, country, person.row.language))
    if dice.random() < 0.45:
        here = world.land.country.code
        other = person.trade if dice.random() < 0.5 else _other_trade(dice, person)
        person.jobs.append(_job(world, dice, other.isco, here, person.row.language))
        if other is not person.trade:
            _know(dice, person, world.crafts[other.isco].essential, 0.35)
    _know(dice, person, craft.essential, 0.62)
    _know(dice, person, craft.other, 0.22)
    person.licences = {code for code, chance in person.trade.licences if dice.random() < chance}
    person.languages[MOTHER_TONGUE[person.people]] = "C2"
    home = MOTHER_TONGUE[next(iter(PEOPLES[world.land.country.code]))]
    person.languages.setdefault(home, dice.choice(("B1", "B2", "C1")))
    person.languages.setdefault("ru", dice.choice(("A2", "B1", "B1", "B2")))
    best = dice.randint(1, LEVELS.index(level))
    if language not in person.languages or person.languages[language] < LEVELS[best]:
        person.languages[language] = LEVELS[best]


def _job(
    world: World, dice: Random, isco: str, country: str, language: str
) -> tuple[str, str, str, int]:
    months = min(240, int(dice.lognormvariate(3.3, 0.8)) + 3)
    return isco, world.crafts[isco].title(dice, language), country, months


def _other_trade(dice: Random, person: Person) -> Trade:
    woman = person.row.sex == Sex.FEMALE
    return dice.choices(TRADES, [t.women if woman else t.men for t in TRADES])[0]


def _know(dice: Random, person: Person, skills: list[int], chance: float) -> None:
    for skill in skills:
        if dice.random() < chance:
            source = SkillSource.STAFF if dice.random() < 0.15 else SkillSource.SELF
            person.skills.setdefault(skill, source)
