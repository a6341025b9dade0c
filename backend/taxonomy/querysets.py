"""Reads of the taxonomies. They are public: nothing here depends on who asks."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from backend.taxonomy.titles.compiled import titles

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

    from backend.taxonomy.models import OccupationTitle

SUGGESTIONS = 20
SAME_GROUP = 4  # so that the many titles of one group do not crowd out the others


class LabelledQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: "AbstractBaseUser | AnonymousUser") -> Self:
        return self.all()

    def named(self, text: str, languages: Iterable[str]) -> Self:
        """Those with the text in a label of one of the languages."""
        return self.filter(_in_labels(text, languages))


class AliasedQuerySet(LabelledQuerySet):
    def named(self, text: str, languages: Iterable[str]) -> Self:
        """Those with the text in a label, or in one of the other names."""
        return self.filter(_in_labels(text, languages) | Q(aliases__icontains=text))


def _in_labels(text: str, languages: Iterable[str]) -> Q:
    found = Q()
    for language in languages:
        found |= Q(**{f"labels__{language}__icontains": text})
    return found


class CountryQuerySet(LabelledQuerySet):
    def home(self) -> Self:
        return self.filter(home=True)


class PlaceQuerySet(AliasedQuerySet):
    def regions(self) -> Self:
        return self.filter(kind="region")

    def settlements(self) -> Self:
        return self.filter(kind="settlement")


class IscoGroupQuerySet(LabelledQuerySet):
    def unit_groups(self) -> Self:
        return self.filter(level=4)


class SkillQuerySet(AliasedQuerySet):
    def of_occupation(self, isco: str) -> Self:
        """Skills of one ISCO group, the most telling first."""
        return self.filter(occupation_links__isco=isco).order_by(
            "-occupation_links__essential", "-occupation_links__weight", "id"
        )


class OccupationTitleQuerySet(models.QuerySet["OccupationTitle"]):
    def visible_to(self, user: "AbstractBaseUser | AnonymousUser") -> Self:
        return self.all()

    def search(self, text: str, languages: Sequence[str] | None = None) -> "list[OccupationTitle]":
        """At most twenty titles for what a person typed, the best first; one query.

        `languages` leaves out all others; titles in the first of them come sooner.
        """
        wanted = titles().suggest(text, languages or ())
        keys = [(one.isco, one.language, one.source, one.folded) for one in wanted]
        rows = self.filter(folded__in={one.folded for one in wanted}).select_related("isco")
        known = {(row.isco_id, row.language, row.source, row.folded): row for row in rows}
        return _varied(known[key] for key in keys if key in known)


def _varied(found: "Iterable[OccupationTitle]") -> "list[OccupationTitle]":
    """The first twenty, no title twice for a group and no group more than a few times."""
    taken: dict[tuple[str, str], OccupationTitle] = {}
    of_group: Counter[str] = Counter()
    for title in found:
        key = title.isco_id, title.folded
        if key not in taken and of_group[title.isco_id] < SAME_GROUP:
            taken[key] = title
            of_group[title.isco_id] += 1
        if len(taken) == SUGGESTIONS:
            break
    return list(taken.values())
