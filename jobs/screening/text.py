"""Finding cues in a text, whichever alphabet, case or apostrophe it is written with.

A cue is a few words: `*` at the end of a word stands for any ending ("паспорт*"), `..`
between words for up to three words more. A cue never reaches over the end of a clause, and
a plain denial next to it ("без залога", "no deposit", "гаров йўқ") makes it mean the opposite.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

# Letters that look the same are one letter here: "залoг" with a Latin o is "залог".
LOOK_ALIKE = str.maketrans("авекмнорстухіѕјёйў", "abekmhopctyxisjeиy")
# Apostrophes belong to Uzbek letters and are typed in every shape; they go, with no gap.
DROPPED = frozenset("'’‘ʻʼ`´ʹ")
CLAUSE_END = ".,;:!?()\n"
GAP = rf"[^\w{re.escape(CLAUSE_END)}]+"

NOT_BEFORE = ("без*", "не", "нет", "никак*", "no", "not", "never", "without", "free of")
NOT_AFTER = (
    "нет", "не нуж*", "не требу*", "не бер*", "не прос*", "жок", "эмес", "алынба*", "сурал*ба*",
    "yoq", "emas", "olinma*", "soralma*", "йўқ", "эмас", "олинма*", "not required", "not needed",
)  # fmt: skip


def fold(text: str) -> tuple[str, list[int]]:
    """`text` with look-alike letters made one, and where each letter stood before."""
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for letter in unicodedata.normalize("NFKC", sign).lower().translate(LOOK_ALIKE):
            if letter in DROPPED or unicodedata.category(letter) in ("Cf", "Mn"):
                continue
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


def find(cues: tuple[str, ...], text: str) -> Iterator[str]:
    """The words of `text` that match one of `cues`, as they are written there."""
    folded, places = fold(text)
    for found in _pattern(cues).finditer(folded):
        if not _denied(folded, *found.span()):
            yield text[places[found.start()] : places[found.end() - 1] + 1]


def _denied(folded: str, start: int, end: int) -> bool:
    before = re.split(f"[{re.escape(CLAUSE_END)}]", folded[max(0, start - 40) : start])[-1]
    after = re.split(f"[{re.escape(CLAUSE_END)}]", folded[end : end + 40])[0]
    return bool(_denial_before().search(before) or _denial_after().match(after))


@cache
def _pattern(cues: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(_expression, cues))})\b")


def _expression(cue: str) -> str:
    parts = [GAP.join(map(_word, part.split())) for part in fold(cue)[0].split("..")]
    return rf"{GAP}(?:\w+{GAP}){{0,3}}".join(part for part in parts if part)


def _word(word: str) -> str:
    return re.escape(word).replace(r"\*", r"\w*")


@cache
def _denial_before() -> re.Pattern[str]:
    """A denial with at most one word between it and the cue."""
    words = "|".join(map(_expression, NOT_BEFORE))
    return re.compile(rf"\b(?:{words}){GAP}(?:\w+{GAP})?$")


@cache
def _denial_after() -> re.Pattern[str]:
    words = "|".join(map(_expression, NOT_AFTER))
    return re.compile(rf"{GAP}(?:\w+{GAP})?(?:{words})\b")
