"""What hangs on a file: written last, when courses and jobs have left their traces."""

from random import Random

from backend.demo.copying import Tables
from backend.demo.dice import between, pick
from backend.demo.events import remember
from backend.demo.follow_ups import ask_later
from backend.demo.person import Person
from backend.demo.world import World
from reintegration.consents import VERSION
from reintegration.models import (
    Consent,
    Need,
    Returnee,
    ReturneeLanguage,
    ReturneeLicence,
    ReturneeSkill,
    WorkHistory,
)
from reintegration.staff_reasons import LeaveReason
from reintegration.states import ConsentPurpose, JourneyKind, NeedKind, ReturneeState

GONE = (LeaveReason.ABROAD, LeaveReason.MOVED, LeaveReason.OTHER)


def write_person(world: World, dice: Random, tables: Tables, person: Person) -> None:
    """State, journey from registration on, consents, and the lists of the file."""
    row = person.row
    remember(tables, dice, JourneyKind.REGISTERED, person, person.registered, row, by=person.by)
    _consents(tables, dice, person)
    row.state = _state(dice, person)
    if row.state == ReturneeState.LEFT:
        _leave(world, dice, tables, person)
    if row.state == ReturneeState.PLACED and NeedKind.WORK in person.needs:
        person.needs[NeedKind.WORK] = person.needs[NeedKind.WORK] or world.today
    ask_later(world, dice, tables, person)
    _lists(tables, person)


def _state(dice: Random, person: Person) -> ReturneeState:
    if person.free_from is None:
        return ReturneeState.PLACED
    if person.is_visitor:
        return ReturneeState.ACTIVE
    others = ((ReturneeState.PAUSED, 4), (ReturneeState.LEFT, 4), (ReturneeState.ACTIVE, 92))
    return pick(dice, others)


def _leave(world: World, dice: Random, tables: Tables, person: Person) -> None:
    day = between(dice, max(person.registered, person.free_from or person.registered), world.today)
    remember(tables, dice, JourneyKind.LEFT, person, day, None, {"reason": str(dice.choice(GONE))})


def _consents(tables: Tables, dice: Random, person: Person) -> None:
    """A row an answer, and its place in the journey."""
    for purpose, given in person.consents.items():
        if purpose != ConsentPurpose.PROGRAMME and not given and dice.random() < 0.5:
            continue  # not answered is no, too
        answer = tables.add(
            Consent,
            returnee=person.row,
            purpose=purpose,
            given=given,
            text_version=VERSION,
            language=person.row.language,
            at=person.row.created_at,
            by=person.by,
        )
        said = {"purpose": str(purpose), "given": given}
        remember(
            tables,
            dice,
            JourneyKind.CONSENTED,
            person,
            person.registered,
            answer,
            said,
            by=person.by,
        )


def _lists(tables: Tables, person: Person) -> None:
    row = person.row
    for isco, title, country, months in person.jobs:
        tables.add(
            WorkHistory,
            returnee=row,
            isco_id=isco,
            title=title,
            country_id=country,
            months=months,
        )
    for skill, source in person.skills.items():
        tables.add(ReturneeSkill, returnee=row, skill_id=skill, source=source)
    for language, level in person.languages.items():
        tables.add(ReturneeLanguage, returnee=row, language_id=language, level=level)
    for licence in sorted(person.licences):
        tables.add(ReturneeLicence, returnee=row, licence_id=licence)
    for kind, met in person.needs.items():
        tables.add(Need, returnee=row, kind=kind, noted_on=person.registered, met_on=met)
    through = Returnee.destinations.through
    for country in person.destinations:
        tables.add(through, returnee_id=row.pk, country_id=country)
