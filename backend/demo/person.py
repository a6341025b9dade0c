"""A returnee in the making."""

import datetime as dt
from dataclasses import dataclass, field

from backend.accounts.models import User
from backend.demo.land import Town
from backend.demo.names import Name
from backend.demo.trades import Trade
from reintegration.models import JourneyEvent, Returnee
from reintegration.states import ConsentPurpose, Livelihood


@dataclass(frozen=True, slots=True)
class Spell:
    """A time in work or business, from a day until another; until None is until now."""

    since: dt.date
    until: dt.date | None
    pay: int | None
    livelihood: Livelihood = Livelihood.WAGE

    def covers(self, day: dt.date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(slots=True)
class Person:
    """A returnee in the making; what belongs to other tables waits here until the block ends."""

    row: Returnee
    name: Name
    town: Town
    trade: Trade
    people: str
    registered: dt.date
    officer: User
    jobs: list[tuple[str, str, str, int]] = field(
        default_factory=list
    )  # ISCO code, title, country, months
    skills: dict[int, str] = field(default_factory=dict)  # key -> source
    languages: dict[str, str] = field(default_factory=dict)
    licences: set[str] = field(default_factory=set)
    needs: dict[str, dt.date | None] = field(default_factory=dict)
    consents: dict[ConsentPurpose, bool] = field(default_factory=dict)
    destinations: list[str] = field(default_factory=list)
    free_from: dt.date | None = None  # None: in work, or gone
    courses: int = 0
    spells: list[Spell] = field(default_factory=list)
    milestones: list[JourneyEvent] = field(default_factory=list)  # how it goes is asked after
    is_visitor: bool = False  # the one whom the demo's visitor signs in as

    @property
    def by(self) -> User:
        """Who registered the person: they themselves, if they have an account."""
        return self.row.user or self.officer

    @property
    def region(self) -> int:
        return self.town.region

    def can_be_hired(self, day: dt.date) -> bool:
        return self.free_from is not None and self.free_from <= day
