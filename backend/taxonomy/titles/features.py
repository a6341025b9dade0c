"""What a title is compared by: letter groups of its words, the words, their beginnings, pairs.

A feature is a 64-bit hash, odd for words and even for letter groups. Letter groups of all texts
are hashed in a few array operations, so that seventy thousand titles take some seconds.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

GROUPS = (2, 3, 4, 5)  # letters; a word has a space on each side
BEGINNINGS = (4, 5)  # letters that stand for a stem
_BASE = np.uint64(0x9E3779B97F4A7C15)
_ONE = np.uint64(1)

Hashes = NDArray[np.uint64]
Ints = NDArray[np.int64]


def features(texts: Sequence[str]) -> tuple[Ints, Hashes]:
    """(number of the text, feature), a row for each time it stands there; texts are normal."""
    numbers, hashes = _letter_groups(texts)
    words = list(_of_words(texts))
    owners = np.fromiter((owner for owner, _hash in words), np.int64, len(words))
    named = np.fromiter((name for _owner, name in words), np.uint64, len(words))
    even, odd = hashes & ~_ONE, named | _ONE
    return np.concatenate([numbers, owners]), np.concatenate([even, odd])


def _letter_groups(texts: Sequence[str]) -> tuple[Ints, Hashes]:
    padded = ["".join(f" {word} " for word in text.split()) for text in texts]
    letters = np.frombuffer("".join(padded).encode("utf-32-le"), np.uint32).astype(np.uint64)
    owner = np.repeat(np.arange(len(texts)), [len(text) for text in padded])
    word = (np.cumsum(letters == 32) + 1) // 2  # each has two spaces of its own
    numbers, hashes = [], []
    for size in GROUPS:
        last = len(letters) - size + 1
        if last <= 0:
            continue
        value: Any = np.full(last, size, np.uint64)
        for step in range(size):
            value = (value ^ letters[step : step + last]) * _BASE
            value ^= value >> np.uint64(29)
        whole = word[:last] == word[size - 1 :]
        numbers.append(owner[:last][whole])
        hashes.append(value[whole])
    if not numbers:
        return np.zeros(0, np.int64), np.zeros(0, np.uint64)
    return np.concatenate(numbers), np.concatenate(hashes)


def _of_words(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    for number, text in enumerate(texts):
        words = text.split()
        for word in words:
            for name in _names(word):
                yield number, name
        if words:
            yield number, _hash(f"first {words[0][:5]}")
        for one, two in zip(words, words[1:], strict=False):
            yield number, _hash(f"pair {one[:5]} {two[:5]}")


@lru_cache(maxsize=100_000)
def _names(word: str) -> tuple[int, ...]:
    beginnings = (_hash(f"begins {size} {word[:size]}") for size in BEGINNINGS)
    return _hash(f"word {word}"), *beginnings


@lru_cache(maxsize=100_000)
def _hash(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little")
