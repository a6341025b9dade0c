"""Reads of the taxonomies. They are public: nothing here depends on who asks."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser


class LabelledQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: "AbstractBaseUser | AnonymousUser") -> Self:
        return self.all()


class CountryQuerySet(LabelledQuerySet):
    def home(self) -> Self:
        return self.filter(home=True)


class PlaceQuerySet(LabelledQuerySet):
    def regions(self) -> Self:
        return self.filter(kind="region")

    def settlements(self) -> Self:
        return self.filter(kind="settlement")


class IscoGroupQuerySet(LabelledQuerySet):
    def unit_groups(self) -> Self:
        return self.filter(level=4)


class SkillQuerySet(LabelledQuerySet):
    def of_occupation(self, isco: str) -> Self:
        """Skills of one ISCO group, the most telling first."""
        return self.filter(occupation_links__isco=isco).order_by(
            "-occupation_links__essential", "-occupation_links__weight", "id"
        )


class OccupationTitleQuerySet(models.QuerySet["OccupationTitle"]):
    def visible_to(self, user: "AbstractBaseUser | AnonymousUser") -> Self:
        return self.all()
