"""One normal form for the two alphabets and seven languages that job titles are written in.

"сварщик" and "svarshik", "ғишт терувчи" and "gʻisht teruvchi" become the same Latin letters.
The form is for comparing, not for reading: letters that are typed for each other are one.
"""

import re
import unicodedata

LONGEST = 100  # letters of a text that are looked at

_CYRILLIC = """
а=a б=b в=v г=g д=d е=e ё=e ж=j з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=h ц=c
ч=ch ш=sh щ=sh ъ= ы=i ь= э=e ю=iu я=ia ө=o ү=u ң=n қ=k ғ=g ҳ=h ў=o ә=a і=i ұ=u һ=h ҷ=j ӣ=i ӯ=u
ґ=g ї=i є=e
"""
_LATIN = {"ş": "sh", "ç": "ch", "ž": "j", "ý": "i", "ł": "l", "ı": "i", "ß": "ss", "ə": "a"}
_LETTERS = str.maketrans(dict(pair.split("=") for pair in _CYRILLIC.split()) | _LATIN)
_NOTHING = dict.fromkeys(map(ord, "'’‘ʻʼ`´ʹ"))
_NOT_WORD = re.compile(r"[\W_]+")
# As people write Russian letters with Latin ones; then one sound, one letter.
_PAIRS = {"shch": "sh", "sch": "sh", "zh": "j", "dj": "j", "kh": "h", "gh": "g", "ph": "f",
          "ts": "c", "ck": "k", "yo": "e"}  # fmt: skip
_PAIR = re.compile("|".join(_PAIRS))
_SINGLE = str.maketrans("xqwy", "hkvi")
_DOUBLE = re.compile(r"(.)\1+")
_STARTS_IE = re.compile(r"\bie")
_ENGLISH_MANY = re.compile(r"(?<=\w{3})(?:ies\b|(?<=\w{4})s\b)")


def normal(text: str) -> str:
    """Words of Latin letters and digits with one space between; empty when there is none."""
    composed = unicodedata.normalize("NFKC", text).casefold().translate(_NOTHING)
    visible = "".join(one for one in composed if unicodedata.category(one) != "Cf")
    latin = unicodedata.normalize("NFKD", visible.translate(_LETTERS))
    plain = "".join(one for one in latin if not unicodedata.combining(one))
    words = _NOT_WORD.sub(" ", plain).strip()
    one_sound = _PAIR.sub(lambda found: _PAIRS[found[0]], words).translate(_SINGLE)
    return _ENGLISH_MANY.sub(_singular, _STARTS_IE.sub("e", _DOUBLE.sub(r"\1", one_sound)))


def _singular(ending: re.Match[str]) -> str:
    return "i" if len(ending[0]) > 1 else ""
