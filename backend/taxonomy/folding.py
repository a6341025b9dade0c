"""One search key for the many ways a title is written."""

import re
import unicodedata

# Apostrophes belong to Uzbek letters (o‘, g‘) and are typed in every shape: they go, with no gap.
_APOSTROPHES = re.compile("['’‘ʻʼ`´ʹ]")
_NOT_WORD = re.compile(r"[^\w]+|_+", re.UNICODE)
_KEEP_MARK = str.maketrans({"ё": "е"})


def fold(text: str) -> str:
    """Lower case, ё as е, no apostrophes, punctuation and runs of space as one space."""
    lowered = unicodedata.normalize("NFKC", text).casefold().translate(_KEEP_MARK)
    return _NOT_WORD.sub(" ", _APOSTROPHES.sub("", lowered)).strip()
