"""Courses, their cohorts of the past year and the next weeks, and who sat in them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from backend.demo.copying import Tables
from backend.demo.dice import between, moment, pick
from backend.demo.events import remember
from backend.demo.person import Person
from backend.demo.world import Taught, World
from backend.taxonomy.models import Licence, Place
from reintegration.states import JourneyKind, NeedKind, SkillSource
from training.models import (
    Cohort,
    Course,
    CourseLanguage,
    Enrolment,
    Provider,
    ProviderMember,
)
from training.states import SEATED, CohortState, EnrolmentState

PROVIDERS = (
    "Лицей «Уста»",
    "Учебный центр «Келечек»",
    "Школа кулинарии «Дасторкон»",
    "Автошкола «Жол»",
    "Колледж «Билим»",
)
# Title, trade, hours, licence, provider.
COURSES = (
    ("Сварщик: ручная дуговая сварка", "7212", 160, "welding", 0),
    ("Электромонтажник", "7411", 180, "electric-3", 0),
    ("Сантехник", "7126", 120, "", 0),
    ("Плиточник-облицовщик", "7122", 96, "", 0),
    ("Штукатур: сухая отделка", "7123", 96, "", 0),
    ("Швея верхней одежды", "8153", 140, "", 1),
    ("Портной: крой и пошив", "7531", 200, "", 1),
    ("Продавец-кассир", "5223", 48, "", 1),
    ("Кладовщик: учёт на компьютере", "4321", 64, "", 1),
    ("Повар национальной кухни", "5120", 160, "", 2),
    ("Пекарь", "7512", 120, "", 2),
    ("Официант и бариста", "5131", 40, "", 2),
    ("Водитель категории C", "8332", 150, "C", 3),
    ("Водитель погрузчика", "8344", 72, "forklift", 3),
    ("Машинист экскаватора", "8342", 200, "excavator", 3),
    ("Автомеханик", "7231", 180, "", 3),
    ("Младшая медсестра", "5321", 200, "", 4),
    ("Няня: уход и развитие", "5311", 80, "", 4),
    ("Парикмахер", "5141", 140, "", 4),
    ("Теплица: овощи круглый год", "6130", 64, "", 4),
    ("Русский язык для работы, до B1", "5223", 90, "", 4),
)
# By title: courses that teach a language and up to which level, and no skills of the trade.
LANGUAGES = {"Русский язык для работы, до B1": {"ru": "B1"}}
STARTS = (-460, -330, -215, -105, -18, 16, 45)  # days from today
AT_HOME = 6  # skills of the trade that a course teaches
FULL = 1.0


@dataclass(frozen=True, slots=True)
class Group:
    """A cohort with what it teaches."""

    row: Cohort
    taught: Taught
    region: int


def open_courses(world: World) -> list[Taught]:
    """The partners and what they teach; made once. The demo's trainer works for the first."""
    place = Place.objects.get(pk=world.land.capital.pk)
    providers = [
        Provider.objects.get_or_create(name=name, defaults={"place": place})[0]
        for name in PROVIDERS
    ]
    ProviderMember.objects.get_or_create(
        user=world.sign_ins["trainer"], defaults={"provider": providers[0]}
    )
    return [
        _course(world, providers[where], title, isco, hours, licence)
        for title, isco, hours, licence, where in COURSES
    ]


def _course(
    world: World, provider: Provider, title: str, isco: str, hours: int, licence: str
) -> Taught:
    craft = world.crafts[isco]
    languages = LANGUAGES.get(title, {})
    skills = [] if languages else [*craft.essential, *craft.other][:AT_HOME]
    licences = Licence.objects.filter(code=licence)
    course, is_new = Course.objects.get_or_create(
        provider=provider,
        title=title,
        defaults={
            "language_id": "ru",
            "hours": hours,
            "description": _listed(world.skill_words[skill] for skill in skills),
        },
    )
    if is_new:
        course.skills.set(skills)
        course.licences.set(licences)
        CourseLanguage.objects.bulk_create(
            CourseLanguage(course=course, language_id=code, level=level)
            for code, level in languages.items()
        )
    return Taught(course, isco, skills, [row.code for row in licences], languages)


def _listed(skills: Iterable[str]) -> str:
    words = "; ".join(skills)
    return f"{words}." if words else ""


def teach(world: World, dice: Random, tables: Tables, persons: list[Person], share: float) -> None:
    """Cohorts for a block of people; `share` is the block's size by that of a full one."""
    for number, taught in enumerate(world.courses):
        for start in STARTS:
            if share < FULL and dice.random() > share:
                continue
            group = _cohort(world, dice, tables, taught, start - number % 9)
            if group.row.state != CohortState.PLANNED:
                _seat(world, dice, tables, group, persons)


