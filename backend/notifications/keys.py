"""Keys that both sides of a gateway can hold."""

import secrets
import string

ALPHABET = string.digits + string.ascii_lowercase
LENGTH = 12


def new_key() -> str:
    """12 characters of base 36: 62 random bits that fit every provider's own-id field."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
