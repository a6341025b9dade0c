"""Typed reading of the environment, with refusals in plain sentences."""

from urllib.parse import urlsplit, urlunsplit

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()


def required(name: str, meaning: str) -> str:
    """The variable `name`, or a refusal that says what it is for."""
    value: str = env.str(name, default="").strip()
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. It is {meaning}.")
    return value


def secret_key() -> str:
    """Refuses a key that is short, repetitive or Django's own placeholder."""
    key = required("SECRET_KEY", "the key that signs sessions: 50 random characters or more")
    _refuse_weak("SECRET_KEY", key)
    return key


def former_secret_keys() -> list[str]:
    """Keys that still open what they sealed; a weak one would also let sessions be forged."""
    keys: list[str] = [key.strip() for key in env.list("SECRET_KEY_FALLBACKS", default=[])]
    for key in filter(None, keys):
        _refuse_weak("SECRET_KEY_FALLBACKS", key)
    return [key for key in keys if key]


def protection_keys() -> list[str]:
    """Keys of protection data, newest first; the older ones still open what they locked."""
    name = "PROTECTION_KEYS"
    required(name, "the keys of protection data, newest first: 50 random characters or more each")
    keys: list[str] = [key.strip() for key in env.list(name) if key.strip()]
    for key in keys:
        _refuse_weak(name, key)
        if key in {
            env.str("SECRET_KEY", default=""),
            *env.list("SECRET_KEY_FALLBACKS", default=[]),
        }:
            raise ImproperlyConfigured(
                f"{name} holds SECRET_KEY. Whoever forges sessions must not also read this."
            )
    return keys


def _refuse_weak(name: str, key: str) -> None:
    if len(key) < 50 or len(set(key)) < 10 or key.startswith("django-insecure-"):
        raise ImproperlyConfigured(
            f"{name} is weak. Make one with: "
            "python -c 'import secrets; print(secrets.token_urlsafe(64))'"
        )


def allowed_hosts() -> list[str]:
    """Refuses no host, and any host."""
    hosts: list[str] = [host.strip() for host in env.list("ALLOWED_HOSTS", default=[])]
    if not any(hosts):
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS is not set. It is the list of this service's host names, with commas."
        )
    if any("*" in host for host in hosts):
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS must name hosts: with '*' anybody could pose as us."
        )
    return hosts


def refuse_debug() -> None:
    if env.bool("DEBUG", default=False):
        raise ImproperlyConfigured(
            "DEBUG shows people's data on error pages and cannot be on here. "
            "For development use backend.settings.dev."
        )


def redis_url(url: str, database: int) -> str:
    """`url` with a database number, as Django and redis-py write it."""
    parts = urlsplit(url)
    if parts.scheme == "unix":
        return f"unix://{parts.path}?db={database}"
    return urlunsplit(parts._replace(path=f"/{database}"))


def broker_url(url: str, database: int) -> str:
    """The same as Celery writes it."""
    parts = urlsplit(url)
    if parts.scheme == "unix":
        return f"redis+socket://{parts.path}?virtual_host={database}"
    return redis_url(url, database)
