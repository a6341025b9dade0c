"""One spelling for a name across Cyrillic and Latin, for search and duplicate warnings.

Passports of the region carry Latin spellings that differ by office and year ("Dzhumabaev",
"Jumabayev", "Жумабаев"), so a name is reduced to a rough Latin key in which those meet.
"""

import re
import unicodedata

TABLE = """
а:a б:b в:v г:g д:d е:e ё:e ж:j з:z и:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:h ц:s
ч:ch ш:sh щ:sh ъ: ы:i ь: э:e ю:u я:a ң:n ө:o ү:u ұ:u қ:k ғ:g һ:h ә:a і:i ҳ:h ҷ:j ӣ:i ӯ:u ў:o
ç:ch ş:sh ž:j ä:a ň:n ý:i ö:o ü:u
"""
LETTERS = dict(pair.split(":") for pair in TABLE.split())
# Longest first; "ch" hides behind "#" while a lone "c" (Latin for "ts") becomes "s".
SPELLINGS = (
    ("dj", "j"),
    ("dzh", "j"),
    ("zh", "j"),
    ("kh", "h"),
    ("gh", "g"),
    ("ts", "s"),
    ("yo", "e"),
    ("yu", "u"),
    ("ya", "a"),
    ("ye", "e"),
    ("ch", "#"),
    ("c", "s"),
    ("#", "ch"),
    ("y", "i"),
    ("q", "k"),
    ("x", "h"),
    ("w", "v"),
)
NOT_LATIN = re.compile(r"[^a-z]+")
REPEATED = re.compile(r"(.)\1+")


def name_key(*parts: str) -> str:
    """Fold the parts of a name to one lower-case Latin key, words sorted.

    >>> name_key("Жумабаев", "Нурлан") == name_key("Nurlan", "Dzhumabayev")
    True
    """
    words = re.split(r"[\s\-]+", " ".join(parts).lower())
    return " ".join(sorted(filter(None, (_fold(word) for word in words))))


def _fold(word: str) -> str:
    latin = "".join(LETTERS.get(letter, letter) for letter in word)
    for written, folded in SPELLINGS:
        latin = latin.replace(written, folded)
    plain = NOT_LATIN.sub("", unicodedata.normalize("NFKD", latin))
    return REPEATED.sub(r"\1", plain)