def _cohort(world: World, dice: Random, tables: Tables, taught: Taught, start: int) -> Group:
    office = dice.choice(list(world.teams))
    town = world.land.town_of_office(dice, office)
    starts = world.today + dt.timedelta(days=start)
    ends = starts + dt.timedelta(days=max(10, taught.course.hours * 7 // 20))
    state = CohortState.FINISHED
    if ends >= world.today:
        state = CohortState.RUNNING
    if starts > world.today:
        state = CohortState.OPEN if start < 30 else CohortState.PLANNED
    made = moment(dice, min(starts - dt.timedelta(days=40), world.today))
    row = tables.add(
        Cohort,
        course=taught.course,
        place_id=town.pk,
        state=state,
        starts_on=starts,
        ends_on=ends,
        capacity=dice.choice((12, 15, 16, 20)),
        created_at=made,
        updated_at=made,
    )
    return Group(row, taught, town.region)


def _seat(world: World, dice: Random, tables: Tables, group: Group, persons: list[Person]) -> None:
    """Who asked for a seat, and what came of it. Never more seats than there are."""
    cohort = group.row
    last = min(cohort.starts_on, world.today) - dt.timedelta(days=2)
    wishing = [person for person in persons if _suits(world, person, group, last)]
    dice.shuffle(wishing)
    filled = 0.75 if cohort.state == CohortState.OPEN else 1.1
    taken = 0
    for person in wishing[: int(cohort.capacity * dice.uniform(0.35, filled))]:
        state = pick(dice, OUTCOMES[CohortState(cohort.state)])
        if state in SEATED and taken >= cohort.capacity:
            state = EnrolmentState.REFUSED
        taken += state in SEATED
        _enrol(world, dice, tables, group, person, state)


def _suits(world: World, person: Person, group: Group, last: dt.date) -> bool:
    if person.registered >= last or person.courses >= 2 or not person.can_be_hired(last):
        return False
    near = world.land.office_of[person.region] == world.land.office_of[group.region]
    return near and (
        NeedKind.TRAINING in person.needs or person.trade.isco[:2] == group.taught.isco[:2]
    )


OUTCOMES: dict[CohortState, tuple[tuple[EnrolmentState, int], ...]] = {
    CohortState.OPEN: ((EnrolmentState.ENROLLED, 62), (EnrolmentState.APPLIED, 38)),
    CohortState.RUNNING: ((EnrolmentState.ENROLLED, 90), (EnrolmentState.DROPPED, 10)),
    CohortState.FINISHED: (
        (EnrolmentState.COMPLETED, 76),
        (EnrolmentState.DROPPED, 15),
        (EnrolmentState.WITHDRAWN, 4),
        (EnrolmentState.REFUSED, 5),
    ),
}
REASONS = {
    EnrolmentState.DROPPED: ("нашёл работу", "далеко ездить", "семья", "уехал"),
    EnrolmentState.REFUSED: ("мест больше нет", "нужен другой уровень"),
}


def _enrol(
    world: World,
    dice: Random,
    tables: Tables,
    group: Group,
    person: Person,
    state: EnrolmentState,
) -> None:
    cohort = group.row
    last = min(cohort.starts_on, world.today) - dt.timedelta(days=1)
    first = max(person.registered, last - dt.timedelta(days=25))
    applied = between(dice, first, last)
    enrolled = between(dice, applied, last)
    closed = None
    if state == EnrolmentState.COMPLETED:
        closed = cohort.ends_on
    elif state == EnrolmentState.DROPPED:
        closed = between(dice, cohort.starts_on, min(cohort.ends_on, world.today))
    row = tables.add(
        Enrolment,
        cohort=cohort,
        returnee=person.row,
        state=state,
        applied_at=moment(dice, applied),
        enrolled_at=moment(dice, enrolled) if state in SEATED else None,
        closed_on=closed,
        reason=dice.choice(REASONS.get(state, ("",))),
        created_at=moment(dice, applied),
        updated_at=moment(dice, closed or enrolled),
    )
    person.courses += 1
    _remember(tables, dice, group, person, row, enrolled)


def _remember(
    tables: Tables, dice: Random, group: Group, person: Person, row: Enrolment, enrolled: dt.date
) -> None:
    """The journey's rows, and what a completed course leaves behind."""
    ids = {"course": str(group.taught.course.public_id), "cohort": str(group.row.public_id)}
    if row.state in SEATED:
        remember(tables, dice, JourneyKind.ENROLLED, person, enrolled, row, ids)
    if row.closed_on is None:
        return
    end = remember(tables, dice, JourneyKind(str(row.state)), person, row.closed_on, row, ids)
    if row.state == EnrolmentState.COMPLETED:
        person.milestones.append(end)
        person.skills |= dict.fromkeys(group.taught.skills, SkillSource.CERTIFICATE)
        person.licences |= set(group.taught.licences)
        for code, level in group.taught.languages.items():
            person.languages[code] = max(person.languages.get(code, ""), level)
        if NeedKind.TRAINING in person.needs:
            person.needs[NeedKind.TRAINING] = row.closed_on
