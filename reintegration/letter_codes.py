"""The token of a form, and the code by which a letter is found again.

A form carries a random token, signed and dated by us. The code is made from it: 16 letters,
80 bits, so that the same form sent twice gives the same code, which then need not be kept.
The database holds the SHA-256 of the code only; no key is needed, since 80 random bits are
beyond trying out, and so a change of keys locks nobody out.
"""

import hashlib
import secrets

from django.core import signing
from django.utils.translation import gettext_lazy as _

from backend.lib.errors import Invalid

# Crockford's: none looks like another. Typed small, in Cyrillic or with an O it is still right.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, GROUP = 16, 4
MISTAKEN = str.maketrans("OILОІАВСЕНКМРТУХ", "01101ABCEHKMPTYX")
OPEN_FOR = 12 * 3600
signer = signing.TimestampSigner(salt="homeward:letter")


def new_token() -> str:
    """For one form; good for OPEN_FOR seconds."""
    return signer.sign(secrets.token_urlsafe(24))


def opened(token: str) -> str:
    """The random part. Raises Invalid if the token is not ours, or too old."""
    try:
        return signer.unsign(token, max_age=OPEN_FOR)
    except signing.BadSignature:
        text = _("This page was open for a long time. Your words are still here: send them again.")
        raise Invalid(fields={"token": text}) from None


def code_of(token: str) -> str:
    """The code of the letter that a form makes."""
    number = int.from_bytes(hashlib.sha256(f"code:{opened(token)}".encode()).digest()[:10])
    return "".join(LETTERS[number >> 5 * place & 31] for place in range(LENGTH))


def once(token: str, words: str) -> str:
    """What a piece of writing is known by: the same form with the same words is the same piece."""
    return hashlib.sha256(f"once:{opened(token)}:{words}".encode()).hexdigest()


def grouped(code: str) -> str:
    """As it is written down: 7K2M-…"""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def digest(typed: str) -> str:
    """What the database knows a code by; of anything that is no code, the digest of nothing."""
    letters = typed[:80].upper().translate(MISTAKEN)
    return hashlib.sha256("".join(c for c in letters if c in LETTERS).encode()).hexdigest()
