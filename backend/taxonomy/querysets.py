"""Reads of the taxonomies. They are public: nothing here depends on who asks."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Length
from rapidfuzz import fuzz, process

from backend.taxonomy.folding import fold

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

    from backend.taxonomy.models import OccupationTitle

SUGGESTIONS = 20
SAME_GROUP = 4  # so that the many titles of one group do not crowd out the others
LONGEST_QUERY = 100
ALIKE = 65  # percent


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
        """At most twenty titles for what a person typed, the best first.

        Titles that are the text, begin with it, or have all its words; when there are none,
        those spelt most alike. Costs one to five queries.
        """
        key = fold(text[:LONGEST_QUERY])
        if len(key) < 2:
            return []
        titles = self if languages is None else self.filter(language__in=languages)
        ranked = titles._ranked(languages or ())
        with_words = ranked.filter(pk__in=titles._with_words(key, " & ").values("pk"))
        found = _varied(
            ranked.filter(folded=key), ranked.filter(folded__startswith=key), with_words
        )
        return found or titles._spelt_like(key, ranked)

    def _ranked(self, languages: Sequence[str]) -> Self:
        """Shown before hidden, everyday words before registers, short before long."""
        order = [When(language=language, then=Value(i)) for i, language in enumerate(languages)]
        by_language = Case(*order, default=Value(len(order))) if order else Value(0)
        by_source = Case(When(source="project", then=Value(0)), default=Value(1))
        return self.select_related("isco").order_by(
            "-shown", by_source, by_language, Length("folded"), "folded", "pk"
        )

    def _with_words(self, key: str, joined_by: str) -> Self:
        """Titles with words that begin like those of the key, all (" & ") or any (" | ")."""
        wanted = joined_by.join(f"'{word}':*" for word in key.split())
        return self.annotate(words=SearchVector("folded", config="simple")).filter(
            words=SearchQuery(wanted, search_type="raw", config="simple")
        )

    def _spelt_like(self, key: str, ranked: Self) -> "list[OccupationTitle]":
        near_in_length = self.annotate(length=Length("folded")).filter(
            length__range=(len(key) - 4, len(key) + 4)
        )
        either = near_in_length.values("folded").union(
            self._with_words(key, " | ").values("folded")
        )
        choices = sorted({row["folded"] for row in either})
        alike = process.extract(
            key, choices, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=SUGGESTIONS
        )
        score = {folded: ratio for folded, ratio, _index in alike}
        found = ranked.filter(folded__in=score)
        return _varied(sorted(found, key=lambda title: -score[title.folded]))


def _varied(*sources: "Iterable[OccupationTitle]") -> "list[OccupationTitle]":
    """The first twenty, no title twice for a group and no group more than a few times."""
    taken: dict[tuple[str, str], OccupationTitle] = {}
    of_group: Counter[str] = Counter()
    for source in sources:
        for title in source:
            key = title.isco_id, title.folded
            if key not in taken and of_group[title.isco_id] < SAME_GROUP:
                taken[key] = title
                of_group[title.isco_id] += 1
            if len(taken) == SUGGESTIONS:
                return list(taken.values())
    return list(taken.values())
