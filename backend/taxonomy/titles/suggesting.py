"""The titles that a person may mean by what they have typed so far."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from backend.taxonomy.folding import fold
from backend.taxonomy.titles.form import LONGEST, normal
from backend.taxonomy.titles.index import Floats, Index

LIKE, BEGINNING = 300, 300  # candidates looked at closely
ALIKE = 65  # percent of letters, for a word that is in no title
LEAST = 0.25  # likeness
# What counts besides likeness (0 to 1), by hand: the same words, then everyday ones, then the
# reader's language and alphabet.
LETTERS, SAME, BEGINS, HAS_WORDS = 0.4, 0.5, 0.3, 0.2
EVERYDAY, SHOWN, ALPHABET, LANGUAGE = 0.15, 0.05, 0.1, 0.08
FOREIGN = 0.5  # English titles do not answer Cyrillic words, however alike they sound
VOTES = 0.1
COMMON = 0.04  # for each further language that has the word as an everyday title, up to three
WORTH = 0.55  # of the best score: what is worse is no help
CYRILLIC = frozenset({"ru", "ky", "kk", "tg"})


@dataclass(frozen=True, slots=True)
class Title:
    """A title as the tables have it; `folded` is its key there."""

    isco: str
    language: str
    source: str
    folded: str
    form: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Titles:
    """All titles in the order of their forms, and their index."""

    rows: list[Title]
    index: Index
    forms: list[str]
    everyday: dict[int, str]
    spread: Counter[str]  # in how many languages an everyday form is used

    @classmethod
    def of(cls, rows: list[Title], index: Index) -> "Titles":
        everyday = {place: row.form for place, row in enumerate(rows) if row.source == "project"}
        pairs = {(rows[place].form, rows[place].language) for place in everyday}
        spread = Counter(form for form, _language in pairs)
        return cls(rows, index, [row.form for row in rows], everyday, spread)

    def suggest(self, text: str, languages: Sequence[str] = (), count: int = 60) -> list[Title]:
        """The best first; of `languages` only, where some are given, the first of them sooner."""
        typed = text[:LONGEST]
        form = normal(typed)
        if len(form) < 2 or len(fold(typed)) < 2:
            return []
        likeness = self.index.likeness(form)
        close = {
            place: float(likeness[place]) + LETTERS * fuzz.ratio(form, self.forms[place]) / 100
            for place in self._near(form, likeness)
        }
        votes = self._votes(close)
        cyrillic = is_cyrillic(typed)
        scored = [
            (
                near
                + VOTES * votes[title.isco]
                + COMMON * min(self.spread[title.form], 4)
                + _merit(title, form, languages, cyrillic),
                -place,
            )
            for place, near in close.items()
            for title in [self.rows[place]]
            if not languages or title.language in languages
        ]
        scored.sort(reverse=True)
        worth = [-place for score, place in scored if score > WORTH * scored[0][0]]
        return self._once(worth)[:count]

    def _once(self, places: list[int]) -> list[Title]:
        """Of one word spelt in several ways for one group, the best."""
        kept: dict[tuple[str, str], Title] = {}
        for place in places:
            title = self.rows[place]
            kept.setdefault((title.isco, title.form), title)
        return list(kept.values())

    def _near(self, form: str, likeness: Floats) -> list[int]:
        """Alike by letter groups, beginning with it, or an everyday title with a slip in it."""
        most = np.argpartition(-likeness, min(LIKE, len(likeness) - 1))[:LIKE]
        alike = process.extract(
            form, self.everyday, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=LIKE
        )
        found = {int(place) for place in most if likeness[place] >= LEAST}
        found |= {place for _form, _ratio, place in alike}
        return sorted(found.union(self._beginning(form)))

    def _beginning(self, form: str) -> list[int]:
        """Titles that begin with it: they stand together. The shortest, which say no more."""
        first = bisect_left(self.forms, form)
        last = bisect_left(self.forms, form + "\U0010ffff")
        return sorted(range(first, last), key=lambda place: len(self.forms[place]))[:BEGINNING]

    def _votes(self, close: dict[int, float]) -> dict[str, float]:
        """How much of what is close stands under each group."""
        votes: dict[str, float] = {}
        for place, near in close.items():
            group = self.rows[place].isco
            votes[group] = votes.get(group, 0.0) + near**4
        total = sum(votes.values()) or 1.0
        return {group: vote / total for group, vote in votes.items()}


def _merit(title: Title, form: str, languages: Sequence[str], cyrillic: bool) -> float:
    """What speaks for a title besides being close."""
    merit = _same(form, title.form) + EVERYDAY * (title.source == "project") + SHOWN * title.shown
    merit += ALPHABET * ((title.language in CYRILLIC) == cyrillic)
    merit -= FOREIGN * (cyrillic and title.language == "en")
    if title.language in languages:
        merit += LANGUAGE / (1 + languages.index(title.language))
    return merit


def _same(form: str, title: str) -> float:
    if form == title:
        return SAME
    if title.startswith(form):
        return BEGINS
    spaced = f" {title}"
    return HAS_WORDS * all(f" {word}" in spaced for word in form.split())


def is_cyrillic(text: str) -> bool:
    return any("Ѐ" <= letter <= "ӿ" for letter in text)
