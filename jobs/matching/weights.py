"""What each part of the score is worth. Data with a version, kept with every run."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Points per part. A changed number means a new `version`: old runs name the old one."""

    version: str
    required: int
    wished: int
    # By how many leading digits of ISCO-08 the person's nearest work shares with the opening.
    occupation: tuple[int, int, int, int, int]
    experience: int
    education: int
    wage: int
    distance: int
    # All in the first week, falling by a third with each week: by day it would rewrite every list.
    recency: int
    # Pay this many percent above the floor earns all wage points.
    wage_full_at: int

    @property
    def most(self) -> int:
        """The highest possible score."""
        parts = self.required + self.wished + self.occupation[4]
        return parts + self.experience + self.education + self.wage + self.distance + self.recency


WEIGHTS = Weights(
    version="2026-11-24",
    required=4500,
    wished=1000,
    occupation=(0, 0, 1000, 1750, 2500),
    experience=800,
    education=600,
    wage=400,
    distance=700,
    recency=300,
    wage_full_at=50,
)
