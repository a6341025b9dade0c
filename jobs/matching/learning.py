"""People as they would be after a course, as columns."""

from dataclasses import dataclass, replace

import numpy as np

from jobs.matching.arrays import Ints, Lists, Openings, People, Vocabulary, Words
from jobs.matching.unlocking import Taught

LEVELS = 8  # CEFR 0 to 6 in three bits
HIGH = 1 << 24  # above every word, and every word with a level


@dataclass(frozen=True, slots=True)
class Gains:
    """What one course gives, as numbers; but for what no opening asks for."""

    course: int
    skills: Ints  # int64 words, ascending
    licences: np.uint64  # bits
    languages: Ints  # int64 words, ascending
    levels: Ints  # int64, as `languages`

    def __bool__(self) -> bool:
        return bool(len(self.skills) or self.licences or len(self.languages))


@dataclass(frozen=True, slots=True)
class Asked:
    """Word numbers of what any opening asks for, licences as bits."""

    skills: frozenset[int]
    licences: int
    languages: frozenset[int]


def asked_for(openings: Openings, words: Vocabulary) -> Asked:
    """What is asked for in all, required or wished."""
    skills = np.zeros(len(words.skills), np.bool_)
    skills[openings.required.values] = skills[openings.wished.values] = True
    return Asked(
        frozenset(np.flatnonzero(skills).tolist()),
        int(np.bitwise_or.reduce(openings.licences, initial=0)),
        frozenset(np.unique(openings.languages.values).tolist()),
    )


def gains_of(taught: Taught, asked: Asked, words: Vocabulary) -> Gains:
    """What of it is worth anything to somebody who looks for work."""
    skills = [one for one in _numbers(taught.skills, words.skills) if one in asked.skills]
    licences = sum(1 << bit for bit in _numbers(taught.licences, words.licences))
    languages = sorted(
        (number, taught.languages[code])
        for code, number in words.languages.numbers.items()
        if code in taught.languages and number in asked.languages
    )
    return Gains(
        taught.course,
        np.array(skills, np.int64),
        np.uint64(licences & asked.licences),
        np.array([number for number, _ in languages], np.int64),
        np.array([level for _, level in languages], np.int64),
    )


def _numbers(codes: "frozenset[int] | frozenset[str]", words: Words) -> list[int]:
    return sorted(words.numbers[code] for code in codes if code in words.numbers)


def lacking(people: People, gains: Gains) -> Ints:
    """Who has not all of it: bool by person."""
    count = len(people)
    had = np.isin(people.skills.values, gains.skills)
    known = np.bincount(_owners(people.skills)[had], minlength=count)
    place = np.searchsorted(gains.languages, people.languages.values)
    wanted = np.append(gains.levels, LEVELS)[place]
    taught = np.append(gains.languages, -1)[place] == people.languages.values
    enough = taught & (people.levels >= wanted)
    spoken = np.bincount(_owners(people.languages)[enough], minlength=count)
    fewer = (known < len(gains.skills)) | (spoken < len(gains.languages))
    return fewer | (people.licences & gains.licences != gains.licences)


def learned(people: People, gains: Gains) -> People:
    """Everybody after the course; nobody unlearns anything."""
    skills, languages, levels = people.skills, people.languages, people.levels
    if len(gains.skills):
        keys = _joined(skills, gains.skills, skills.values)
        skills = _lists(_once(np.sort(keys)), len(people), HIGH, skills)
    if len(gains.languages):
        levelled = languages.values * np.int64(LEVELS) + levels
        keys = np.sort(_joined(languages, gains.languages * LEVELS + gains.levels, levelled))
        highest = np.append(keys[:-1] // LEVELS != keys[1:] // LEVELS, True)
        levels = (keys[highest] % LEVELS).astype(levels.dtype)
        languages = _lists(keys[highest] // LEVELS, len(people), HIGH // LEVELS, languages)
    licences = people.licences | gains.licences
    return replace(people, skills=skills, licences=licences, languages=languages, levels=levels)


def _once(keys: Ints) -> Ints:
    """Of sorted keys. `np.unique` hashes, which takes ten times as long."""
    return keys[np.diff(keys, prepend=-1) != 0]


def _owners(lists: Lists) -> Ints:
    return np.repeat(np.arange(len(lists.start) - 1), np.diff(lists.start))


def _joined(lists: Lists, more: Ints, values: Ints) -> Ints:
    """Owner and value in one number: what each has, and what all of them are given."""
    count = len(lists.start) - 1
    own = _owners(lists) * HIGH + values
    return np.concatenate((own, (np.arange(count)[:, None] * HIGH + more).ravel()))


def _lists(keys: Ints, count: int, high: int, like: Lists) -> Lists:
    start = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(keys // high, minlength=count), out=start[1:])
    return Lists(start, (keys % high).astype(like.values.dtype))
