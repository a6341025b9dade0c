"""Keyed digests and sealed text, each purpose under a key of its own.

Every key is derived from SECRET_KEY with a label, so that no two purposes share one and
no further secret has to be kept. A digest answers "is it the same?" without holding the
text; a seal can be opened again. Sealed text survives a rotation of SECRET_KEY through
SECRET_KEY_FALLBACKS; a digest does not, so it is for what lives minutes.
"""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


def digest(label: str, text: str) -> str:
    """HMAC-SHA256 of `text` under the key of `label`, 64 hex characters."""
    return hmac.new(_key(settings.SECRET_KEY, label), text.encode(), hashlib.sha256).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two digests are equal, in constant time."""
    return hmac.compare_digest(one, other)


def seal(label: str, text: str) -> str:
    """Encrypt `text` (Fernet: AES-128-CBC with HMAC) under the key of `label`."""
    return _fernet(label).encrypt(text.encode()).decode()


def unseal(label: str, sealed: str) -> str:
    """The text inside `sealed`. Raises ValueError if no known key opens it."""
    try:
        return _fernet(label).decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise ValueError(f"{label}: no key opens this") from error


def _fernet(label: str) -> MultiFernet:
    secrets = [str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_key(s, label))) for s in secrets])


def _key(secret: str, label: str) -> bytes:
    return hmac.new(secret.encode(), f"homeward:{label}".encode(), hashlib.sha256).digest()
