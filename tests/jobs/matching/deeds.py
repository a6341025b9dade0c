"""Made-up changes of everything that the matching reads, by the ORM."""

import datetime as dt
from collections.abc import Callable
from random import Random
from typing import Any

from django.utils import timezone

from backend.taxonomy.models import IscoGroup, Language, Licence, Place, Skill
from jobs.models import (
    Application,
    Employer,
    Match,
    MatchRun,
    Vacancy,
    VacancyLanguage,
    VacancyLicence,
    VacancySkill,
)
from jobs.states import ApplicationState, EmployerState, MatchState, RunTrigger, VacancyState
from reintegration.models import (
    Consent,
    Returnee,
    ReturneeLanguage,
    ReturneeLicence,
    ReturneeSkill,
    WorkHistory,
)
from reintegration.states import ConsentPurpose, ReturneeState, Schedule

Deed = Callable[[Random], object]
SCHEDULES = list(Schedule)
LEVELS = ("A1", "B1", "C2")


def _one(rows: Any, dice: Random) -> Any:
    return rows.order_by("pk")[dice.randrange(rows.count())]


def _place(dice: Random) -> int:
    return _one(Place.objects, dice).pk


def a_person(dice: Random) -> Returnee:
    """Somebody new, about whom nothing but their row is known."""
    row = Returnee.objects.create(
        given_names="Made",
        family_name="Up",
        name_key="made up",
        sex="female",
        birth_year=1990,
        language="ru",
        home_place_id=_place(dice),
    )
    change_person(dice, row)
    return row


def change_person(dice: Random, row: Returnee | None = None) -> None:
    row = row or _one(Returnee.objects, dice)
    row.state = dice.choice([ReturneeState.ACTIVE, ReturneeState.ACTIVE, ReturneeState.PLACED])
    row.current_place_id = dice.choice([None, _place(dice)])
    row.commute_km = dice.choice([0, 15, 400])
    row.can_relocate = dice.random() < 0.5
    row.wage_floor, row.wage_currency = dice.choice([(None, ""), (0, "UZS"), (90_000, "KGS")])
    row.schedules = dice.sample(SCHEDULES, dice.randint(0, 3))
    row.education = dice.choice([None, 0, 8])
    row.save()


def answer_consent(dice: Random) -> None:
    purposes = [ConsentPurpose.MATCHING, ConsentPurpose.MATCHING, ConsentPurpose.EMPLOYERS]
    Consent.objects.create(
        returnee=_one(Returnee.objects, dice),
        purpose=dice.choice(purposes),
        given=dice.random() < 0.6,
        text_version="x",
        language="ru",
    )


def learn(dice: Random) -> None:
    """One more of everything that a person can have."""
    row = _one(Returnee.objects, dice)
    skill, language = _one(Skill.objects, dice), _one(Language.objects, dice)
    licence, isco = (
        _one(Licence.objects, dice),
        _one(IscoGroup.objects.filter(code__startswith="72"), dice),
    )
    ReturneeSkill.objects.get_or_create(returnee=row, skill=skill)
    ReturneeLicence.objects.get_or_create(returnee=row, licence=licence)
    level = dice.choice(LEVELS)
    ReturneeLanguage.objects.update_or_create(
        returnee=row, language=language, defaults={"level": level}
    )
    WorkHistory.objects.create(returnee=row, isco=isco, months=dice.choice([0, 7, 90]))


def edit_background(dice: Random) -> None:
    """In bulk, past every save() and signal."""
    person = _one(Returnee.objects, dice)
    ReturneeLanguage.objects.filter(returnee=person).update(level=dice.choice(LEVELS))
    WorkHistory.objects.filter(returnee=person).update(months=dice.randint(0, 50))


def forget_background(dice: Random) -> None:
    person = _one(Returnee.objects, dice)
    for model in (ReturneeSkill, ReturneeLicence, ReturneeLanguage, WorkHistory):
        model.objects.filter(returnee=person).delete()


def delete_person(dice: Random) -> None:
    ids = Application.objects.values("returnee")
    row = Returnee.objects.exclude(pk__in=ids).filter(consents=None).order_by("pk").first()
    if row is not None:
        row.delete()


def a_vacancy(dice: Random) -> Vacancy:
    employer = _one(Employer.objects, dice)
    row = Vacancy(employer=employer, country=employer.country, title="Work", description="Work")
    change_vacancy(dice, row)
    return row


def change_vacancy(dice: Random, row: Vacancy | None = None) -> None:
    row = row or _one(Vacancy.objects, dice)
    row.state = dice.choice([VacancyState.PUBLISHED, VacancyState.PUBLISHED, VacancyState.PAUSED])
    row.isco = _one(IscoGroup.objects, dice)
    row.country_id = dice.choice(["KG", "RU"])
    row.place_id = dice.choice([None, _place(dice)])
    row.schedule = dice.choice(SCHEDULES)
    row.wage_from, row.wage_to = dice.choice([(None, None), (100, None), (100, 900), (None, 50)])
    row.wage_period, row.wage_currency = dice.choice(["month", "day", "hour"]), "KZT"
    row.min_experience_months = dice.choice([0, 24])
    row.min_education = dice.choice([None, 0, 3])
    row.published_at = timezone.now() - dt.timedelta(days=dice.randint(0, 30))
    row.closes_on = dice.choice(
        [None, timezone.localdate() + dt.timedelta(days=dice.choice([-2, 2]))]
    )
    row.save()


def ask_more(dice: Random) -> None:
    row = _one(Vacancy.objects, dice)
    for _ in range(3):
        VacancySkill.objects.update_or_create(
            vacancy=row, skill=_one(Skill.objects, dice), defaults={"required": dice.random() < 0.5}
        )
    VacancyLicence.objects.get_or_create(vacancy=row, licence=_one(Licence.objects, dice))
    VacancyLanguage.objects.update_or_create(
        vacancy=row, language=_one(Language.objects, dice), defaults={"level": dice.choice(LEVELS)}
    )


def ask_less(dice: Random) -> None:
    row = _one(Vacancy.objects, dice)
    row.skills.update(required=dice.random() < 0.5)
    row.languages.update(level=dice.choice(LEVELS))
    row.licences.all().delete()


def vet_employer(dice: Random) -> None:
    row = _one(Employer.objects, dice)
    verified = row.state == EmployerState.VERIFIED
    row.state = EmployerState.SUSPENDED if verified else EmployerState.VERIFIED
    row.save()


def apply(dice: Random) -> None:
    person, vacancy = _one(Returnee.objects, dice), _one(Vacancy.objects, dice)
    old = Application.objects.filter(returnee=person, vacancy=vacancy)
    if old.update(state=ApplicationState.WITHDRAWN, refusal_reason="") == 0:
        Application.objects.create(returnee=person, vacancy=vacancy)


def put_aside(dice: Random) -> None:
    run = MatchRun.objects.create(trigger=RunTrigger.VACANCY, weights_version="test")
    Match.objects.update_or_create(
        returnee=_one(Returnee.objects, dice),
        vacancy=_one(Vacancy.objects, dice),
        defaults={"run": run, "score": 1, "parts": {}, "state": MatchState.REFUSED},
    )


def take_up_again(dice: Random) -> None:
    Match.objects.filter(state=MatchState.REFUSED).update(state=MatchState.SEEN)


DEEDS: tuple[Deed, ...] = (
    a_person, change_person, answer_consent, learn, edit_background, forget_background,
    delete_person, a_vacancy, change_vacancy, ask_more, ask_less, vet_employer, apply, put_aside,
    take_up_again,
)  # fmt: skip
