"""All there is to say about a pair, and the one change that would help most."""

from collections.abc import Iterator
from dataclasses import dataclass

from jobs.matching.conditions import Refusal, refusals
from jobs.matching.facts import Opening, Person
from jobs.matching.reasons import Gap, Reason, fits, gaps
from jobs.matching.score import Score, score
from jobs.matching.weights import WEIGHTS, Weights


@dataclass(frozen=True, slots=True)
class Explanation:
    """Not allowed: `refusals` says why, and no score counts.

    `change` is the one thing that would turn a refusal into a match, or raise a match most;
    None when no single change would.
    """

    score: Score
    fits: list[Reason]
    gaps: list[Reason]
    refusals: list[Refusal]
    change: Reason | None

    @property
    def is_allowed(self) -> bool:
        return not self.refusals

    @property
    def reasons(self) -> list[Reason]:
        """For, against, and what would help."""
        return [*self.fits, *self.gaps, *filter(None, [self.change])]


def explain(person: Person, opening: Opening, weights: Weights = WEIGHTS) -> Explanation:
    """Score and reasons of any pair, allowed or not."""
    refused = refusals(person, opening)
    found = score(person, opening, weights)
    against = _most_first(gaps(person, opening, found, weights))
    return Explanation(
        score=found,
        fits=_most_first(fits(person, opening, found)),
        gaps=against,
        refusals=refused,
        change=_turning_point(refused) if refused else _next_step(against),
    )


def _most_first(reasons: Iterator[Reason]) -> list[Reason]:
    return sorted(reasons, key=lambda reason: -reason.points)


def _turning_point(refused: list[Refusal]) -> Reason | None:
    """The refusal that stands alone between the pair, if the person can change it."""
    if len(refused) == 1 and refused[0].can_change:
        return Reason(refused[0].code, refused[0].detail)
    return None


def _next_step(against: list[Reason]) -> Reason | None:
    """The one missing skill that would raise the score most; the lowest id of equals."""
    steps = [
        Reason(gap.code, {"skills": gap.detail["skills"][:1]}, gap.points // count)
        for gap in against
        if gap.code in (Gap.SKILLS, Gap.WISHED) and (count := len(gap.detail["skills"]))
    ]
    return max(steps, key=lambda step: step.points, default=None)
