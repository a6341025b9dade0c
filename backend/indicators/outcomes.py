"""The outcome table as arithmetic. Pure: people and answers in, rows out."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from backend.indicators.definitions import STEPS, WORKING
from reintegration.states import FollowUpState

STEP_CODES: tuple[str, ...] = (*(step.code for step in STEPS), "employed")
EMPLOYED_BY = ("hired", "business")


@dataclass(frozen=True)
class Member:
    """One person in one group since a day, with the last day of each step they made."""

    person: int
    group: str
    since: dt.date
    last: Mapping[str, dt.date]  # JourneyKind -> day

    def made(self, kind: str) -> bool:
        day = self.last.get(kind)
        return day is not None and day >= self.since


@dataclass(frozen=True)
class Answer:
    """A follow-up of one person at one wave."""

    person: int
    wave: int
    state: str
    livelihood: str


@dataclass
class Later:
    """What is known so many months later. `asked` = answered + not reached + refused."""

    answered: int = 0
    in_work: int = 0
    not_reached: int = 0
    refused: int = 0

    @property
    def asked(self) -> int:
        return self.answered + self.not_reached + self.refused

    @property
    def lower(self) -> float | None:
        """Share in work if nobody unreached works."""
        return self.in_work / self.asked if self.asked else None

    @property
    def upper(self) -> float | None:
        """Share in work among those who answered."""
        return self.in_work / self.answered if self.answered else None


@dataclass
class Row:
    """One group: how many people, how many made each step, and what is known later."""

    group: str
    people: int = 0
    steps: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STEP_CODES, 0))
    later: dict[int, Later] = field(default_factory=dict)


def table(members: Iterable[Member], answers: Iterable[Answer], waves: Iterable[int]) -> list[Row]:
    """One row a group, groups in order of their first member."""
    answers_of = _best_answers(answers)
    waves = tuple(waves)
    rows: dict[str, Row] = {}
    for member in members:
        row = rows.setdefault(
            member.group, Row(member.group, later={wave: Later() for wave in waves})
        )
        row.people += 1
        _count_steps(row, member)
        for wave in waves:
            _count_later(row.later[wave], answers_of.get((member.person, wave)))
    return list(rows.values())


def _count_steps(row: Row, member: Member) -> None:
    made = {step.code for step in STEPS if step.kind and member.made(step.kind)}
    if made.intersection(EMPLOYED_BY):
        made.add("employed")
    for code in made:
        row.steps[code] += 1


def _count_later(later: Later, answer: Answer | None) -> None:
    if answer is None:
        return
    if answer.state == FollowUpState.ANSWERED:
        later.answered += 1
        later.in_work += answer.livelihood in WORKING
    elif answer.state == FollowUpState.NOT_REACHED:
        later.not_reached += 1
    elif answer.state == FollowUpState.REFUSED:
        later.refused += 1


def _best_answers(answers: Iterable[Answer]) -> dict[tuple[int, int], Answer]:
    """One answer a person and wave: an answer beats a silence, work beats no work."""
    best: dict[tuple[int, int], Answer] = {}
    for answer in answers:
        key = (answer.person, answer.wave)
        if key not in best or _worth(answer) > _worth(best[key]):
            best[key] = answer
    return best


def _worth(answer: Answer) -> tuple[bool, bool]:
    return answer.state == FollowUpState.ANSWERED, answer.livelihood in WORKING
