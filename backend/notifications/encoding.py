"""How many parts an SMS takes: 3GPP TS 23.038 (alphabet) and TS 23.040 (concatenation)."""

import re
import unicodedata
from collections.abc import Callable
from typing import Literal

# In the order of the table, 0x00 to 0x7F; 0x1B is the escape and no character of its own.
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ"
    " !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# Sent as escape and character: two septets.
EXTENSION = frozenset("\f^{}\\[~]|€")

Encoding = Literal["gsm7", "ucs2"]
# Units in a lone SMS, and in each part of a longer one (8-bit reference).
ROOM: dict[Encoding, tuple[int, int]] = {"gsm7": (160, 153), "ucs2": (70, 67)}

# Only what loses no meaning. One of these turns a Latin SMS into UCS-2 and doubles its price.
FOLDS = str.maketrans(
    {
        "\u02bb": "'",  # Uzbek oʻ gʻ
        "\u02bc": "'",
        "\u2018": "'",
        "\u2019": "'",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "«": '"',
        "»": '"',
        "“": '"',
        "”": '"',
        "„": '"',
        "–": "-",
        "—": "-",
        "\u2011": "-",
        "…": "...",
    }
)
# Letters outside GSM-7, by what is read without doubt in their place. Used only where it saves an
# SMS (`for_sms`). Cyrillic has no such table: no letter of it is in GSM-7.
LETTERS = {
    "tk": str.maketrans(
        {"ç": "c", "ž": "z", "ň": "n", "ş": "s", "ý": "y"}
        | {"Ž": "Z", "Ň": "N", "Ş": "S", "Ý": "Y"}  # Ç is in GSM-7, ç is not
    ),
    # The alphabet proposed since 2018, which some people and employers write already.
    "uz": str.maketrans(
        {"ş": "sh", "ç": "ch", "õ": "o'", "ō": "o'", "ğ": "g'", "ŋ": "ng"}
        | {"Ş": "Sh", "Õ": "O'", "Ō": "O'", "Ğ": "G'", "Ŋ": "Ng"}
    ),
}
INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2060\ufeff]")


def fold(text: str) -> str:
    """`text` as it is sent: composed letters, plain spaces, dashes and quotes, nothing hidden.

    Letters are never replaced here.
    """
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\t", " ")
    return INVISIBLE.sub("", composed.translate(FOLDS)).strip()


def for_sms(text: str, language: str) -> str:
    """`text` folded, and with plainer letters where that makes it fewer SMS."""
    plain = fold(text)
    plainer = plain.translate(LETTERS.get(language, {}))
    return plainer if segments(plainer) < segments(plain) else plain


def fitted(words: str, write: Callable[[str], str], most: int) -> str:
    """`write(words)`, with as many of the words as `most` SMS can hold."""
    kept = words.split()
    text = write(words)
    while segments(fold(text)) > most and len(kept) > 1:
        kept.pop()
        text = write(" ".join(kept) + "…")
    return text


def encoding(text: str) -> Encoding:
    """GSM-7 if every character is in its two tables, else UCS-2."""
    return "gsm7" if all(c in BASIC or c in EXTENSION for c in text) else "ucs2"


def parts(text: str) -> list[str]:
    """The text of each SMS, in order; a character is never split between two."""
    kind = encoding(text)
    cost = _septets if kind == "gsm7" else _utf16_units
    alone, chained = ROOM[kind]
    if sum(map(cost, text)) <= alone:
        return [text]
    return _filled(text, cost, chained)


def segments(text: str) -> int:
    """How many SMS the operator bills for `text`."""
    return len(parts(text))


def _filled(text: str, cost: Callable[[str], int], room: int) -> list[str]:
    done: list[str] = []
    start = used = 0
    for index, character in enumerate(text):
        if used + cost(character) > room:
            done.append(text[start:index])
            start, used = index, 0
        used += cost(character)
    return [*done, text[start:]]


def _septets(character: str) -> int:
    return 2 if character in EXTENSION else 1


def _utf16_units(character: str) -> int:
    return 2 if ord(character) > 0xFFFF else 1
