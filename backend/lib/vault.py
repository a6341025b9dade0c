"""Protection data: text under AES-256-GCM, bound to the row it stands in.

The keys are PROTECTION_KEYS, newest first. They live in the environment, never in the database,
and are none of SECRET_KEY's: that one may have to be thrown away in an hour, these never without
locking everything again. Locked text reads `<name of the key>.<base64 of nonce and text>`, so an
older key is found by name, and rows that still need it are found by the database.

`place` names the row ("<table>:<public id>"). Text carried over to another row does not open.
"""

import base64
import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12
# Lengths tell something too: text is filled up to the next of these steps, in bytes.
STEP = 256


def lock(text: str, *, place: str) -> str:
    """`text` under the newest key."""
    secret = settings.PROTECTION_KEYS[0]
    nonce = secrets.token_bytes(NONCE)
    body = _cipher(secret).encrypt(nonce, _padded(text.encode()), place.encode())
    return f"{name_of(secret)}.{base64.b64encode(nonce + body).decode()}"


def unlock(locked: str, *, place: str) -> str:
    """The text. Raises ValueError if no key of ours opens it, or if it is not of this place."""
    name, _dot, body = locked.partition(".")
    for secret in settings.PROTECTION_KEYS:
        if name_of(secret) == name:
            raw = base64.b64decode(body)
            try:
                opened = _cipher(secret).decrypt(raw[:NONCE], raw[NONCE:], place.encode())
            except InvalidTag:
                break
            return opened.rstrip(b"\0").decode()
    # Neither the place nor the text: this sentence may reach a log.
    raise ValueError("no protection key opens this row")


def newest() -> str:
    """The name of the key that locks now: what locked text begins with."""
    return name_of(settings.PROTECTION_KEYS[0])


def name_of(secret: str) -> str:
    """Eight characters that tell keys apart and say nothing about them."""
    return hmac.new(secret.encode(), b"homeward:protection:name", hashlib.sha256).hexdigest()[:8]


def _cipher(secret: str) -> AESGCM:
    return AESGCM(hmac.new(secret.encode(), b"homeward:protection", hashlib.sha256).digest())


def _padded(text: bytes) -> bytes:
    """Text never holds a NUL: forms and the API refuse it, PostgreSQL could not keep it."""
    return text + b"\0" * (-len(text) % STEP)
