"""What an SMS means: the whole of it, or nothing.

A message is understood only if it is one phrase of words.py from beginning to end, in the
person's own language, in Russian or in English. So "I do not want to stop" is not "stop", and
what is half understood goes to a person who can ask.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from django.conf import settings
from django.utils import translation

from backend.lib.names import name_key
from reintegration.replies import words
from reintegration.replies.typos import apart, is_slip_of
from reintegration.states import Livelihood

# A phrase of ours with a typo; longer is a letter, which somebody should read.
LONGEST = 80
# So near no phrase with another meaning may be to one that is not there letter for letter.
TOO_NEAR = 2
# "30 000", "30,000" and "30000"; any digits of Unicode.
NUMBER = re.compile(r"(\d{1,3}(?:[ .,]\d{3})+|\d{1,9})[.!]?")
# Looks the same in both scripts, so that "CTOП" is a word.
LOOKALIKES = str.maketrans("ABCEHKMOPTXYaceopxy", "АВСЕНКМОРТХУасеорху")
APOSTROPHES = "'’‘ʻʼ`´"


class Meaning(StrEnum):
    STOP = "stop"
    START = "start"
    YES = "yes"
    NO = "no"
    NUMBER = "number"
    LIVELIHOOD = "livelihood"


@dataclass(frozen=True, slots=True)
class Said:
    """`number` of a number, `livelihood` of an answer to "what do you do now?"."""

    meaning: Meaning
    number: int | None = None
    livelihood: Livelihood | None = None


def read(text: str, language: str = "") -> Said | None:
    """What `text` says, or None if that is not sure. `language` "" is one we do not know."""
    if len(text) > LONGEST:
        return None
    plain = _plain(text)
    if number := NUMBER.fullmatch(plain):
        return Said(Meaning.NUMBER, number=int(re.sub(r"[ .,]", "", number[1])))
    known = _vocabulary(language if language in dict(settings.LANGUAGES) else "")
    found = {said for spelling in _spellings(plain) if (said := known.look_up(spelling))}
    return found.pop() if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Phrases letter for letter, and in one spelling for both scripts."""

    written: Mapping[str, Said]
    folded: Mapping[str, Said]

    def look_up(self, text: str) -> Said | None:
        if text in self.written:
            return self.written[text]
        folded = _once(fold(text))
        slipped = any(is_slip_of(folded, phrase) for phrase in self.folded)
        if folded not in self.folded and not slipped:
            return None
        # In several of these languages a negation is two letters: it must not be near.
        near = {said for phrase, said in self.folded.items() if apart(folded, phrase) <= TOO_NEAR}
        return near.pop() if len(near) == 1 else None


def fold(phrase: str) -> str:
    """One spelling for a phrase in either script, words in their order."""
    return " ".join(filter(None, (name_key(word) for word in phrase.split())))


def _plain(text: str) -> str:
    """Without emoji and signs, words parted by one space."""
    return " ".join("".join(_letters(unicodedata.normalize("NFKC", text))).split())


def _letters(text: str) -> Iterator[str]:
    """Without emoji and signs; those inside a number stay, those between words part them."""
    for before, letter, after in zip(" " + text, text, text[1:] + " ", strict=False):
        kind = unicodedata.category(letter)
        if kind[0] in "MC" or letter in APOSTROPHES:
            continue
        in_number = letter in ".," and before.isdecimal() and after.isdecimal()
        yield letter if kind[0] == "L" or kind == "Nd" or in_number else " "


def _spellings(plain: str) -> Iterator[str]:
    """As it is written, and with letters that only look like Cyrillic made so."""
    bare = re.sub(r"[.,]", " ", plain)
    for written in (bare, bare.translate(LOOKALIKES)):
        if words_of_it := written.casefold().split():
            yield _once(" ".join(words_of_it))


def _once(text: str) -> str:
    """«Стоп, стоп, стоп» is «стоп»."""
    first, *others = text.split() or [""]
    return first if all(other == first for other in others) else text


@lru_cache(maxsize=16)
def _vocabulary(language: str) -> Vocabulary:
    """Of this language and everybody's, or of all; what means two things means nothing."""
    codes = {language, *words.EVERYBODYS} if language else set(dict(settings.LANGUAGES))
    phrases = [known for code in codes for known in _phrases(code)]
    written = ((_plain(phrase).casefold(), said) for phrase, said in phrases)
    folded = ((fold(_plain(phrase)), said) for phrase, said in phrases)
    return Vocabulary(_unambiguous(written), _unambiguous(folded))


def _unambiguous(phrases: Iterable[tuple[str, Said]]) -> dict[str, Said]:
    meanings: dict[str, set[Said]] = {}
    for phrase, said in phrases:
        meanings.setdefault(phrase, set()).add(said)
    return {phrase: sole.pop() for phrase, sole in meanings.items() if len(sole) == 1}


def _phrases(code: str) -> Iterator[tuple[str, Said]]:
    tables = (words.STOP, words.START, words.YES, words.NO)
    names = (Meaning.STOP, Meaning.START, Meaning.YES, Meaning.NO)
    for table, meaning in zip(tables, names, strict=True):
        yield from ((phrase, Said(meaning)) for phrase in table.get(code, ()))
    with translation.override(code):
        labels = {livelihood: str(livelihood.label) for livelihood in Livelihood}
    for livelihood, label in labels.items():
        said = Said(Meaning.LIVELIHOOD, livelihood=livelihood)
        others = words.LIVELIHOODS.get(code, {}).get(livelihood, ())
        yield from ((phrase, said) for phrase in (label, *others))
