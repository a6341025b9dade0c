"""Reading a cell against the taxonomy: places, kinds of work, skills, languages, licences.

The indexes are made once a process: a taxonomy changes with a release, which restarts them all.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from rapidfuzz import process

from backend.lib.errors import Invalid
from backend.taxonomy.folding import fold
from backend.taxonomy.levels import Cefr
from backend.taxonomy.models import (
    Country,
    IscoGroup,
    Language,
    Licence,
    OccupationTitle,
    Place,
    Skill,
)

Index = dict[str, list[Any]]
ALIKE = 75  # percent
SUGGESTED = 4
CODE = re.compile(r"\d{4}")
# What people write before or behind a name, and what it does not need.
TOWNS = """г город гор с село п пос поселок пгт ш шаары шаар айылы айыл shahri shahar qishloq қ
қаласы ауылы шаҳри деҳа şäheri oba city town village"""
REGIONS = """область обл облусу облус region oblast viloyati viloyat облысы вилояти welaýaty велаят
республика respublikasi"""
KIND_OF_PLACE, KIND_OF_REGION = frozenset(TOWNS.split()), frozenset(REGIONS.split())
# Categories of a licence, as they come out of a Russian keyboard.
LOOK_ALIKE = str.maketrans("АВСЕавсе", "ABCEabce")


@dataclass(frozen=True, slots=True)
class Work:
    """A job title as it was written, and the kinds of work it may stand for."""

    title: str
    groups: tuple[IscoGroup, ...]


def place(text: str) -> Place:
    """A town or a region by name; the region may stand behind a comma or in brackets."""
    name, *regions = filter(None, (part.strip() for part in re.split(r"[,()]", text)))
    found = _places().get(_bare(name, KIND_OF_PLACE), [])
    if not found:
        found = _regions().get(_bare(name, KIND_OF_REGION), [])
    for region in regions:
        found = [one for one in found if _is_in(one, region)] or found
    if not found:
        raise Invalid(_unknown(_("We do not know the place “%(text)s”."), text, _places()))
    if len(found) > 1:
        names = "; ".join(f"{_label(one)}, {_label(one.parent)}" for one in found[:SUGGESTED])
        raise Invalid(
            _("There are several places “%(text)s”. Write one of: %(names)s.")
            % {"text": text, "names": names}
        )
    return found[0]


def place_words(where: Place) -> str:
    """A name that `place` reads back as this place."""
    name = _label(where)
    same = _places().get(_bare(name, KIND_OF_PLACE), [])
    return f"{name}, {_label(where.parent)}" if len(same) > 1 and where.parent else name


def capital() -> Place:
    """The largest city of this country, for a firm of which no more is known."""
    here = Place.objects.settlements().filter(country=settings.HOMEWARD_COUNTRY)
    return here.select_related("country").order_by("-population")[0]


def country(text: str) -> Country:
    return _one_of(_countries(), text, _("We do not know the country “%(text)s”."))


def language(text: str) -> Language:
    return _one_of(_languages(), text, _("We do not know the language “%(text)s”."))


def skill(text: str) -> Skill:
    return _one_of(_skills(), text, _("We do not know the skill “%(text)s”."))


def licence(text: str) -> Licence:
    index = _licences()
    for written in (text, text.translate(LOOK_ALIKE)):
        if found := index.get(fold(written)):
            return found[0]
    raise Invalid(_unknown(_("We do not know the licence “%(text)s”."), text, index))


def spoken(text: str) -> tuple[Language, Cefr]:
    """A language with its level: “русский B2”."""
    name, _space, level = text.strip().rpartition(" ")
    code = level.translate(LOOK_ALIKE).upper()
    if not name or code not in Cefr.values:
        raise Invalid(
            _("Write the level after the language, for example: %(example)s.")
            % {"example": f"{text.split()[0]} B1"}
        )
    return language(name), Cefr(code)


def work(text: str) -> Work:
    """A job title; a four-digit ISCO-08 code will do as well. Never raises: see `kind_of_work`."""
    if CODE.fullmatch(text):
        groups = tuple(IscoGroup.objects.filter(code=text, level=4))
        return Work("" if groups else text, groups)
    titles = OccupationTitle.objects.filter(folded=fold(text)).select_related("isco")
    ours = [title for title in titles if title.source == OccupationTitle.Source.PROJECT]
    by_code = {title.isco_id: title.isco for title in (ours or titles)}
    return Work(text, tuple(by_code[code] for code in sorted(by_code)))


def isco(text: str) -> IscoGroup:
    found = IscoGroup.objects.filter(code=text, level=4).first()
    if found is None:
        raise Invalid(
            _("“%(text)s” is no code of ISCO-08. A code has four digits.") % {"text": text}
        )
    return found


def kind_of_work(said: Work) -> IscoGroup:
    """The one kind of work that a title stands for. Raises Invalid with what it may mean."""
    if len(said.groups) == 1:
        return said.groups[0]
    if said.groups:
        names = "; ".join(f"{one.code} {_label(one)}" for one in said.groups[:SUGGESTED])
        raise Invalid(
            _("“%(text)s” can be several kinds of work. Add the ISCO code, one of: %(names)s.")
            % {"text": said.title, "names": names}
        )
    near = OccupationTitle.objects.search(said.title)[:SUGGESTED]
    raise Invalid(_guess(_("We do not know the job title “%(text)s”."), said.title, near))


def _label(row: Any) -> str:
    return row.label(get_language() or settings.LANGUAGE_CODE) if row else ""


def _one_of(index: Index, text: str, refusal: str) -> Any:
    found = index.get(fold(text))
    if not found:
        raise Invalid(_unknown(refusal, text, index))
    return found[0]


def _unknown(refusal: str, text: str, index: Index) -> str:
    near = process.extract(fold(text), index.keys(), limit=SUGGESTED, score_cutoff=ALIKE)
    rows = {row.pk: row for name, _score, _key in near for row in index[name]}
    return _guess(refusal, text, [_label(row) for row in rows.values()])


def _guess(refusal: str, text: str, near: Iterable[object]) -> str:
    sentence = refusal % {"text": text}
    names = ", ".join(dict.fromkeys(map(str, near)))
    return f"{sentence} " + _("Did you mean: %(names)s?") % {"names": names} if names else sentence


def _bare(name: str, needless: frozenset[str]) -> str:
    return " ".join(word for word in fold(name).split() if word not in needless)


def _is_in(where: Place, region: str) -> bool:
    known = _regions().get(_bare(region, KIND_OF_REGION), [])
    return where.parent in known or where in known


def _indexed(rows: Iterable[Any], needless: frozenset[str] = frozenset()) -> Index:
    """Rows by every label and other name they have."""
    index: Index = defaultdict(list)
    for row in rows:
        names = {*row.labels.values(), *getattr(row, "aliases", ())}
        for name in {_bare(name, needless) for name in names}:
            index[name].append(row)
    return dict(index)


@cache
def _places() -> Index:
    """Towns and villages of this country, else of the others."""
    rows = Place.objects.settlements().select_related("parent", "country").order_by("pk")
    here = settings.HOMEWARD_COUNTRY
    abroad = _indexed(rows.exclude(country=here), KIND_OF_PLACE)
    return abroad | _indexed(rows.filter(country=here), KIND_OF_PLACE)


@cache
def _regions() -> Index:
    rows = Place.objects.regions().select_related("country").order_by("pk")
    return _indexed(rows, KIND_OF_REGION)


@cache
def _countries() -> Index:
    return _with_codes(Country.objects.all())


@cache
def _languages() -> Index:
    return _with_codes(Language.objects.all())


@cache
def _licences() -> Index:
    return _with_codes(Licence.objects.all())


@cache
def _skills() -> Index:
    return _indexed(Skill.objects.order_by("pk"))


def _with_codes(rows: Any) -> Index:
    return _indexed(rows) | {fold(row.pk): [row] for row in rows}
