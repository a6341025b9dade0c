"""What every block of the demo shares: the day, the country, the staff and what trades know."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from random import Random

from django.conf import settings
from django.utils import timezone

from backend.accounts.models import Office, User
from backend.demo.land import Land, survey
from backend.demo.staff import Team, hire_teams, open_sign_ins
from backend.demo.trades import TRADES
from backend.taxonomy.models import Country, OccupationSkill, OccupationTitle, Skill
from training.models import Course


@dataclass(slots=True)
class Craft:
    """What the taxonomy says of a trade: keys of skills, and titles by language."""

    essential: list[int] = field(default_factory=list)
    other: list[int] = field(default_factory=list)
    titles: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def title(self, dice: Random, language: str) -> str:
        """A title people use, in the language or in Russian."""
        return dice.choice(self.titles.get(language) or self.titles["ru"])


@dataclass(frozen=True, slots=True)
class Taught:
    """A course with what it teaches: keys of skills, codes of licences, levels of languages."""

    course: Course
    isco: str
    skills: list[int]
    licences: list[str]
    languages: dict[str, str]


@dataclass(frozen=True, slots=True)
class World:
    today: dt.date
    land: Land
    sign_ins: dict[str, User]
    teams: dict[Office, Team]
    crafts: dict[str, Craft]
    skill_words: dict[int, str]
    courses: list[Taught] = field(default_factory=list)

    @property
    def currency(self) -> str:
        return self.land.country.currency

    def team(self, region: int) -> Team:
        return self.teams[self.land.office_of[region]]

    def officer(self, dice: Random, region: int) -> User:
        return dice.choice(self.team(region).officers)


def make_world(dice: Random) -> World:
    """Read the taxonomy; make offices, staff and the accounts to sign in with."""
    land = survey(Country.objects.get(pk=settings.HOMEWARD_COUNTRY))
    sign_ins = open_sign_ins(land)
    return World(
        today=timezone.localdate(),
        land=land,
        sign_ins=sign_ins,
        teams=hire_teams(dice, land, sign_ins),
        crafts=_crafts(),
        skill_words={skill.pk: skill.label("ru") for skill in Skill.objects.order_by("pk")},
    )


def _crafts() -> dict[str, Craft]:
    crafts = {trade.isco: Craft() for trade in TRADES}
    for link in OccupationSkill.objects.filter(isco__in=crafts).order_by("isco", "-weight", "pk"):
        craft = crafts[link.isco_id]
        (craft.essential if link.essential else craft.other).append(link.skill_id)
    everyday = OccupationTitle.objects.filter(
        isco__in=crafts, source=OccupationTitle.Source.PROJECT, shown=True
    )
    for title in everyday.order_by("pk"):
        crafts[title.isco_id].titles[title.language].append(title.text)
    return crafts
