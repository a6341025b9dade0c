"""Applications of the past year: who asked for which vacancy, and what the firm said."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from backend.demo.copying import Tables
from backend.demo.dice import between, moment, pick
from backend.demo.events import remember
from backend.demo.person import Person, Spell
from backend.demo.vacancies import Opening
from backend.demo.world import World
from jobs.models import Application, Match, Placement
from jobs.states import ApplicationState, PlacementEnd, RefusalReason, VacancyState
from reintegration.states import ConsentPurpose, JourneyKind

LASTING = dt.timedelta(days=20)  # how long after publication people apply
STILL_OPEN = (
    (ApplicationState.SENT, 34),
    (ApplicationState.SEEN, 24),
    (ApplicationState.INVITED, 14),
    (ApplicationState.REFUSED, 14),
    (ApplicationState.HIRED, 10),
    (ApplicationState.WITHDRAWN, 4),
)
NO = (
    (RefusalReason.EXPERIENCE, 30),
    (RefusalReason.SKILLS, 26),
    (RefusalReason.NO_SHOW, 16),
    (RefusalReason.LANGUAGE, 10),
    (RefusalReason.DOCUMENTS, 10),
    (RefusalReason.OTHER, 8),
)
ENDS = (
    (PlacementEnd.QUIT, 48),
    (PlacementEnd.CONTRACT_ENDED, 34),
    (PlacementEnd.DISMISSED, 9),
    (PlacementEnd.UNPAID, 6),
    (PlacementEnd.UNSAFE, 3),
)
DECIDED = frozenset({ApplicationState.INVITED, ApplicationState.REFUSED, ApplicationState.HIRED})


@dataclass(slots=True)
class Crowd:
    """The people of a block by trade, so that a vacancy finds its applicants."""

    by_trade: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, persons: Iterable[Person]) -> "Crowd":
        crowd = cls()
        for person in persons:
            if person.consents.get(ConsentPurpose.EMPLOYERS):
                crowd.by_trade[person.trade.isco].append(person)
        return crowd

    def who_may_apply(self, world: World, opening: Opening, day: dt.date) -> list[Person]:
        """People of the trade, else of its group, who look for work and are near or would move."""
        isco = opening.row.isco_id
        own = self.by_trade.get(isco, [])
        akin = [p for code, some in self.by_trade.items() if code[:3] == isco[:3] for p in some]
        for some in (own, akin):
            found = [p for p in some if self._may(world, p, opening, day)]
            if len(found) >= 3:
                return found
        return found

    @staticmethod
    def _may(world: World, person: Person, opening: Opening, day: dt.date) -> bool:
        near = person.region == opening.region or person.row.can_relocate
        return near and person.can_be_hired(day) and person.registered <= day


def fill_vacancies(
    world: World, dice: Random, tables: Tables, openings: list[Opening], persons: list[Person]
) -> list[Match]:
    """Let people apply, in the order of the days; returns matches that are not yet explained."""
    crowd, told = Crowd.of(persons), []
    for opening in openings:
        if opening.was_published:
            applicants = _applicants(world, dice, crowd, opening)
            told += _answer(world, dice, tables, opening, applicants)
    return told


def _applicants(world: World, dice: Random, crowd: Crowd, opening: Opening) -> list[Person]:
    row = opening.row
    wanted = {
        VacancyState.FILLED: row.openings + dice.randint(1, 5),
        VacancyState.CLOSED: dice.randint(0, 3),
        VacancyState.PAUSED: dice.randint(1, 3),
    }.get(VacancyState(row.state), dice.randint(0, 6))
    day = min(opening.submitted + dt.timedelta(days=7), world.today)
    found = crowd.who_may_apply(world, opening, day)
    return dice.sample(found, min(wanted, len(found)))


def _answer(
    world: World, dice: Random, tables: Tables, opening: Opening, applicants: list[Person]
) -> list[Match]:
    row, told, hired = opening.row, [], 0
    for person in applicants:
        state = _answer_for(dice, opening, hired)
        hired += state == ApplicationState.HIRED
        told += _apply(world, dice, tables, opening, person, state)
    if row.state == VacancyState.FILLED:
        row.openings = max(1, hired)
        row.state = VacancyState.FILLED if hired else VacancyState.CLOSED
    return told


def _answer_for(dice: Random, opening: Opening, hired: int) -> ApplicationState:
    row = opening.row
    if row.state == VacancyState.FILLED:
        return ApplicationState.HIRED if hired < row.openings else ApplicationState.REFUSED
    if row.state == VacancyState.CLOSED:
        return pick(dice, ((ApplicationState.REFUSED, 85), (ApplicationState.WITHDRAWN, 15)))
    state = pick(dice, STILL_OPEN)
    if state == ApplicationState.HIRED and hired + 1 >= row.openings:
        return ApplicationState.SEEN  # one place at least is still to be had
    return state


def _apply(
    world: World,
    dice: Random,
    tables: Tables,
    opening: Opening,
    person: Person,
    state: ApplicationState,
) -> list[Match]:
    day = _day_of_asking(world, dice, opening, person)
    asked = moment(dice, day)
    answer = between(dice, day, min(day + dt.timedelta(days=14), world.today))
    row = tables.add(
        Application,
        vacancy=opening.row,
        returnee=person.row,
        state=state,
        refusal_reason=_refusal(dice, opening) if state == ApplicationState.REFUSED else "",
        answered_at=max(asked, moment(dice, answer)) if state in DECIDED else None,
        created_at=asked,
        updated_at=max(asked, moment(dice, answer)),
        **_interview(world, dice, opening, state, answer),
    )
    ids = ids_of(opening)
    told = [_match(tables, dice, opening, person, day, ids)] if dice.random() < 0.7 else []
    remember(tables, dice, JourneyKind.APPLIED, person, day, row, ids, by=person.by)
    if row.interview_at:
        remember(tables, dice, JourneyKind.INTERVIEWED, person, answer, row, ids)
    if state == ApplicationState.HIRED:
        _hire(world, dice, tables, opening, person, row, answer)
    return told


def ids_of(opening: Opening) -> dict[str, str]:
    return {
        "vacancy": str(opening.row.public_id),
        "employer": str(opening.firm.row.public_id),
    }


def _day_of_asking(world: World, dice: Random, opening: Opening, person: Person) -> dt.date:
    first = max(opening.submitted, person.registered, person.free_from or person.registered)
    return between(dice, first, min(max(first, opening.submitted + LASTING), world.today))


def _refusal(dice: Random, opening: Opening) -> RefusalReason:
    over = {
        VacancyState.FILLED: RefusalReason.FILLED,
        VacancyState.CLOSED: RefusalReason.CLOSED,
    }.get(VacancyState(opening.row.state))
    return over if over and dice.random() < 0.55 else pick(dice, NO)


def _interview(
    world: World, dice: Random, opening: Opening, state: ApplicationState, day: dt.date
) -> dict[str, Any]:
    if state != ApplicationState.INVITED and not (state in DECIDED and dice.random() < 0.5):
        return {}
    ahead = dice.randint(1, 6) if state == ApplicationState.INVITED else 0
    when = dt.datetime.combine(
        max(day, world.today if ahead else day) + dt.timedelta(days=ahead),
        dt.time(dice.randint(9, 16)),
        tzinfo=moment(dice, day).tzinfo,
    )
    return {"interview_at": when, "interview_place": opening.firm.row.address}


def _match(
    tables: Tables,
    dice: Random,
    opening: Opening,
    person: Person,
    day: dt.date,
    ids: dict[str, str],
) -> Match:
    """The notice that made the person apply; score and reasons come from the engine later."""
    told = max(opening.submitted, person.registered, day - dt.timedelta(days=dice.randint(0, 2)))
    match = Match(
        pk=tables.key(Match),
        public_id=tables.public_id(),
        returnee=person.row,
        vacancy=opening.row,
        state="applied",
        is_current=False,
        notified_at=moment(dice, told),
        created_at=moment(dice, told),
        updated_at=moment(dice, day),
    )
    remember(tables, dice, JourneyKind.NOTIFIED, person, told, match, {"vacancy": ids["vacancy"]})
    return match


def _hire(
    world: World,
    dice: Random,
    tables: Tables,
    opening: Opening,
    person: Person,
    application: Application,
    decided: dt.date,
) -> None:
    started = min(decided + dt.timedelta(days=dice.randint(0, 10)), world.today)
    ended = started + dt.timedelta(days=int(dice.expovariate(1 / 700)) + 15)
    over = ended < world.today
    low, high = opening.row.wage_from, opening.row.wage_to
    row = tables.add(
        Placement,
        application=application,
        started_on=started,
        wage=dice.randint(low, high or low) // 100 * 100 if low else None,
        wage_currency=opening.row.wage_currency if low else "",
        has_contract=pick(dice, ((True, 84), (False, 8), (None, 8))),
        ended_on=ended if over else None,
        end_reason=pick(dice, ENDS) if over else "",
        created_at=moment(dice, decided),
        updated_at=moment(dice, ended if over else decided),
    )
    person.free_from = ended if over else None
    hired = remember(tables, dice, JourneyKind.HIRED, person, started, row, ids_of(opening))
    person.milestones.append(hired)
    person.spells.append(Spell(started, row.ended_on, row.wage))
